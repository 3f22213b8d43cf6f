"""What has to hold before a change lands; each tool keeps one promise."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent

CHECKS: dict[str, list[str]] = {
    "one look": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy", "--no-error-summary", "."],
    "the order of the house": ["lint-imports", "--no-cache"],
    "models and migrations agree": [
        "python",
        "-W",
        "ignore",
        "manage.py",
        "makemigrations",
        "--check",
        "--dry-run",
        "--verbosity",
        "0",
    ],
    "Django's own checks": ["python", "manage.py", "check", "--fail-level", "WARNING"],
    "migrations are safe": ["python", "tools/lint_migrations.py"],
    "the clients are made from the document": ["python", "-m", "tools.clients", "--check"],
    "every sentence has its Arabic": ["python", "manage.py", "messages", "--check"],
}


def run(name: str, command: list[str], environment: dict[str, str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    print(f"{verdict:7}{name} ({time.monotonic() - began:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout[-6000:] + done.stderr[-6000:])
    return done.returncode == 0


def api_document_is_committed(environment: dict[str, str]) -> bool:
    """Write the API document anew, strictly validated, and compare it with the committed one."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "openapi.yaml"
        command = ["python", "-W", "ignore", "manage.py", "spectacular", "--validate"]
        command += ["--fail-on-warn", "--file", str(fresh)]
        if not run("the API document is valid", command, environment):
            return False
        same = fresh.read_text() == (ROOT / "docs" / "openapi.yaml").read_text()
    print(f"{'ok' if same else 'FAILED':7}the API document is the committed one")
    if not same:
        print("It has changed: run make schema and commit it.")
    return same


def main() -> int:
    with tempfile.TemporaryDirectory() as data_dir:
        environment = {**os.environ, "TOHFA_DATA_DIR": data_dir}
        results = [run(name, command, environment) for name, command in CHECKS.items()]
        results.append(api_document_is_committed(environment))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
