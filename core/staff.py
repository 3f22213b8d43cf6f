"""Who of the staff asks, what roles they have, and the record of what they did."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.module_loading import import_string

from core.addresses import client_address
from core.models import StaffAction
from core.request_id import current_request_id
from core.transactions import joins_transaction

SUPPORT, FINANCE, MODERATOR, ADMIN = "support", "finance", "moderator", "admin"
ROLES = (SUPPORT, FINANCE, MODERATOR, ADMIN)

ACTING = """
SELECT set_config('tohfa.staff', %s, true), set_config('tohfa.address', %s, true),
       set_config('tohfa.request', %s, true)
"""


def roles_of(request: HttpRequest) -> frozenset[str]:
    """Give the roles of who asks; one query for each request of staff that is no superuser."""
    known: frozenset[str] | None = getattr(request, "_staff_roles", None)
    if known is None:
        known = frozenset()
        if request.user.is_authenticated:
            known = import_string(settings.STAFF_ROLES)(request.user)
        request._staff_roles = known  # type: ignore[attr-defined]
    return known


def acting(request: HttpRequest) -> None:
    """Tell the database who acts until the transaction ends, for the changes it notes by itself."""
    about = [str(request.user.pk or ""), client_address(request), current_request_id()[:64]]
    with connection.cursor() as cursor:
        cursor.execute(ACTING, about)


@joins_transaction
def note(
    request: HttpRequest,
    action: str,
    about: Any,
    *,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> StaffAction:
    """Write down what who asks did to ``about``, in the transaction in which it is done."""
    return StaffAction.objects.create(
        by_id=request.user.pk,
        action=action,
        about_type=about._meta.label_lower,
        about_id=str(about.pk or ""),
        about_name=str(about)[:200],
        reason=reason,
        before=_plain(before),
        after=_plain(after),
        address=client_address(request),
        request_id=current_request_id()[:64],
    )


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    kept = (bool, int, list, dict, type(None))
    return {
        name: value if isinstance(value, kept) else str(value) for name, value in values.items()
    }


def snapshot(about: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Give the columns ``names`` of a row as they are now, for before and after."""
    return {name: getattr(about, name) for name in names}
