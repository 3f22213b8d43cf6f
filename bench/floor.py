"""What lies below us: the same bytes from the same rows without a framework, and a body that is fixed."""

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

import orjson
import psycopg

from products import window

Start = Callable[[str, list[tuple[str, str]]], Any]
BODY = b'{"results":["' + b"x" * 12_000 + b'"]}'

CARDS = """
SELECT published_at, product_id, card_ar FROM products_listing WHERE is_open
 ORDER BY published_at DESC, product_id DESC LIMIT 21
"""
DETAIL = window.DETAIL.format(language="ar")
_own = threading.local()


def _connection() -> psycopg.Connection[Any]:
    if not hasattr(_own, "connection"):
        _own.connection = psycopg.connect(
            os.environ["BENCH_DSN"], autocommit=True, prepare_threshold=1
        )
    found: psycopg.Connection[Any] = _own.connection
    return found


def _answer(start: Start, body: bytes) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def fixed(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    return _answer(start, BODY)


def cards(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    rows = _connection().execute(CARDS).fetchall()
    head = orjson.dumps({"next": f"/?cursor={rows[-1][1]}", "previous": None}).decode()
    body = f'{head[:-1]},"results":[{",".join(row[2] for row in rows[:20])}]}}'
    return _answer(start, body.encode())


def detail(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    path = environ["PATH_INFO"].strip("/")
    if not path.isdigit():
        return _answer(start, b"")
    product = int(path)
    ((words, stock, variants, shipping),) = _connection().execute(DETAIL, {"id": product})
    body = f'{words},"stock":{stock},"variants":[{variants}],"shipping_estimate":{shipping}}}'
    return _answer(start, body.encode())
