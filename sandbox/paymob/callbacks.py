"""Putting the gateway's callbacks into the queue, signed."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sandbox import deliveries
from sandbox.configuration import configuration
from sandbox.deliveries import Message, Options
from sandbox.models import CardToken, Delivery, State, Transaction
from sandbox.paymob import shapes, signatures
from sandbox.paymob.cards import SCENARIOS

JSON = {"Content-Type": "application/json"}


def tell(transaction: Transaction) -> None:
    """Queue the processed callback of a transaction as it stands now."""
    settings = configuration()
    if transaction.pending and not settings.strict.sends_pending:
        return
    body = shapes.processed_callback(transaction)
    signature = signatures.of_transaction(
        body["obj"], secret=settings.hmac_secret, null_as=settings.strict.null_as
    )
    _queue(
        Delivery.Kind.TRANSACTION,
        transaction,
        body,
        signature,
        about=f"transaction:{transaction.pk}",
    )


def tell_of_both(child: Transaction, parent: Transaction) -> None:
    """Queue the callbacks of a refund, void or capture and of what it changed."""
    pair = [child, parent] if configuration().strict.child_first else [parent, child]
    for transaction in pair:
        tell(transaction)


def tell_card_token(token: CardToken, transaction: Transaction) -> None:
    """Queue the TOKEN callback of a card just saved."""
    key = transaction.payment_key
    intention = key.intention.public_id if key and key.intention else None
    shown = shapes.card_token(token, intention=intention)
    signature = signatures.of_card_token(shown, secret=configuration().hmac_secret)
    body = {"type": "TOKEN", "obj": shown}
    _queue(Delivery.Kind.TOKEN, transaction, body, signature, about=f"token:{token.pk}")


def options_for(transaction: Transaction) -> Options:
    """Tell how a transaction's callbacks travel: by its card, its order or the control page."""
    scenario = SCENARIOS.get(transaction.scenario)
    if scenario and scenario.callbacks is not None and not transaction.is_child:
        return Options.read(scenario.callbacks)
    chosen = transaction.order.callback_options
    return Options.read(State.current().callback_options if chosen is None else chosen)


def with_query(url: str, added: dict[str, str]) -> str:
    """Give an address with more in its query; what was there stays."""
    parts = urlsplit(url)
    query = [*parse_qsl(parts.query, keep_blank_values=True), *added.items()]
    return urlunsplit(parts._replace(query=urlencode(query)))


def _queue(
    kind: Delivery.Kind,
    transaction: Transaction,
    body: dict[str, Any],
    signature: str,
    *,
    about: str,
) -> None:
    url = _address(transaction)
    if not url:
        return
    options = options_for(transaction)
    if options.corrupt:
        signature = deliveries.spoiled(signature)
    message = Message(
        kind=kind,
        subject=f"order:{transaction.order_id}",
        about=about,
        url=with_query(url, {"hmac": signature}),
        body=json.dumps(body, ensure_ascii=False),
        headers=JSON,
    )
    deliveries.enqueue(message, options)


def _address(transaction: Transaction) -> str:
    """Give the payment's own callback address, else the integration's.

    Whether the payment's own address also holds for wallets and kiosks is uncertain; here it does.
    """
    paid = transaction.parent if transaction.parent else transaction
    key = paid.payment_key
    return (key.notification_url if key else "") or configuration().processed_callback_url
