"""The providers that mail can go through by its API, and what each wants to be told by the environment."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from to7fabackend import secret

KEY, SECRET, DOMAIN = "EMAIL_PROVIDER_KEY", "EMAIL_PROVIDER_SECRET", "EMAIL_PROVIDER_DOMAIN"
SIGNING_KEY = "EMAIL_EVENTS_SIGNING_KEY"


@dataclass(frozen=True)
class Provider:
    """By Anymail's names: what must be set, what may be, and the class that reads its events."""

    events: str
    needs: dict[str, str]
    may_have: dict[str, str] = field(default_factory=dict)


# Those that Anymail is tested with. Others, SendGrid and Amazon SES among them, take mail by SMTP.
PROVIDERS = {
    "brevo": Provider("Brevo", {"API_KEY": KEY}),
    "mailersend": Provider("MailerSend", {"API_TOKEN": KEY}, {"SIGNING_SECRET": SIGNING_KEY}),
    "mailgun": Provider(
        "Mailgun", {"API_KEY": KEY}, {"SENDER_DOMAIN": DOMAIN, "WEBHOOK_SIGNING_KEY": SIGNING_KEY}
    ),
    "mailjet": Provider("Mailjet", {"API_KEY": KEY, "SECRET_KEY": SECRET}),
    "mailtrap": Provider("Mailtrap", {"API_TOKEN": KEY}, {"TRACKING_SECRET": SIGNING_KEY}),
    "postmark": Provider("Postmark", {"SERVER_TOKEN": KEY}),
    "resend": Provider("Resend", {"API_KEY": KEY}),
    "sparkpost": Provider("SparkPost", {"API_KEY": KEY}),
}
# Reads no event that is not signed, so its key is needed as soon as events are to be heard.
SIGNS_ALWAYS = {"mailersend"}


def events_class(name: str) -> str:
    """Give the path of the class that reads what a provider tells of mails; empty without a provider."""
    if not name:
        return ""
    return f"anymail.webhooks.{name}.{PROVIDERS[name].events}TrackingWebhookView"


def anymail(name: str, *, events_secret: str, url: str) -> dict[str, Any]:
    """Give Anymail's settings for a provider, read from the environment.

    :raises ImproperlyConfigured: if there is no such provider, or something it needs is missing.
    """
    if not name:
        return {}
    if name not in PROVIDERS:
        raise ImproperlyConfigured(f"EMAIL_PROVIDER is one of {', '.join(sorted(PROVIDERS))}.")
    provider = PROVIDERS[name]
    wanted = {**provider.needs, **provider.may_have}
    given = {key: secret.from_environment(variable) for key, variable in wanted.items()}
    missing = [variable for key, variable in provider.needs.items() if not given[key]]
    if name in SIGNS_ALWAYS and events_secret and not given["SIGNING_SECRET"]:
        missing.append(SIGNING_KEY)
    if missing:
        raise ImproperlyConfigured(f"Mail through {name} needs {', '.join(missing)}.")
    if events_secret and ":" not in events_secret:
        raise ImproperlyConfigured("EMAIL_EVENTS_SECRET is a name and a password: NAME:PASSWORD.")
    settings: dict[str, Any] = {
        f"{name.upper()}_{key}": value for key, value in given.items() if value
    }
    if url:
        settings[f"{name.upper()}_API_URL"] = url
    return {
        **settings,
        "WEBHOOK_SECRET": [events_secret] if events_secret else [],
        "REQUESTS_TIMEOUT": (3, 10),
        # A header that one of them cannot carry shall not hold up the mail.
        "IGNORE_UNSUPPORTED_FEATURES": True,
    }
