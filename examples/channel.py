"""Another way to phones: one class. ``PUSH_SENDER=examples.channel.WebhookSender`` sends every push message
to a service of one's own (a gateway to phones without Google, say), which answers for each what became of it.
"""

import os
from collections.abc import Sequence
from dataclasses import asdict

import httpx2

from notifications.channels.push import Outcome, Push

TIMEOUT = httpx2.Timeout(10.0, connect=3.0)


class WebhookSender:
    def __init__(self, transport: httpx2.BaseTransport | None = None) -> None:
        self.address = os.environ.get("PUSH_WEBHOOK", "https://push.example/send")
        self.transport = transport

    def send(self, messages: Sequence[Push]) -> list[Outcome]:
        """Send a batch. What was not answered is tried again; its key lets the service know it as one."""
        try:
            with httpx2.Client(timeout=TIMEOUT, transport=self.transport) as client:
                answer = client.post(self.address, json=[asdict(message) for message in messages])
                told = answer.raise_for_status().json()
        except httpx2.HTTPError as error:
            return [Outcome(is_sent=False, error=str(error)[:200])] * len(messages)
        return [
            Outcome(
                is_sent=one == "sent",
                is_dead=one == "unknown_phone",
                error="" if one == "sent" else one,
            )
            for one in told
        ]
