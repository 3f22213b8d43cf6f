"""Deliveries leave once; what fails is tried again under the same key, and not for ever."""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail as sent_mail
from django.core.mail.backends.locmem import EmailBackend as Memory
from pytest_django.fixtures import Settings

from notifications import rules
from notifications.actions import deliver
from notifications.channels import push
from notifications.channels.push import Outcome, Push
from notifications.models import Delivery, Device, QuietHours
from notifications.tests.builders import (
    NOON,
    a_device,
    a_person,
    expanded,
    tell_shipped,
    told,
    wanting_promotions,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _memory(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def send_mails(moment: datetime = NOON) -> int:
    return deliver.deliver_mails(clock=at(moment))


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(self: Memory, messages: Any) -> int:
        raise error

    monkeypatch.setattr(Memory, "send_messages", refuse)


class Phones:
    """A sender that answers as it is told to, and remembers what it was given."""

    answers: list[Outcome] = []
    given: list[Push] = []

    def send(self, messages: list[Push]) -> list[Outcome]:
        self.given.extend(messages)
        return [self.answers.pop(0) for _ in messages]


@pytest.fixture
def phones(settings: Settings) -> type[Phones]:
    Phones.answers, Phones.given = [], []
    settings.PUSH_SENDER = f"{__name__}.Phones"
    return Phones


# --- mail ---------------------------------------------------------------------------------------
def test_a_mail_leaves_once_in_its_readers_language() -> None:
    told("seller.approved", a_person(language="en", first_name="Mona"))

    assert (send_mails(), send_mails()) == (1, 0)

    (mail,) = sent_mail.outbox
    assert mail.subject == "Welcome among Tohfa's makers"
    assert mail.body.startswith("Hello Mona,")
    row = Delivery.objects.get()
    assert (row.state, row.sent_at, row.attempts) == ("sent", NOON, 1)
    assert mail.extra_headers["Message-ID"] == f"<delivery-{row.pk}@tohfa.example>"
    assert "List-Unsubscribe" not in mail.extra_headers


def test_a_mail_waits_for_its_time() -> None:
    told("seller.approved", a_person())
    Delivery.objects.update(next_try_at=NOON + timedelta(hours=1))

    assert send_mails() == 0
    assert send_mails(NOON + timedelta(hours=1)) == 1


def test_a_mail_the_server_did_not_take_is_tried_again_later_and_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told("seller.approved", a_person())
    failing(monkeypatch, SMTPServerDisconnected("gone"))

    moment, waits = NOON, []
    while send_mails(moment):
        row = Delivery.objects.get()
        waits.append(row.next_try_at - moment)
        moment = row.next_try_at

    assert waits == [*rules.RETRIES, timedelta(0)]
    assert (row.state, row.attempts) == ("failed", 6)
    assert "gone" in row.error


def test_a_mail_refused_for_good_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    told("seller.approved", a_person())
    failing(monkeypatch, SMTPDataError(550, b"no such user"))

    send_mails()

    assert Delivery.objects.get().state == "dropped"


def test_one_mail_that_cannot_be_made_holds_up_no_other() -> None:
    mona, adel = a_person(), a_person()
    told("payout.paid", mona, amount="10.00")
    Delivery.objects.update(values={"amount": "much"})
    told("payout.paid", adel, amount="10.00")

    send_mails()

    assert [mail.to for mail in sent_mail.outbox] == [[adel.email]]
    assert Delivery.objects.get(user=mona).state == "waiting"


def test_a_closed_account_gets_no_mail() -> None:
    mona = a_person()
    told("seller.approved", mona)
    mona.is_active = False
    mona.save()

    send_mails()

    assert sent_mail.outbox == []
    assert Delivery.objects.get().state == "dropped"


def test_a_promotion_can_be_ended_by_one_click() -> None:
    values: dict[str, Any] = {
        "title": "أيام",
        "message": "فوانيس",
        "title_en": "Days",
        "message_en": "Lanterns",
    }
    mona = a_person()
    wanting_promotions(mona)
    told("promotion.campaign", mona, link="products", **values)

    send_mails()

    headers = sent_mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith(
        "<http://localhost:8000/api/notifications/unsubscribe/"
    )


# --- a worker that dies -------------------------------------------------------------------------
class Killed(BaseException):
    """The process is gone at this very point."""


def test_killed_before_the_mail_it_is_sent_later_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told("seller.approved", a_person())
    with monkeypatch.context() as patched:
        patched.setattr("notifications.channels.mail.send", _killed)
        with pytest.raises(Killed):
            send_mails()

    assert send_mails() == 0
    assert send_mails(NOON + rules.ABANDONED_AFTER) == 1
    assert len(sent_mail.outbox) == 1


def test_killed_between_a_mail_and_its_note_it_is_sent_again_under_the_same_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(3):
        told("seller.approved", a_person())
    with monkeypatch.context() as patched:
        patched.setattr(deliver, "note", _killed)
        with pytest.raises(Killed):
            send_mails()

    send_mails(NOON + rules.ABANDONED_AFTER)

    keys = [mail.extra_headers["Message-ID"] for mail in sent_mail.outbox]
    assert len(keys) == 4
    assert len(set(keys)) == 3
    assert keys[0] == keys[1]


def test_what_was_only_claimed_by_workers_that_died_is_not_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(2):
        told("seller.approved", a_person())
    moment = NOON
    with monkeypatch.context() as patched:
        patched.setattr("notifications.channels.mail.send", _killed)
        for _ in range(rules.MOST_ATTEMPTS):
            with pytest.raises(Killed):
                send_mails(moment)
            moment += rules.ABANDONED_AFTER

    send_mails(moment)

    # The first of the two was tried each time and never came through; the other was never tried.
    assert sorted(Delivery.objects.values_list("state", "attempts")) == [
        ("failed", rules.MOST_ATTEMPTS),
        ("sent", 1),
    ]


def test_one_whose_every_attempt_died_is_given_up() -> None:
    told("seller.approved", a_person())
    Delivery.objects.update(state="sending", attempts=rules.MOST_ATTEMPTS)

    assert send_mails() == 0
    assert Delivery.objects.get().state == "failed"


def test_what_slow_mails_left_no_time_for_is_not_begun() -> None:
    for _ in range(3):
        told("seller.approved", a_person())
    moments = iter([NOON, NOON, NOON, *[NOON + timedelta(minutes=4, seconds=1)] * 9])

    deliver.deliver_mails(clock=lambda: next(moments))

    assert len(sent_mail.outbox) == 1
    assert Delivery.objects.filter(state="sending").count() == 2


def _killed(*args: Any, **kwargs: Any) -> None:
    raise Killed


# --- digests ------------------------------------------------------------------------------------
def test_a_digest_is_one_mail() -> None:
    mona, adel = a_person(language="en"), a_person()
    for reader in (mona, adel):
        QuietHours.objects.create(user=reader, wants_digest=True)
        for product in (8, 9):
            told(
                "stock.low",
                reader,
                about=("product", product),
                product=f"Vase {product}",
                product_id=product,
                count=2,
            )
    evening = NOON.replace(hour=16)

    assert deliver.deliver_digest(clock=at(NOON)) == 0
    assert send_mails(evening) == 0
    assert [deliver.deliver_digest(clock=at(evening)) for _ in range(3)] == [2, 2, 0]

    mail = next(mail for mail in sent_mail.outbox if mail.to == [mona.email])
    assert "2 pieces are left of “Vase 8”." in mail.body
    assert "2 pieces are left of “Vase 9”." in mail.body
    assert len(sent_mail.outbox) == 2


def test_a_digest_whose_worker_died_comes_again_as_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mona = a_person()
    QuietHours.objects.create(user=mona, wants_digest=True)
    for product in (8, 9):
        told("stock.low", mona, about=("p", product), product="v", product_id=product, count=2)
    evening = NOON.replace(hour=16)
    with monkeypatch.context() as patched:
        patched.setattr(deliver, "note", _killed)
        with pytest.raises(Killed):
            deliver.deliver_digest(clock=at(evening))

    deliver.deliver_digest(clock=at(evening + rules.ABANDONED_AFTER))

    first, again = sent_mail.outbox
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]
    assert first.body == again.body


# --- push ---------------------------------------------------------------------------------------
def send_pushes(moment: datetime = NOON) -> int:
    return deliver.deliver_pushes(clock=at(moment))


def pushed_to(*tokens: str) -> Any:
    mona = a_person()
    for token in tokens:
        a_device(mona, token)
    tell_shipped(mona)
    expanded()
    return mona


def the_push() -> Delivery:
    return Delivery.objects.get(channel="push")


def test_every_phone_is_sent_to_and_a_dead_one_is_forgotten(phones: type[Phones]) -> None:
    pushed_to("old", "new")
    phones.answers = [Outcome(is_sent=False, is_dead=True), Outcome(is_sent=True)]

    assert (send_pushes(), send_pushes()) == (1, 0)

    assert sorted(push.token for push in phones.given) == ["new", "old"]
    assert phones.given[0].link == "http://localhost:8000/app/orders/42"
    assert the_push().state == "sent"
    assert Device.objects.count() == 1


def test_a_push_waits_as_long_as_the_service_asks(phones: type[Phones]) -> None:
    pushed_to("one")
    phones.answers = [Outcome(is_sent=False, error="429", retry_after=timedelta(minutes=20))]

    send_pushes()

    row = the_push()
    assert (row.state, row.next_try_at) == ("waiting", NOON + timedelta(minutes=20))
    assert Device.objects.count() == 1


def test_a_push_that_is_refused_is_not_sent_again(phones: type[Phones]) -> None:
    pushed_to("one")
    phones.answers = [Outcome(is_sent=False, is_refused=True, error="400 INVALID_ARGUMENT")]

    send_pushes()

    assert (the_push().state, the_push().error) == ("dropped", "400 INVALID_ARGUMENT")


def test_of_more_phones_than_one_batch_the_newest_are_sent_to(
    phones: type[Phones], monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed_to("one", "two", "three")
    Device.objects.filter(token="three").update(seen_at=NOON + timedelta(days=1))
    monkeypatch.setattr(push, "BATCH", 2)
    phones.answers = [Outcome(is_sent=True)] * 2

    send_pushes()

    assert [push.token for push in phones.given] == ["three", "one"]


def test_a_push_without_a_phone_is_dropped(phones: type[Phones]) -> None:
    pushed_to("one")
    Device.objects.all().delete()

    send_pushes()

    assert (the_push().state, phones.given) == ("dropped", [])


def test_a_sender_that_breaks_is_tried_again(
    phones: type[Phones], monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed_to("one")
    monkeypatch.setattr(push, "send", lambda messages: 1 / 0)

    send_pushes()

    assert (the_push().state, the_push().attempts) == ("waiting", 1)


def test_a_burst_has_one_key_on_a_phone(phones: type[Phones]) -> None:
    mona = a_person()
    a_device(mona)
    about: dict[str, Any] = {"order": "T", "return_id": 7, "sender": "x"}
    told("return.message", mona, about=("return", 7), **about)
    phones.answers = [Outcome(is_sent=True)]

    send_pushes()

    assert phones.given[0].key == "return.message-7"
