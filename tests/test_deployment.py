"""What is written for production starts what the demo starts, and production is strict about itself."""

import os
import re
import shlex
import subprocess
import sys
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
PARTS = ("web", "worker", "stream")


def unit(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "systemd" / f"tohfa-{name}.service").read_text().splitlines():
        key, is_setting, value = line.partition("=")
        if is_setting:
            found.setdefault(key, []).append(value)
    return found


def production() -> dict[str, str]:
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TOHFA_", "DJANGO_"))}
    return {
        **kept,
        "TOHFA_ENV": "production",
        "SECRET_KEY": urlsafe_b64encode(os.urandom(48)).decode(),
        "JWT_PRIVATE_KEYS": pem.decode(),
        "FIELD_KEYS": urlsafe_b64encode(os.urandom(32)).decode(),
        "BLIND_INDEX_KEY": urlsafe_b64encode(os.urandom(32)).decode(),
        "DATABASE_URL": "postgresql://tohfa:x@127.0.0.1:1/tohfa",
        "ALLOWED_HOSTS": "tohfa.example",
        "PUBLIC_URL": "https://tohfa.example",
    }


def manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", PARTS)
def test_containers_and_units_start_the_same(name: str) -> None:
    in_container = COMPOSE["services"][name]["command"]
    (on_machine,) = unit(name)["ExecStart"]

    program, *arguments = shlex.split(on_machine)

    assert [Path(program).name, *arguments] == in_container


@pytest.mark.parametrize("name", PARTS)
def test_what_they_start_is_there(name: str) -> None:
    command = COMPOSE["services"][name]["command"]
    if "manage.py" in command:
        word = command[command.index("manage.py") + 1]
        assert (ROOT / "to7fabackend" / "management" / "commands" / f"{word}.py").exists()
    else:
        module = command[-1].replace(".", "/")
        assert (ROOT / f"{module}.py").exists() or (ROOT / module).is_dir()


def test_every_secret_is_read_from_a_file_that_is_declared() -> None:
    read = {
        Path(value).name
        for name, value in COMPOSE["x-tohfa"]["environment"].items()
        if name.endswith("_FILE")
    }

    assert read == set(COMPOSE["x-tohfa"]["secrets"])
    assert read <= set(COMPOSE["secrets"])
    assert {"secret_key", "jwt_private_keys", "field_keys", "blind_index_key"} <= read


def test_containers_may_do_little() -> None:
    for name in ("migrate", "static", *PARTS):
        service = COMPOSE["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    text = (DEPLOY / "Containerfile").read_text()
    assert re.search(r"^USER 10001", text, re.MULTILINE)
    assert "--require-hashes" in text
    assert "HEALTHCHECK" in text


def test_production_passes_djangos_own_checks_for_deployment(tmp_path: Path) -> None:
    environment = {**production(), "TOHFA_DATA_DIR": str(tmp_path)}

    checked = manage("check", "--deploy", "--fail-level", "WARNING", environment=environment)

    assert checked.returncode == 0, checked.stderr


def test_production_has_no_sandbox_and_says_that_online_payment_is_off(tmp_path: Path) -> None:
    environment = {**production(), "TOHFA_DATA_DIR": str(tmp_path), "DEMO": "1"}
    environment |= {"LOG_LEVEL": "WARNING"}

    shown = manage(
        "shell",
        "-c",
        "from django.conf import settings as s;"
        "print(s.DEMO, 'sandbox' in s.INSTALLED_APPS, s.ONLINE_PAYMENTS, s.DEBUG, s.SECURE_SSL_REDIRECT)",
        environment=environment,
    )

    assert shown.stdout.split()[-5:] == ["False", "False", "False", "False", "True"], shown.stderr
    assert "online payment is off" in shown.stdout + shown.stderr
    offered = manage(
        "shell",
        "-c",
        "from django.conf import settings as s; print(*s.PAYMENT_METHODS)",
        environment=environment,
    )
    assert offered.stdout.split()[-2:] == ["cash_on_delivery", "wallet"], offered.stderr


@pytest.mark.parametrize("is_there", [True, False])
def test_production_with_firebase_starts_if_its_library_is_there(
    tmp_path: Path, is_there: bool
) -> None:
    environment = {**production(), "TOHFA_DATA_DIR": str(tmp_path), "FIREBASE_CREDENTIALS": "x"}
    if not is_there:
        hidden = "import sys; sys.modules['firebase_admin'] = None"
        (tmp_path / "sitecustomize.py").write_text(hidden)
        environment["PYTHONPATH"] = str(tmp_path)

    done = manage("check", environment=environment)

    assert (done.returncode == 0) is is_there, done.stderr
    sentence = "FIREBASE_CREDENTIALS is set; push needs requirements-push.txt installed."
    assert (sentence in done.stderr) is not is_there


def test_nothing_of_firebase_is_loaded_before_a_message_goes_out(tmp_path: Path) -> None:
    environment = {**production(), "TOHFA_DATA_DIR": str(tmp_path), "FIREBASE_CREDENTIALS": "x"}
    program = "import sys, to7fabackend.relays; print('firebase_admin' in sys.modules)"

    shown = manage("shell", "-c", program, environment=environment)

    assert shown.stdout.split()[-1:] == ["False"], shown.stderr


def pinned(name: str) -> dict[str, str]:
    pins = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", (ROOT / name).read_text(), re.MULTILINE)
    return dict(pins)


@pytest.mark.parametrize("name", ["requirements-push.txt", "requirements-tracing.txt"])
def test_what_may_be_installed_besides_is_locked_with_the_rest(name: str) -> None:
    text = (ROOT / name).read_text()

    assert pinned("requirements-production.txt").items() <= pinned(name).items()
    assert "://" not in text
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", text))


def test_push_and_tracing_can_be_installed_together() -> None:
    push, tracing = pinned("requirements-push.txt"), pinned("requirements-tracing.txt")

    assert "firebase-admin" in push
    assert {name for name in push.keys() & tracing if push[name] != tracing[name]} == set()


def test_production_without_a_database_does_not_start(tmp_path: Path) -> None:
    environment = {**production(), "TOHFA_DATA_DIR": str(tmp_path)}
    del environment["DATABASE_URL"]

    done = manage("check", environment=environment)

    assert done.returncode != 0
    assert "DATABASE_URL" in done.stderr


def test_every_alert_has_a_page_and_asks_for_what_is_measured() -> None:
    rules = yaml.safe_load((DEPLOY / "monitoring" / "alerts.yml").read_text())["groups"][0]["rules"]
    pages = set(re.findall(r"^## (\w+)$", (ROOT / "docs" / "runbook.md").read_text(), re.MULTILINE))
    sources = (ROOT / "core" / "metrics.py").read_text()
    sources += (ROOT / "to7fabackend" / "metrics.py").read_text()

    asked = {name for rule in rules for name in re.findall(r"tohfa_\w+", rule["expr"])}

    assert {rule["alert"] for rule in rules} <= pages
    names = {name.removesuffix("_bucket") for name in asked}
    assert sorted(name for name in names if f'"{name}"' not in sources) == []
