"""Which passwords are refused: short, common, like oneself, or known from a breach."""

import hashlib

import httpx2
import structlog
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.partners import fetch

log = structlog.get_logger("tohfa.passwords")


class LengthValidator(password_validation.MinimumLengthValidator):
    """Says it in our own words, since Django's sentence has no Arabic."""

    def get_error_message(self) -> str:
        words = _("The password is too short: it needs at least %(count)d characters.")
        return words % {"count": self.min_length}


class BreachedPasswordValidator:
    """Asks a range service whether a password was seen in a breach, telling it five hex digits only.

    Protocol: Have I Been Pwned, "Searching by range" (k-anonymity). Off where no address is set; a
    service that does not answer lets the password pass, since nobody should be kept out by it.
    """

    def validate(self, password: str, user: object | None = None) -> None:
        if not settings.BREACHED_PASSWORDS_URL:
            return
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        try:
            url = settings.BREACHED_PASSWORDS_URL + digest[:5]
            found = fetch(url, timeout=httpx2.Timeout(1.5)).decode(errors="replace")
        except httpx2.HTTPError as error:
            log.warning("breach service did not answer", error=repr(error))
            return
        suffixes = {line.partition(":")[0] for line in found.split()}
        if digest[5:] in suffixes:
            raise ValidationError(
                _("This password is known from a data breach. Choose another one."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return str(_("Your password must not be known from a data breach."))
