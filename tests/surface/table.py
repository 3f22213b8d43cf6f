"""Who gets what from each route and method.

To add a route, add one row here:

    row("PUT", "/api/things/{thing}/", body=lambda w: {"name": "x"}, seller=200, other_seller=404,
        others=403)

- The path as a client writes it. A name in braces is an attribute of ``World`` (``world.py``): add one
  there, made with your app's builders, if the thing is new. What a buyer can own belongs to
  ``customer``, what a seller can own to ``seller``; ``stranger`` and ``other_seller`` own nothing.
- ``body`` is what succeeds, so that a refusal is about who asks. The tests of protected fields and of
  hostile input send it too, changed. ``files=True`` sends it as multipart.
- ``everybody=200`` is for what is open to all. Otherwise ``anonymous`` is 401 unless it is given,
  ``others`` are the signed-in roles you did not name, and with neither it is an error.
- Someone else's thing is 404, what one may see but not do is 403.

``python -m pytest tests/test_access.py -k things`` runs the rows of a path.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from custom_auth.tests.builders import PASSWORD
from products.tests.builders import a_picture
from tests.surface.world import ROLES, World

Body = Callable[[World], Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    expected: Mapping[str, int]
    body: Body | None = None
    files: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def successful(self) -> str | None:
        """Give a role that succeeds; the owner before others."""
        well = [role for role in ROLES if self.expected[role] < 400]
        preferred = [role for role in ("customer", "seller", "moderator") if role in well]
        return next(iter(preferred or well), None)


TABLE: list[Row] = []


def row(
    method: str,
    path: str,
    *,
    body: Body | None = None,
    files: bool = False,
    headers: Mapping[str, str] | None = None,
    everybody: int | None = None,
    others: int | None = None,
    **roles: int,
) -> None:
    wrong = set(roles) - set(ROLES)
    assert not wrong, f"unknown roles {wrong} for {method} {path}"
    expected = dict.fromkeys(ROLES, everybody if everybody is not None else others)
    if everybody is None:
        expected["anonymous"] = 401
    expected.update(roles)
    missing = [role for role, status in expected.items() if status is None]
    assert not missing, f"{method} {path} does not say what {missing} get"
    TABLE.append(Row(method, path, expected, body, files, headers or {}))  # type: ignore[arg-type]


# --- accounts -----------------------------------------------------------------------------------
NEW_PASSWORD = "another-long-secret-7"
row(
    "POST",
    "/api/auth/register/",
    body=lambda w: {
        "email": "new@tohfa.example",
        "password": NEW_PASSWORD,
        "first_name": "سلمى",
        "last_name": "حسن",
    },
    everybody=201,
)
row(
    "POST",
    "/api/auth/login/",
    body=lambda w: {"email": w.customer.email, "password": PASSWORD},
    everybody=200,
)
row("POST", "/api/auth/social/google/", body=lambda w: {"id_token": "x.y.z"}, everybody=401)
row(
    "POST",
    "/api/auth/token/refresh/",
    body=lambda w: {"refresh": w.refresh},
    everybody=200,
)
row("POST", "/api/auth/logout/", body=lambda w: {"refresh": w.refresh}, customer=204, others=401)
row("GET", "/api/auth/sessions/", others=200)
row("DELETE", "/api/auth/sessions/{session}/", customer=204, others=404)
row("GET", "/api/auth/sign-ins/", others=200)
row("POST", "/api/auth/password/reset/", body=lambda w: {"email": "x@x.example"}, everybody=202)
row(
    "POST",
    "/api/auth/password/reset/confirm/",
    body=lambda w: {**w.reset, "new_password": NEW_PASSWORD},
    everybody=204,
)
row(
    "POST",
    "/api/auth/password/change/",
    body=lambda w: {"current_password": PASSWORD, "new_password": NEW_PASSWORD},
    others=204,
)
row("POST", "/api/auth/email/verify/", body=lambda w: {"key": w.email_key}, everybody=204)
row("POST", "/api/auth/email/verify/resend/", others=202)
row("POST", "/api/auth/email/resend/", others=202)
row("POST", "/api/auth/two-factor/setup/", others=201)
row(
    "POST",
    "/api/auth/two-factor/confirm/",
    body=lambda w: {"code": w.begun_code},
    customer=200,
    others=409,
)
row(
    "POST",
    "/api/auth/two-factor/disable/",
    body=lambda w: {"password": PASSWORD, "code": w.otp},
    customer=204,
    others=409,
)
row(
    "POST",
    "/api/auth/two-factor/recovery-codes/",
    body=lambda w: {"code": w.otp},
    customer=200,
    others=400,
)
row("GET", "/api/users/profile/", others=200)
row("PUT", "/api/users/profile/", body=lambda w: {"first_name": "هدى"}, others=200)
row("PATCH", "/api/users/profile/", body=lambda w: {"first_name": "هدى"}, others=200)
row("DELETE", "/api/users/profile/", body=lambda w: {"password": PASSWORD}, others=202)
row("GET", "/api/users/export/", others=200)
row("GET", "/api/users/consents/", others=200)
row(
    "PUT",
    "/api/users/consents/",
    body=lambda w: {"purpose": "promotion", "is_given": True},
    others=200,
)
row("POST", "/api/users/phone/", body=lambda w: {"phone_number": "01001234567"}, others=202)
row(
    "POST",
    "/api/users/phone/verify/",
    body=lambda w: {"code": w.phone_code},
    customer=204,
    others=400,
)
ADDRESS = {
    "label": "البيت",
    "recipient": "منى عادل",
    "phone_number": "01001234567",
    "governorate": "ASN",
    "city": "أسوان",
    "street": "كورنيش النيل",
    "building": "٧",
}
row("GET", "/api/users/addresses/", others=200)
row("POST", "/api/users/addresses/", body=lambda w: ADDRESS, others=201)
row("GET", "/api/users/addresses/{address}/", customer=200, others=404)
row("PUT", "/api/users/addresses/{address}/", body=lambda w: ADDRESS, customer=200, others=404)
row(
    "PATCH",
    "/api/users/addresses/{address}/",
    body=lambda w: {"city": "الأقصر"},
    customer=200,
    others=404,
)
row("DELETE", "/api/users/addresses/{address}/", customer=204, others=404)
row("GET", "/api/users/governorates/", everybody=200)
row(
    "POST",
    "/api/users/seller/register/",
    body=lambda w: {"user_type": "artist", "specialty": "خزف", "bio": "أعمل بالطين."},
    others=201,
)
row("GET", "/api/users/seller/verification/", others=200)
# Whoever was given the link may open it, for five minutes.
row("GET", "/api/users/seller/documents/{document_token}/", everybody=200)
row("GET", "/api/sellers/", everybody=200)
row("GET", "/api/sellers/{seller}/", everybody=200)

# --- the catalogue ------------------------------------------------------------------------------
PIECE = {"name": "طبق نحاس", "description": "مطروق باليد.", "price": "350.00", "stock": 3}


def piece(w: World) -> dict[str, Any]:
    return {**PIECE, "category": w.category.pk}


row("GET", "/api/products/", everybody=200)
row("POST", "/api/products/", body=piece, seller=201, other_seller=201, others=403)
row("GET", "/api/products/{product}/", everybody=200)
row(
    "PUT",
    "/api/products/{product}/",
    body=piece,
    seller=200,
    other_seller=404,
    moderator=200,
    admin=200,
    others=403,
)
row(
    "PATCH",
    "/api/products/{product}/",
    body=lambda w: {"price": "300.00"},
    seller=200,
    other_seller=404,
    moderator=200,
    admin=200,
    others=403,
)
row(
    "DELETE",
    "/api/products/{product}/",
    seller=204,
    other_seller=404,
    moderator=204,
    admin=204,
    others=403,
)
row("GET", "/api/products/by-slug/{slug}/", everybody=301)
row("GET", "/api/products/search/", everybody=200)
row("GET", "/api/products/suggest/", everybody=200)
row("GET", "/api/products/facets/", everybody=200)
row("GET", "/api/products/recently-viewed/", others=200)
row("DELETE", "/api/products/recently-viewed/", others=204)
row("GET", "/api/products/{product}/related/", everybody=200)
row("GET", "/api/products/{product}/more-from-maker/", everybody=200)
row("GET", "/api/products/{product}/reviews/", everybody=200)
row(
    "POST",
    "/api/products/{received}/reviews/",
    body=lambda w: {"rating": 5, "comment": "جميل"},
    customer=201,
    others=403,
)
row(
    "PUT",
    "/api/products/{product}/reviews/{review}/",
    body=lambda w: {"rating": 4, "comment": "جيد"},
    customer=200,
    others=403,
)
row("DELETE", "/api/products/{product}/reviews/{review}/", customer=204, others=403)
row(
    "POST",
    "/api/products/{product}/reviews/{review}/reply/",
    body=lambda w: {"reply": "شكرًا"},
    seller=200,
    others=403,
)
row(
    "POST",
    "/api/products/{product}/reviews/{review}/report/",
    body=lambda w: {"reason": "spam"},
    others=204,
)
row("PUT", "/api/products/{product}/reviews/{review}/helpful/", others=204)
row("DELETE", "/api/products/{product}/reviews/{review}/helpful/", others=204)
row(
    "POST",
    "/api/products/{product}/images/",
    body=lambda w: {"image": a_picture((320, 320))},
    files=True,
    seller=201,
    other_seller=404,
    moderator=201,
    admin=201,
    others=403,
)
row(
    "PATCH",
    "/api/products/{product}/images/{image}/",
    body=lambda w: {"alt": "طبق"},
    seller=200,
    other_seller=404,
    moderator=200,
    admin=200,
    others=403,
)
row(
    "DELETE",
    "/api/products/{product}/images/{image}/",
    seller=204,
    other_seller=404,
    moderator=204,
    admin=204,
    others=403,
)
NEW_CATEGORY = {"name": "زجاج", "name_en": "Glass"}
row("GET", "/api/products/categories/", everybody=200)
row(
    "POST",
    "/api/products/categories/",
    body=lambda w: NEW_CATEGORY,
    moderator=201,
    admin=201,
    others=403,
)
row("GET", "/api/products/categories/{category}/", everybody=200)
row(
    "PUT",
    "/api/products/categories/{category}/",
    body=lambda w: NEW_CATEGORY,
    moderator=200,
    admin=200,
    others=403,
)
row(
    "PATCH",
    "/api/products/categories/{category}/",
    body=lambda w: {"position": 4},
    moderator=200,
    admin=200,
    others=403,
)
row("DELETE", "/api/products/categories/{category}/", moderator=204, admin=204, others=403)
row("GET", "/api/products/categories/{pictured}/image/", moderator=200, admin=200, others=403)
row(
    "PUT",
    "/api/products/categories/{category}/image/",
    body=lambda w: {"image": a_picture((320, 320))},
    files=True,
    moderator=200,
    admin=200,
    others=403,
)
row("DELETE", "/api/products/categories/{pictured}/image/", moderator=204, admin=204, others=403)
row("GET", "/api/products/categories/{category}/attributes/", everybody=200)
row("GET", "/api/products/categories/by-slug/{category_slug}/", everybody=301)
row("GET", "/api/seller/products/", seller=200, other_seller=200, others=403)
row(
    "PATCH",
    "/api/seller/products/bulk/",
    body=lambda w: {"changes": [{"product": w.product.pk, "stock": 9}]},
    seller=200,
    other_seller=404,
    others=403,
)
row("GET", "/api/seller/products/{product}/", seller=200, other_seller=404, others=403)
row("POST", "/api/seller/products/{draft}/submit/", seller=200, other_seller=404, others=403)
row("POST", "/api/seller/products/{product}/duplicate/", seller=201, other_seller=404, others=403)
row(
    "GET",
    "/api/seller/products/{product}/stock-movements/",
    seller=200,
    other_seller=404,
    others=403,
)
row("GET", "/api/seller/products/imports/", seller=200, other_seller=200, others=403)
row(
    "POST",
    "/api/seller/products/imports/",
    body=lambda w: {"file": w.fresh_table},
    files=True,
    seller=202,
    other_seller=202,
    others=403,
)
row("GET", "/api/seller/products/imports/template/", seller=200, other_seller=200, others=403)
row(
    "GET",
    "/api/seller/products/imports/{product_import}/",
    seller=200,
    other_seller=404,
    others=403,
)
row(
    "GET",
    "/api/seller/products/imports/{product_import}/rows/",
    seller=200,
    other_seller=404,
    others=403,
)
row("GET", "/api/reviews/", others=200)
row("GET", "/api/wishlist/", others=200)
row("PUT", "/api/wishlist/{product}/", others=201)
row("DELETE", "/api/wishlist/{product}/", others=204)

# --- baskets, orders, parcels, returns ----------------------------------------------------------


def wish(w: World) -> dict[str, Any]:
    return {"product": w.product.pk, "quantity": 1}


def purchase(w: World) -> dict[str, Any]:
    return {
        "items": [wish(w)],
        "shipping_address": ADDRESS,
        "payment_method": "cash_on_delivery",
    }


row("GET", "/api/cart/", others=200)
row("DELETE", "/api/cart/", others=204)
# Nobody buys an own piece.
row("PUT", "/api/cart/items/", body=wish, seller=409, others=200)
row("POST", "/api/cart/merge/", body=lambda w: {"items": [wish(w)]}, others=200)
row("POST", "/api/orders/quote/", body=purchase, seller=409, others=200)
row("GET", "/api/orders/", others=200)
row("POST", "/api/orders/", body=purchase, seller=409, others=201)
row("GET", "/api/orders/{order}/", customer=200, others=404)
row("PUT", "/api/orders/{order}/cancel/", body=lambda w: {}, customer=200, others=404)
row("GET", "/api/orders/{order}/tracking/", customer=200, others=404)
row(
    "POST",
    "/api/orders/{delivered}/returns/",
    body=lambda w: {
        "items": [{"item": w.delivered_item.pk, "quantity": 1}],
        "reason": "defective",
        "details": "انكسرت",
    },
    customer=201,
    others=404,
)
# It is being made when it is asked for the first time.
row(
    "GET",
    "/api/orders/{delivered}/parcels/{delivered_parcel}/invoice/",
    customer=409,
    others=404,
)
row("GET", "/api/orders/{refunded}/credit-notes/", customer=200, seller=200, others=404)
# It is made by the worker; the two sides wait for it, for others there is none.
row("GET", "/api/credit-notes/{credit_note}/", customer=409, seller=409, others=404)
row(
    "POST",
    "/api/parcels/{lost_parcel}/compensation/",
    body=lambda w: {"amount": "10.00", "reference": "BST-77", "reason": "تعويض"},
    finance=201,
    admin=201,
    others=403,
)
row("GET", "/api/returns/", others=200)
# Whoever was given the link may open it, for five minutes.
row("GET", "/api/returns/photos/{photo_token}/", everybody=200)
row(
    "GET",
    "/api/returns/{asked_return}/",
    customer=200,
    seller=200,
    support=200,
    admin=200,
    others=404,
)
row(
    "POST",
    "/api/returns/{asked_return}/messages/",
    body=lambda w: {"text": "متى؟"},
    customer=201,
    seller=201,
    support=201,
    admin=201,
    others=404,
)
row(
    "POST",
    "/api/returns/{asked_return}/decision/",
    body=lambda w: {"decision": "approve", "text": "نعم"},
    customer=403,
    seller=200,
    support=200,
    admin=200,
    others=404,
)
row(
    "POST",
    "/api/returns/{disputed_return}/settlement/",
    body=lambda w: {"amount": "10.00", "text": "نصف لكل طرف"},
    support=200,
    admin=200,
    others=403,
)
row(
    "POST",
    "/api/shipping/webhooks/bosta/",
    body=lambda w: {"_id": "1", "trackingNumber": "77", "state": 45},
    headers={"X-Tohfa-Carrier": "sandbox-carrier-secret"},
    everybody=200,
)
row("POST", "/api/shipping/webhooks/bosta/", body=lambda w: {"state": 45}, everybody=403)
row("GET", "/api/seller/orders/", seller=200, other_seller=200, others=403)
row("GET", "/api/seller/orders/{order}/", seller=200, other_seller=404, others=403)
row(
    "PUT",
    "/api/seller/orders/{order}/status/",
    body=lambda w: {"status": "processing"},
    seller=200,
    other_seller=404,
    others=403,
)
# The parcel goes with its maker, so there is nothing to book.
row("POST", "/api/seller/orders/{order}/booking/", seller=409, other_seller=404, others=403)
row("GET", "/api/seller/orders/{delivered}/invoice/", seller=409, other_seller=404, others=403)
row("GET", "/api/seller/orders/{order}/packing-slip/", seller=409, other_seller=404, others=403)
row("GET", "/api/seller/shipping/", seller=200, other_seller=200, others=403)
row(
    "PUT",
    "/api/seller/shipping/",
    body=lambda w: {
        "cost": "20.00",
        "free_from": None,
        "allows_pick_up": False,
        "pick_up_address": "",
    },
    seller=200,
    other_seller=200,
    others=403,
)

# --- money --------------------------------------------------------------------------------------
row("GET", "/api/payments/", others=200)
row("GET", "/api/payments/methods/", others=200)
row(
    "POST",
    "/api/payments/methods/",
    body=lambda w: {"method_type": "wallet"},
    others=201,
)
row("DELETE", "/api/payments/methods/{kept_method}/", customer=204, others=404)
row(
    "POST",
    "/api/payments/process/",
    body=lambda w: {"order": w.transfer.pk, "method": "bank_transfer"},
    customer=201,
    others=404,
)
row(
    "POST",
    "/api/payments/verify/",
    body=lambda w: {"payment": w.payment.pk},
    customer=200,
    others=404,
)
row(
    "POST",
    "/api/payments/refund/",
    body=lambda w: {
        "payment": w.paid.pk,
        "items": [{"item": w.paid_item.pk, "amount": "10.00"}],
        "reason": "خدش",
    },
    seller=201,
    other_seller=404,
    support=201,
    finance=201,
    admin=201,
    others=403,
)
row("GET", "/api/payments/{payment}/", customer=200, others=404)
row(
    "POST",
    "/api/payments/{payment}/proofs/",
    body=lambda w: {"image": a_picture((320, 320)), "bank_reference": "77"},
    files=True,
    customer=201,
    others=404,
)
# Whoever was given the link may open it, for five minutes; staff are.
row("GET", "/api/payments/proofs/{proof_token}/", everybody=200)
row("POST", "/api/payments/webhooks/paymob/", body=lambda w: {"type": "X"}, everybody=403)
row("POST", "/api/payments/webhooks/paymob-payouts/", body=lambda w: {"x": 1}, everybody=403)
row("GET", "/api/wallet/", others=200)
row("GET", "/api/wallet/transactions/", others=200)
row("GET", "/api/wallet/statements/", others=200)
row("GET", "/api/wallet/statements/2026-11/", others=200)
row(
    "POST",
    "/api/wallet/deposit/",
    body=lambda w: {"amount": "100.00", "method": "credit_card"},
    others=201,
)
row("PUT", "/api/wallet/pin/", body=lambda w: {"pin": "8305", "password": PASSWORD}, others=204)
row(
    "POST",
    "/api/wallet/withdraw/",
    body=lambda w: {
        "amount": "200.00",
        "destination": {"rail": "instapay", "holder": "منى", "account": "mona@instapay"},
        "pin": w.pin,
    },
    seller=202,
    others=409,  # no PIN
)
row("GET", "/api/wallet/payouts/", others=200)
row("PUT", "/api/wallet/payouts/{payout}/cancel/", seller=200, others=404)
row("GET", "/api/wallet/payouts/schedule/", others=404)  # nobody has one yet
row(
    "PUT",
    "/api/wallet/payouts/schedule/",
    body=lambda w: {
        "every": "week",
        "smallest": "200.00",
        "destination": {"rail": "instapay", "holder": "منى", "account": "mona@instapay"},
        "pin": w.pin,
    },
    seller=200,
    others=409,  # no PIN
)
row("DELETE", "/api/wallet/payouts/schedule/", others=204)

# --- notices ------------------------------------------------------------------------------------
row("GET", "/api/notifications/", others=200)
row("GET", "/api/notifications/unread-count/", others=200)
row("PUT", "/api/notifications/read-all/", others=200)
row("PUT", "/api/notifications/{notification}/read/", customer=200, others=404)
row("GET", "/api/notifications/preferences/", others=200)
row(
    "PUT",
    "/api/notifications/preferences/",
    body=lambda w: {"switches": [{"topic": "promotion", "channel": "email", "is_on": False}]},
    others=200,
)
row(
    "POST",
    "/api/notifications/devices/",
    body=lambda w: {"token": "a-new-phone", "platform": "android"},
    others=201,
)
row("DELETE", "/api/notifications/devices/{device}/", customer=204, others=404)
row("GET", "/api/notifications/unsubscribe/{unsubscribe_token}/", everybody=200)
row("POST", "/api/notifications/unsubscribe/{unsubscribe_token}/", everybody=204)
row("POST", "/api/notifications/mail-events/", body=lambda w: {"event": "spam"}, everybody=404)
row("GET", "/api/notifications/opened/{opened_token}/", everybody=302)
# Whoever is let in is told that a test has no connection to hand over; tests/test_stream.py has.
row("GET", "/api/notifications/stream/", others=503)

# --- figures ------------------------------------------------------------------------------------
row(
    "POST",
    "/api/analytics/events/",
    body=lambda w: {
        "events": [
            {
                "event_id": "5f0c4f5e-4c5b-4d0a-9f3e-1d2c3b4a5f60",
                "name": "product_viewed",
                "occurred_at": datetime.now(UTC).isoformat(),
                "product": w.product.pk,
            }
        ]
    },
    everybody=202,
)
row("GET", "/api/seller/analytics/", seller=200, other_seller=200, others=403)
row("GET", "/api/reports/", finance=200, admin=200, others=403)
row("GET", "/api/reports/sales/", finance=200, admin=200, others=403)
row("GET", "/api/reports/jobs/", finance=200, admin=200, others=403)
row("GET", "/api/reports/jobs/{report_job}/", finance=200, admin=404, others=403)
row("GET", "/api/reports/jobs/{report_job}/file/", finance=200, admin=404, others=403)

# --- the house ----------------------------------------------------------------------------------
row("GET", "/health/live/", everybody=200)
row("GET", "/health/ready/", everybody=200)
# Without the token of whoever collects them there is nothing there.
row("GET", "/metrics", everybody=404)
row("GET", "/api/schema/", everybody=200)
row("GET", "/api/docs/", everybody=200)
row("GET", "/robots.txt", everybody=200)
row("GET", "/sitemap.xml", everybody=200)
row("GET", "/sitemap-products.xml", everybody=200)
row("GET", "/media/nothing.webp", everybody=404)
row("GET", "/", everybody=302)
row("GET", "/app/", everybody=200)
row("GET", "/app/orders/1", everybody=200)
row("GET", "/docs/", everybody=404)  # built when the program is prepared, which tests do not
row("GET", "/docs/nothing/", everybody=404)
row("POST", "/i18n/setlang/", everybody=302)
