"""Giving pieces back: asked for by the buyer, answered by the seller, settled by staff if they cannot agree.

While a return stands, what it would cost the seller is held back from the parcel's share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import IO

from django.db.models import F, Sum
from django.utils import translation

from core import private_files
from core.images import as_webp, decoded
from core.money import ZERO, rounded
from core.problems import InvalidTransition
from core.transactions import joins_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from orders.actions import parcels, settlement
from orders.actions.offers import trade_rules
from orders.actions.settlement import Refund
from orders.errors import NotReturnable, SettlementTooHigh
from orders.models import Order, OrderItem, Parcel, Return, ReturnItem, ReturnMessage, ReturnPhoto
from orders.rules import returns as law
from orders.rules import shares, states
from orders.rules.numbers import spoken
from orders.rules.states import ReturnStatus
from products.actions import stock
from products.rules import Movement

MOST_PHOTOS = 6
PHOTOS = "/api/returns/photos/"
# How long an approved piece may be under way, and how long a refusal may be contested.
SEND_BACK_DAYS, CONTEST_DAYS = 21, 7


@dataclass(frozen=True)
class Wanted:
    item_id: int
    quantity: int


@joins_transaction
def ask(
    order: Order,
    wanted: Sequence[Wanted],
    *,
    reason: law.Reason,
    details: str,
    photos: Sequence[tuple[IO[bytes], int]],
    now: datetime,
) -> Return:
    """Ask to give back lines of one parcel.

    :raises NotReturnable: if one was not delivered, its time is over, it was made to order, or more
        is asked for than is left of it.
    :raises PictureRefused:
    """
    # All are made anew before the order is locked, which takes a while, and before one of them is kept.
    pictures = [
        as_webp(decoded(file, size=size), longest_side=1600) for file, size in photos[:MOST_PHOTOS]
    ]
    order = Order.objects.locked().get(pk=order.pk)
    items = OrderItem.objects.filter(order=order).in_bulk([row.item_id for row in wanted])
    if not wanted or len(items) != len(wanted):
        raise NotReturnable
    if len({item.parcel_id for item in items.values()}) != 1:
        raise NotReturnable  # each seller answers for its own parcel
    parcel = Parcel.objects.locked().get(pk=next(iter(items.values())).parcel_id)
    amounts = {}
    for row in wanted:
        item = items[row.item_id]
        _check(item, row.quantity, parcel, reason, now)
        amounts[item.pk] = _amount(item, row.quantity)
    asked = _write(order, parcel, wanted, amounts, reason=reason, details=details, now=now)
    for picture in pictures:
        path = private_files.keep("return_photos", picture)
        ReturnPhoto.objects.create(return_request=asked, image=path)
    _hold(asked, parcel)
    _note(asked, "", by=order.user, text=details)
    values = {
        "order": spoken(order.number),
        "return_id": asked.pk,
        "reason": _reason(asked, "ar"),
        "reason_en": _reason(asked, "en"),
        "days": trade_rules().answer_return_days,
    }
    tell(Telling("return.requested", [parcel.seller_id], ("return", asked.pk), values))
    return asked


def link(photo: ReturnPhoto) -> str:
    """Give an address under which a photo can be read for five minutes."""
    return private_files.link(PHOTOS, photo.pk)


def file_of(photo_id: int) -> tuple[str, str]:
    """Give where a photo lies and what it is.

    :raises FileNotFoundError: if it was deleted.
    """
    photo = ReturnPhoto.objects.filter(pk=photo_id).first()
    if photo is None:
        raise FileNotFoundError
    return photo.image, "image/webp"


def _reason(asked: Return, language: str) -> str:
    """Give the reason in the language of who reads it, not of who happens to ask."""
    with translation.override(language):
        return str(asked.get_reason_display())


def _check(
    item: OrderItem, quantity: int, parcel: Parcel, reason: law.Reason, now: datetime
) -> None:
    fits = law.is_returnable(
        reason, delivered_at=parcel.delivered_at, made_to_order=item.is_made_for_buyer, now=now
    )
    standing = (
        ReturnItem.objects.filter(order_item=item)
        .filter(return_request__in=Return.objects.in_the_way_of(reason))
        .aggregate(total=Sum("quantity"))["total"]
        or 0
    )
    left = item.quantity - item.returned_quantity - standing
    if not fits or parcel.status != states.ParcelStatus.DELIVERED or not 1 <= quantity <= left:
        raise NotReturnable(item=item.pk)


def _amount(item: OrderItem, quantity: int) -> Decimal:
    """Give what the buyer gets back for ``quantity`` of a line: all that is left, for the last of it."""
    left: Decimal = item.paid - item.refunded
    if item.returned_quantity + quantity >= item.quantity:
        return left
    return min(rounded(item.paid * quantity / item.quantity), left)


def _write(
    order: Order,
    parcel: Parcel,
    wanted: Sequence[Wanted],
    amounts: Mapping[int, Decimal],
    *,
    reason: law.Reason,
    details: str,
    now: datetime,
) -> Return:
    asked = Return.objects.create(
        order=order,
        parcel=parcel,
        user_id=order.user_id,
        reason=reason,
        details=details,
        refund_amount=sum(amounts.values(), ZERO),
        refunds_shipping=reason in law.FAULTS,
        answer_by=now + timedelta(days=trade_rules().answer_return_days),
    )
    ReturnItem.objects.bulk_create(
        ReturnItem(
            return_request=asked,
            order_item_id=row.item_id,
            quantity=row.quantity,
            amount=amounts[row.item_id],
        )
        for row in wanted
    )
    return asked


def _hold(asked: Return, parcel: Parcel) -> None:
    """Hold back what the return would cost the seller, and the release of the parcel's share."""
    cost = ZERO
    for row in asked.items.select_related("order_item"):
        item = row.order_item
        step = shares.refund_step(
            settlement.split_of(item), already=item.refunded, amount=row.amount
        )
        cost += step.seller
    asked.frozen = settlement.freeze(parcel, cost, reference=f"freeze:return:{asked.pk}")
    asked.save(update_fields=["frozen"])
    Parcel.objects.filter(pk=parcel.pk).update(holds=F("holds") + 1)


@joins_transaction
def write(asked: Return, text: str, *, by: User) -> ReturnMessage:
    """Say something about a return to the other side."""
    message = ReturnMessage.objects.create(return_request=asked, by=by, text=text)
    names = {asked.user_id: by.first_name, asked.parcel.seller_id: asked.parcel.seller_name}
    # Whoever is neither side is of the staff, and writes to both; the notice names the house then.
    others = [person for person in names if person != by.pk]
    values = {
        "order": spoken(asked.order.number),
        "return_id": asked.pk,
        "sender": names.get(by.pk, ""),
    }
    tell(Telling("return.message", others, ("return", asked.pk), values))
    return message


@joins_transaction
def approve(asked: Return, *, by: User, now: datetime, text: str = "") -> Return:
    """Accept a return: the buyer sends the pieces back. What never arrived is refunded at once."""
    asked, parcel, order = _locked(asked)
    asked.answer_by = now + timedelta(days=SEND_BACK_DAYS)
    _move(asked, ReturnStatus.APPROVED, by=by, text=text)
    if asked.reason == law.Reason.NEVER_ARRIVED:
        # Nobody has the pieces: nothing comes back, and nothing goes onto a shelf.
        _move(asked, ReturnStatus.RECEIVED, by=by, text="")
        amount = _refund(asked, parcel, order, asked.refund_amount, by=by, now=now)
        _tell_buyer(asked, "return.refunded", amount=amount)
    else:
        _tell_buyer(asked, "return.approved")
    return asked


@joins_transaction
def refuse(asked: Return, *, by: User, now: datetime, text: str) -> Return:
    """Refuse a return; the buyer may take it to staff. The money stays held until one side lets go."""
    asked, _, _ = _locked(asked)
    asked.answer = text[:500]
    asked.answer_by = now + timedelta(days=CONTEST_DAYS)
    _move(asked, ReturnStatus.REFUSED, by=by, text=text)
    _tell_buyer(asked, "return.refused", reason=text)
    return asked


@joins_transaction
def receive(
    asked: Return, *, by: User, now: datetime, is_sellable: bool = True, text: str = ""
) -> Return:
    """Note that the pieces are back, put them on the shelf if they can be sold, and refund them."""
    asked, parcel, order = _locked(asked)
    _move(asked, ReturnStatus.RECEIVED, by=by, text=text)
    rows = list(asked.items.select_related("order_item"))
    if is_sellable:
        # The place of a piece made to order was free again when it left the workshop.
        on_shelf = [row for row in rows if not row.order_item.made_to_order]
        lines = [stock.Line(row.order_item.variant_id, row.quantity) for row in on_shelf]
        stock.put_back(lines, reason=Movement.RETURNED, reference=f"return:{asked.pk}", by=by)
    amount = _refund(asked, parcel, order, asked.refund_amount, by=by, now=now)
    _tell_buyer(asked, "return.received", amount=amount)
    return asked


def _refund(
    asked: Return,
    parcel: Parcel,
    order: Order,
    amount: Decimal,
    *,
    by: User,
    now: datetime,
    text: str = "",
) -> Decimal:
    """Give back ``amount`` and end the return; gives what went back, with the way there."""
    rows = list(asked.items.select_related("order_item"))
    for row in rows:
        OrderItem.objects.filter(pk=row.order_item_id).update(
            returned_quantity=F("returned_quantity") + row.quantity
        )
    # Part of a line may have been given back in another way since it was asked for.
    room = {
        row.order_item_id: min(row.amount, row.order_item.paid - row.order_item.refunded)
        for row in rows
    }
    room = {pk: left for pk, left in room.items() if left}
    lines = shares.spread(min(amount, sum(room.values(), ZERO)), room)
    left = parcel.shipping_cost - parcel.shipping_refunded
    with_shipping = asked.refunds_shipping and amount == asked.refund_amount and left > 0
    asked.refund_amount = sum(lines.values(), ZERO)  # from here on it says what was given
    refund = Refund(
        f"return:{asked.pk}",
        {pk: part for pk, part in lines.items() if part},
        {parcel.pk: left} if with_shipping else {},
        reason=_reason(asked, order.language),
        to_credit=order.payment_method == states.Method.CASH_ON_DELIVERY,
    )
    frozen, asked.frozen = asked.frozen, ZERO
    if refund.amount:
        settlement.give_back(order, refund, by=by, now=now, frozen={parcel.pk: frozen})
    else:
        settlement.unfreeze(parcel, frozen, reference=f"unfreeze:return:{asked.pk}")
    _move(asked, ReturnStatus.REFUNDED, by=by, text=text)
    _let_go(parcel)
    return refund.amount


@joins_transaction
def dispute(asked: Return, *, by: User | None, now: datetime, text: str) -> Return:
    """Take a return to staff; what is held of the seller's share stays held until they decide."""
    asked, parcel, _ = _locked(asked)
    _move(asked, ReturnStatus.DISPUTED, by=by, text=text)
    values = {"order": spoken(asked.order.number), "return_id": asked.pk}
    both = [asked.user_id, parcel.seller_id]
    tell(Telling("dispute.opened", both, ("return", asked.pk), values))
    return asked


@joins_transaction
def move_on(asked: Return, *, now: datetime) -> bool:
    """Take a return further whose time to be answered is over; False if it is not.

    One that its seller left lying goes to staff. A refusal that nobody contested stands.
    """
    asked, parcel, _ = _locked(asked)
    if asked.answer_by > now:
        return False
    if asked.status in {ReturnStatus.REQUESTED, ReturnStatus.APPROVED}:
        dispute(asked, by=None, now=now, text="")
    elif asked.status == ReturnStatus.REFUSED:
        _close(asked, parcel, by=None, text="")
    else:
        return False
    return True


@joins_transaction
def settle(asked: Return, *, amount: Decimal, by: User, now: datetime, text: str) -> Return:
    """Decide a dispute: the buyer gets ``amount`` back, from nothing up to all that was asked for.

    :raises InvalidTransition: if it is not in dispute.
    :raises SettlementTooHigh: if the amount is more than was asked for.
    """
    asked, parcel, order = _locked(asked)
    if asked.status != ReturnStatus.DISPUTED:
        raise InvalidTransition(stands_at=asked.status)
    if not ZERO <= amount <= asked.refund_amount:
        raise SettlementTooHigh(most=f"{asked.refund_amount:.2f}")
    if amount:
        given = _refund(asked, parcel, order, amount, by=by, now=now, text=text)
        _tell_buyer(asked, "return.refunded", amount=given)
    else:
        _close(asked, parcel, by=by, text=text)
    values = {"order": spoken(order.number), "return_id": asked.pk, "outcome": text}
    both = [asked.user_id, parcel.seller_id]
    tell(Telling("dispute.settled", both, ("return", asked.pk), values))
    return asked


@joins_transaction
def close(asked: Return, *, by: User | None, now: datetime, text: str = "") -> Return:
    """Let go of a return: by its buyer, or because nobody did anything about it."""
    asked, parcel, _ = _locked(asked)
    _close(asked, parcel, by=by, text=text)
    return asked


def _close(asked: Return, parcel: Parcel, *, by: User | None, text: str) -> None:
    settlement.unfreeze(parcel, asked.frozen, reference=f"unfreeze:return:{asked.pk}")
    asked.frozen = ZERO
    _move(asked, ReturnStatus.CLOSED, by=by, text=text)
    _let_go(parcel)


def _let_go(parcel: Parcel) -> None:
    Parcel.objects.filter(pk=parcel.pk).update(holds=F("holds") - 1)


def _locked(asked: Return) -> tuple[Return, Parcel, Order]:
    order, parcel = parcels.locked(Parcel.objects.get(pk=asked.parcel_id))
    fresh = Return.objects.locked().get(pk=asked.pk)
    fresh.order, fresh.parcel = order, parcel
    return fresh, parcel, order


def _move(asked: Return, status: ReturnStatus, *, by: User | None, text: str) -> None:
    before = ReturnStatus(asked.status)
    if not states.return_may_become(before, status):
        raise InvalidTransition(stands_at=before)
    asked.status = status
    asked.save()
    _note(asked, before, by=by, text=text)


def _note(asked: Return, before: str, *, by: User | None, text: str) -> None:
    ReturnMessage.objects.create(
        return_request=asked, by=by, text=text, from_status=before, to_status=asked.status
    )


def _tell_buyer(asked: Return, kind: str, **more: object) -> None:
    values = {"order": spoken(asked.order.number), "return_id": asked.pk, **more}
    tell(Telling(kind, [asked.user_id], ("return", asked.pk), values))
