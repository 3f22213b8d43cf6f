"""Which passwords are refused: short, common, like oneself, or known from a breach."""

import hashlib

import httpx2
import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

log = structlog.get_logger("tohfa.passwords")


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
            answer = httpx2.get(settings.BREACHED_PASSWORDS_URL + digest[:5], timeout=1.5)
            answer.raise_for_status()
        except httpx2.HTTPError as error:
            log.warning("breach service did not answer", error=repr(error))
            return
        suffixes = {line.partition(":")[0] for line in answer.text.split()}
        if digest[5:] in suffixes:
            raise ValidationError(
                _("This password is known from a data breach. Choose another one."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return str(_("Your password must not be known from a data breach."))
