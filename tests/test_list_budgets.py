"""Every list there is costs as many queries for a hundred rows as for one."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from analytics.models import ReportJob
from custom_auth.models import SignIn, User
from custom_auth.tests.builders import (
    a_seller,
    a_session,
    a_staff_member,
    a_user,
    an_address,
    signed_in,
)
from notifications.tests.builders import told
from orders.models import CreditNote
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_return, an_order
from payment.tests.builders import a_card_payment
from products import vocabularies
from products.models import (
    ImportRow,
    Product,
    ProductImport,
    RecentView,
    StockMovement,
    WishlistItem,
)
from products.tests.builders import (
    a_category,
    a_product,
    a_ready_image,
    a_review,
    an_import,
    the_variant,
)
from tests.test_api_document import DOCUMENT
from wallet.models import Payout
from wallet.tests.builders import book, some_earnings

pytestmark = pytest.mark.django_db
MANY = 100
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

# Who asks for which address; ``more`` makes so many rows for that list.
Case = tuple[User | None, str, Callable[[int], Any]]


def pieces_of_five() -> Callable[[], Product]:
    """Give a maker of pieces of five sellers in turn: what is asked for once for each seller is noticed."""
    sellers, category = cycle([a_seller() for _ in range(5)]), a_category()
    return lambda: a_product(next(sellers), category=category, stock=9)


def delivered(buyer: User | None = None, piece: Product | None = None) -> Any:
    return an_order(buyer, [(piece or a_product(), 1)], status=ParcelStatus.DELIVERED)


def sessions() -> Case:
    user = a_user()
    return user, "/api/auth/sessions/", lambda n: [a_session(user) for _ in range(n)]


def sign_ins() -> Case:
    user = a_user()
    return (
        user,
        "/api/auth/sign-ins/",
        lambda n: SignIn.objects.bulk_create(SignIn(user=user, succeeded=True) for _ in range(n)),
    )


def notices() -> Case:
    user = a_user()

    def more(count: int) -> None:
        for _ in range(count):
            told("seller.approved", user)

    return user, "/api/notifications/", more


def orders() -> Case:
    user, piece = a_user(), a_product(stock=1000)
    return user, "/api/orders/", lambda n: [an_order(user, [(piece, 1)]) for _ in range(n)]


def credit_notes() -> Case:
    order = delivered()
    parcel = order.parcels.get()

    def more(count: int) -> Any:
        start = CreditNote.objects.count()
        return CreditNote.objects.bulk_create(
            CreditNote(parcel=parcel, reference=f"refund:{start + n}", amount=1, wanted_at=NOW)
            for n in range(count)
        )

    return order.user, f"/api/orders/{order.pk}/credit-notes/", more


def payments() -> Case:
    user, piece = a_user(), a_product(stock=1000)

    def more(count: int) -> None:
        for _ in range(count):
            a_card_payment(an_order(user, [(piece, 1)], method="credit_card"))  # type: ignore[arg-type]

    return user, "/api/payments/", more


def reviews_of_a_piece() -> Case:
    piece = a_product()
    return (
        None,
        f"/api/products/{piece.pk}/reviews/",
        lambda n: [a_review(piece, a_user()) for _ in range(n)],
    )


def recently_viewed() -> Case:
    user, made = a_user(), pieces_of_five()
    return (
        user,
        "/api/products/recently-viewed/",
        lambda n: RecentView.objects.bulk_create(
            RecentView(user=user, product=made(), viewed_at=NOW) for _ in range(n)
        ),
    )


def report_jobs() -> Case:
    staff = a_staff_member("finance")
    day = date(2026, 11, 1)
    return (
        staff,
        "/api/reports/jobs/",
        lambda n: ReportJob.objects.bulk_create(
            ReportJob(
                name="sales", file_format="csv", first=day, last=day, language="ar", asked_by=staff
            )
            for _ in range(n)
        ),
    )


def returns_asked_for() -> Case:
    user, made = a_user(), pieces_of_five()
    own = cycle([made() for _ in range(20)])
    return user, "/api/returns/", lambda n: [a_return(delivered(user, next(own))) for _ in range(n)]


def own_reviews() -> Case:
    user, made = a_user(), pieces_of_five()
    return user, "/api/reviews/", lambda n: [a_review(made(), user) for _ in range(n)]


def sold() -> Case:
    seller = a_seller()
    piece = a_product(seller, stock=1000)
    return seller, "/api/seller/orders/", lambda n: [an_order(lines=[(piece, 1)]) for _ in range(n)]


def own_pieces() -> Case:
    seller, category = a_seller(), a_category()
    return (
        seller,
        "/api/seller/products/",
        lambda n: [a_ready_image(a_product(seller, category=category)) for _ in range(n)],
    )


def stock_movements() -> Case:
    piece = a_product()
    variant = the_variant(piece)
    address = f"/api/seller/products/{piece.pk}/stock-movements/"
    return (
        piece.seller,
        address,
        lambda n: StockMovement.objects.bulk_create(
            StockMovement(variant=variant, change=1, reason="correction") for _ in range(n)
        ),
    )


def imports() -> Case:
    seller = a_seller()
    an_import(
        seller, [{"name": "فازة", "description": "فخار", "price": "10", "category": "pottery"}]
    )

    def more(count: int) -> Any:
        own = ProductImport.objects.filter(seller=seller)
        own.update(status="done")
        copied = {f.attname: getattr(own[0], f.attname) for f in own.model._meta.concrete_fields}
        del copied["id"]
        return ProductImport.objects.bulk_create(ProductImport(**copied) for _ in range(count))

    return seller, "/api/seller/products/imports/", more


def rows_of_an_import() -> Case:
    seller = a_seller()
    taken = an_import(
        seller, [{"name": "فازة", "description": "فخار", "price": "10", "category": "pottery"}]
    )

    def more(count: int) -> Any:
        start = ImportRow.objects.count()
        return ImportRow.objects.bulk_create(
            ImportRow(of=taken, number=start + n, name="فازة", outcome="failed")
            for n in range(count)
        )

    return seller, f"/api/seller/products/imports/{taken.pk}/rows/", more


def sellers() -> Case:
    category = a_category()
    return (
        None,
        "/api/sellers/",
        lambda n: [a_product(a_seller(), category=category) for _ in range(n)],
    )


def addresses() -> Case:
    user = a_user()
    return user, "/api/users/addresses/", lambda n: [an_address(user) for _ in range(n)]


def governorates() -> Case:
    return None, "/api/users/governorates/", lambda n: None


def payouts() -> Case:
    seller = a_seller()

    def more(count: int) -> Any:
        return Payout.objects.bulk_create(
            Payout(
                user=seller,
                amount=100,
                rail="bank",
                destination="{}",
                status="paid",
                requested_at=NOW,
            )
            for _ in range(count)
        )

    return seller, "/api/wallet/payouts/", more


def transactions() -> Case:
    seller = a_seller()

    def more(count: int) -> None:
        for _ in range(count):
            book(some_earnings(seller.pk, "1.00", reference=f"earned:{next(NUMBERS)}"))

    return seller, "/api/wallet/transactions/", more


NUMBERS = iter(range(1, 10_000))


def wishes() -> Case:
    user, made = a_user(), pieces_of_five()
    return (
        user,
        "/api/wishlist/",
        lambda n: WishlistItem.objects.bulk_create(
            WishlistItem(user=user, product=made(), price_seen=1) for _ in range(n)
        ),
    )


def pieces() -> Case:
    made = pieces_of_five()
    return None, "/api/products/", lambda n: [made() for _ in range(n)]


def found_pieces() -> Case:
    made = pieces_of_five()
    return (
        None,
        f"/api/products/search/?q={quote('فازة')}",
        lambda n: [made() for _ in range(n)],
    )


CASES = [
    sessions, sign_ins, notices, orders, credit_notes, payments, reviews_of_a_piece,
    recently_viewed, report_jobs, returns_asked_for, own_reviews, sold, own_pieces,
    stock_movements, imports, rows_of_an_import, sellers, addresses, governorates, payouts,
    transactions, wishes, pieces, found_pieces,
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_list_takes_the_same_queries_for_one_row_and_for_a_hundred(
    case: Callable[[], Case], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PUBLIC_CACHE = False
    monkeypatch.setattr(vocabularies, "CHECKED_EVERY", 3600.0)  # else by the clock
    user, address, more = case()
    client = signed_in(user) if user else APIClient()

    def queries_of(size: int) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            mark = "&" if "?" in address else "?"
            answer = client.get(f"{address}{mark}page_size={size}")
        assert answer.status_code == 200, answer.content
        return len(asked.captured_queries), len(answer.json()["results"])

    with transaction.atomic():
        more(70 if case is found_pieces else 2)  # a search that finds little looks further
    client.get(address)  # what is kept in the process is read once
    few, one = queries_of(1)
    with transaction.atomic():
        more(MANY)
    many, hundred = queries_of(MANY)

    assert (one, hundred) == (1, MANY if case is not governorates else 27)
    assert few == many


def test_no_list_of_the_document_is_left_out() -> None:
    document = {
        path
        for path, operations in DOCUMENT["paths"].items()
        if "Paginated" in str(operations.get("get", {}).get("responses", {}).get("200"))
        or path in {"/api/products/", "/api/products/search/"}
    }

    tried = {case()[1].partition("?")[0] for case in CASES}

    def shape(path: str) -> str:
        return "/".join("{id}" if part.isdigit() else part for part in path.split("/"))

    assert {shape(path) for path in tried} == document
