"""Load that writes: orders and the gateway's callbacks over HTTP, and pgbench doing an order's statements."""

import json
import re
import subprocess
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import quote

from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from bench.fill import FIRST_ID, SELLERS
from bench.kill_money import ADDRESS
from bench.machine import CONNECTIONS, Load, Unfit
from core import prepared
from custom_auth.actions import addresses
from payment.models import Attempt
from payment.tests.builders import Bank, signature_of
from to7fabackend import postgres

ORDERS = """
local tokens = { %(tokens)s }
local count = %(count)d
local address = [==[%(address)s]==]
math.randomseed(os.time())
local run = tostring(math.random(1, 1000000000))
local sent = 0
local function item(number, quantity)
  local id = %(first)d + number
  return string.format('{"product":%%d,"variant":%%d,"quantity":%%d}', id, id, quantity)
end
function request()
  sent = sent + 1
  local one = math.random(1, count - %(sellers)d - 1)
  local body = '{"items":[' .. item(one, 1) .. ',' .. item(one + %(sellers)d, 2) .. ',' .. item(one + 1, 1)
    .. '],"payment_method":"cash_on_delivery","shipping_address":' .. address .. '}'
  return wrk.format("POST", "/api/orders/", {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Bearer " .. tokens[math.random(#tokens)],
    ["Idempotency-Key"] = run .. "-" .. sent,
  }, body)
end
"""
CALLBACKS = """
local lines = {}
for line in io.lines("%(file)s") do lines[#lines + 1] = line end
local at = 0
function request()
  at = at %% #lines + 1
  local signature, body = lines[at]:match("^(%%S+) (.*)$")
  return wrk.format("POST", "/api/payments/webhooks/paymob/?hmac=" .. signature,
    { ["Content-Type"] = "application/json" }, body)
end
"""
QUERIES = """
local paths = { %(paths)s }
local at = 0
function request()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
"""


def orders_script(folder: Path, tokens: Sequence[str], count: int) -> Path:
    """Write how wrk orders: three pieces of two sellers, each time others, by another buyer."""
    return _script(
        folder / "orders.lua",
        ORDERS
        % {
            "tokens": ", ".join(f'"{token}"' for token in tokens),
            "count": count,
            "address": json.dumps(ADDRESS),
            "first": FIRST_ID,
            "sellers": SELLERS,
        },
    )


def callbacks_script(folder: Path, count: int) -> Path:
    """Write how wrk calls back as the gateway: so many transactions, signed."""
    bank, lines = Bank(), []
    for number in range(count):
        # An order that nobody placed: what is measured is how fast a callback is taken in.
        attempt = Attempt(gateway_order_id=number, reference=uuid.uuid4().hex, amount=250)
        made = bank.pay(attempt, amount=Decimal(250))
        body = json.dumps({"type": "TRANSACTION", "obj": made})
        lines.append(f"{signature_of(made)} {body}")
    file = folder / "callbacks.txt"
    file.write_text("\n".join(lines))
    return _script(folder / "callbacks.lua", CALLBACKS % {"file": file})


def paths_script(folder: Path, name: str, paths: Sequence[str]) -> Path:
    """Write how wrk reads these paths in turn."""
    return _script(
        folder / f"{name}.lua", QUERIES % {"paths": ", ".join(f'"{path}"' for path in paths)}
    )


def search_paths(queries: Sequence[str]) -> list[str]:
    return [f"/api/products/search/?q={quote(text)}&page_size=20" for text in queries]


def _script(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


# --- the same statements by pgbench ---------------------------------------------------------------
Statement = tuple[str, dict[str, Any]]


def statements_of_an_order(token: str) -> list[Statement]:
    """Place an order, and give what the database was asked, in its order."""
    asked: list[Statement] = []

    def noting(original: Callable[..., Any]) -> Callable[..., Any]:
        def noted(sql: str, parameters: Any) -> Any:
            found = original(sql, parameters)
            parameters = dict(parameters)
            if "core_next_id" in sql:
                parameters["made"] = [row[0] for row in found]
            asked.append((sql, parameters))
            return found

        return noted

    addresses.governorates()  # read every ten minutes, not for each order
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {token}", HTTP_IDEMPOTENCY_KEY=uuid.uuid4().hex)
    wanted = [(1, 1), (1 + SELLERS, 2), (2, 1)]
    body = {
        "items": [
            {"product": FIRST_ID + at, "variant": FIRST_ID + at, "quantity": quantity}
            for at, quantity in wanted
        ],
        "payment_method": "cash_on_delivery",
        "shipping_address": ADDRESS,
    }
    with (
        mock.patch.object(prepared, "rows", noting(prepared.rows)),
        mock.patch.object(prepared, "later", noting(prepared.later)),
        CaptureQueriesContext(connection) as queries,
    ):
        answer = client.post("/api/orders/", body, format="json")
    if answer.status_code != 201:
        raise Unfit(f"no order was placed: {answer.content[:300]!r}")
    left = iter(asked)
    known = {sql for sql, _ in asked}
    return [
        next(left) if query["sql"] in known else (query["sql"], {})
        for query in queries.captured_queries
    ]


def pgbench_script(folder: Path, statements: Sequence[Statement], count: int) -> Path:
    """Write an order's statements for pgbench, with other buyers, keys, ids and pieces each time."""
    (made,) = (parameters["made"] for _, parameters in statements if "made" in parameters)
    lines = [
        "\\set buyer random(1, 500)",
        "\\set key random(1, 1000000000000)",
        f"\\set one random(1, {count - SELLERS - 1})",
    ]
    functions: list[str] = []
    for sql, parameters in statements:
        if "made" in parameters:
            lines.append(
                f"SELECT array_agg(core_next_id()) AS ids FROM generate_series(1, {len(made)}) \\gset"
            )
            continue
        text = sql
        for name, value in parameters.items():
            written = _written(name, value, made, functions)
            text = text.replace(f"%({name})s", written)
        lines.append(re.sub(r"\s+", " ", text).strip() + ";")
    with connection.cursor() as cursor:
        for function in functions:
            cursor.execute(function)
    return _script(folder / "order.sql", "\n".join(lines) + "\n")


def _written(name: str, value: Any, made: Sequence[int], functions: list[str]) -> str:
    """Write a parameter as pgbench's variables make it; texts become functions, as they hold colons."""
    if name in {"key_digest", "fingerprint"}:
        return "sha256(:key::text::bytea)"
    if name == "key":
        return "('writes ' || :buyer::text)"
    if name == "actor_id":
        return ":buyer"
    if name == "reference":
        return "('order' || chr(58) || (:ids::bigint[])[1])"
    if name == "variants":
        first = FIRST_ID
        return f"ARRAY[:one + {first}, :one + {first + SELLERS}, :one + {first + 1}]"
    if isinstance(value, datetime):
        return "now()"
    if isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, list):
        kind = "text" if not value or isinstance(value[0], str) else "bigint"
        inner = ", ".join(f"'{one}'" if kind == "text" else str(one) for one in value)
        return f"ARRAY[{inner}]::{kind}[]"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    return _as_function(str(value), made, functions)


def _as_function(text: str, made: Sequence[int], functions: list[str]) -> str:
    name, body = f"bench_text_{len(functions)}", "$text$" + text + "$text$"
    for at, number in enumerate(made, start=1):
        if str(number) in text:
            body = f"replace({body}, '{number}', $1[{at}]::text)"
    functions.append(
        f"CREATE OR REPLACE FUNCTION {name}(bigint[]) RETURNS text LANGUAGE sql IMMUTABLE "
        f"AS $body$ SELECT {body} $body$"
    )
    return f"{name}(:ids::bigint[])"


def twin(script: Path, folder: Path, seconds: float) -> Load:
    """Run a script by as many clients as wrk has connections, each statement planned once."""
    log = folder / "pgbench"
    command = [str(postgres.binaries() / "pgbench"), "-n", "-M", "prepared", "-c", str(CONNECTIONS)]
    command += ["-j", "1", "-T", f"{max(seconds, 1):.0f}", "-f", str(script), "-l"]
    command += [f"--log-prefix={log}", postgres.url(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    rate = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or rate is None:
        raise Unfit(f"pgbench failed: {done.stderr[-500:]}")
    times = sorted(
        int(line.split()[2]) / 1000
        for file in folder.glob("pgbench.*")
        for line in file.read_text().splitlines()
    )
    for file in folder.glob("pgbench.*"):
        file.unlink()
    return Load(float(rate[1]), times[len(times) // 2], times[int(len(times) * 0.99)], 0)
