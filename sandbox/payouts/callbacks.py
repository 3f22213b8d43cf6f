"""Telling the shop that a bank has decided. Nothing is signed: the shop has to ask back."""

import json

from sandbox import deliveries
from sandbox.deliveries import Message, Options
from sandbox.models import Delivery, Disbursement, State
from sandbox.payouts import shapes


def tell(sent: Disbursement) -> None:
    """Queue the callback of a payout as it stands now, if the shop has named an address."""
    state = State.current()
    if not state.payouts_callback_url:
        return
    subject = f"payout:{sent.transaction_id}"
    message = Message(
        kind=Delivery.Kind.PAYOUT,
        subject=subject,
        about=subject,
        url=state.payouts_callback_url,
        body=json.dumps(shapes.disbursement(sent), ensure_ascii=False),
        headers={"Content-Type": "application/json"},
    )
    deliveries.enqueue(message, Options.read(state.callback_options))
