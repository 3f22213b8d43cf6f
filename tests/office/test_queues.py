"""What waits for staff is decided through the apps' actions: by POST, confirmed, refused in words, noted."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from core.models import StaffAction
from custom_auth.models import SellerApplication, SellerDocument, User, UserProfile
from custom_auth.tests.builders import a_seller, a_staff_member, a_user
from orders.actions import audit, parcels, returns
from orders.models import Compensation, OrderItem, Parcel, Remittance, Return
from orders.rules.returns import Reason
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import a_lost_parcel, an_order
from payment.actions import transfers
from payment.models import FraudCheck, TransferProof
from products.models import Product, Review, ReviewReport, ShopRules
from products.tests.builders import a_picture, a_product, a_review
from tests.office.signing import browser_of
from tests.surface.world import World
from to7fabackend.backoffice.queues.all import QUEUES
from wallet.actions import ledger, payouts
from wallet.actions.payouts import Destination
from wallet.models import Payout, PayoutApproval, Wallet
from wallet.rules import Account, Entry, Line

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def a_colleague(role: str) -> User:
    Group.objects.get_or_create(name=role)
    return a_staff_member(role)


def decide(client: Client, slug: str, pk: int, verb: str, **written: str) -> Any:
    """Send a decision that was confirmed."""
    form = {"verb": verb, "confirmed": "yes"}
    form |= {f"{verb}-{name}": text for name, text in written.items()}
    return client.post(reverse("admin:queue_item", args=[slug, pk]), form, follow=True)


def decisions() -> QuerySet[StaffAction]:
    """Give what the log says but for the roles that the tests gave."""
    return StaffAction.objects.exclude(action__startswith="setting.")


def said(answer: Any) -> list[str]:
    """Give what the page says of what was done, or of what was refused: above, or at its form."""
    # A list has choices as well: those of its filters.
    choices = () if "cl" in answer.context else answer.context.get("choices", ())
    at_forms = [str(error) for _verb, form in choices for error in form.non_field_errors()]
    return [str(message) for message in answer.context["messages"]] + at_forms


def an_application() -> SellerApplication:
    return SellerApplication.objects.create(
        user=a_user(), user_type="artist", track="home", specialty="Pottery", submitted_at=NOW
    )


def a_waiting_piece() -> Product:
    ShopRules.objects.update_or_create(pk=1, defaults={"moderation": "everybody"})
    return a_product()


def a_payout(amount: str = "20000.00", seller: User | None = None) -> Payout:
    seller = seller or a_seller()
    with transaction.atomic():
        lines = (
            Line(Account.EARNINGS, Decimal(amount), owner=seller.pk),
            Line(Account.BANK, -Decimal(amount)),
        )
        ledger.post(Entry(f"test:{seller.pk}", "sale", lines))
        to = Destination("bank", "Hoda", "EG380019000500000000263180002")
        now = datetime.now(UTC)
        return payouts.ask(
            seller, Decimal(amount), to, now=now, known_since=now - timedelta(days=2)
        )


def a_dispute(photos: Any = ()) -> Return:
    order = an_order(status=ParcelStatus.DELIVERED)
    item = OrderItem.objects.get(order=order)
    now = datetime.now(UTC)
    with transaction.atomic():
        asked = returns.ask(
            order,
            [returns.Wanted(item.pk, 1)],
            reason=Reason.DEFECTIVE,
            details="Broken",
            photos=photos,
            now=now,
        )
        return returns.dispute(asked, by=order.user, now=now, text="No answer")


def test_a_decision_is_shown_again_before_it_is_carried_out() -> None:
    application = an_application()
    client = browser_of(a_colleague("moderator"))
    address = reverse("admin:queue_item", args=["applications", application.pk])

    answer = client.post(address, {"verb": "approved"})

    assert b'name="confirmed" value="yes"' in answer.content
    application.refresh_from_db()
    assert application.status == "pending"
    assert not decisions().exists()


def test_papers_that_are_pictures_are_seen_beside_the_application() -> None:
    world = World()
    assert world.document_token
    application = SellerApplication.objects.get()
    client = browser_of(a_colleague("moderator"))
    address = reverse("admin:queue_item", args=["applications", application.pk])

    page = client.get(address)

    ((picture, _kind),) = page.context["pictures"]
    assert f'<img src="{picture}"' in page.content.decode()
    shown = client.get(picture, follow=True)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/png")


def test_a_proof_of_transfer_is_seen_beside_what_it_is_for() -> None:
    picture = a_picture((320, 320))
    with transaction.atomic():
        proof = transfers.hand_in(
            World().payment, picture, size=len(picture.getvalue()), bank_reference="77"
        )
    client = browser_of(a_colleague("finance"))

    page = client.get(reverse("admin:queue_item", args=["transfers", proof.pk]))

    ((address, words),) = page.context["pictures"]
    assert (words, address in page.content.decode()) == ("Proof of transfer", True)
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        signed = client.get(address).headers["Location"]
        shown = APIClient().get(signed)
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
        TransferProof.objects.update(image="")  # as of a person who was forgotten
        assert APIClient().get(signed).status_code == 404
    assert browser_of(a_colleague("support")).get(address).status_code == 403
    assert "/login/" in Client().get(address).headers["Location"]


def test_pictures_of_a_return_open_from_a_page_that_has_stood_open_for_long() -> None:
    picture = a_picture()
    asked = a_dispute([(picture, len(picture.getvalue()))])
    client = browser_of(a_colleague("support"))
    ((address, _words),) = client.get(
        reverse("admin:queue_item", args=["disputes", asked.pk])
    ).context["pictures"]
    own_page = client.get(reverse("admin:orders_return_change", args=[asked.pk]))

    assert f'href="{address}"' in own_page.content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        shown = client.get(address, follow=True)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert browser_of(a_colleague("moderator")).get(address).status_code == 403
    assert "/login/" in Client().get(address).headers["Location"]
    assert client.get(reverse("admin:return_picture", args=[1])).status_code == 404


def test_papers_open_from_a_page_that_has_stood_open_for_long() -> None:
    world = World()
    assert world.document_token
    application = SellerApplication.objects.get()
    client = browser_of(a_colleague("support"))
    page = client.get(reverse("admin:queue_item", args=["applications", application.pk]))
    paper = reverse("admin:paper", args=[SellerDocument.objects.get().pk])
    assert page.content.decode().count(f'href="{paper}"') == 2  # the picture, and its line

    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        led = client.get(paper)
        assert led.status_code == 302
        assert "no-store" in led.headers["Cache-Control"]
        assert client.get(led.headers["Location"]).status_code == 200

    assert client.get(reverse("admin:paper", args=[1])).status_code == 404


@pytest.mark.parametrize("role", ["finance", "nobody"])
def test_the_address_of_a_paper_leads_only_who_reviews_applications(role: str) -> None:
    world = World()
    assert world.document_token
    paper = reverse("admin:paper", args=[SellerDocument.objects.get().pk])

    if role == "finance":
        assert browser_of(a_colleague("finance")).get(paper).status_code == 403
    else:
        answer = Client().get(paper)
        assert (answer.status_code, "/login/" in answer.headers["Location"]) == (302, True)


def test_looking_decides_nothing() -> None:
    application = an_application()
    client = browser_of(a_colleague("moderator"))
    address = reverse("admin:queue_item", args=["applications", application.pk])

    client.get(address, {"verb": "approved", "confirmed": "yes"})

    application.refresh_from_db()
    assert application.status == "pending"


def test_a_decision_from_a_foreign_page_is_refused() -> None:
    application = an_application()
    person = a_colleague("moderator")
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser_of(person).cookies
    address = reverse("admin:queue_item", args=["applications", application.pk])

    answer = client.post(address, {"verb": "approved", "confirmed": "yes"})

    assert answer.status_code == 403
    application.refresh_from_db()
    assert application.status == "pending"


def test_an_application_is_approved_and_noted() -> None:
    application = an_application()
    person = a_colleague("moderator")

    answer = decide(browser_of(person), "applications", application.pk, "approved")

    assert said(answer) == ["Done: Approve."]
    application.refresh_from_db()
    assert (application.status, application.decided_by) == ("approved", person)
    entry = decisions().get()
    assert (entry.by, entry.action, entry.about_id) == (
        person,
        "applications.approved",
        str(application.pk),
    )
    assert (entry.before, entry.after) == ({"status": "pending"}, {"status": "approved"})


def test_a_rejection_needs_its_reason() -> None:
    application = an_application()
    client = browser_of(a_colleague("moderator"))

    without = decide(client, "applications", application.pk, "rejected")
    application.refresh_from_db()
    assert (without.status_code, application.status) == (200, "pending")
    decide(client, "applications", application.pk, "rejected", reason="Bought, not made")

    application.refresh_from_db()
    assert (application.status, application.reasons) == ("rejected", "Bought, not made")
    assert decisions().get().reason == "Bought, not made"


def test_a_seller_is_suspended_and_reinstated_from_the_page_of_the_application() -> None:
    application = an_application()
    SellerApplication.objects.filter(pk=application.pk).update(
        tax_id="123-456-789", social_media={"instagram": "@khazaf"}
    )
    client = browser_of(a_colleague("moderator"))
    item = reverse("admin:queue_item", args=["applications", application.pk])
    page = client.get(reverse("admin:custom_auth_sellerapplication_change", args=[application.pk]))
    assert item in page.content.decode()
    told = client.get(item).content.decode()
    assert "123-456-789" in told
    assert "@khazaf" in told

    def offered() -> list[str]:
        return [verb.name for verb, _form in client.get(item).context["choices"]]

    decide(client, "applications", application.pk, "approved")
    assert offered() == ["suspended"]
    decide(client, "applications", application.pk, "suspended", reason="Late")
    assert offered() == ["reinstate"]
    decide(client, "applications", application.pk, "reinstate")

    application.refresh_from_db()
    assert application.status == "approved"
    assert offered() == ["suspended"]


def test_what_is_not_possible_is_not_offered_and_not_done() -> None:
    application = an_application()
    client = browser_of(a_colleague("moderator"))

    answer = decide(client, "applications", application.pk, "suspended", reason="Late")

    assert said(answer) == ["This cannot be decided now."]
    application.refresh_from_db()
    assert application.status == "pending"


def test_a_piece_is_put_on_show_or_rejected() -> None:
    shown, refused = a_waiting_piece(), a_waiting_piece()
    client = browser_of(a_colleague("moderator"))

    decide(client, "products", shown.pk, "approve")
    decide(client, "products", refused.pk, "reject", reason="Blurred")

    shown.refresh_from_db()
    refused.refresh_from_db()
    assert (shown.state, refused.state, refused.state_reasons) == (
        "approved",
        "rejected",
        "Blurred",
    )


def test_a_reported_review_is_hidden_or_left_in_sight() -> None:
    product = a_product()
    bad, fine = a_review(product, a_user(), rating=1), a_review(product, a_user())
    for review in (bad, fine):
        ReviewReport.objects.create(review=review, user=a_user(), reason="abuse")
        Review.objects.filter(pk=review.pk).update(report_count=1)
    Product.objects.filter(pk=product.pk).update(
        rating_histogram=[1, 0, 0, 0, 1], rating_count=2, rating_sum=6
    )
    UserProfile.objects.filter(user=product.seller).update(rating_count=2, rating_sum=6)
    client = browser_of(a_colleague("moderator"))

    decide(client, "reviews", bad.pk, "hide")
    decide(client, "reviews", fine.pk, "keep")

    bad.refresh_from_db()
    fine.refresh_from_db()
    product.refresh_from_db()
    assert (bad.is_hidden, fine.is_hidden) == (True, False)
    assert (bad.report_count, fine.report_count) == (0, 0)
    assert (product.rating_count, product.rating_sum) == (1, 5)


@pytest.mark.parametrize(("verb", "status"), [("release", "pending"), ("cancel", "cancelled")])
def test_a_held_order_is_let_go_or_cancelled(verb: str, status: str) -> None:
    order = an_order()
    type(order).objects.filter(pk=order.pk).update(held_for_review_at=NOW)
    check = FraudCheck.objects.create(order=order, score=80, findings=[], signals={}, is_held=True)
    person = a_colleague("support")

    decide(browser_of(person), "held-orders", check.pk, verb, reason="Spoke to the buyer")

    order.refresh_from_db()
    check.refresh_from_db()
    assert (order.status, order.held_for_review_at) == (status, None)
    assert (check.is_held, check.decided_by) == (False, person)


def test_a_dispute_is_settled_with_part_of_the_money() -> None:
    asked = a_dispute()
    client = browser_of(a_colleague("support"))

    decide(client, "disputes", asked.pk, "settle", amount="80.00", reason="Both gave way")

    asked = Return.objects.select_related("order").get(pk=asked.pk)
    assert (asked.status, asked.order.refunded) == ("refunded", Decimal("80.00"))
    assert asked.refund_amount == Decimal("80.00")  # what was given, and not what was asked for
    after = decisions().get().after
    assert after is not None
    assert after["amount"] == "80.00"


def test_more_than_was_asked_for_is_refused_in_words_and_changes_nothing() -> None:
    asked = a_dispute()
    client = browser_of(a_colleague("support"))

    answer = decide(client, "disputes", asked.pk, "settle", amount="99999.00", reason="All")

    assert said(answer) == ["This is more than what was asked for."]
    asked.refresh_from_db()
    assert asked.status == "disputed"
    assert not decisions().exists()


@pytest.mark.parametrize(("confirmed", "told"), [("yes", 1), ("no", 0)])
def test_a_decision_refused_or_thought_better_of_is_shown_with_what_was_written(
    confirmed: str, told: int
) -> None:
    asked = a_dispute()
    client = browser_of(a_colleague("support"))
    written = {"settle-amount": "99999.00", "settle-reason": "Both gave way"}
    address = reverse("admin:queue_item", args=["disputes", asked.pk])

    # The button that goes back is named as the field that says yes, and comes after it.
    form = {"verb": "settle", **written, "confirmed": ["yes", confirmed]}
    page = client.post(address, form)

    assert (page.status_code, len(said(page))) == (200, told)
    shown = page.content.decode()
    assert 'value="99999.00"' in shown
    assert "Both gave way</textarea>" in shown
    assert ("This is more than what was asked for." in shown) is bool(told)
    asked.refresh_from_db()
    assert asked.status == "disputed"


def test_who_was_overtaken_is_told_so_where_the_form_was() -> None:
    asked = a_dispute()
    first, second = browser_of(a_colleague("support")), browser_of(a_colleague("support"))
    decide(first, "disputes", asked.pk, "settle", amount="80.00", reason="Both gave way")

    late = decide(second, "disputes", asked.pk, "settle", amount="90.00", reason="All of it")

    assert said(late) == ["This cannot be decided now."]
    assert Return.objects.get(pk=asked.pk).refund_amount == Decimal("80.00")


def test_a_large_payout_takes_two_different_people() -> None:
    payout = a_payout()
    first, second = a_colleague("finance"), a_colleague("finance")

    decide(browser_of(first), "payouts", payout.pk, "approve")
    again = decide(browser_of(first), "payouts", payout.pk, "approve")
    payout.refresh_from_db()
    assert len(said(again)) == 1
    assert said(again) != ["Done: Approve."]
    assert payout.status == "requested"
    decide(browser_of(second), "payouts", payout.pk, "approve")

    payout.refresh_from_db()
    assert payout.status == "approved"
    assert PayoutApproval.objects.filter(payout=payout).count() == 2
    assert [e.by for e in decisions().order_by("pk")] == [first, second]


def test_a_refused_payout_gives_the_money_back() -> None:
    payout = a_payout("500.00")
    client = browser_of(a_colleague("finance"))

    decide(client, "payouts", payout.pk, "refuse", reason="Another name")

    payout = Payout.objects.select_related("user__wallet").get(pk=payout.pk)
    assert (payout.status, payout.user.wallet.earnings) == ("cancelled", Decimal("500.00"))


def take_in(client: Client, text: str, reference: str = "R-1") -> Any:
    form = {
        "carrier": "bosta",
        "reference": reference,
        "received_on": "2026-11-20",
        "fees": "0",
        "file": SimpleUploadedFile("cash.csv", text.encode("utf-8-sig")),
    }
    return client.post(reverse("admin:queue", args=["remittances"]), form, follow=True)


def test_a_carriers_file_is_matched_line_by_line() -> None:
    order = an_order(status=ParcelStatus.SHIPPED)
    parcel = Parcel.objects.get(order=order)
    Parcel.objects.filter(pk=parcel.pk).update(carrier="bosta", tracking_number="B1")
    with transaction.atomic():
        parcels.move(
            Parcel.objects.get(pk=parcel.pk),
            ParcelStatus.DELIVERED,
            by=None,
            now=datetime.now(UTC),
        )
    person = a_colleague("finance")

    take_in(browser_of(person), f"tracking,amount\nB1,{parcel.total:.2f}\nB2,10.00\n")

    remittance = Remittance.objects.get()
    lines = dict(remittance.lines.values_list("tracking_number", "outcome"))
    assert lines == {"B1": "matched", "B2": "unknown"}
    # What matches does not hide what does not.
    (waiting,) = QUEUES["remittances"].waiting()
    assert (waiting, waiting.line_count, waiting.loose) == (remittance, 2, 1)
    assert Parcel.objects.get(pk=parcel.pk).remitted_at is not None
    assert (remittance.imported_by, decisions().get().action) == (
        person,
        "remittances.import",
    )


@pytest.mark.parametrize(
    "text",
    ["", "tracking,amount\n", "B1,ten\nB2,5.00", "B1,5.00\nB2", "B1,-5.00\n", "B1,1.005\nB2,2"],
)
def test_a_file_that_cannot_be_read_whole_books_nothing(text: str) -> None:
    answer = take_in(browser_of(a_colleague("finance")), text)

    assert answer.status_code == 200
    assert not Remittance.objects.exists()


def test_the_same_file_twice_is_refused_in_words() -> None:
    client = browser_of(a_colleague("finance"))
    take_in(client, "B1,5.00\n")

    answer = take_in(client, "B1,5.00\n")

    assert said(answer) == ["This file was taken in before, or contradicts what is booked."]
    assert Remittance.objects.count() == 1


@pytest.mark.parametrize(
    ("slug", "make", "verb", "role"),
    [
        ("applications", an_application, "approved", "finance"),
        ("products", a_waiting_piece, "approve", "support"),
        ("payouts", a_payout, "approve", "moderator"),
        ("disputes", a_dispute, "settle", "moderator"),
    ],
)
def test_another_role_decides_nothing(slug: str, make: Any, verb: str, role: str) -> None:
    row = make()
    before = getattr(row, "status", None) or row.state

    answer = decide(browser_of(a_colleague(role)), slug, row.pk, verb, reason="x", amount="1")

    assert answer.status_code == 403
    row.refresh_from_db()
    assert (getattr(row, "status", None) or row.state) == before
    assert not StaffAction.objects.filter(action__startswith=slug).exists()


# --- parcels nobody hears of ------------------------------------------------------------------------
def a_silent_parcel(*, days: int = 11, **fields: Any) -> Parcel:
    parcel: Parcel = an_order(status=ParcelStatus.SHIPPED, **fields).parcels.get()
    Parcel.objects.filter(pk=parcel.pk).update(updated_at=datetime.now(UTC) - timedelta(days=days))
    return parcel


def test_a_parcel_nobody_heard_of_for_ten_days_waits_for_staff() -> None:
    client = browser_of(a_colleague("support"))
    fresh, silent = a_silent_parcel(days=9), a_silent_parcel()

    page = client.get(reverse("admin:queue", args=["silent-parcels"])).content.decode()

    assert f"/silent-parcels/{silent.pk}/" in page
    assert f"/silent-parcels/{fresh.pk}/" not in page


def test_a_lost_parcel_gives_its_buyer_everything_back_and_no_shelf_anything() -> None:
    piece = a_product(price="100", stock=5)
    parcel = a_silent_parcel(lines=[(piece, 2)], method=Method.CREDIT_CARD, is_paid=True)
    on_shelf = piece.variants.get().stock

    answer = decide(
        browser_of(a_colleague("support")), "silent-parcels", parcel.pk, "lost", reason="No word"
    )

    parcel.refresh_from_db()
    order = parcel.order
    assert said(answer) == ["Done: It is lost."]
    assert (parcel.status, order.refunded) == ("lost", order.total_amount)
    assert piece.variants.get().stock == on_shelf
    wallet = Wallet.objects.get(pk=parcel.seller_id)
    assert (wallet.pending, wallet.earnings) == (0, 0)
    assert decisions().get().action.startswith("silent-parcels")
    assert list(audit.discrepancies()) == []


def test_a_parcel_that_is_back_can_be_sold_again_and_its_way_is_not_given_back() -> None:
    piece = a_product(price="100", stock=5)
    parcel = a_silent_parcel(lines=[(piece, 2)], method=Method.CREDIT_CARD, is_paid=True)
    on_shelf = piece.variants.get().stock

    decide(
        browser_of(a_colleague("support")), "silent-parcels", parcel.pk, "returned", reason="Back"
    )

    parcel.refresh_from_db()
    assert parcel.status == "returned"
    assert parcel.order.refunded == parcel.items_total
    assert piece.variants.get().stock == on_shelf + 2
    assert list(audit.discrepancies()) == []


def test_a_lost_cash_parcel_gives_nothing_back() -> None:
    parcel = a_silent_parcel()

    decide(browser_of(a_colleague("support")), "silent-parcels", parcel.pk, "lost", reason="x")

    parcel.refresh_from_db()
    assert (parcel.status, parcel.order.refunded) == ("lost", 0)


def test_a_parcel_that_arrived_meanwhile_cannot_be_lost() -> None:
    parcel = a_silent_parcel()
    with transaction.atomic():
        parcels.move(parcel, ParcelStatus.DELIVERED, by=None, now=datetime.now(UTC))

    decide(browser_of(a_colleague("support")), "silent-parcels", parcel.pk, "lost", reason="x")

    parcel.refresh_from_db()
    assert parcel.status == "delivered"


# --- lost parcels -------------------------------------------------------------------------------
def test_finance_books_what_a_carrier_paid_for_a_lost_parcel_and_it_waits_no_longer() -> None:
    parcel, person = a_lost_parcel(), a_colleague("finance")
    client = browser_of(person)
    waiting = reverse("admin:queue", args=["lost-parcels"])
    assert f"/lost-parcels/{parcel.pk}/" in client.get(waiting).content.decode()

    answer = decide(
        client,
        "lost-parcels",
        parcel.pk,
        "compensate",
        amount="150.00",
        reference="BST-77",
        reason="Claim 77",
    )

    booked = Compensation.objects.get(parcel=parcel)
    assert said(answer) == ["Done: The carrier has paid for it."]
    assert (booked.amount, booked.reference, booked.by) == (Decimal("150.00"), "BST-77", person)
    assert Wallet.objects.get(pk=parcel.seller_id).earnings == Decimal("150.00")
    assert f"/lost-parcels/{parcel.pk}/" not in client.get(waiting).content.decode()
    page = client.get(reverse("admin:orders_parcel_change", args=[parcel.pk]))
    assert "BST-77" in page.content.decode()
    assert decisions().get().action == "lost-parcels.compensate"
    assert list(audit.discrepancies()) == []


def test_more_than_a_seller_lost_is_refused_in_words_that_name_the_most() -> None:
    parcel = a_lost_parcel()

    answer = decide(
        browser_of(a_colleague("finance")),
        "lost-parcels",
        parcel.pk,
        "compensate",
        amount="177.21",
        reference="BST-77",
        reason="x",
    )

    assert said(answer) == [
        "This is more than what the seller lost with the parcel. The most that can be booked is 177.20 EGP."
    ]
    assert not Compensation.objects.exists()


def test_what_a_seller_sent_in_an_own_way_waits_for_no_carrier() -> None:
    parcel = a_lost_parcel(carrier="manual")

    page = browser_of(a_colleague("finance")).get(reverse("admin:queue", args=["lost-parcels"]))

    assert f"/lost-parcels/{parcel.pk}/" not in page.content.decode()


# --- why something is held --------------------------------------------------------------------------
NEVER_SHOWN = re.compile(r"velocity_hour|account_age|is_cash|payout_velocity|>\s*(True|False)\s*<")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", ["طلبات كثيرة في ساعة", "عمر الحساب", "رقم الهاتف مؤكد", "نعم"]),
        ("en", ["Many orders within an hour", "Age of the account", "Telephone number confirmed"]),
    ],
)
def test_a_held_order_explains_itself_in_the_readers_language(
    language: str, words: list[str]
) -> None:
    check = FraudCheck.objects.create(
        order=an_order(),
        score=80,
        findings=[{"code": "velocity_hour", "points": 40, "words": "طلبات كثيرة في ساعة"}],
        signals={"account_age": 86400 * 9, "is_cash": False, "is_phone_verified": True},
        is_held=True,
    )
    client = browser_of(a_colleague("finance"))

    queue = client.get(
        f"/admin/queues/held-orders/{check.pk}/", headers={"Accept-Language": language}
    )
    page = client.get(
        reverse("admin:payment_fraudcheck_change", args=[check.pk]),
        headers={"Accept-Language": language},
    )

    told = queue.content.decode()
    assert [word for word in words if word not in told] == []
    assert words[0] in page.content.decode()
    for shown in (told, page.content.decode()):
        assert NEVER_SHOWN.search(shown) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", "طلبات سحب كثيرة في يوم"), ("en", "Many withdrawals within a day")],
)
def test_a_held_payout_explains_itself_in_the_readers_language(language: str, words: str) -> None:
    payout = a_payout("500.00")
    found = [{"code": "payout_velocity", "points": 40, "words": "طلبات سحب كثيرة في يوم"}]
    Payout.objects.update(fraud_reasons=found, fraud_score=40)
    client = browser_of(a_colleague("finance"))

    for address in (
        f"/admin/queues/payouts/{payout.pk}/",
        reverse("admin:wallet_payout_change", args=[payout.pk]),
    ):
        shown = client.get(address, headers={"Accept-Language": language}).content.decode()
        assert words in shown
        assert NEVER_SHOWN.search(shown) is None
