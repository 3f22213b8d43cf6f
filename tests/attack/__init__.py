"""Attacks on the whole program: what `make attack` does in full and the suite in short."""
