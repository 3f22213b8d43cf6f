from datetime import UTC, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import orjson
import pytest
import time_machine
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from rest_framework.test import APIClient

from core import private_files
from custom_auth.tests.builders import a_seller, a_staff_member, a_user, signed_in
from notifications.models import Notice
from orders import tasks
from orders.actions import audit, parcels, returns, settlement
from orders.models import (
    Order,
    Parcel,
    RefundDue,
    Return,
    ReturnMessage,
    ReturnPhoto,
    TradeRules,
)
from orders.rules import returns as law
from orders.rules.returns import Reason
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_card_order, a_return, an_order
from products.models import Product
from products.tests.builders import a_picture, a_product
from wallet.models import Wallet

pytestmark = pytest.mark.django_db

DELIVERED = ParcelStatus.DELIVERED


def now() -> datetime:
    return datetime.now(UTC)


def ask(order: Order, *, reason: str = "changed_mind", quantity: int = 1, **more: Any) -> Any:
    item = order.items.order_by("pk").first()
    assert item is not None
    body = {"items": [{"item": item.pk, "quantity": quantity}], "reason": reason, **more}
    return signed_in(order.user).post(f"/api/orders/{order.pk}/returns/", body, format="json")


def decide(asked: Return, by: Any, decision: str, **more: Any) -> Any:
    body = {"decision": decision, **more}
    return signed_in(by).post(f"/api/returns/{asked.pk}/decision/", body, format="json")


def wallet_of(parcel: Parcel) -> Wallet:
    return Wallet.objects.get(pk=parcel.seller_id)


def delivered(price: str = "100", quantity: int = 2, **fields: Any) -> Order:
    return a_card_order([(a_product(price=price, stock=9), quantity)], status=DELIVERED, **fields)


def test_a_return_goes_from_asking_to_money_back() -> None:
    order = delivered(price="100", quantity=2)
    parcel = order.parcels.get()

    asked = ask(order, details="لونها غير ما توقعت")

    assert asked.status_code == 201, asked.content
    body = asked.json()
    assert (body["status"], body["refund_amount"], body["refunds_shipping"]) == (
        "requested",
        "100.00",
        False,
    )
    # 100 less 10.00 commission less 1.40 VAT is what it would cost the seller; held, and not released.
    assert (wallet_of(parcel).pending, Return.objects.get().frozen) == (
        Decimal("138.60"),
        Decimal("88.60"),
    )
    found = Return.objects.get()
    assert decide(found, parcel.seller, "approve").json()["status"] == "approved"
    done = decide(found, parcel.seller, "receive").json()

    assert done["status"] == "refunded"
    assert [m["to_status"] for m in done["messages"]] == [
        "requested",
        "approved",
        "received",
        "refunded",
    ]
    assert RefundDue.objects.get().amount == Decimal("100.00")
    assert Product.objects.get().stock == 8
    order.refresh_from_db()
    assert order.refunded == Decimal("100.00")
    assert order.events.get(code="refunded").by == parcel.seller
    parcel.refresh_from_db()
    assert (parcel.holds, wallet_of(parcel).pending) == (0, Decimal("138.60"))
    assert audit.discrepancies() == []


@pytest.mark.parametrize(
    ("reason", "made_to_order", "days", "status"),
    [
        ("changed_mind", False, 13, 201),
        ("changed_mind", False, 15, 409),
        ("changed_mind", True, 1, 409),
        ("defective", True, 29, 201),
        ("defective", False, 31, 409),
    ],
)
def test_the_lawful_window(reason: str, made_to_order: bool, days: int, status: int) -> None:
    piece = a_product(made_to_order=made_to_order, lead_time_days=3 if made_to_order else 0)
    order = a_card_order([(piece, 1)], status=DELIVERED, now=now() - timedelta(days=days))

    answer = ask(order, reason=reason)

    assert answer.status_code == status, answer.content
    if status == 409:
        assert answer.json()["code"] == "not_returnable"
        assert Return.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "reason", "status"),
    [("ليلى", "changed_mind", 409), ("ليلى", "defective", 201), (" ", "changed_mind", 201)],
)
def test_what_was_written_on_for_its_buyer_comes_back_for_a_fault_alone(
    name: str, reason: str, status: int
) -> None:
    order = delivered()
    order.items.update(personalisation={"name": name})

    assert ask(order, reason=reason).status_code == status


def test_more_than_was_bought_cannot_be_sent_back_in_however_many_returns() -> None:
    order = delivered(quantity=2)

    assert [ask(order, quantity=n).status_code for n in (3, 2, 1)] == [409, 201, 409]


def test_what_has_not_arrived_and_what_is_of_two_parcels_is_refused() -> None:
    on_the_way = a_card_order([(a_product(), 1)], status=ParcelStatus.SHIPPED)
    of_two = a_card_order([(a_product(), 1), (a_product(), 1)], status=DELIVERED)
    rows = [{"item": item.pk, "quantity": 1} for item in of_two.items.all()]

    answer = signed_in(of_two.user).post(
        f"/api/orders/{of_two.pk}/returns/",
        {"items": rows, "reason": "defective"},
        format="json",
    )

    assert [ask(on_the_way).json()["code"], answer.json()["code"]] == ["not_returnable"] * 2


def test_a_fault_pays_the_way_there_back_too() -> None:
    order = delivered(quantity=1)
    parcel = order.parcels.get()
    ask(order, reason="defective")
    asked = Return.objects.get()

    decide(asked, parcel.seller, "approve")
    decide(asked, parcel.seller, "receive", is_sellable=False)

    order.refresh_from_db()
    assert order.refunded == order.total_amount == Decimal("150.00")
    assert Product.objects.get().stock == 8  # broken: it does not go back on the shelf
    assert wallet_of(parcel).pending == 0
    assert audit.discrepancies() == []


def test_a_faulty_piece_made_to_order_frees_no_place_when_it_comes_back() -> None:
    made = a_product(made_to_order=True, lead_time_days=3, stock=2)
    order = a_card_order([(made, 1)], status=DELIVERED)
    ask(order, reason="defective")
    asked = Return.objects.get()

    decide(asked, order.parcels.get().seller, "approve")
    decide(asked, order.parcels.get().seller, "receive")

    assert Product.objects.get().stock == 2


def test_money_is_not_released_while_a_return_stands() -> None:
    order = delivered(quantity=1)
    parcel = order.parcels.get()
    asked = a_return(order)
    Parcel.objects.update(release_after=now() - timedelta(days=1))

    assert tasks.release_earnings() == 0
    decide(asked, order.user, "close")

    assert tasks.release_earnings() == 1
    assert wallet_of(parcel).earnings == Decimal("138.60")
    assert audit.discrepancies() == []


def test_a_dispute_freezes_what_was_released_already_until_staff_decide() -> None:
    order = delivered(quantity=1)
    parcel = order.parcels.get()
    Parcel.objects.update(release_after=now())
    tasks.release_earnings()
    asked = a_return(order, reason=Reason.DEFECTIVE)
    assert decide(asked, parcel.seller, "refuse", text="سليمة عند التسليم").status_code == 200

    disputed = decide(asked, order.user, "dispute", text="وصلت مكسورة")

    assert disputed.json()["status"] == "disputed"
    wallet = wallet_of(parcel)
    assert (wallet.earnings, Return.objects.get().frozen) == (Decimal("50.00"), Decimal("88.60"))
    assert Notice.objects.filter(kind="dispute.opened").count() == 1
    body = {"amount": "40.00", "text": "قطعة أصلحت"}
    path = f"/api/returns/{asked.pk}/settlement/"
    assert signed_in(parcel.seller).post(path, body, format="json").status_code == 403
    settled = signed_in(a_staff_member("support")).post(path, body, format="json")

    assert (settled.status_code, settled.json()["status"]) == (200, "refunded")
    assert settled.json()["messages"][-1]["text"] == "قطعة أصلحت"
    assert Notice.objects.get(kind="return.refunded").user_ids == [order.user_id]
    assert not Notice.objects.filter(kind="return.received").exists()
    order.refresh_from_db()
    assert order.refunded == Decimal("40.00")
    paid, step = order.events.get(code="paid"), order.events.get(code="refunded")
    assert (paid.by, step.by and step.by.is_staff) == (None, True)
    shown = signed_in(order.user).get(f"/api/orders/{order.pk}/").json()["timeline"]
    assert {one["code"]: one["by"] for one in shown}["refunded"] == "staff"
    # 40 % of 88.60 is 35.44; the rest of what was frozen is the seller's again.
    assert wallet_of(parcel).earnings == Decimal("103.16")
    assert audit.discrepancies() == []


@pytest.mark.parametrize("amount", ["100.01", "-1", "NaN"])
def test_staff_give_back_no_more_than_was_asked_for(amount: str) -> None:
    order = delivered(quantity=1)
    asked = a_return(order)
    decide(asked, order.user, "dispute")

    answer = signed_in(a_staff_member("support")).post(
        f"/api/returns/{asked.pk}/settlement/", {"amount": amount, "text": "x"}, format="json"
    )

    assert answer.status_code in {400, 409}
    if answer.status_code == 409:
        assert (answer.json()["code"], answer.json()["most"]) == ("settlement_too_high", "100.00")
    assert Return.objects.get().status == "disputed"
    assert RefundDue.objects.count() == 0


def test_a_dispute_decided_for_the_seller_frees_the_money() -> None:
    order = delivered(quantity=1)
    asked = a_return(order)
    decide(asked, order.user, "dispute")

    signed_in(a_staff_member("support")).post(
        f"/api/returns/{asked.pk}/settlement/",
        {"amount": "0.00", "text": "سليمة"},
        format="json",
    )

    assert Return.objects.get().status == "closed"
    assert wallet_of(order.parcels.get()).pending == Decimal("138.60")
    assert RefundDue.objects.count() == 0
    # What was decided stands; a fault is another matter.
    assert ask(order).json()["code"] == "not_returnable"
    assert ask(order, reason="defective").status_code == 201


def test_a_dispute_its_buyer_let_go_of_can_be_asked_for_again() -> None:
    order = delivered(quantity=1)
    asked = a_return(order)
    decide(asked, order.user, "dispute")
    decide(asked, order.user, "close")

    assert ask(order).status_code == 201


def test_cash_comes_back_as_store_credit() -> None:
    order = an_order(lines=[(a_product(price="100"), 1)], status=DELIVERED)
    asked = a_return(order)

    decide(asked, order.parcels.get().seller, "approve")
    decide(asked, order.parcels.get().seller, "receive")

    assert Wallet.objects.get(pk=order.user_id).balance == Decimal("100.00")
    assert audit.discrepancies() == []


def test_a_line_refunded_otherwise_in_the_meantime_is_not_refunded_twice() -> None:
    order = delivered(quantity=1)
    parcel = order.parcels.get()
    asked = a_return(order)
    item = order.items.get()
    with transaction.atomic():
        locked, _ = parcels.locked(parcel)
        part = settlement.Refund("refund:test", {item.pk: Decimal("30.00")})
        settlement.give_back(locked, part, by=None, now=now())

    decide(asked, parcel.seller, "approve")
    answer = decide(asked, parcel.seller, "receive")

    assert answer.status_code == 200, answer.content
    order.refresh_from_db()
    assert order.refunded == Decimal("100.00")
    assert audit.discrepancies() == []


def test_what_a_seller_leaves_lying_goes_to_staff() -> None:
    order = delivered()
    asked = a_return(order)

    assert tasks.move_returns_on() == 0
    Return.objects.update(answer_by=now())
    assert tasks.move_returns_on() == 1

    asked.refresh_from_db()
    assert asked.status == "disputed"
    step = ReturnMessage.objects.latest("pk")
    assert (step.from_status, step.to_status, step.by_id) == ("requested", "disputed", None)


def test_a_refusal_nobody_contests_stands_and_frees_the_money() -> None:
    order = delivered(quantity=1)
    asked = a_return(order)
    decide(asked, order.parcels.get().seller, "refuse", text="مستعملة")
    assert tasks.move_returns_on() == 0

    Return.objects.update(answer_by=now())
    assert tasks.move_returns_on() == 1

    assert Return.objects.get().status == "closed"
    assert wallet_of(order.parcels.get()).pending == Decimal("138.60")
    assert Parcel.objects.get().holds == 0


def test_the_seller_is_told_the_reason_in_the_sellers_language_and_how_long_there_is() -> None:
    order = delivered()
    TradeRules.objects.update_or_create(pk=1, defaults={"answer_return_days": 5})
    item = order.items.get()
    body = {"items": [{"item": item.pk, "quantity": 1}], "reason": "changed_mind"}

    signed_in(order.user).post(
        f"/api/orders/{order.pk}/returns/", body, format="json", HTTP_ACCEPT_LANGUAGE="en"
    )

    told = Notice.objects.get(kind="return.requested").values
    assert (told["reason"], told["reason_en"], told["days"]) == ("غيّرت رأيي", "Changed my mind", 5)


def test_of_photos_one_of_which_is_refused_none_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Other processes of the tests write into the common folder.
    monkeypatch.setitem(vars(storages["private"]), "location", str(tmp_path))
    order = delivered()
    fields = {"items": [{"item": order.items.get().pk, "quantity": 1}], "reason": "defective"}
    bad = SimpleUploadedFile("crack.jpg", b"no picture", "image/jpeg")
    body = {"data": orjson.dumps(fields).decode(), "photos": [a_picture(), bad]}

    folder = Path(storages["private"].path("return_photos"))

    answer = signed_in(order.user).post(f"/api/orders/{order.pk}/returns/", body)

    assert (answer.status_code, Return.objects.exists()) == (400, False)
    assert list(folder.glob("*")) == []


def test_photos_come_with_the_request_and_are_made_anew() -> None:
    order = delivered()
    item = order.items.get()
    fields = {"items": [{"item": item.pk, "quantity": 1}], "reason": "defective"}
    body = {"data": orjson.dumps(fields).decode(), "photos": [a_picture(), a_picture()]}

    answer = signed_in(order.user).post(
        f"/api/orders/{order.pk}/returns/", body, format="multipart"
    )

    assert answer.status_code == 201, answer.content
    links = answer.json()["photos"]
    assert len(links) == 2
    shown = APIClient().get(links[0])
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert shown.content[8:12] == b"WEBP"
    assert "no-store" in shown["Cache-Control"]
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert APIClient().get(links[0]).status_code == 404


def a_return_with_a_photo() -> Return:
    order = delivered()
    wanted = [returns.Wanted(order.items.get().pk, 1)]
    picture = a_picture()
    with transaction.atomic():
        return returns.ask(
            order,
            wanted,
            reason=Reason.DEFECTIVE,
            details="",
            photos=[(picture, len(picture.getvalue()))],
            now=now(),
        )


def test_a_photo_lies_where_nothing_is_served_and_cannot_be_read_there(settings: Any) -> None:
    photo = a_return_with_a_photo().photos.get()

    kept = Path(storages["private"].path(photo.image)).read_bytes()

    assert b"WEBP" not in kept
    assert not (Path(settings.MEDIA_ROOT) / "return_photos").exists()
    assert APIClient().get(f"/media/{photo.image}").status_code == 404


def test_both_sides_and_staff_are_given_links_to_photos_and_nobody_else() -> None:
    asked = a_return_with_a_photo()
    path = f"/api/returns/{asked.pk}/"
    seller = asked.parcel.seller

    for person in (asked.user, seller, a_staff_member("support")):
        (link,) = signed_in(person).get(path).json()["photos"]
        assert APIClient().get(link).status_code == 200
    for stranger in (a_user(), a_seller(), a_staff_member("moderator")):
        assert signed_in(stranger).get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "1", "MQ:1:x"])
def test_a_link_to_a_photo_that_is_not_ours_shows_nothing(token: str) -> None:
    assert APIClient().get(f"/api/returns/photos/{token}/").status_code == 404


def test_a_link_to_another_kind_of_file_shows_no_photo() -> None:
    photo = a_return_with_a_photo().photos.get()
    of_a_paper = private_files.link("/api/users/seller/documents/", photo.pk)

    token = of_a_paper.rstrip("/").rpartition("/")[2]

    assert APIClient().get(f"/api/returns/photos/{token}/").status_code == 404


def test_photos_that_lay_among_what_is_served_are_locked_away() -> None:
    photo = a_return_with_a_photo().photos.get()
    before = default_storage.save("return_photos/old.webp", ContentFile(b"RIFF....WEBP"))
    ReturnPhoto.objects.update(image=before)
    gone = ReturnPhoto.objects.create(return_request=photo.return_request, image="return_photos/no")

    lock_away = import_module("orders.migrations.0013_return_photos_private").lock_away
    lock_away(apps, None)

    photo.refresh_from_db()
    assert APIClient().get(returns.link(photo)).content == b"RIFF....WEBP"
    assert APIClient().get(returns.link(gone)).status_code == 404
    assert not default_storage.exists(before)


def test_a_form_without_photos_is_read_like_one_with_them() -> None:
    order = delivered()
    fields = {"items": [{"item": order.items.get().pk, "quantity": 1}], "reason": "defective"}

    answer = signed_in(order.user).post(
        f"/api/orders/{order.pk}/returns/",
        {"data": orjson.dumps(fields).decode()},
        format="multipart",
    )

    assert (answer.status_code, answer.json()["reason"]) == (201, "defective"), answer.content


def test_returns_are_listed_by_where_they_stand_and_by_order() -> None:
    asked = a_return(delivered())
    buyer = signed_in(asked.user)

    def found(query: str) -> list[int]:
        rows = buyer.get(f"/api/returns/?{query}").json()["results"]
        return [row["id"] for row in rows]

    assert found("status=requested") == found(f"order={asked.order_id}") == [asked.pk]
    assert found("status=refunded") == found(f"order={asked.order_id + 1}") == []
    assert buyer.get("/api/returns/?status=lost").status_code == 400


@pytest.mark.parametrize(("language", "name"), [("ar", "فازة"), ("en", "Vase")])
def test_a_return_names_its_pieces_in_the_readers_language(language: str, name: str) -> None:
    order = delivered()
    order.items.update(name="فازة", name_en="Vase")
    asked = a_return(order)
    buyer, seller = signed_in(order.user), signed_in(asked.parcel.seller)

    for reader in (buyer, seller):
        shown = reader.get(f"/api/returns/{asked.pk}/", headers={"Accept-Language": language})
        assert shown.json()["items"][0]["name"] == name


def test_the_two_sides_write_to_each_other() -> None:
    order = delivered()
    parcel, asked = order.parcels.get(), a_return(order)
    path = f"/api/returns/{asked.pk}/messages/"

    signed_in(order.user).post(path, {"text": "هل أرسلها؟"}, format="json")
    answer = signed_in(parcel.seller).post(path, {"text": "نعم، شكرًا"}, format="json")

    said = [(m["by"], m["text"]) for m in answer.json()["messages"]]
    assert said[1:] == [("buyer", "هل أرسلها؟"), ("seller", "نعم، شكرًا")]
    assert Notice.objects.filter(kind="return.message").count() == 2


def test_what_staff_write_does_not_come_in_the_sellers_name() -> None:
    order = delivered()
    parcel, asked = order.parcels.get(), a_return(order)
    path = f"/api/returns/{asked.pk}/messages/"

    answer = signed_in(a_staff_member("support")).post(path, {"text": "أرسلا صورة"}, format="json")

    assert answer.json()["messages"][-1]["by"] == "staff"
    told = Notice.objects.filter(kind="return.message")
    assert [notice.values["sender"] for notice in told] == [""]
    assert sorted(told[0].user_ids) == sorted([order.user_id, parcel.seller_id])


def test_each_side_decides_only_what_is_its_own() -> None:
    order = delivered()
    parcel, asked = order.parcels.get(), a_return(order)

    assert decide(asked, order.user, "approve").status_code == 403
    assert decide(asked, parcel.seller, "close").status_code == 403
    assert decide(asked, a_user(), "approve").status_code == 404
    assert Return.objects.get().status == "requested"


def test_a_key_sent_twice_asks_once() -> None:
    order = delivered(quantity=2)
    item = order.items.get()
    body = {"items": [{"item": item.pk, "quantity": 1}], "reason": "changed_mind"}
    api, path = signed_in(order.user), f"/api/orders/{order.pk}/returns/"

    answers = [api.post(path, body, format="json", HTTP_IDEMPOTENCY_KEY="once") for _ in range(2)]

    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert Return.objects.count() == 1


def test_a_refused_parcel_is_no_return() -> None:
    order = a_card_order([(a_product(), 1)], status=ParcelStatus.SHIPPED)
    walk_back = order.parcels.get()
    with transaction.atomic():
        parcels.move(walk_back, ParcelStatus.REFUSED, by=None, now=now())

    assert ask(order).json()["code"] == "not_returnable"


# --- what never arrived -----------------------------------------------------------------------------
def test_what_never_arrived_is_refunded_at_once_with_its_way_and_onto_no_shelf() -> None:
    piece = a_product(price="100", stock=5)
    order = a_card_order([(piece, 2)], status=ParcelStatus.DELIVERED)
    parcel = order.parcels.get()
    before = piece.variants.get().stock
    ask(order, reason="never_arrived", quantity=2)

    answer = decide(Return.objects.get(), parcel.seller, "approve")

    assert (answer.status_code, answer.json()["status"]) == (200, "refunded")
    parcel.refresh_from_db()
    order.refresh_from_db()
    assert order.refunded == order.total_amount
    # Nobody is told that something came back.
    assert Notice.objects.get(kind="return.refunded").values["amount"] == str(order.total_amount)
    assert not Notice.objects.filter(kind="return.received").exists()
    assert parcel.shipping_refunded == parcel.shipping_cost
    assert (parcel.holds, piece.variants.get().stock) == (0, before)
    assert list(audit.discrepancies()) == []


def test_what_never_arrived_can_be_said_of_a_piece_made_to_order_for_thirty_days() -> None:
    now = datetime.now(UTC)
    assert law.is_returnable(
        Reason.NEVER_ARRIVED, delivered_at=now - timedelta(days=29), made_to_order=True, now=now
    )
    assert not law.is_returnable(
        Reason.NEVER_ARRIVED, delivered_at=now - timedelta(days=31), made_to_order=True, now=now
    )
