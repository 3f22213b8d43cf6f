"""What the other side of a channel may say besides yes, whoever it is."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime


class Refused(Exception):
    """The message will never be taken: sending it again would change nothing."""


class Busy(Exception):
    """The message was not taken now; ``retry_after`` is how long we were asked to wait, if we were."""

    def __init__(self, reason: str, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


def asked_wait(text: str) -> timedelta | None:
    """Read ``Retry-After``, in seconds or as a date (RFC 9110, section 10.2.3)."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text), 86_400))
    try:
        return max(parsedate_to_datetime(text) - datetime.now(UTC), timedelta(0))
    except (ValueError, TypeError):
        return None
