"""Where the secrets come from: the environment, or a file it names; in the demo, made once and kept."""

import json
import os
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import ImproperlyConfigured

# name -> what it is for, told to whoever starts production without it
NEEDED = {
    "SECRET_KEY": "signs cookies and links",
    "JWT_PRIVATE_KEYS": "Ed25519 keys in PEM that sign access tokens; the first signs, all verify",
    "FIELD_KEYS": "Fernet keys, comma separated, that encrypt columns and documents",
    "BLIND_INDEX_KEY": "finds encrypted values again without reading them",
}


def from_environment(name: str) -> str | None:
    """Read ``NAME``, or the file that ``NAME_FILE`` points to."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name)


def load(data_dir: Path, *, production: bool) -> dict[str, str]:
    """Give every secret.

    :raises ImproperlyConfigured: in production, naming each one that is missing.
    """
    found = {name: value for name in NEEDED if (value := from_environment(name))}
    missing = [name for name in NEEDED if name not in found]
    if missing and production:
        told = "; ".join(f"{name} ({NEEDED[name]})" for name in missing)
        raise ImproperlyConfigured(f"Production needs these settings: {told}.")
    return {**_kept(data_dir), **found} if missing else found


def _kept(data_dir: Path) -> dict[str, str]:
    path = data_dir / "secrets.json"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        # Two processes may start at once: whoever links its file first has made the secrets.
        draft = data_dir / f"secrets.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(_made()), encoding="utf-8")
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _made() -> dict[str, str]:
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "JWT_PRIVATE_KEYS": pem.decode(),
        "FIELD_KEYS": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "BLIND_INDEX_KEY": secrets.token_urlsafe(32),
    }
