"""Roles, as permission classes. What of the rest one may see is for each model's ``visible_to``."""

from typing import ClassVar

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from custom_auth.models import User

SUPPORT, FINANCE, MODERATOR, ADMIN = "support", "finance", "moderator", "admin"
ROLES = (SUPPORT, FINANCE, MODERATOR, ADMIN)


def roles_of(user: User) -> frozenset[str]:
    """Give the staff roles of ``user``; an administrator has them all. One query for other staff."""
    if not (user.is_active and user.is_staff):
        return frozenset()
    if user.is_superuser:
        return frozenset(ROLES)
    names = frozenset(user.groups.values_list("name", flat=True)) & frozenset(ROLES)
    return frozenset(ROLES) if ADMIN in names else names


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
    roles: ClassVar[frozenset[str]] = frozenset()

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User) and bool(roles_of(request.user) & self.roles)


class IsModerator(HasRole):
    roles = frozenset({MODERATOR})


class IsFinance(HasRole):
    roles = frozenset({FINANCE})


class IsSupport(HasRole):
    roles = frozenset({SUPPORT})


class IsStaff(HasRole):
    roles = frozenset(ROLES)
