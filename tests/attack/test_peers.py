"""Whom the program talks to, and what is left with whoever talked to it."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db.backends.postgresql.base import DatabaseWrapper
from django.urls import reverse
from environs import Env

from core.partners import Partner, PartnerUnreachable
from custom_auth.errors import ProviderUnavailable
from custom_auth.password_rules import BreachedPasswordValidator
from custom_auth.providers import fetch_keys
from custom_auth.tests.builders import a_seller, a_staff_member
from tests.office.signing import browser_of


def a_certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """Write a certificate that nobody but its key has signed; gives it and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, secret


@pytest.fixture
def impostor(tmp_path: Path) -> Iterator[tuple[int, list[bytes]]]:
    """Somebody who answers at a partner's address with a certificate of their own; gives the port and
    what was told to them once a line was open."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*a_certificate(tmp_path))
    told: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(10)

    def answer() -> None:
        try:
            line, _ = listening.accept()
            with context.wrap_socket(line, server_side=True) as safe:
                told.append(safe.recv(4096))
                safe.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        except OSError:
            return

    thread = threading.Thread(target=answer)
    thread.start()
    yield listening.getsockname()[1], told
    thread.join(10)
    listening.close()


def test_a_partner_whose_certificate_nobody_vouches_for_is_told_nothing(
    impostor: tuple[int, list[bytes]],
) -> None:
    port, told = impostor
    partner = Partner("gateway", f"https://localhost:{port}", headers={"Authorization": "Token s"})

    with pytest.raises(PartnerUnreachable, match=r"(?i)certificate"):
        partner.call("POST", "pay", json={"amount": 1})

    assert told == []


@pytest.fixture
def endless() -> Iterator[tuple[str, list[int]]]:
    """Somebody whose answer does not end; gives the address and how many bytes were taken off."""
    taken = [0]
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(10)

    def answer() -> None:
        with suppress(OSError):
            line, _ = listening.accept()
            with line:
                line.recv(4096)
                line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
                while taken[0] < 50_000_000:
                    line.sendall(b"0," * 50_000)
                    taken[0] += 100_000

    thread = threading.Thread(target=answer)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/", taken
    thread.join(10)
    listening.close()


def test_keys_of_a_sign_in_provider_that_do_not_end_are_not_read_to_the_end(
    endless: tuple[str, list[int]],
) -> None:
    address, taken = endless

    with pytest.raises(ProviderUnavailable):
        fetch_keys(address)

    assert taken[0] < 20_000_000


def test_a_breach_service_that_does_not_end_keeps_nobody_out(
    endless: tuple[str, list[int]], settings: Any
) -> None:
    settings.BREACHED_PASSWORDS_URL, taken = endless

    BreachedPasswordValidator().validate("a quite long password")

    assert taken[0] < 20_000_000


def test_what_the_databases_address_asks_of_its_certificate_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = "postgres://tohfa@db.example/tohfa?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    monkeypatch.setenv("DATABASE_URL", address)
    read = Env().dj_db_url("DATABASE_URL")

    asked = DatabaseWrapper({**settings.DATABASES["default"], **read}).get_connection_params()

    assert (asked["sslmode"], asked["sslrootcert"]) == ("verify-full", "/etc/ca.pem")


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["admin:index", "seller:home", "seller:orders"])
def test_no_browser_keeps_a_page_of_staff_or_makers(page: str) -> None:
    who = a_staff_member("support") if page.startswith("admin") else a_seller()

    answer = browser_of(who).get(reverse(page))

    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))


def test_no_script_of_ours_puts_anything_by_in_a_browser() -> None:
    """Which is why there is nothing to be cleared there when somebody signs out but the cookie."""
    own = [
        path
        for app in ("to7fabackend", "notifications", "sandbox", "core")
        for kind in ("static", "templates")
        for path in (settings.BASE_DIR / app / kind).rglob("*")
        if path.suffix in {".js", ".html"}
    ]

    assert len(own) > 20
    for path in own:
        text = path.read_text(encoding="utf-8")
        assert not {"localStorage", "sessionStorage", "indexedDB"} & set(text.split(".")), path
        assert "Storage." not in text, path
