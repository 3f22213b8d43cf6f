"""Where the sandbox may send anything: only where its owner said."""

from urllib.parse import urlsplit

from sandbox.configuration import configuration

PORTS = {"http": 80, "https": 443}


def origin(url: str) -> str | None:
    """Give scheme, host and port of an address; None if it is none, or carries a user name."""
    if any(letter <= " " or letter in "\\\x7f" for letter in url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return f"{parts.scheme}://{parts.hostname}:{port or PORTS[parts.scheme]}"


def is_allowed(url: str) -> bool:
    """Tell whether callbacks and redirects may go to ``url``."""
    wanted = origin(url)
    return wanted is not None and wanted in {
        origin(allowed) for allowed in configuration().allowed_origins
    }
