"""Paying out of the budget, and what becomes of it. No idempotency here: twice is twice."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from sandbox.configuration import configuration
from sandbox.fields import Choice, Field, Flag, Invalid, Pounds, Shape, Text
from sandbox.models import Disbursement, State
from sandbox.payouts import callbacks, rules
from sandbox.payouts.errors import Rejected
from sandbox.payouts.rules import Answer

Status = Disbursement.Status
UUID_TEXT = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
OVER_BUDGET = (
    "Sorry, the amount to be disbursed exceeds you budget limit, please contact your support team"
)

PHONE = Text(11, pattern=rules.MSISDN.pattern, sentence="Phonenumbers entered are incorrect")
ACCOUNT = Text(60)
COMMON: dict[str, Field] = {"issuer": Choice(rules.ISSUERS), "amount": Pounds()}
OPTIONAL: dict[str, Field] = {
    "full_name": Text(255),
    "msisdn": PHONE,
    "bank_card_number": ACCOUNT,
    "bank_code": Text(10),
    "bank_transaction_type": Choice(rules.TRANSACTION_TYPES),
    "national_id": Text(
        14, pattern=rules.NATIONAL_ID.pattern, sentence="National id must be 14 digits"
    ),
    "client_reference_id": Text(36, pattern=UUID_TEXT, sentence="Must be a valid UUID."),
    "client_reference": Text(140),
    "customer_bears_fees": Flag(),
    "comment": Text(255, may_be_blank=True),
}
MAY = Shape(needed=COMMON, optional=OPTIONAL)


def disburse(
    body: Mapping[str, Any], *, outcome: str, now: datetime
) -> tuple[Disbursement, Answer]:
    """Send money and give what was written down and what the rail answered.

    ``outcome`` other than ``approve`` is a fault ordered on the control page.

    :raises Rejected: if the order is not valid or the budget too small.
    """
    wanted = _checked(body)
    settings = configuration()
    recipient_pays = wanted.get("customer_bears_fees", False)
    cost = rules.cost(
        wanted["amount"],
        fees=settings.payouts_fee,
        vat=settings.payouts_vat,
        recipient_pays=recipient_pays,
    )
    state = State.current(lock=True)
    if cost > state.budget:
        raise Rejected("400", OVER_BUDGET)
    answer = _answer(wanted, outcome)
    truth = rules.PAID if answer.hides_success else answer
    sent = Disbursement.objects.create(
        status=truth.status,
        status_code=truth.code,
        status_description=truth.description,
        fate=truth.fate,
        fees=settings.payouts_fee,
        vat=settings.payouts_vat,
        customer_bears_fees=recipient_pays,
        is_on_bank_side=_is_on_bank_side(wanted["issuer"]),
        created_at=now,
        updated_at=now,
        **_columns(wanted),
    )
    if rules.charges_budget(truth.status):
        State.objects.filter(pk=state.pk).update(budget=F("budget") - cost)
    return sent, answer


def finish(sent: Disbursement, status: str, *, now: datetime) -> None:
    """Let the bank decide on a payout, locked: success, failed, or returned even after a success.

    :raises ValueError: if it cannot come to this any more.
    """
    possible = {
        Status.PENDING: {Status.SUCCESS, Status.FAILED, Status.RETURNED},
        Status.SUCCESS: {Status.RETURNED},
    }
    if Status(status) not in possible.get(Status(sent.status), set()):
        raise ValueError(f"A payout that is {sent.status} does not become {status}.")
    code, description = {
        Status.SUCCESS: rules.SETTLED,
        Status.FAILED: rules.FAILED_LATER,
        Status.RETURNED: rules.RETURNED_LATER,
    }[Status(status)]
    sent.status, sent.status_code, sent.status_description = status, code, description
    sent.updated_at = now
    sent.save(update_fields=["status", "status_code", "status_description", "updated_at"])
    if status != Status.SUCCESS:
        _give_back(sent)
    if sent.issuer in rules.BANKS:
        callbacks.tell(sent)


def finish_due(now: datetime, before: datetime) -> int:
    """Let the banks decide on what was sent until ``before``; gives how many."""
    waiting = Disbursement.objects.under_way().filter(created_at__lte=before)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True)[:500])
    for disbursement_id in ids:
        with transaction.atomic():
            sent = Disbursement.objects.locked().under_way().filter(pk=disbursement_id).first()
            if sent:
                finish(sent, sent.fate or Status.SUCCESS, now=now)
    return len(ids)


def by_ids(ids: list[UUID], *, bank_side: bool) -> list[Disbursement]:
    known = Disbursement.objects.filter(transaction_id__in=ids, is_on_bank_side=bank_side)
    return list(known.order_by("pk"))


def by_references(references: list[str], *, bank_side: bool) -> list[Disbursement]:
    known = Disbursement.objects.filter(
        client_reference_id__in=references, is_on_bank_side=bank_side
    ) | Disbursement.objects.filter(client_reference__in=references, is_on_bank_side=bank_side)
    return list(known.order_by("pk"))


def _checked(body: Mapping[str, Any]) -> dict[str, Any]:
    try:
        wanted = MAY.read(body)
        issuer = wanted["issuer"]
        needed = {name: OPTIONAL[name] for name in _needed(issuer)}
        Shape(needed=needed).read(body)
        _check_amount(issuer, wanted["amount"])
        if "bank_card_number" in wanted:
            wanted["bank_card_number"] = _account(wanted["bank_card_number"])
    except Invalid as invalid:
        raise Rejected("400", invalid.detail) from None
    return wanted


def _needed(issuer: str) -> list[str]:
    needed = ["full_name"] if issuer in rules.NEEDS_NAME else []
    if issuer in rules.WALLETS:
        needed.append("msisdn")
    if issuer in rules.BANKS:
        needed += ["bank_card_number", "bank_code"]
    if issuer == "bank_card":
        needed.append("bank_transaction_type")
    if issuer == "post":
        needed.append("national_id")
    return needed


def _check_amount(issuer: str, amount: Decimal) -> None:
    least = rules.least(issuer)
    if amount < least:
        raise Invalid({"amount": [f"Ensure this value is greater than or equal to {least}."]})
    if issuer in rules.WALLETS and amount > rules.MOST_TO_WALLETS:
        most = rules.MOST_TO_WALLETS
        raise Invalid({"amount": [f"Ensure this value is less than or equal to {most}."]})


def _account(typed: str) -> str:
    account = typed.replace(" ", "").replace("-", "").upper()
    if not rules.ACCOUNT.fullmatch(account):
        raise Invalid({"bank_card_number": ["Invalid bank card number."]})
    return account


def _answer(wanted: Mapping[str, Any], outcome: str) -> Answer:
    if outcome == "decline":
        return Answer(status="failed", code="501", description=rules.WALLET_FAILURES["501"])
    if outcome == "pending":
        return Answer(
            status="pending", code="8000", description=rules.ON_ITS_WAY, fate=Status.SUCCESS
        )
    return rules.answer_of(
        wanted["issuer"],
        msisdn=wanted.get("msisdn", ""),
        account=wanted.get("bank_card_number", ""),
        bank_code=wanted.get("bank_code", ""),
    )


def _is_on_bank_side(issuer: str) -> bool:
    if issuer == "bank_wallet":
        return configuration().strict.bank_wallet_is_bank
    return issuer in rules.BANKS


def _columns(wanted: Mapping[str, Any]) -> dict[str, Any]:
    names = (
        "issuer",
        "amount",
        "msisdn",
        "full_name",
        "bank_code",
        "bank_transaction_type",
        "client_reference_id",
        "client_reference",
    )
    columns = {name: wanted[name] for name in names if name in wanted}
    return {**columns, "account_last_four": wanted.get("bank_card_number", "")[-4:]}


def _give_back(sent: Disbursement) -> None:
    cost = rules.cost(
        sent.amount, fees=sent.fees, vat=sent.vat, recipient_pays=sent.customer_bears_fees
    )
    State.current()
    State.objects.update(budget=F("budget") + cost)
