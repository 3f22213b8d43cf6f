"""The sellers of the demo marketplace: one profile for each of the catalogue's 31 stores."""

from __future__ import annotations

from to7fabackend.demo.sellers.cairo import CAIRO
from to7fabackend.demo.sellers.delta import DELTA
from to7fabackend.demo.sellers.profile import Profile
from to7fabackend.demo.sellers.upper import UPPER

__all__ = ["SELLERS", "Profile", "seller"]

# By the store's Arabic name, as products carry it.
SELLERS: dict[str, Profile] = {profile.store: profile for profile in (*CAIRO, *DELTA, *UPPER)}


def seller(store: str) -> Profile:
    """Find a seller by the Arabic name of the store.

    :raises KeyError: if the catalogue has no such store.
    """
    return SELLERS[store]
