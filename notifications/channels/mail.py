"""E-mail, through whatever backend the settings name."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from notifications import wording
from notifications.catalogue import Kind
from notifications.rules import PROVIDER_ID_LENGTH


def send(
    kind: Kind,
    values: dict[str, Any],
    *,
    to: str,
    name: str,
    language: str,
    key: str,
    unsubscribe: str = "",
    opened: str = "",
    connection: BaseEmailBackend | None = None,
) -> str:
    """Send one mail; give what the provider calls it, empty where there is none.

    ``key`` becomes its Message-ID, so that a repeated attempt is known as one.

    :raises Refused, Busy: if the provider does not take it, for good or now.
    :raises OSError, smtplib.SMTPException: if the mail server does not take it.
    """
    worded = wording.mail(
        kind, values, language=language, name=name, unsubscribe=unsubscribe, opened=opened
    )
    headers = {"Message-ID": f"<{key}@{settings.MAIL_DOMAIN}>", "Content-Language": language}
    if unsubscribe:  # RFC 8058: one click, without a page in between
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        worded.subject, worded.text, to=[to], headers=headers, connection=connection
    )
    message.attach_alternative(worded.html, "text/html")
    message.send()
    return str(getattr(message, "provider_id", ""))[:PROVIDER_ID_LENGTH]
