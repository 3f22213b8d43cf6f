"""The clients are what the document says, and do what they promise against a running server."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from core.models import IdempotencyKey
from custom_auth.models import Session, User
from custom_auth.tests.builders import PASSWORD, a_seller, a_user
from orders.models import Order
from products.actions import products as catalogue
from products.tests.builders import a_picture, a_product
from tests.live import served
from tools.clients import __main__ as generator

ROOT = Path(__file__).parent.parent
CLIENTS = ROOT / "clients"
ADDRESS = {
    "recipient": "منى عادل",
    "phone_number": "01001234567",
    "governorate": "ASN",
    "city": "أسوان",
    "street": "كورنيش النيل",
    "building": "٧",
}


@pytest.fixture
def kit() -> Iterator[Any]:
    """Give the Python client, imported from where it lies."""
    sys.path.insert(0, str(CLIENTS / "python"))
    try:
        import tohfa_client  # type: ignore[import-not-found]  # its folder was just put on the path

        yield tohfa_client
    finally:
        sys.path.remove(str(CLIENTS / "python"))


def test_what_is_made_is_what_is_committed() -> None:
    stale = [
        str(path.relative_to(ROOT))
        for path, text in generator.made().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]

    assert stale == []


def test_a_stale_client_is_noticed(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    path = CLIENTS / "dart" / "lib" / "src" / "api.dart"
    made = generator.made()
    monkeypatch.setattr(generator, "made", lambda: {**made, path: made[path] + "// another\n"})
    monkeypatch.setattr(sys, "argv", ["clients", "--check"])

    assert generator.main() == 1
    assert "api.dart is stale" in capsys.readouterr().out


def wanting(piece: Any) -> dict[str, Any]:
    return {
        "items": [{"product": piece.pk, "quantity": 1}],
        "shipping_address": ADDRESS,
        "payment_method": "cash_on_delivery",
    }


@pytest.mark.race
def test_the_python_client_does_what_it_promises(own_database: None, kit: Any) -> None:
    seller, buyer = a_seller(), a_user()
    pieces = [a_product(seller, name=f"فازة {number}", stock=5) for number in range(5)]
    with served() as address:
        client = kit.TohfaClient(address, pause=0.01)
        api = kit.Api(client)

        # Pages as one list; a list that has not changed comes from what was kept.
        listed = list(api.products_list_all(page_size=2))
        again = list(api.products_list_all(page_size=2))
        assert sorted(card["id"] for card in listed) == sorted(piece.pk for piece in pieces)
        assert again == listed

        # Refusals carry their code and fields.
        with pytest.raises(kit.ProblemError) as refusal:
            client.sign_in(buyer.email, "not the password")
        assert (refusal.value.status, refusal.value.code) == (401, "invalid_credentials")
        with pytest.raises(kit.ProblemError) as refusal:
            api.products_list(min_price="cheap")
        assert refusal.value.errors[0]["field"] == "min_price"

        # The same key is one order, however often it is sent.
        client.sign_in(buyer.email, PASSWORD)
        first = api.orders_create(body=wanting(pieces[0]), idempotency_key="one press")
        second = api.orders_create(body=wanting(pieces[0]), idempotency_key="one press")
        assert first["id"] == second["id"]
        assert Order.objects.count() == 1

        # Many calls find the token expired; it is refreshed once, and all of them succeed.
        held = client.tokens.read()
        client.tokens.write(kit.Tokens("no token any more", held.refresh))
        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(lambda _: api.orders_retrieve(id=first["id"]), range(6)))
        assert {order["number"] for order in found} == {first["number"]}
        assert client.tokens.read() != held
        assert Session.objects.get(user=buyer).ended_at is None

        # A picture goes as a form, and comes back as the seller's.
        client.sign_in(seller.email, PASSWORD)
        picture = kit.Upload("vase.png", a_picture((320, 320)).getvalue(), "image/png")
        image = api.products_images_create(id=pieces[1].pk, body={"image": picture, "alt": "فازة"})
        assert (image["status"], image["alt"]) == ("pending", "فازة")

        # What changed since, and what left the market.
        (rows, until), *_ = client.changes("2026-01-01T00:00:00Z")
        assert len(rows) == 5
        with transaction.atomic():
            catalogue.withdraw(pieces[2], by=seller)
        changed = [row for rows, _ in client.changes(until) for row in rows]
        assert {"id": pieces[2].pk, "is_active": False} in changed

        client.sign_out()
        assert Session.objects.filter(user=seller, ended_at=None).count() == 0


@pytest.mark.race
def test_a_lost_answer_is_asked_for_again_with_the_same_key(own_database: None, kit: Any) -> None:
    buyer, piece = a_user(), a_product(stock=5)
    with served() as address:
        client = kit.TohfaClient(address, pause=0.01)
        client.sign_in(buyer.email, PASSWORD)
        once = client._once
        lost = iter([True, True])

        def losing(*arguments: Any) -> Any:
            answer = once(*arguments)
            if next(lost, False):
                raise kit.OfflineError("the line broke after the server had done it")
            return answer

        client._once = losing
        order = kit.Api(client).orders_create(body=wanting(piece))

    assert Order.objects.get().pk == order["id"]
    assert IdempotencyKey.objects.count() == 1


def proof_people() -> tuple[User, User]:
    seller, buyer = a_seller("artist@tohfa.example"), a_user("buyer@tohfa.example")
    for number in range(5):
        a_product(seller, name=f"فازة {number}", stock=50)
    return seller, buyer


@pytest.mark.race
@pytest.mark.skipif(not os.environ.get("DART"), reason="DART names no Dart: make prove-clients")
def test_the_dart_client_proves_itself(own_database: None) -> None:
    proof_people()
    with served() as address:
        done = subprocess.run(
            [os.environ["DART"], "test/proof.dart", address, PASSWORD],
            cwd=CLIENTS / "dart",
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().endswith("proved")


@pytest.mark.race
@pytest.mark.skipif(not os.environ.get("TSC"), reason="TSC names no compiler: make prove-clients")
def test_the_typescript_client_compiles_and_proves_itself(
    own_database: None, tmp_path: Path
) -> None:
    proof_people()
    node = shutil.which("node") or "node"
    compiled = subprocess.run(
        [node, os.environ["TSC"], "-p", str(CLIENTS / "typescript"), "--outDir", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert compiled.returncode == 0, compiled.stdout
    (tmp_path / "package.json").write_text('{"type": "module"}')
    with served() as address:
        done = subprocess.run(
            [
                node,
                str(CLIENTS / "typescript" / "test" / "proof.mjs"),
                str(tmp_path),
                address,
                PASSWORD,
            ],
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().endswith("proved")
