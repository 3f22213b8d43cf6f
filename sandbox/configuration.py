"""What the one setting ``SANDBOX`` may hold, and what holds where it is silent.

The values here are made up and public: they open nothing but this sandbox.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, kw_only=True)
class Strict:
    """Rules of the partners on which their documents and their users disagree.

    Each default is the reading a careful shop should be able to live with.
    """

    # Documents add up the items' amounts; shops in production report amount × quantity.
    items_times_quantity: bool = True
    # "Unique per attempt" is documented, the refusal of a repeat is not.
    unique_reference: bool = True
    # Documents announce callbacks for successes and declines; shops in the field get pending ones.
    sends_pending: bool = True
    # A refund calls back for the child and for its parent; nobody says which comes first.
    child_first: bool = False
    # "The latest transaction of an order" may well be a refund.
    inquiry_shows_children: bool = True
    # A missing text in the signed string: the gateway's plugin writes nothing, one client "null".
    null_as: str = ""
    # After a decline the customer may try again on the page; False sends the browser back at once.
    stays_after_decline: bool = True
    # Which side of the payouts inquiry holds "bank_wallet": sources contradict each other.
    bank_wallet_is_bank: bool = True


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """The sandbox's keys, addresses and habits."""

    # --- the payment gateway ---
    secret_key: str = "egy_sk_test_5a4db0c500000000000000000000000000000000000000000000000000000001"  # noqa: S105 - opens only this sandbox
    public_key: str = "egy_pk_test_5a4db0c5000000000000000000000002"
    api_key: str = "ZXlKb2JHOWpZV3d0YzJGdVpHSnZlQ0k2SW5CMVlteHBZeUo5LnNhbmRib3g="
    hmac_secret: str = "5A4DB0C500000000000000000000000F"  # noqa: S105 - opens only this sandbox
    integration_card: int = 4000001
    integration_wallet: int = 4000002
    integration_kiosk: int = 4000003
    integration_moto: int = 4000004
    integration_auth: int = 4000005
    # Exists, but in live mode: a test key that names it gets the gateway's 404.
    integration_live: int = 4900001
    merchant_id: int = 300001
    merchant_name: str = "Demo shop"
    owner_id: int = 400001
    # The addresses kept at the integration, for payments that bring none of their own.
    processed_callback_url: str = ""
    response_callback_url: str = ""
    kiosk_hours: int = 48
    # Declines and delays chosen by the amount's piastres; real prices would trip over them.
    amount_triggers: bool = False

    # --- its payouts ---
    payouts_client_id: str = "sandbox-payouts-client"
    payouts_client_secret: str = "sandbox-payouts-client-secret"  # noqa: S105 - opens only this sandbox
    payouts_username: str = "sandbox-disburser"
    payouts_password: str = "sandbox-disburser-password"  # noqa: S105 - opens only this sandbox
    payouts_callback_url: str = ""
    payouts_budget: Decimal = Decimal("100000.00")
    payouts_fee: Decimal = Decimal("2.00")
    payouts_vat: Decimal = Decimal("0.28")

    # --- the carrier ---
    bosta_api_key: str = "sandbox-bosta-api-key"
    bosta_webhook_url: str = ""
    bosta_webhook_header: str = "Authorization"
    bosta_webhook_value: str = "sandbox-bosta-webhook"
    bosta_has_pickup_address: bool = True
    bosta_largest_cod: Decimal = Decimal("30000.00")

    # --- messages of the shop itself ---
    outbox: Path | None = None

    # --- how callbacks travel ---
    # Scheme, host and port; nothing is ever sent to, and nobody redirected to, any other place.
    allowed_origins: tuple[str, ...] = ("http://localhost:8000", "http://127.0.0.1:8000")
    # The partners publish no schedule; this one is short, so that one can watch a demo recover.
    retry_seconds: tuple[float, ...] = (1, 5, 30, 120, 600)
    delivery_timeout_seconds: float = 10

    strict: Strict = field(default_factory=Strict)


def configuration() -> Configuration:
    """Read ``settings.SANDBOX``.

    :raises ImproperlyConfigured: if it has a key that nobody would read.
    """
    given: dict[str, Any] = dict(getattr(settings, "SANDBOX", {}))
    _refuse_unknown(given, Configuration)
    if isinstance(strict := given.get("strict"), Mapping):
        _refuse_unknown(strict, Strict)
        given["strict"] = Strict(**strict)
    for name in ("allowed_origins", "retry_seconds"):
        if name in given:
            given[name] = tuple(given[name])
    for name in ("payouts_budget", "payouts_fee", "payouts_vat", "bosta_largest_cod"):
        if name in given:
            given[name] = Decimal(given[name])
    if given.get("outbox"):
        given["outbox"] = Path(given["outbox"])
    return Configuration(**given)


def _refuse_unknown(given: Mapping[str, Any], kind: type[Configuration] | type[Strict]) -> None:
    unknown = sorted(given.keys() - {known.name for known in fields(kind)})
    if unknown:
        raise ImproperlyConfigured(f"SANDBOX does not know {', '.join(unknown)}.")
