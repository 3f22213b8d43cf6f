"""What is written in one place and read in another: headers, logs, tables, names, addresses."""

import ast
import io
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
import structlog
from django.test import Client, override_settings
from rest_framework.test import APIClient

from core import logs
from core.partners import Partner
from custom_auth.tests.builders import a_user, signed_in
from tests.surface.world import World

ROOT = Path(__file__).parents[2]
OURS = (
    "core",
    "notifications",
    "custom_auth",
    "products",
    "wallet",
    "orders",
    "payment",
    "analytics",
    "to7fabackend",
)


# --- headers and Host ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "tohfa.example.evil.example",
        "evil.example#tohfa.example",
        "tohfa.example@evil.example",
        "127.0.0.1",
        "[::1]",
        "tohfa.example\r\nX: 1",
    ],
)
@pytest.mark.parametrize("path", ["/api/products/", "/api/auth/password/reset/", "/admin/login/"])
@override_settings(ALLOWED_HOSTS=["tohfa.example"])
@pytest.mark.django_db
def test_a_foreign_host_is_refused_and_repeated_nowhere(host: str, path: str) -> None:
    answer = Client(raise_request_exception=False).get(path, HTTP_HOST=host)

    assert answer.status_code in {400, 405}
    assert b"evil" not in answer.content
    assert "evil" not in str(answer.headers)


@override_settings(ALLOWED_HOSTS=["tohfa.example"], PUBLIC_URL="https://tohfa.example")
@pytest.mark.django_db
def test_links_of_a_list_follow_no_forwarded_host() -> None:
    answer = APIClient().get(
        "/api/products/?page_size=1",
        headers={
            "Host": "tohfa.example",
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Server": "evil.example",
            "X-Original-URL": "/admin/",
            "X-Rewrite-URL": "/admin/",
            "Forwarded": "host=evil.example",
        },
    )

    assert answer.status_code == 200
    assert b"evil" not in answer.content


@pytest.mark.parametrize(
    "name", ["X-Request-ID", "Accept-Language", "Idempotency-Key", "If-None-Match"]
)
@pytest.mark.parametrize(
    "value", ["a\r\nSet-Cookie: x=1", "a\nX: 1", "a\x00b", "a\u0085b", "أ" * 300]
)
def test_a_header_comes_back_as_no_second_header(name: str, value: str, world: World) -> None:
    answer = world.client("customer").get("/api/products/", headers={name: value})

    assert "Set-Cookie" not in answer.headers
    assert "X" not in answer.headers
    assert all("\n" not in text and "\r" not in text for _, text in answer.items())


# --- logs ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ['x"}\n{"level": "info", "event": "forged"', "a\r\nb", "a\u2028b\x1b[31m"]
)
def test_what_is_logged_stays_one_line_of_json(text: str) -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=logs.SHARED,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *logs.LAST],
        )
    )
    logger = logging.getLogger("tohfa.attack")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        logger.critical("somebody wrote %s", text, extra={"kept": text})
    finally:
        logger.removeHandler(handler)

    (line,) = out.getvalue().rstrip("\n").split("\n")
    assert json.loads(line)["event"] == f"somebody wrote {text}"
    assert "\r" not in line
    assert "\x1b" not in line


def test_a_request_id_with_a_line_break_reaches_no_log(world: World) -> None:
    answer = world.client("customer").get("/api/products/", headers={"X-Request-ID": "a\n{forged}"})

    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])


# --- names that mislead -------------------------------------------------------------------------
MISLEADING = [
    "منى\u202eدمحم",
    "\u2066admin\u2069",
    "\u202dTohfa",
    "a\x07b",
    "تحفة\u202a",
]


@pytest.mark.parametrize("name", MISLEADING)
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("patch", "/api/users/profile/", lambda name: {"first_name": name}),
        (
            "post",
            "/api/users/addresses/",
            lambda name: {
                "recipient": name,
                "phone_number": "01001234567",
                "governorate": "C",
                "city": "القاهرة",
                "street": "شارع",
                "building": "1",
            },
        ),
    ],
)
def test_a_name_that_reads_as_something_else_is_refused(
    name: str, method: str, path: str, body: Any, world: World
) -> None:
    answer = getattr(world.client("customer"), method)(path, body(name), format="json")

    assert answer.status_code == 400, answer.content
    assert b"field" in answer.content


def test_a_name_of_a_new_account_is_looked_at_as_well(world: World) -> None:
    answer = world.client("anonymous").post(
        "/api/auth/register/",
        {
            "email": "x@tohfa.example",
            "password": "a-long-enough-secret-9",
            "first_name": MISLEADING[0],
            "last_name": "x",
        },
        format="json",
    )

    assert answer.status_code == 400


# --- spreadsheets -------------------------------------------------------------------------------
def test_whatever_writes_a_table_for_people_makes_its_cells_safe() -> None:
    writers = [
        path
        for app in OURS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "tests" not in path.parts
        and re.search(r"csv\.writer|xlsxwriter|\.write_string\(", path.read_text())
    ]

    assert len(writers) >= 3
    assert [path for path in writers if "safe_cell" not in path.read_text()] == []


# --- requests we make ---------------------------------------------------------------------------
def _calls(name: str) -> list[str]:
    """Find where our code, tests apart, opens addresses: ``file: how``."""
    found = []
    for app in OURS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "tests" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and re.search(name, ast.unparse(node.func)):
                    found.append(str(path.relative_to(ROOT)))
    return sorted(set(found))


def test_addresses_are_opened_where_partners_are_called_and_nowhere_else() -> None:
    opening = _calls(
        r"^(httpx2\.\w+|urllib\.request\.urlopen|requests\.\w+|socket\.create_connection)$"
    )

    assert opening == [
        "core/partners.py",
        "custom_auth/password_rules.py",
        "custom_auth/providers.py",
        "payment/gateways/paymob.py",
        "to7fabackend/supervisor.py",
    ]


def test_no_address_that_people_give_is_ever_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    partner = Partner("somebody", "https://partner.example/api")

    for path in ("http://169.254.169.254/latest/", "//169.254.169.254/", "/../../x"):
        asked = partner.client.build_request("GET", path.lstrip("/"))
        if asked.url.host != "partner.example":
            # An absolute address would leave the partner: our paths are made of ids alone, and are tested.
            assert path.startswith("http")

    assert partner.client.follow_redirects is False


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_x",
    ],
)
def test_an_address_in_a_profile_is_text_and_nothing_more(
    address: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise AssertionError("somebody's address was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    answer = world.client("seller").patch(
        "/api/users/profile/", {"social_media": {"website": address}}, format="json"
    )

    assert answer.status_code in {200, 400}


# --- JSON of great depth and size ---------------------------------------------------------------
@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 50_000 + b"1" + b"}" * 50_000, b"[" * 400 + b"]" * 400],
    ids=["open", "objects", "closed"],
)
def test_json_of_great_depth_is_refused_at_once(body: bytes, world: World) -> None:
    for path in ("/api/orders/", "/api/auth/login/", "/api/payments/webhooks/paymob/"):
        answer = world.client("customer").post(path, body, content_type="application/json")
        assert answer.status_code in {400, 403}, (path, answer.status_code)


def test_a_compressed_body_is_not_unpacked(world: World) -> None:
    import gzip

    answer = world.client("customer").post(
        "/api/auth/login/",
        gzip.compress(b'{"email": "' + b"a" * 5_000_000 + b'"}'),
        content_type="application/json",
        headers={"Content-Encoding": "gzip"},
    )

    assert answer.status_code in {400, 415}


# --- secrets that are compared ------------------------------------------------------------------
SECRET = re.compile(
    r"(?i)\b\w*(digest|hmac|signature|secret|token|otp|pin_hash|api_key|passphrase)\w*\b"
)
# Compared for something else than to let somebody in, by file and text.
HARMLESS = {
    # Whether the words that come with the program have changed.
    "products/actions/search.py: state.seed_digest == digest",
    # A word of the shop with letters left out, which is no secret.
    "products/search/typos.py: digests[entry] == digest",
}


def _compared(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            sides = [node.left, node.comparators[0]]
            if any(isinstance(side, ast.Constant | ast.Tuple | ast.List) for side in sides):
                continue
            if any(SECRET.fullmatch(_last(side)) for side in sides):
                found.append(ast.unparse(node))
    return found


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return ""


def test_no_secret_is_compared_letter_by_letter() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for app in OURS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "tests" not in path.parts and "migrations" not in path.parts
        for text in _compared(ast.parse(path.read_text()))
    ]

    assert set(found) == HARMLESS


@pytest.mark.parametrize(
    "code", ["if given.signature == known: pass", "x = token != kept['token']"]
)
def test_such_a_comparison_would_be_noticed(code: str) -> None:
    assert _compared(ast.parse(code))


def test_a_wrong_password_takes_as_long_for_nobody_as_for_somebody(world: World) -> None:
    """That both do the same work is tested where they sign in; here, that both say the same."""
    person = a_user("somebody@tohfa.example")
    api = signed_in(person)
    assert api is not None
    told = [
        world.client("anonymous")
        .post("/api/auth/login/", {"email": email, "password": "wrong-password-1"}, format="json")
        .json()
        for email in ("somebody@tohfa.example", "nobody@tohfa.example")
    ]

    assert [answer["code"] for answer in told] == ["invalid_credentials"] * 2
    assert told[0]["detail"] == told[1]["detail"]
