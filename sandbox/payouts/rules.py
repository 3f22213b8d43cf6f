"""What the payouts product accepts, and what its rails answer. Plain Python, no Django."""

import re
from dataclasses import dataclass
from decimal import Decimal

WALLETS = ("vodafone", "etisalat", "orange", "bank_wallet")
BANKS = ("bank_card", "instant_bank")
ISSUERS = (*WALLETS, *BANKS, "post")
NEEDS_NAME = ("orange", "bank_wallet", *BANKS, "post")
TRANSACTION_TYPES = ("salary", "credit_card", "prepaid_card", "cash_transfer")
LEAST = {
    "bank_card": Decimal(5),
    "post": Decimal(5),
    "instant_bank": Decimal(112),
}
LEAST_TO_WALLETS = Decimal(1)
MOST_TO_WALLETS = Decimal(60000)

MSISDN = re.compile(r"01\d{9}", re.ASCII)
ACCOUNT = re.compile(r"[A-Z0-9]{6,34}", re.ASCII)
NATIONAL_ID = re.compile(r"\d{14}", re.ASCII)
BANK_CODES = frozenset(
    """
    AUB CITI MIDB BDC HSBC CAE EGB UB QNB ARAB ENBD ABK NBK ABC FAB ADIB CIB HDB MISR AAIB EALB EDBE
    FAIB BLOM ADCB BOA SAIB NBE ABRK POST NSB IDB SCB MASH AIB AUDI GASC ARIB PDAC NBG CBE BBE
    """.split()  # noqa: SIM905 - forty lines would hide the list
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How a rail answers."""

    status: str
    code: str
    description: str
    fate: str = ""
    """What a bank will do with it later: success, failed or returned."""
    hides_success: bool = False
    """The money went through, though the answer does not say so."""


PAID = Answer(status="success", code="200", description="تم إيداع المبلغ بنجاح")
ON_ITS_WAY = (
    "Transaction received and validated successfully. Dispatched for being processed by the bank"
)
SETTLED = ("8222", "Successful, transaction is settled by the receiver bank")
# Neither the codes of a failure at the bank nor that of a return are published; these are made up.
FAILED_LATER = ("8333", "Transaction is rejected by the receiver bank")
RETURNED_LATER = ("8888", "Transaction is returned by the receiver bank")

# By the end of the phone number; any other number succeeds, the published test numbers included.
WALLET_FAILURES = {
    "618": "The number is not registered for the service.",
    "604": "The amount is less than the limit.",
    "583": "The amount exceeds the limit.",
    "610": "The recipient is not eligible.",
    "6065": "The recipient reached the limit of the month.",
    "6051": "The recipient's wallet is suspended.",
    "501": "The provider is down.",
    "90040": "The number is not subscribed.",
}
# Ends the number whose answer no list explains, although the money went through.
UNDOCUMENTED = "9999"
# By the end of the account number.
BANK_FATES = {"0002": "failed", "0003": "returned"}


def least(issuer: str) -> Decimal:
    return LEAST.get(issuer, LEAST_TO_WALLETS)


def answer_of(issuer: str, *, msisdn: str, account: str, bank_code: str) -> Answer:
    """Tell what a rail answers at once; the arguments have been checked for form."""
    if issuer not in BANKS:
        return _wallet_answer(msisdn)
    if bank_code not in BANK_CODES:
        return Answer(
            status="failed", code="8002", description="Invalid bank code, bank is not supported"
        )
    fate = BANK_FATES.get(account[-4:], "success")
    return Answer(status="pending", code="8000", description=ON_ITS_WAY, fate=fate)


def _wallet_answer(msisdn: str) -> Answer:
    if msisdn.endswith(UNDOCUMENTED):
        return Answer(
            status="failed", code="7777", description="Undefined response", hides_success=True
        )
    for code in sorted(WALLET_FAILURES, key=len, reverse=True):
        if msisdn.endswith(code):
            return Answer(status="failed", code=code, description=WALLET_FAILURES[code])
    return PAID


def cost(amount: Decimal, *, fees: Decimal, vat: Decimal, recipient_pays: bool) -> Decimal:
    """Tell what leaves the budget; if the recipient pays the fees, they come off the amount."""
    return amount if recipient_pays else amount + fees + vat


def charges_budget(status: str) -> bool:
    return status in {"success", "pending"}
