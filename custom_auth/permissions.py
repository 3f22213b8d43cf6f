"""Roles, as permission classes. What of the rest one may see is for each model's ``visible_to``."""

from typing import ClassVar

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from core.staff import ADMIN, FINANCE, MODERATOR, ROLES, SUPPORT
from custom_auth.authentication import caller, session_of
from custom_auth.errors import TwoFactorRequired
from custom_auth.models import User


def roles_of(user: User) -> frozenset[str]:
    """Give the staff roles of ``user``; an administrator has them all. One query for other staff.

    What somebody may do through the API is for ``roles_in_force``: it asks for the second factor too.
    """
    if not (user.is_active and user.is_staff):
        return frozenset()
    if user.is_superuser:
        return frozenset(ROLES)
    names = frozenset(user.groups.values_list("name", flat=True)) & frozenset(ROLES)
    return frozenset(ROLES) if ADMIN in names else names


def roles_in_force(request: Request) -> frozenset[str]:
    """Give the staff roles with which a request may act: none before a second factor is proved."""
    if session_of(request).is_held_back:
        return frozenset()
    return roles_of(caller(request))


class IsSeller(BasePermission):
    """A seller who was verified and is not suspended."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        user = request.user
        return bool(
            isinstance(user, User) and user.profile.is_seller and user.profile.suspended_at is None
        )


class WasSeller(BasePermission):
    """A seller, also while suspended: running orders go on and earnings stay theirs."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User) and request.user.profile.is_seller


class HasRole(BasePermission):
    """Staff of a role. Stands last where others may too: it refuses who has yet to prove more."""

    roles: ClassVar[frozenset[str]] = frozenset()
    refusals = (TwoFactorRequired,)

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Tell whether who asks has one of the roles.

        :raises TwoFactorRequired: if so, but in a session that a password alone began.
        """
        user = request.user
        if not isinstance(user, User) or not roles_of(user) & self.roles:
            return False
        if session_of(request).is_held_back:
            raise TwoFactorRequired
        return True


class IsModerator(HasRole):
    roles = frozenset({MODERATOR})


class IsFinance(HasRole):
    roles = frozenset({FINANCE})


class IsSupport(HasRole):
    roles = frozenset({SUPPORT})
