"""Browsers of staff and of sellers, signed in."""

from django.test import Client

from custom_auth.models import User
from to7fabackend.backoffice.signing import PROVED


def browser_of(user: User, *, has_second_factor: bool = True, language: str = "en") -> Client:
    """Give a browser in which ``user`` is signed in."""
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    client.force_login(user)
    session = client.session
    session[PROVED] = has_second_factor
    session.save()
    return client
