"""The nginx of ``deploy/``, run as it stands but for its places: ports, certificate, folders, servers."""

import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bench.machine import ROOT, Unfit

WRITTEN = ROOT / "deploy" / "nginx" / "tohfa.conf"
BINARY = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def certificate(folder: Path, host: str = "localhost") -> None:
    """Make a certificate that nobody but a test believes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def configuration(
    folder: Path,
    *,
    plain: int,
    tls: int,
    web: Sequence[str],
    changes: Sequence[tuple[str, str]] = (),
) -> str:
    """Give the configuration with the places of this machine; every one of them has to be found in it."""
    servers = "\n".join(f"server {one} max_fails=2 fail_timeout=5s;" for one in web)
    places = [
        ("worker_processes auto;", "worker_processes 1;"),
        ("pid /run/nginx.pid;", f"pid {folder}/nginx.pid;"),
        ("error_log /dev/stderr warn;", f"error_log {folder}/error.log warn;"),
        ("access_log /dev/stdout tohfa;", f"access_log {folder}/access.log tohfa;"),
        ("server web:8000 max_fails=2 fail_timeout=5s;", servers),
        ("listen 80 default_server;", f"listen 127.0.0.1:{plain} default_server;"),
        (
            "listen 443 ssl http2 default_server;",
            f"listen 127.0.0.1:{tls} ssl http2 default_server;",
        ),
        ("/etc/nginx/tls/", f"{folder}/tls/"),
        ("/data/static/", f"{folder}/static/"),
        ("/data/media/", f"{folder}/media/"),
        *changes,
    ]
    text = re.sub(r"^\s*listen \[::\].*\n", "", WRITTEN.read_text(), flags=re.MULTILINE)
    for before, after in places:
        if before not in text:
            raise Unfit(f"deploy/nginx/tohfa.conf no longer says {before!r}")
        text = text.replace(before, after)
    kept = "".join(
        f"{kind}_temp_path {folder}/temp-{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return text.replace("http {\n", "http {\n" + kept, 1)


@contextmanager
def running(
    folder: Path,
    *,
    plain: int,
    tls: int,
    web: Sequence[str],
    changes: Sequence[tuple[str, str]] = (),
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run it until the block ends."""
    if BINARY is None:
        raise Unfit("nginx is not installed")
    for name in ("tls", "static", "media"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    certificate(folder / "tls")
    file = folder / "nginx.conf"
    file.write_text(configuration(folder, plain=plain, tls=tls, web=web, changes=changes))
    command = [BINARY, "-c", str(file), "-p", str(folder), "-g", "daemon off;"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    if checked.returncode:
        raise Unfit(checked.stderr)
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            _await(plain)
            yield process
        finally:
            process.terminate()
            process.wait(10)


def _await(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live/", timeout=2).close()
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            time.sleep(0.05)
            continue
        return
    raise Unfit("nginx does not answer")
