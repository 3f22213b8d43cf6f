"""The bill of materials names everything that is locked, as it is locked."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def the_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sbom", ROOT / "tools" / "sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lock", ["requirements-production.txt", "requirements-push.txt"])
def test_every_locked_package_is_in_it_with_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text()

    made = the_tool().bill(text)

    hashes = sum(len(one["hashes"]) for one in made["components"])
    components = {one["name"]: one for one in made["components"]}
    assert len(components) == len(
        {line.split("==")[0] for line in text.splitlines() if line[0] != " "}
    )
    assert {"django", "psycopg", "gunicorn", "sentry-sdk"} <= set(components)
    assert hashes == text.count("--hash=sha256:")
    assert components["django"]["purl"] == f"pkg:pypi/django@{components['django']['version']}"
    assert components["django"]["licenses"]


def test_everything_it_refers_to_is_in_it() -> None:
    made = the_tool().bill((ROOT / "requirements-production.txt").read_text())

    known = {one["bom-ref"] for one in [*made["components"], made["metadata"]["component"]]}
    for one in made["dependencies"]:
        assert {one["ref"], *one["dependsOn"]} <= known
    own = next(one for one in made["dependencies"] if one["ref"].startswith("pkg:generic"))
    assert len(own["dependsOn"]) > 20


def test_a_package_of_another_version_is_another() -> None:
    (found,) = the_tool().locked("django==5.2.19 \\\n    --hash=sha256:" + "a" * 64 + "\n")

    assert found == ("django", "5.2.19", ["a" * 64])
