"""Everything we hold about a person, for that person (Egypt's Law 151 of 2020; GDPR, article 20)."""

from collections.abc import Iterator
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from core.limits import Rate
from custom_auth.authentication import caller
from custom_auth.models import (
    Address,
    ApplicationEvent,
    Consent,
    SellerApplication,
    SellerDocument,
    Session,
    SignIn,
    SocialAccount,
    User,
    UserProfile,
)
from notifications.models import Device, MailTrouble, Notification, Preference, QuietHours
from orders.models import CartItem, Order, OrderItem, Parcel, Return, ReturnMessage
from payment.models import Payment, PaymentMethod
from products.models import Product, RecentView, Review, WishlistItem
from wallet.models import Payout, PayoutSchedule, Transaction

EXPORTS = Rate("exports", 10, 3600)
AT_ONCE = 500
# What proves who somebody is, or belongs to the house or to other people, is not handed out.
WITHHELD = {
    "password",
    "is_superuser",
    "token",
    "token_digest",
    "destination_digest",
    "fraud_score",
    "fraud_reasons",
    "gateway_response",
    "path",
    "digest",
    "decided_by",
    "by",
    "search",
    "search_vector",
}


def sections(user: User) -> list[tuple[str, QuerySet[Any]]]:
    """Give what there is by name, each narrowed to one person."""
    return [
        ("account", User.objects.filter(pk=user.pk)),
        ("profile", UserProfile.objects.filter(user=user)),
        ("addresses", Address.objects.visible_to(user)),
        ("consents", Consent.objects.filter(user=user)),
        ("sessions", Session.objects.filter(user=user)),
        ("sign_ins", SignIn.objects.filter(user=user)),
        ("social_accounts", SocialAccount.objects.filter(user=user)),
        ("seller_application", SellerApplication.objects.visible_to(user)),
        ("seller_application_history", ApplicationEvent.objects.filter(application__user=user)),
        ("seller_documents", SellerDocument.objects.filter(application__user=user)),
        ("basket", CartItem.objects.filter(cart__user=user)),
        ("orders", Order.objects.visible_to(user)),
        ("order_lines", OrderItem.objects.filter(order__user=user)),
        ("returns", Return.objects.filter(user=user)),
        ("return_messages", ReturnMessage.objects.filter(by=user)),
        ("sold_parcels", Parcel.objects.sold_by(user)),
        ("payments", Payment.objects.visible_to(user)),
        ("payment_methods", PaymentMethod.objects.visible_to(user)),
        ("wallet_transactions", Transaction.objects.visible_to(user)),
        ("payouts", Payout.objects.visible_to(user)),
        ("payout_schedule", PayoutSchedule.objects.filter(user=user)),
        ("products", Product.objects.filter(seller=user)),
        ("reviews", Review.objects.by(user)),
        ("wishlist", WishlistItem.objects.visible_to(user)),
        ("recently_viewed", RecentView.objects.filter(user=user)),
        ("notifications", Notification.objects.filter(user=user)),
        ("notification_preferences", Preference.objects.filter(user=user)),
        ("quiet_hours", QuietHours.objects.filter(user=user)),
        ("mail_troubles", MailTrouble.objects.at(user.email)),
        ("push_devices", Device.objects.filter(user=user)),
    ]


def _columns(rows: QuerySet[Any]) -> list[str]:
    fields = rows.model._meta.concrete_fields
    return [field.attname for field in fields if field.name not in WITHHELD]


def json(value: Any) -> bytes:
    return orjson.dumps(value, default=str, option=orjson.OPT_UTC_Z)


def written(user: User) -> Iterator[bytes]:
    """Give the file piece by piece: one object with a list for each section. One query a section."""
    yield b'{"made_at":' + json(timezone.now())
    for name, rows in sections(user):
        yield b',"' + name.encode() + b'":['
        found = rows.order_by("pk").values(*_columns(rows)).iterator(chunk_size=AT_ONCE)
        for number, row in enumerate(found):
            yield (b"," if number else b"") + json(row)
        yield b"]"
    yield b"}"


class Export(APIView):
    rates = (EXPORTS,)

    @extend_schema(
        summary="Take out everything we hold about one",
        description=(
            "A JSON file with a list for each kind of thing: account, profile, addresses, consents, "
            "sessions, orders, payments, reviews and so on. Secrets are left out."
        ),
        responses={
            200: {
                "type": "object",
                "description": "A list of objects under each name.",
                "additionalProperties": {"type": "array", "items": {"type": "object"}},
                "properties": {"made_at": {"type": "string", "format": "date-time"}},
            }
        },
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        return StreamingHttpResponse(
            written(caller(request)),
            content_type="application/json",
            headers={
                "Cache-Control": "no-store, private",
                "Content-Disposition": 'attachment; filename="tohfa-export.json"',
            },
        )
