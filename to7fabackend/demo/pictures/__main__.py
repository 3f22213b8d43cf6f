"""Draw one picture to standard output: ``python -m to7fabackend.demo.pictures craft seed colour size``."""

from __future__ import annotations

import sys

from to7fabackend.demo.pictures import draw

if __name__ == "__main__":
    craft, seed, colour, size = sys.argv[1:]
    picture = draw(craft, seed, int(size), colour=colour or None)
    picture.save(sys.stdout.buffer, "PNG", compress_level=1)
