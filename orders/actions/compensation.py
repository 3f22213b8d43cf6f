"""What a carrier pays for a parcel that it lost: booked when it is at the bank, for the parcel's seller.

The buyer was refunded by the loss itself, and every side gave its part back; so there is no sale left to
take commission of. What a carrier pays beyond the seller's share (for the way, say) is not the seller's
and is not booked here.
"""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import ZERO
from core.transactions import joins_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from orders.actions import parcels, settlement
from orders.errors import AlreadyCompensated, CompensationTooHigh, NotCompensable
from orders.models import Compensation, Parcel
from orders.rules import states
from orders.rules.numbers import spoken
from orders.rules.states import ParcelStatus
from wallet.actions import ledger
from wallet.models import Wallet
from wallet.rules import Account, Entry, Line, Remark, TransactionType


def share_lost(parcel: Parcel) -> Decimal:
    """Give what the loss of a parcel took from its seller: the share frozen at the sale, less what was
    given back of it before. Two queries."""
    sold = sum((settlement.split_of(item).seller for item in parcel.items.all()), ZERO)
    earlier = parcel.refund_lines.filter(item__isnull=False)
    earlier = earlier.exclude(reference=parcels.loss_of(parcel))
    return sold - sum(earlier.values_list("seller_share", flat=True), ZERO)


@joins_transaction
def compensate(
    parcel: Parcel, amount: Decimal, *, reference: str, reason: str, by: User, now: datetime
) -> Compensation:
    """Book what a carrier paid for a lost parcel as its seller's own, less what the seller owes.

    :raises NotCompensable: if it is not lost, or its seller sent it in an own way: that carrier pays
        the seller itself.
    :raises AlreadyCompensated: if it was done before.
    :raises CompensationTooHigh: if it is more than the seller lost.
    """
    order, parcel = parcels.locked(parcel)
    if parcel.status != ParcelStatus.LOST or parcel.carrier in states.OWN_WAY:
        raise NotCompensable
    if Compensation.objects.filter(parcel=parcel).exists():
        raise AlreadyCompensated
    share = share_lost(parcel)
    if not ZERO < amount <= share:
        words = _("The most that can be booked is %(most)s EGP.") % {"most": f"{share:,.2f}"}
        raise CompensationTooHigh(words, most=f"{share:.2f}")
    wallet = ledger.held_by([parcel.seller_id])[parcel.seller_id]
    lines = _lines(parcel, amount, wallet, number=spoken(order.number))
    ledger.post(Entry(f"compensation:parcel:{parcel.pk}", "compensation", lines, order.pk))
    booked = Compensation.objects.create(
        parcel=parcel,
        amount=amount,
        share=share,
        reference=reference,
        reason=reason,
        by=by,
        created_at=now,
    )
    values = {"order": spoken(order.number), "order_id": order.pk, "amount": amount}
    tell(
        Telling(
            "earnings.compensated",
            [parcel.seller_id],
            ("order", order.pk),
            {**values, "reason": reason},
        )
    )
    return booked


def _lines(parcel: Parcel, amount: Decimal, wallet: Wallet, *, number: str) -> tuple[Line, ...]:
    owner = parcel.seller_id
    settled = min(-wallet.debt, amount)
    return settlement.merged(
        [
            Line(Account.BANK, -amount),
            Line(
                Account.EARNINGS,
                amount,
                owner,
                shown_as=TransactionType.PAYMENT,
                words=Remark.LOST_PARCEL.beside(number),
            ),
            Line(
                Account.EARNINGS,
                -settled,
                owner,
                shown_as=TransactionType.COMMISSION,
                words=Remark.DEBT_SETTLED.beside(number),
            ),
            Line(Account.DEBT, settled, owner=owner),
        ]
    )
