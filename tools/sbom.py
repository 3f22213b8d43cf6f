"""What is in a release, as CycloneDX 1.6: every locked package with its hashes, licence and who needs it.

``python tools/sbom.py [FILE [LOCK]]`` reads requirements-production.txt, from which a container is built, or
another lock file, if it was built from that.
"""

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ROOT / "requirements-production.txt"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def locked(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Give name, version and hashes of each locked package."""
    for block in re.split(r"\n(?=\S)", text):
        if pin := PIN.match(block):
            yield _name(pin[1]), pin[2], HASH.findall(block)


def _name(written: str) -> str:
    return re.sub(r"[-_.]+", "-", written).lower()


def _address(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def _licences(name: str) -> list[dict[str, Any]]:
    """Tell the licence that an installed package declares; none is told for what is not installed."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    if expression := about["License-Expression"]:
        return [{"expression": expression}]
    found = [
        text.rpartition(" :: ")[2]
        for text in about.get_all("Classifier") or []
        if text.startswith("License ::")
    ]
    return [{"license": {"name": text}} for text in found]


def _needs(name: str, known: dict[str, str]) -> list[str]:
    try:
        needed = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    names = {_name(re.split(r"[\s;<>=!~\[(]", text, maxsplit=1)[0]) for text in needed}
    return sorted(known[one] for one in names if one in known)


def bill(text: str) -> dict[str, Any]:
    """Give the bill of materials of what ``text``, a locked list of requirements, names."""
    packages = sorted(locked(text))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    address = {name: _address(name, version) for name, version, _ in packages}
    own = f"pkg:generic/{project['name']}@{project['version']}"
    extras = project["optional-dependencies"]
    asked = [one for extra in ("production", "push", "tracing") for one in extras[extra]]
    direct = {
        _name(re.split(r"[\s;<>=!~\[(]", one, maxsplit=1)[0])
        for one in [*project["dependencies"], *asked]
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
            },
        },
        "components": [
            {
                "type": "library",
                "bom-ref": _address(name, version),
                "name": name,
                "version": version,
                "purl": _address(name, version),
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in hashes],
                **({"licenses": licences} if (licences := _licences(name)) else {}),
            }
            for name, version, hashes in packages
        ],
        "dependencies": [
            {"ref": own, "dependsOn": sorted(address[one] for one in direct if one in address)},
            *(
                {"ref": address[name], "dependsOn": _needs(name, address)}
                for name, _, _ in packages
            ),
        ],
    }


def main() -> int:
    lock = Path(sys.argv[2]) if len(sys.argv) > 2 else LOCKED
    made = bill(lock.read_text(encoding="utf-8"))
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "artefacts" / "sbom.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{target}: {len(made['components'])} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
