"""Resolve pyproject.toml into the hash-pinned lock files, one for every Python from 3.11 up."""

import subprocess
import sys
from pathlib import Path

LOCKS = {
    "requirements.txt": [],
    "requirements-production.txt": ["--extra", "production"],
    "requirements-tracing.txt": ["--extra", "production", "--extra", "tracing"],
    "requirements-dev.txt": ["--extra", "dev", "--extra", "production"],
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
