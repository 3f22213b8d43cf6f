"""What a provider tells of mails after they were sent: addresses that give them back, and complaints."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from core.card_data import without_card_numbers
from core.transactions import joins_transaction
from notifications import rules
from notifications.models import Delivery, MailTrouble
from notifications.rules import Channel, Fate, State


class MailEvent(Protocol):
    """What became of one mail at one address."""

    @property
    def fate(self) -> Fate: ...
    @property
    def address(self) -> str: ...
    @property
    def provider_id(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...


@joins_transaction
def note_events(events: Iterable[MailEvent], *, now: datetime) -> None:
    """Note of each address whether mail comes through to it, and of each delivery what became of it.

    A provider repeats itself and mixes up the order, so what is older than what stands changes nothing.
    """
    for event in events:
        happened = min(event.at or now, now)
        if event.fate is Fate.DELIVERED:
            _trust_again(event.address, happened)
        else:
            _note(event, happened)


def _trust_again(address: str, happened: datetime) -> None:
    """A mail that arrived shows that the address works; it takes back no complaint."""
    gone = MailTrouble.objects.at(address).filter(fate=Fate.BOUNCED, at__lt=happened)
    gone.delete()


def _note(event: MailEvent, happened: datetime) -> None:
    detail = str(without_card_numbers(event.detail))[:200]
    trouble, is_new = MailTrouble.objects.get_or_create(
        address=event.address.lower()[:254],
        defaults={"fate": event.fate, "detail": detail, "at": happened},
    )
    is_newer = not is_new and trouble.at < happened
    if is_newer and rules.outweighs(event.fate, Fate(trouble.fate)):
        MailTrouble.objects.filter(pk=trouble.pk).update(
            fate=event.fate, detail=detail, at=happened
        )
    _note_delivery(event, detail)


def _note_delivery(event: MailEvent, detail: str) -> None:
    """Say at the delivery what became of it. What came back has failed; what was complained of arrived."""
    if not event.provider_id:
        return
    sent = Delivery.objects.filter(provider_id=event.provider_id, channel=Channel.EMAIL)
    changed: dict[str, Any] = {"error": f"{event.fate}: {detail}"[:200]}
    if event.fate is Fate.BOUNCED:
        changed["state"] = State.FAILED
    sent.filter(state__in=[State.SENT, State.FAILED]).update(**changed)


@joins_transaction
def trust_again(trouble: MailTrouble) -> None:
    """Let promotions go to an address again, because somebody looked into it."""
    trouble.delete()


def has_trouble(address: str) -> bool:
    """Tell whether mails to an address came back or were complained of. One query."""
    return MailTrouble.objects.at(address).exists()
