"""Browsers of staff and of sellers, signed in."""

from django.test import Client

from custom_auth.models import User
from custom_auth.tests.builders import a_session
from to7fabackend.backoffice.signing import PROVED, SESSION


def browser_of(user: User, *, has_second_factor: bool = True, language: str = "en") -> Client:
    """Give a browser in which ``user`` is signed in."""
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    client.force_login(user)
    session = client.session
    session[SESSION] = a_session(user, is_browser=True, has_second_factor=has_second_factor).pk
    session[PROVED] = has_second_factor
    session.save()
    return client
