"""Card numbers and security codes to plant, and everything in which they may not turn up."""

import io
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection
from django.utils.module_loading import import_string

from core.crypto import EncryptedTextField
from core.text import western_digits

NUMBERS = ("4987654321098769", "5555555555554444", "4111111111111111", "378282246310005")
CODE = "9731"
PLANTS = (
    "4987654321098769",
    "Visa 5555 5555 5555 4444 01/39 9731",
    "٤١١١ ١١١١ ١١١١ ١١١١",
    "3782-822463-10005",
    f"CVV: {CODE}",
)
# As the plants read once digits are western ones and nothing stands between them.
SOUGHT = re.compile("|".join([*NUMBERS, rf"cvv\W*{CODE}"]), re.IGNORECASE)
BETWEEN = re.compile(r"[\s\xa0-]")
HEXADECIMAL = re.compile(r'"\\\\x([0-9a-f]+)"')


def found_in(text: str) -> set[str]:
    """Give what of the plants ``text`` holds, however it is written."""
    return set(SOUGHT.findall(BETWEEN.sub("", western_digits(text))))


EVERY_TABLE = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
WRITTEN_TABLES = """
    SELECT quote_ident(relname) FROM pg_stat_xact_user_tables
    WHERE n_tup_ins + n_tup_upd > 0 AND schemaname = 'public'
"""


def _rows(tables: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(tables)
        names = sorted(name for (name,) in cursor.fetchall())
        selects = [f"SELECT row_to_json(t)::text FROM {name} t" for name in names]  # noqa: S608 - our own tables
        cursor.execute(" UNION ALL ".join(selects) or "SELECT ''")
        return [text for (text,) in cursor.fetchall()]


@cache
def _encrypted() -> list[tuple[Any, str]]:
    return [
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    ]


def database(*, written: bool = False) -> str:
    """Give every row of every table as text: bytes as what they spell, what is encrypted in the clear.

    ``written`` leaves out the tables to which this transaction has written nothing.
    """
    rows = _rows(WRITTEN_TABLES if written else EVERY_TABLE)
    texts = [*rows]
    for row in rows:
        for spelt in HEXADECIMAL.findall(row):
            texts.append(bytes.fromhex(spelt).decode("utf-8", "replace"))
    for model, name in _encrypted():
        texts += [str(value) for value in model._default_manager.values_list(name, flat=True)]
    return "\n".join(texts)


def mails() -> str:
    """Give everything that was sent to anybody: mails, and messages to phones."""
    sent = [str(one.message()) for one in getattr(mail, "outbox", [])]
    sent += [f"{one.subject}\n{one.body}" for one in getattr(mail, "outbox", [])]
    folder = Path(settings.OUTBOX_DIR)
    for path in folder.rglob("*") if folder.exists() else ():
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            sent.append(
                json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".json" else text
            )
    return "\n".join(sent)


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """Write down everything the program says, at every level, in the form it is written in production."""
    maker = {**settings.LOGGING["formatters"]["json"]}
    formatter = import_string(maker.pop("()")) if isinstance(maker["()"], str) else maker.pop("()")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(**maker))
    root = logging.getLogger()
    level, lines = root.level, settings.LOG_REQUESTS
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    settings.LOG_REQUESTS = True
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        settings.LOG_REQUESTS = lines
