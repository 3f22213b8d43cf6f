"""Reporting what went wrong to Sentry or GlitchTip, where one is set up."""

from importlib import import_module

from django.core.exceptions import ImproperlyConfigured

from core.logs import redact


def report_to(dsn: str | None, *, environment: str) -> None:
    """Report errors to ``dsn``, if there is one: without bodies, cookies or people's data.

    :raises ImproperlyConfigured: if the library is not installed.
    """
    if not dsn:
        return
    try:
        sentry = import_module("sentry_sdk")
    except ImportError as error:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, but sentry-sdk is not installed: use requirements-production.txt."
        ) from error
    sentry.init(
        dsn=dsn,
        environment=environment,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        traces_sample_rate=0.0,
        before_send=lambda event, hint: redact(event),
    )
