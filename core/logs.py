"""Logs as JSON lines with the request's id, and never a secret in them."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from core.card_data import LONGER_THAN_IDS, REDACTED
from core.cards import holds_card_number, passes_luhn, without_cards
from core.request_id import current_request_id

SECRET_KEYS = re.compile(
    r"pass(word)?|token|secret|authorization|cookie|otp|pin\b|cvv|card|hmac|api_?key|document|iban",
    re.IGNORECASE,
)
# A JSON web token; a run of 13 to 19 digits, with or without separators, as card numbers are written.
SECRET_VALUES = re.compile(
    r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])", re.ASCII
)
# Made by ourselves, and full of digits.
PLAIN_KEYS = frozenset({"request_id", "timestamp"})


def _hidden(found: re.Match[str]) -> str:
    """Hide a token, and a number that could be a card's; ids of ours rarely pass its check."""
    text = found.group()
    digits = "".join(char for char in text if char.isdigit())
    return text if text[0].isdigit() and not passes_luhn(digits) else REDACTED


def redact(value: Any, *, key: str = "") -> Any:
    """Give ``value`` without what must not be written down, to any depth."""
    if key and SECRET_KEYS.search(key) and value not in (None, "", True, False):
        return REDACTED
    if isinstance(value, str):
        return SECRET_VALUES.sub(_hidden, without_cards(value, mask=REDACTED))
    if isinstance(value, int) and value >= LONGER_THAN_IDS and holds_card_number(str(value)):
        return REDACTED
    if isinstance(value, dict):
        return {redact(k): redact(v, key=str(k)) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [redact(v) for v in value]
    return value


def _redact_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {
        key: value if key in PLAIN_KEYS else redact(value, key=key) for key, value in event.items()
    }


def _add_request_id(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    if request_id := current_request_id():
        event.setdefault("request_id", request_id)
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _add_request_id,
]
LAST: list[Any] = [
    structlog.processors.format_exc_info,
    _redact_event,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]


def configure(level: str, file: str | None = None) -> dict[str, Any]:
    """Set up structlog and give Django's LOGGING, for standard output or a rotated ``file``."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler: dict[str, Any] = {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"}
    if file:
        handler = {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": file,
            "maxBytes": 20_000_000,
            "backupCount": 5,
            "delay": True,
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*SHARED, structlog.stdlib.ExtraAdder()],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *LAST,
                ],
            }
        },
        "handlers": {"out": {**handler, "formatter": "json"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            # The request log has one line per request already; Django's repeats it with less.
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
            # It would write down whole addresses; calls of partners have a line of ours.
            "httpx2": {"level": "WARNING"},
        },
    }
