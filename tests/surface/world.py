"""The people and things of one row of the access table; each is made when a path or body names it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

import pyotp
from django.db import transaction
from rest_framework.test import APIClient

from analytics.actions import jobs
from analytics.models import ReportJob
from core import private_files
from custom_auth import tokens
from custom_auth.actions import accounts, documents, phones, two_factor
from custom_auth.models import PhoneCode, SellerApplication, Session, User
from custom_auth.rules import UserType
from custom_auth.tests.builders import (
    a_seller,
    a_session,
    a_staff_member,
    a_user,
    an_address,
    signed_in,
)
from notifications.actions import deliver
from notifications.models import Device, Notification
from orders.actions import returns
from orders.models import CreditNote, Order, OrderItem, Parcel, Return, ReturnPhoto
from orders.rules.returns import Reason
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import a_lost_parcel, a_return, an_order
from payment.actions import methods, pay, transfers
from payment.models import Payment, PaymentMethod
from payment.tests.builders import a_paid_order
from products.actions import reviews
from products.models import (
    Category,
    CategoryImage,
    Product,
    ProductImage,
    ProductImport,
    Review,
    ReviewRight,
)
from products.tests.builders import (
    a_category,
    a_picture,
    a_product,
    a_ready_image,
    a_table,
    an_import,
)
from wallet.actions import ledger, payouts, security
from wallet.models import Payout
from wallet.rules import Account, Entry, Line, TransactionType

ROLES = (
    "anonymous",
    "customer",
    "stranger",
    "seller",
    "other_seller",
    "support",
    "finance",
    "moderator",
    "admin",
)
PIN = "8305"


def now() -> datetime:
    return datetime.now(UTC)


class World:
    """``customer`` owns what a buyer can own, ``seller`` what a seller can; the others own nothing.

    An attribute that a path names, such as ``{order}``, is what stands there in the address: ids of
    rows, texts as they are.
    """

    def __init__(self) -> None:
        self.clients: dict[str, APIClient] = {}

    def peopled(self) -> "World":
        """Make everybody."""
        for role in ROLES:
            self.client(role)
        return self

    def emptied(self) -> "World":
        """Give a world of the same people that has nothing else yet."""
        fresh = World()
        fresh.clients = dict(self.clients)
        for role in ROLES[1:]:
            setattr(fresh, role, self.user(role))
        return fresh

    # --- people -----------------------------------------------------------------------------
    @cached_property
    def customer(self) -> User:
        return a_user("customer@tohfa.example")

    @cached_property
    def stranger(self) -> User:
        return a_user("stranger@tohfa.example")

    @cached_property
    def seller(self) -> User:
        return a_seller("seller@tohfa.example")

    @cached_property
    def other_seller(self) -> User:
        return a_seller("other-seller@tohfa.example", user_type=UserType.STORE)

    @cached_property
    def support(self) -> User:
        return a_staff_member("support")

    @cached_property
    def finance(self) -> User:
        return a_staff_member("finance")

    @cached_property
    def moderator(self) -> User:
        return a_staff_member("moderator")

    @cached_property
    def admin(self) -> User:
        return a_staff_member("admin")

    def client(self, role: str) -> APIClient:
        """Give the client of a role; each sends a real access token, the anonymous one sends none."""
        if role not in self.clients:
            fresh = APIClient(HTTP_ACCEPT_LANGUAGE="en", raise_request_exception=False)
            self.clients[role] = fresh if role == "anonymous" else signed_in(self.user(role), fresh)
        return self.clients[role]

    def user(self, role: str) -> User:
        user: User = getattr(self, role)
        return user

    def path(self, template: str) -> str:
        """Fill the names in braces."""
        filled = template
        while "{" in filled:
            name = filled[filled.index("{") + 1 : filled.index("}")]
            value = getattr(self, name)
            filled = filled.replace("{" + name + "}", str(getattr(value, "pk", value)))
        return filled

    # --- accounts ---------------------------------------------------------------------------
    @cached_property
    def address(self) -> Any:
        return an_address(self.customer)

    @cached_property
    def session(self) -> Session:
        return a_session(self.customer)

    @cached_property
    def refresh(self) -> str:
        session = self.session
        return tokens.refresh_token(
            user_id=session.user_id, session_id=session.pk, generation=0, now=now()
        )

    @cached_property
    def reset(self) -> dict[str, str]:
        token = accounts.reset_keys.make_token(self.customer)
        return {"uid": accounts.uid(self.customer), "token": token}

    @cached_property
    def email_key(self) -> str:
        return accounts.email_key(a_user(is_email_verified=False))

    @cached_property
    def begun_code(self) -> str:
        """A code of an authenticator that ``customer`` has begun to set up."""
        with transaction.atomic():
            secret = two_factor.set_up(self.customer).secret
        return pyotp.TOTP(secret).at(now())

    @cached_property
    def otp(self) -> str:
        """A code that ``customer`` can use, whose second factor is on."""
        begun = self.begun_code
        with transaction.atomic():
            (first, *_) = two_factor.confirm(self.customer, begun, now=now())
        return first

    @cached_property
    def phone_code(self) -> str:
        PhoneCode.objects.create(
            user=self.customer,
            phone_number="+201001234567",
            expires_at=now() + timedelta(minutes=5),
        )
        with transaction.atomic():
            message = phones.make_code(self.customer.pk, now=now())
        assert message is not None
        return "".join(char for char in message.text if char.isdigit())[:6]

    @cached_property
    def document_token(self) -> str:
        application = SellerApplication.objects.create(
            user=self.customer, user_type="artist", track="home", submitted_at=now()
        )
        with transaction.atomic():
            paper = documents.keep(
                application,
                kind="identity",
                file=a_picture(),
                content_type="image/png",
                delete_on=now().date(),
            )
        return documents.link(paper).rstrip("/").rpartition("/")[2]

    # --- the catalogue ----------------------------------------------------------------------
    @cached_property
    def category(self) -> Category:
        return a_category()

    @cached_property
    def pictured(self) -> Category:
        """A category with a picture that is being processed."""
        pictured = a_category()
        CategoryImage.objects.create(category=pictured)
        return pictured

    @cached_property
    def category_slug(self) -> str:
        return self.category.slug

    @cached_property
    def product(self) -> Product:
        return a_product(self.seller, category=self.category)

    @cached_property
    def slug(self) -> str:
        return self.product.slug

    @cached_property
    def draft(self) -> Product:
        return a_product(self.seller, is_draft=True)

    @cached_property
    def image(self) -> ProductImage:
        return a_ready_image(self.product)

    @property
    def fresh_table(self) -> Any:
        """A file that nobody has read yet, each time."""
        return a_table([{"name": "طبق", "description": "نحاس.", "price": "90", "category": "1"}])

    @cached_property
    def product_import(self) -> ProductImport:
        return an_import(self.seller, [{"name": "طبق"}])

    @cached_property
    def received(self) -> Product:
        """A piece ``customer`` has received and not yet reviewed."""
        piece = a_product(self.seller)
        ReviewRight.objects.create(user=self.customer, product=piece)
        return piece

    @cached_property
    def review(self) -> Review:
        ReviewRight.objects.create(user=self.customer, product=self.product)
        with transaction.atomic():
            return reviews.write(self.customer, self.product, rating=5, comment="جميل")

    # --- trade ------------------------------------------------------------------------------
    @cached_property
    def order(self) -> Order:
        """Ordered and not yet begun."""
        return an_order(self.customer, [(self.product, 2)])

    @cached_property
    def delivered(self) -> Order:
        return an_order(self.customer, [(self.product, 2)], status=ParcelStatus.DELIVERED)

    @cached_property
    def delivered_parcel(self) -> Parcel:
        return self.delivered.parcels.get()

    @cached_property
    def lost_parcel(self) -> Parcel:
        return a_lost_parcel()

    @cached_property
    def delivered_item(self) -> OrderItem:
        return OrderItem.objects.get(order=self.delivered)

    @cached_property
    def asked_return(self) -> Return:
        with transaction.atomic():
            return returns.ask(
                self.delivered,
                [returns.Wanted(self.delivered_item.pk, 1)],
                reason=Reason.DEFECTIVE,
                details="انكسرت",
                photos=[],
                now=now(),
            )

    @cached_property
    def photo_token(self) -> str:
        path = private_files.keep("return_photos", a_picture().getvalue())
        photo = ReturnPhoto.objects.create(return_request=self.asked_return, image=path)
        return returns.link(photo).rstrip("/").rpartition("/")[2]

    @cached_property
    def disputed_return(self) -> Return:
        with transaction.atomic():
            return returns.dispute(self.asked_return, by=self.customer, now=now(), text="لم يصل رد")

    @cached_property
    def refunded(self) -> Order:
        """Delivered, and a little of it given back."""
        piece = a_product(self.seller, stock=2)
        order = an_order(self.customer, [(piece, 2)], status=ParcelStatus.DELIVERED)
        asked = a_return(order)
        with transaction.atomic():
            returns.approve(asked, by=self.seller, now=now())
            returns.receive(asked, by=self.seller, now=now())
        return order

    @cached_property
    def credit_note(self) -> CreditNote:
        return CreditNote.objects.get(parcel__order=self.refunded)

    # --- money ------------------------------------------------------------------------------
    @cached_property
    def transfer(self) -> Order:
        """Waits for a bank transfer."""
        return an_order(self.customer, [(self.product, 1)], method=Method.BANK_TRANSFER)

    @cached_property
    def payment(self) -> Payment:
        with transaction.atomic():
            return pay.start(
                self.transfer, method="bank_transfer", use_credit=False, saved=None, now=now()
            ).payment

    @cached_property
    def proof_token(self) -> str:
        picture = a_picture((320, 320))
        with transaction.atomic():
            proof = transfers.hand_in(
                self.payment, picture, size=len(picture.getvalue()), bank_reference="77"
            )
        return transfers.link(proof).rstrip("/").rpartition("/")[2]

    @cached_property
    def paid(self) -> Payment:
        order = an_order(self.customer, [(self.product, 1)], method=Method.CREDIT_CARD)
        return Payment.objects.get(order=a_paid_order(order))

    @cached_property
    def paid_item(self) -> OrderItem:
        return OrderItem.objects.get(order=self.paid.order_id)

    @cached_property
    def kept_method(self) -> PaymentMethod:
        with transaction.atomic():
            return methods.keep(self.customer, method_type="wallet", is_default=False)

    @cached_property
    def pin(self) -> str:
        """The PIN of ``seller``, who has earned something."""
        long_ago = now() - timedelta(days=30)
        with transaction.atomic():
            security.set_pin(self.seller, security.pin_hash(PIN), now=long_ago)
            lines = (
                Line(Account.GATEWAY, Decimal(-1000)),
                Line(
                    Account.EARNINGS,
                    Decimal(1000),
                    owner=self.seller.pk,
                    shown_as=TransactionType.PAYMENT,
                ),
            )
            ledger.post(Entry("test:earnings", "earnings", lines))
        return PIN

    @cached_property
    def payout(self) -> Payout:
        destination = payouts.Destination("instapay", "منى عادل", "mona@instapay")
        assert self.pin
        with transaction.atomic():
            return payouts.ask(self.seller, Decimal(200), destination, now=now())

    # --- notices ----------------------------------------------------------------------------
    @cached_property
    def notification(self) -> Notification:
        return Notification.objects.create(
            user=self.customer,
            title="ت",
            message="ت",
            title_en="t",
            message_en="t",
            notification_type="system",
            kind="account.password_changed",
            notice_id=1,
        )

    @cached_property
    def device(self) -> str:
        Device.objects.create(user=self.customer, token="a-phone", platform="ios", seen_at=now())
        return "a-phone"

    @cached_property
    def unsubscribe_token(self) -> str:
        address = deliver.unsubscribe_address(self.customer.pk)
        return address.rstrip("/").rpartition("/")[2]

    @cached_property
    def report_job(self) -> ReportJob:
        job = ReportJob.objects.create(
            name="sales",
            file_format="csv",
            first=now().date(),
            last=now().date(),
            language="ar",
            asked_by=self.finance,
        )
        jobs.make(job)
        return job

    @cached_property
    def opened_token(self) -> str:
        return deliver.opened_address(1).rstrip("/").rpartition("/")[2]
