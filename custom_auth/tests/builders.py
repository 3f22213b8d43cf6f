"""People for tests; every argument is optional."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from rest_framework.test import APIClient

from custom_auth.models import (
    Address,
    Governorate,
    SellerApplication,
    Session,
    User,
    UserProfile,
)
from custom_auth.rules import UserType
from custom_auth.tokens import access_token

PASSWORD = "a-long-enough-secret"
_numbers: Iterator[int] = count(1)


def a_user(
    email: str | None = None,
    *,
    is_email_verified: bool = True,
    password: str = PASSWORD,
    **fields: Any,
) -> User:
    number = next(_numbers)
    user = User(
        email=email or f"person{number}@tohfa.example",
        password=make_password(password),
        first_name=fields.pop("first_name", "منى"),
        last_name=fields.pop("last_name", f"عادل {number}"),
        email_verified_at=datetime.now(UTC) if is_email_verified else None,
        **fields,
    )
    user.save()
    user.profile = UserProfile.objects.create(user=user)
    return user


def a_seller(
    email: str | None = None, *, user_type: UserType = UserType.ARTIST, **profile_fields: Any
) -> User:
    user = a_user(email)
    profile = user.profile
    profile.user_type = user_type
    profile.is_verified = True
    profile.verified_at = datetime.now(UTC)
    profile.display_name = profile_fields.pop("display_name", user.get_full_name())
    for name, value in profile_fields.items():
        setattr(profile, name, value)
    profile.save()
    return user


def a_staff_member(*roles: str, **fields: Any) -> User:
    user = a_user(is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def an_application(user: User | None = None, **fields: Any) -> SellerApplication:
    defaults: dict[str, Any] = {
        "user_type": "artist",
        "track": "home",
        "specialty": "خزف",
        "bio": "أعمل بالطين.",
        "submitted_at": datetime.now(UTC),
    }
    return SellerApplication.objects.create(user=user or a_user(), **{**defaults, **fields})


def do_waiting_jobs() -> list[str]:
    """Do what waits for the worker in the order it was asked for; give the names of the tasks."""
    waiting = list(ProcrastinateJob.objects.filter(status="todo").order_by("pk"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE status = 'todo'")
    for job in waiting:
        task = app.tasks[job.task_name]
        context = [SimpleNamespace(job=SimpleNamespace(id=job.pk))] if task.pass_context else []
        task.func(*context, **job.args)
    return [job.task_name for job in waiting]


def an_address(user: User | None = None, **fields: Any) -> Address:
    defaults: dict[str, Any] = {
        "recipient": "منى عادل",
        "phone_number": "+201001234567",
        "governorate": Governorate.objects.get(code="C"),
        "city": "مدينة نصر",
        "street": "شارع عباس العقاد",
        "building": "12",
    }
    return Address.objects.create(user=user or a_user(), **{**defaults, **fields})


def a_session(user: User, **fields: Any) -> Session:
    now = datetime.now(UTC)
    defaults: dict[str, Any] = {
        "last_used_at": now,
        "expires_at": datetime(2100, 1, 1, tzinfo=UTC),
        "device": "Pixel 9",
        "address": "127.0.0.1",
    }
    return Session.objects.create(user=user, **{**defaults, **fields})


def signed_in(user: User, api: APIClient | None = None) -> APIClient:
    """Give a client that sends a real access token of ``user``."""
    api = api or APIClient(HTTP_ACCEPT_LANGUAGE="ar")
    session = a_session(user)
    token = access_token(user_id=user.pk, session_id=session.pk, now=datetime.now(UTC))
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return api
