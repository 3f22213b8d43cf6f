"""Who may become what: plain sums and tables, no database."""

import unicodedata
from datetime import timedelta
from enum import StrEnum

ACCESS_LIFE = timedelta(minutes=15)
REFRESH_LIFE = timedelta(days=30)
SESSION_LIFE = timedelta(days=180)
ERASURE_GRACE = timedelta(days=30)
SIGN_INS_KEPT = timedelta(days=180)
# Documents are kept while an application is open and for this long after the decision.
DOCUMENTS_KEPT = timedelta(days=180)
PHONE_CODE_LIFE = timedelta(minutes=10)
PHONE_CODE_ATTEMPTS = 5
RECOVERY_CODES = 10


# How exactly it is known when a browser was last used: its row is not written with every page.
BROWSER_USE_NOTED = timedelta(minutes=5)
# The first that fits: most of them also name what they descend from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def name_of_browser(user_agent: str) -> str:
    """Give "Chrome, Windows" for what a browser calls itself; what is not understood stays."""
    browser = next((name for part, name in BROWSERS if part in user_agent), "")
    system = next((name for part, name in SYSTEMS if part in user_agent), "")
    return ", ".join(name for name in (browser, system) if name) or user_agent


class UserType(StrEnum):
    CUSTOMER = "customer"
    ARTIST = "artist"
    STORE = "store"


SELLER_TYPES = frozenset({UserType.ARTIST, UserType.STORE})


def normal_email(address: str) -> str:
    """Give the one spelling of an address under which an account is found."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


class ApplicationStatus(StrEnum):
    PENDING = "pending"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUSPENDED = "suspended"


class Track(StrEnum):
    """How a seller works: at home without papers, or as a registered business."""

    HOME = "home"
    BUSINESS = "business"


NEXT: dict[ApplicationStatus, frozenset[ApplicationStatus]] = {
    ApplicationStatus.PENDING: frozenset(
        {
            ApplicationStatus.CHANGES_REQUESTED,
            ApplicationStatus.APPROVED,
            ApplicationStatus.REJECTED,
        }
    ),
    ApplicationStatus.CHANGES_REQUESTED: frozenset(
        {ApplicationStatus.PENDING, ApplicationStatus.REJECTED}
    ),
    ApplicationStatus.APPROVED: frozenset({ApplicationStatus.SUSPENDED}),
    ApplicationStatus.SUSPENDED: frozenset({ApplicationStatus.APPROVED}),
    ApplicationStatus.REJECTED: frozenset({ApplicationStatus.PENDING}),
}


def may_become(status: ApplicationStatus, wanted: ApplicationStatus) -> bool:
    return wanted in NEXT[status]
