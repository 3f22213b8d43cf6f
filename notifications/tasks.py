"""What the worker does for this app."""

from functools import partial

from django.utils import timezone

from core.relay import Relay
from core.transactions import opens_transaction
from notifications.actions import deliver, expand
from notifications.rules import Channel


def expand_notices() -> int:
    return opens_transaction(expand.expand_waiting)(now=timezone.now())


RELAYS = [
    Relay("notices", expand_notices, every=0.3),
    Relay("mails", partial(deliver.deliver_due, Channel.EMAIL, clock=timezone.now)),
    Relay("pushes", partial(deliver.deliver_due, Channel.PUSH, clock=timezone.now)),
]
