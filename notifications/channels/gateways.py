"""Real senders of text messages over HTTPS: any gateway by a template, and WhatsApp's Cloud API.

References: developers.facebook.com/docs/whatsapp/cloud-api/reference/messages and .../support/error-codes.
"""

import json
import re
from functools import cache
from typing import Any

import httpx2
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core.partners import Partner, PartnerUnreachable
from notifications.channels.answers import Busy, Refused, asked_wait
from notifications.channels.sms import Text

# Besides every 5xx: said of a message that may be taken later.
PASSING = {401, 403, 408, 429}
# WhatsApp's own codes for "too much at once" and "not now", which may come with status 400.
WHATSAPP_PASSING = {1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 133004}


class HttpGateway:
    """Any gateway that takes one request for a message: its address, and a template of the body."""

    def __init__(self, partner: Partner | None = None) -> None:
        self.given = settings.SMS_GATEWAY
        if not self.given["url"]:
            raise ImproperlyConfigured("SMS_GATEWAY_URL names no gateway.")
        self.partner = partner or _partner("sms gateway", self.given["url"])

    def send(self, text: Text) -> None:
        values = {
            "{to}": text.to,
            "{digits}": text.to.removeprefix("+"),
            "{text}": text.text,
            "{code}": text.code,
            "{key}": text.key,
            "{secret}": self.given["key"],
        }
        # Filled in after it was read, so that no message can become part of the body's structure.
        body = _filled(json.loads(self.given["body"]), values)
        headers = {}
        if self.given["authorization"]:
            headers["Authorization"] = _filled(self.given["authorization"], values)
        is_form = self.given["format"] == "form"
        shaped: dict[str, Any] = {"data": body} if is_form else {"json": body}
        answer = _called(self.partner, "", headers=headers, **shaped)
        if not _is_taken(answer, self.given["taken"]):
            raise Refused(f"the gateway answered {answer.text[:100]}")


class WhatsApp:
    """WhatsApp Cloud API: codes go out as the approved template of the kind "authentication"."""

    def __init__(self, partner: Partner | None = None) -> None:
        self.given = settings.WHATSAPP
        missing = [name for name, value in self.given.items() if not value]
        if missing:
            raise ImproperlyConfigured(f"WhatsApp lacks {', '.join(sorted(missing))}.")
        self.partner = partner or _partner("whatsapp", self.given["url"])

    def send(self, text: Text) -> None:
        _called(
            self.partner,
            f"{self.given['number_id']}/messages",
            headers={"Authorization": f"Bearer {self.given['token']}"},
            json={
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": text.to.removeprefix("+"),
                "type": "template",
                "template": self._template(text),
                "biz_opaque_callback_data": text.key,
            },
        )

    def _template(self, text: Text) -> dict[str, Any]:
        code = [{"type": "text", "text": text.code}]
        return {
            "name": self.given["template"],
            "language": {"code": text.language},
            "components": [
                {"type": "body", "parameters": code},
                # The button that copies the code has it as well.
                {"type": "button", "sub_type": "url", "index": "0", "parameters": code},
            ],
        }


@cache
def _partner(name: str, url: str) -> Partner:
    """Keep one for each address: its connections, and the breaker that lets a dead one rest."""
    return Partner(name, url)


def _called(partner: Partner, path: str, **options: Any) -> httpx2.Response:
    """Call, and say in our words what was answered.

    :raises Refused, Busy: if the message was not taken, for good or now.
    :raises PartnerSilent: if there was no answer: it may have been.
    """
    try:
        answer = partner.call("POST", path, **options)
    except PartnerUnreachable as error:
        raise Busy(str(error)) from error
    if answer.is_success:
        return answer
    reason = f"{partner.name}: {answer.status_code}"
    if answer.status_code in PASSING or answer.status_code >= 500 or _is_passing(answer):
        raise Busy(reason, asked_wait(answer.headers.get("Retry-After", "")))
    raise Refused(reason)


def _is_passing(answer: httpx2.Response) -> bool:
    try:
        error = answer.json()["error"]
        return bool(error.get("is_transient")) or error.get("code") in WHATSAPP_PASSING
    except (ValueError, LookupError, TypeError, AttributeError):
        return False


def _is_taken(answer: httpx2.Response, rule: str) -> bool:
    """Look for what a gateway says when it takes a message: ``field=value`` of its JSON.

    Many of them answer 200 to everything. Without a rule the status alone decides.
    """
    if not rule:
        return True
    name, _, wanted = rule.partition("=")
    try:
        told = answer.json()
        return str(told[0][name] if isinstance(told, list) else told[name]) == wanted
    except (ValueError, LookupError, TypeError):
        return False


def _filled(part: Any, values: dict[str, str]) -> Any:
    """Fill the names in braces, wherever a text stands in a decoded body."""
    if isinstance(part, dict):
        return {key: _filled(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, values) for value in part]
    if not isinstance(part, str):
        return part
    pattern = re.compile("|".join(map(re.escape, values)))
    return pattern.sub(lambda found: values[found[0]], part)
