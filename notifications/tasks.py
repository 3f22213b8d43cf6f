"""What the worker does for this app."""

from functools import partial

from django.utils import timezone
from procrastinate.contrib.django import app

from core.relay import Relay
from core.transactions import opens_transaction
from notifications.actions import campaigns, deliver, expand, retention


def expand_notices() -> int:
    return opens_transaction(expand.expand_waiting)(now=timezone.now())


def step_campaign() -> int:
    return opens_transaction(campaigns.step_due)(now=timezone.now())


RELAYS = [
    Relay("notices", expand_notices, every=0.3),
    Relay("mails", partial(deliver.deliver_mails, clock=timezone.now)),
    Relay("digests", partial(deliver.deliver_digest, clock=timezone.now), every=20),
    Relay("pushes", partial(deliver.deliver_pushes, clock=timezone.now)),
    Relay("campaigns", step_campaign, every=2),
]


@app.periodic(cron="47 3 * * *")
@app.task(name="notifications.tidy", queue="night", queueing_lock="tidy_notifications")
def tidy(timestamp: int) -> None:
    """Archive and forget what is old, batch by batch, each in a transaction of its own."""
    retention.tidy(now=timezone.now())
