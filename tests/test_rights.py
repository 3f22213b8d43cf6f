"""Leaving, and taking one's data along: across all apps, through HTTP and the worker."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from rest_framework.test import APIClient

from custom_auth.models import (
    Address,
    SellerApplication,
    Session,
    SignIn,
    User,
    UserProfile,
)
from custom_auth.tests.builders import (
    PASSWORD,
    a_seller,
    a_session,
    a_user,
    an_address,
    signed_in,
)
from notifications.models import Notice, QuietHours
from orders.actions import erasure as orders_erasure
from orders.actions import returns
from orders.models import Order, OrderEvent, Paper, ReturnMessage, SellerShipping
from orders.models.papers import PACKING_SLIP
from orders.rules.returns import Reason
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import an_order
from payment.actions import pay, transfers
from payment.models import Attempt, GatewayCallback, Payment, PaymentMethod, TransferProof
from payment.tests.builders import top_up
from products.tests.builders import a_picture, a_product
from tests.surface.rows_in_database import everything
from tests.surface.world import World
from to7fabackend import tasks
from to7fabackend.export import sections
from wallet.actions import erasure as wallet_erasure
from wallet.actions import payouts
from wallet.rules import PayoutStatus

pytestmark = pytest.mark.django_db
SECRETS = ("شوق-المنسية", "+201119998887", "forget-me@tohfa.example", "شارع-السر")


def somebody() -> User:
    person = a_user("forget-me@tohfa.example", first_name="شوق-المنسية", last_name="")
    UserProfile.objects.filter(user=person).update(phone_number="+201119998887", bio="شوق-المنسية")
    an_address(person, recipient="شوق-المنسية", street="شارع-السر", phone_number="+201119998887")
    return person


def bought(person: User, **fields: Any) -> Order:
    order = an_order(person, **fields)
    return Order.objects.get(pk=order.pk)


def leave(person: User, password: str = PASSWORD) -> Any:
    return signed_in(person).delete("/api/users/profile/", {"password": password}, format="json")


def a_slip_of(person: User, status: str = "matched") -> TransferProof:
    """Give the picture of a bank transfer for an order that is over."""
    order = bought(person, method=Method.BANK_TRANSFER)
    slip = a_picture()
    with transaction.atomic():
        payment = pay.start(
            order, method="bank_transfer", use_credit=False, saved=None, now=datetime.now(UTC)
        ).payment
        proof = transfers.hand_in(
            payment, slip, size=len(slip.getvalue()), bank_reference="FT-2026-1"
        )
    TransferProof.objects.filter(pk=proof.pk).update(status=status)
    Order.objects.filter(pk=order.pk).update(status="cancelled")
    return proof


def a_packing_slip(order: Order) -> str:
    name = storages["private"].save("papers/slip", ContentFile(b"sealed"))
    own = Paper.objects.filter(parcel__order=order, kind=PACKING_SLIP)
    assert own.update(file=name, made_at=datetime.now(UTC)) == 1
    return name


def pass_days(days: int) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
        tasks.erase_accounts(0)


def test_a_password_is_not_guessed_by_asking_to_be_erased(settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1
    person = somebody()

    statuses = [leave(person, f"guess-{n}").status_code for n in range(31)]

    assert (statuses[:30], statuses[30]) == ([400] * 30, 429)
    assert leave(person).status_code == 429
    person.refresh_from_db()
    assert person.erase_after is None


def test_after_the_grace_period_nothing_tells_who_it_was() -> None:
    person = somebody()
    order = bought(person, note="شوق-المنسية", status=ParcelStatus.CANCELLED)
    Order.objects.filter(pk=order.pk).update(
        shipping_address="شارع-السر", address={"recipient": "شوق-المنسية", "street": "شارع-السر"}
    )
    PaymentMethod.objects.create(user=person, method_type="wallet")
    a_session(person)

    answer = leave(person)
    assert answer.status_code == 202
    assert answer.json()["erase_after"] > datetime.now(UTC).isoformat()
    Notice.objects.all().delete()
    pass_days(31)

    left = "".join(text for _table, text in everything())
    for secret in SECRETS:
        assert secret not in left
    person.refresh_from_db()
    assert not person.is_active
    assert not person.has_usable_password()
    assert not Address.objects.filter(user=person).exists()
    assert not Session.objects.filter(user=person).exists()
    assert not SignIn.objects.filter(user=person).exists()
    assert not PaymentMethod.objects.filter(user=person).exists()
    order.refresh_from_db()
    assert (order.user_id, order.shipping_address) == (person.pk, "")
    assert order.anonymised_at is not None
    assert order.total_amount > 0


def test_returns_slips_and_destinations_say_nothing_either(
    django_capture_on_commit_callbacks: Any,
) -> None:
    person, maker = somebody(), a_seller()
    order = bought(person, lines=[(a_product(maker), 2)], status=ParcelStatus.DELIVERED)
    with transaction.atomic():
        asked = returns.ask(
            order,
            [returns.Wanted(order.items.get().pk, 1)],
            reason=Reason.DEFECTIVE,
            details="شوق-المنسية",
            photos=[((photo := a_picture()), len(photo.getvalue()))],
            now=datetime.now(UTC),
        )
        returns.write(asked, "شوق-المنسية", by=person)
        returns.write(asked, "يا شوق-المنسية", by=maker)
        returns.refuse(asked, by=maker, now=datetime.now(UTC), text="شوق-المنسية")
        returns.close(asked, by=person, now=datetime.now(UTC), text="شوق-المنسية")
    OrderEvent.objects.filter(order=order).update(note="+201119998887")
    proof = a_slip_of(person)
    shown = [
        (storages["private"], asked.photos.get().image),
        (storages["private"], proof.image),
        (storages["private"], a_packing_slip(order)),
    ]
    assert all(storage.exists(name) for storage, name in shown)

    leave(person)
    Notice.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        pass_days(31)

    left = "".join(text for _table, text in everything())
    for secret in SECRETS:
        assert secret not in left
    assert not [name for storage, name in shown if storage.exists(name)]
    proof.refresh_from_db()
    assert (proof.image, proof.bank_reference) == ("", "FT-2026-1")  # the books need the reference
    asked.refresh_from_db()
    assert (asked.status, asked.details) == ("closed", "")
    assert ReturnMessage.objects.filter(return_request=asked).count() > 2


def test_where_earnings_went_is_forgotten_and_that_they_went_is_not() -> None:
    world = World()
    payout, person = world.payout, world.seller
    SellerShipping.objects.create(seller=person, pick_up_address="شارع-السر")
    with transaction.atomic():
        payouts.move(payout, PayoutStatus.APPROVED)
        payouts.move(payout, PayoutStatus.SENDING)
        payouts.move(payout, PayoutStatus.PAID)
    assert payouts.opened(payout).account == "mona@instapay"
    with transaction.atomic():
        wallet_erasure.forget(person)
        orders_erasure.forget(person, now=datetime.now(UTC))

    payout.refresh_from_db()
    assert (payout.destination, payout.destination_hint, payout.destination_digest) == ("", "", "")
    assert (payout.status, payout.amount) == ("paid", Decimal(200))
    assert SellerShipping.objects.get(seller=person).pick_up_address == ""


def test_what_the_gateway_wrote_about_the_payer_is_forgotten() -> None:
    person, other = somebody(), a_user()
    messages: list[GatewayCallback] = []
    for number, payer in ((8801, person), (8802, other)):
        order = bought(payer, status=ParcelStatus.CANCELLED)
        payment = Payment.objects.create(user=payer, order=order, method="credit_card", amount=10)
        payment.gateway_response = {"source": {"phone": "+201119998887"}}
        payment.save()
        Attempt.objects.create(
            payment=payment,
            method="credit_card",
            amount=10,
            reference=f"r{number}",
            gateway_order_id=number,
            client_secret="secret",
        )
        for body in (
            {"order": {"id": number, "shipping_data": {"email": payer.email}}},
            {"order_id": str(number), "email": payer.email},
        ):
            messages.append(
                GatewayCallback.objects.create(
                    kind="TRANSACTION",
                    digest=f"{number}{len(messages)}",
                    body=body,
                    applied_at=datetime.now(UTC),
                )
            )

    leave(person)
    Notice.objects.all().delete()
    pass_days(31)

    assert "forget-me@tohfa.example" not in "".join(text for _table, text in everything())
    assert [bool(GatewayCallback.objects.get(pk=one.pk).body) for one in messages] == [
        False,
        False,
        True,
        True,
    ]
    assert [bool(one.client_secret) for one in Attempt.objects.order_by("reference")] == [
        False,
        True,
    ]


def test_a_transfer_that_is_still_looked_for_is_waited_for() -> None:
    person = somebody()
    a_slip_of(person, status="waiting")
    leave(person)

    pass_days(31)

    person.refresh_from_db()
    assert person.erased_at is None


def test_the_address_is_free_again_afterwards(api: APIClient) -> None:
    person = somebody()
    leave(person)
    pass_days(31)
    body = {
        "email": "forget-me@tohfa.example",
        "password": "khan-el-khalili-2026",
        "first_name": "شوق",
        "last_name": "سعد",
    }

    api.post("/api/auth/register/", body, format="json")

    assert User.objects.get(email="forget-me@tohfa.example").pk != person.pk


def test_the_password_is_asked_for() -> None:
    person = somebody()

    answer = leave(person, "a-wrong-secret")

    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_password")
    person.refresh_from_db()
    assert person.erase_after is None


def test_asking_signs_out_everywhere_and_signing_in_undoes_it(api: APIClient) -> None:
    person = somebody()
    other = signed_in(person)
    leave(person)
    assert other.get("/api/users/profile/").status_code == 401

    body = {"email": person.email, "password": PASSWORD}
    assert api.post("/api/auth/login/", body, format="json").status_code == 200
    pass_days(31)

    person.refresh_from_db()
    assert (person.erase_after, person.erased_at, person.is_active) == (None, None, True)


def test_nothing_happens_before_the_grace_period_is_over() -> None:
    person = somebody()
    leave(person)

    pass_days(29)

    person.refresh_from_db()
    assert person.erased_at is None
    assert Address.objects.filter(user=person).exists()


def test_an_order_under_way_is_waited_for() -> None:
    person = somebody()
    bought(person)
    leave(person)

    pass_days(31)

    person.refresh_from_db()
    assert person.erased_at is None


def test_money_in_the_wallet_is_not_lost() -> None:
    person = somebody()
    top_up(person, "5")
    leave(person)

    pass_days(31)

    person.refresh_from_db()
    assert person.erased_at is None


def test_a_seller_who_leaves_takes_papers_and_pieces_off(
    django_capture_on_commit_callbacks: Any, api: APIClient
) -> None:
    world = World()
    assert world.document_token
    person = world.customer
    application = SellerApplication.objects.get()
    path = application.documents.get().path
    UserProfile.objects.filter(user=person).update(user_type="artist", is_verified=True)
    product = a_product(person)
    assert api.get(f"/api/products/{product.pk}/").status_code == 200
    leave(person)

    with django_capture_on_commit_callbacks(execute=True):
        pass_days(31)

    assert not SellerApplication.objects.exists()
    assert not storages["private"].exists(path)
    assert api.get(f"/api/products/{product.pk}/").status_code == 404
    assert api.get(f"/api/sellers/{person.pk}/").status_code == 404


# --- the export ---------------------------------------------------------------------------------
def test_everything_about_one_is_handed_out_and_nothing_of_others() -> None:
    world = World()
    person = world.customer
    for belonging in ("address", "order", "review", "kept_method", "notification", "payment"):
        getattr(world, belonging)
    with transaction.atomic():
        an_address(world.stranger, street="شارع-غريب")

    answer = signed_in(person).get("/api/users/export/")

    found = json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert found["account"][0]["email"] == person.email
    for section in ("addresses", "orders", "order_lines", "reviews", "payments", "notifications"):
        assert found[section], section
    text = json.dumps(found, ensure_ascii=False)
    assert "شارع-غريب" not in text
    assert person.password not in text
    assert "argon2" not in text
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]


def test_times_of_the_export_are_in_utc_like_all_others() -> None:
    person = a_user()
    QuietHours.objects.create(user=person, time_zone="Asia/Dubai")

    answer: Any = signed_in(person).get("/api/users/export/")
    text = b"".join(answer.streaming_content).decode()

    assert "+00:00" not in text
    assert json.loads(text)["quiet_hours"][0]["time_zone"] == "Asia/Dubai"


def test_every_table_that_knows_people_is_exported_or_left_out_on_purpose() -> None:
    """A new table with a person in it has to be thought about here."""
    exported = {rows.model for _name, rows in sections(a_user())}
    with_people = {
        model
        for label in settings.OUR_APPS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is User and field.name == "user"
    }
    on_purpose = {
        "PhoneCode",  # a code under way
        "RecoveryCode",  # secrets
        "TwoFactor",
        "WalletSecurity",
        "Wallet",  # the sums of the transactions
        "Cart",  # its rows are handed out
        "Inbox",  # a counter
        "Delivery",  # how a notice travelled
        "CouponUse",  # stands on the order
        "ReviewReport",
        "ReviewRight",
        "ReviewVote",
    }

    assert {model.__name__ for model in with_people - exported} <= on_purpose
