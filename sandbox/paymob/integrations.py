"""The ways to pay that the demo shop has a contract for."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from sandbox.configuration import configuration


@dataclass(frozen=True, kw_only=True)
class Integration:
    """One method in one mode."""

    id: int
    name: str
    method: str
    gateway_type: str
    currency: str = "EGP"
    is_live: bool = False
    is_auth: bool = False
    is_moto: bool = False


def integrations() -> list[Integration]:
    settings = configuration()
    card = partial(Integration, method="card", gateway_type="MIGS")
    return [
        card(id=settings.integration_card, name="cardtest"),
        Integration(
            id=settings.integration_wallet, name="wallettest", method="wallet", gateway_type="UIG"
        ),
        Integration(
            id=settings.integration_kiosk, name="kiosktest", method="kiosk", gateway_type="CAGG"
        ),
        card(id=settings.integration_moto, name="mototest", is_moto=True),
        card(id=settings.integration_auth, name="authtest", is_auth=True),
        card(id=settings.integration_live, name="cardlive", is_live=True),
    ]


def by_id(wanted: int) -> Integration | None:
    """Find a test integration; those of live mode do not exist for test keys."""
    return next((one for one in integrations() if one.id == wanted and not one.is_live), None)


def named(wanted: Any) -> Integration | None:
    """Find what a shop put into ``payment_methods``.

    The id has to be a whole number: as text it is taken for a name. Whether names are accepted at
    all is uncertain; here an integration's own name is, a generic one such as "card" is not.
    """
    if isinstance(wanted, bool):
        return None
    if isinstance(wanted, int):
        return by_id(wanted)
    return next((one for one in integrations() if one.name == wanted and not one.is_live), None)
