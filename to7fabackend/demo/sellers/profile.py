"""What is known of one seller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Profile:
    """An artist works alone and is known by name; a store is a workshop or shop with a keeper."""

    kind: Literal["artist", "store"]
    # As the catalogue writes them.
    store: str
    store_en: str
    first_name: str
    last_name: str
    first_name_en: str
    last_name_en: str
    # ISO 3166-2 without the country
    governorate: str
    place: str
    place_en: str
    specialty: str
    specialty_en: str
    bio: str
    bio_en: str
    policies: str
    since: int
    has_shop: bool
    handle: str

    @property
    def person(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def person_en(self) -> str:
        return f"{self.first_name_en} {self.last_name_en}"

    @property
    def email(self) -> str:
        return f"{self.handle}@tohfa.example"

    @property
    def social_media(self) -> dict[str, str]:
        """Handles by network; they end in tohfa so as to be nobody's outside the demo."""
        handles = {"instagram": f"{self.handle}.tohfa", "facebook": f"{self.handle}.tohfa"}
        if self.since >= 2010:
            handles["tiktok"] = f"{self.handle}_tohfa"
        return handles

    def years_active(self, year: int) -> int:
        return year - self.since
