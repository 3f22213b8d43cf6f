"""Resolve pyproject.toml into the hash-pinned lock files, one for every Python from 3.11 up."""

import subprocess
import sys
from pathlib import Path

PRODUCTION = ["--extra", "production"]
LOCKS = {
    "requirements.txt": [],
    "requirements-production.txt": PRODUCTION,
    "requirements-tracing.txt": [*PRODUCTION, "--extra", "tracing"],
    # Whoever wants both installs one after the other.
    "requirements-push.txt": [*PRODUCTION, "--extra", "push", "-c", "requirements-tracing.txt"],
    "requirements-dev.txt": [*PRODUCTION, "--extra", "push", "--extra", "dev"],
}
COMMON = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
COMMON += ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]


def main() -> None:
    for name, extras in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *COMMON]
        constraint = ["--constraint", "requirements.txt"] if extras else []
        subprocess.run([*command, *extras, *constraint, "--output-file", name], check=True)
        print(f"{name}: {Path(name).read_text().count('==')} packages")


if __name__ == "__main__":
    main()
