from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.serializers import Money, Text
from core.text import western_digits
from custom_auth.phones import is_mobile, normal_phone
from custom_auth.serializers import KnownPassword
from wallet.actions.payouts import EGYPT, RAILS, Destination
from wallet.models import Payout, PayoutSchedule, Transaction, Wallet
from wallet.rules import Every

In = serializers.Serializer[Any]
Out = serializers.Serializer[Any]


class LimitsOut(Out):
    smallest = Money(help_text="The smallest withdrawal.")
    largest = Money(help_text="The largest withdrawal.")
    daily = Money(help_text="Withdrawals of one day together.")
    largest_credit = Money(help_text="The most store credit a wallet can hold.")


class WalletOut(serializers.ModelSerializer[Wallet]):
    balance = Money(help_text="What can be spent: store credit and earnings.")
    store_credit = Money(source="credit", help_text="Can be spent, not withdrawn.")
    withdrawable = Money(source="earnings", help_text="Earnings: can be spent or withdrawn.")
    pending_balance = Money(source="pending", help_text="A seller's share that is not safe yet.")
    held_balance = Money(source="held", help_text="Held for a withdrawal, a return or a payment.")
    debt = serializers.SerializerMethodField(
        help_text="What a seller owes, taken from later earnings."
    )
    currency = serializers.SerializerMethodField(help_text="Always `EGP`.")
    limits = serializers.SerializerMethodField(help_text="The limits in force.")
    has_pin = serializers.SerializerMethodField(help_text="Whether a PIN is set.")

    class Meta:
        model = Wallet
        fields = [
            "balance",
            "store_credit",
            "withdrawable",
            "pending_balance",
            "held_balance",
            "debt",
            "currency",
            "limits",
            "has_pin",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {
            "created_at": {"help_text": "When it was opened."},
            "updated_at": {"help_text": "When it last changed."},
        }

    def get_debt(self, wallet: Wallet) -> str:
        return f"{-wallet.debt:.2f}"

    def get_currency(self, wallet: Wallet) -> str:
        return "EGP"

    @extend_schema_field(LimitsOut)
    def get_limits(self, wallet: Wallet) -> Any:
        return LimitsOut(self.context["limits"]).data

    def get_has_pin(self, wallet: Wallet) -> bool:
        return bool(self.context["has_pin"])


class TransactionOut(serializers.ModelSerializer[Transaction]):
    description = serializers.CharField(
        source="told",
        read_only=True,
        allow_null=True,
        help_text="A word about it, in the reader's language.",
    )

    class Meta:
        model = Transaction
        fields = [
            "id",
            "amount",
            "transaction_type",
            "reference_id",
            "description",
            "status",
            "balance_after",
            "created_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "amount": {"help_text": "What came in, or with a minus what went out."},
            "transaction_type": {"help_text": "What kind of movement it is."},
            "reference_id": {"help_text": "What it is for, such as `payment:42`."},
            "status": {"help_text": "`completed`, `pending` or `failed`."},
            "balance_after": {"help_text": "The balance once it had happened."},
            "created_at": {"help_text": "When."},
        }


class StatementsOut(Out):
    months = serializers.ListField(
        child=serializers.CharField(),
        help_text="The months in which something moved, such as `2026-11`, the latest first.",
    )


class StatementOut(Out):
    month = serializers.CharField(help_text="The month, in Cairo's calendar.")
    opening = Money(min_value=None, help_text="The balance as it began.")
    closing = Money(min_value=None, help_text="The balance as it ended.")
    sums = serializers.DictField(
        child=Money(min_value=None),
        help_text="What came in, or with a minus went out, by kind of movement.",
    )
    count = serializers.IntegerField(help_text="How many movements there were.")


class PinIn(In):
    pin = serializers.CharField(
        max_length=8,
        write_only=True,
        help_text="Four to eight digits; Arabic digits are understood.",
    )
    password = KnownPassword(help_text="The account's password.")

    def validate_pin(self, pin: str) -> str:
        digits = western_digits(pin)
        if not (digits.isascii() and digits.isdigit() and 4 <= len(digits) <= 8):
            raise serializers.ValidationError(_("A PIN has four to eight digits."))
        if (
            len(set(digits)) == 1
            or digits in "01234567890123456789"
            or digits in "98765432109876543210"
        ):
            raise serializers.ValidationError(_("This PIN is too easy to guess."))
        return digits


class DestinationIn(In):
    rail = serializers.ChoiceField(list(RAILS), help_text="How it is sent.")
    holder = Text(max_length=100, help_text="The holder's name, as the bank has it.")
    # 34 as it is kept; an IBAN is printed in groups of four.
    account = Text(
        max_length=45, help_text="IBAN or account number, InstaPay address, or a mobile number."
    )
    bank_code = Text(
        max_length=10,
        required=False,
        allow_blank=True,
        help_text="The bank, for an account number.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        account = western_digits(attrs["account"]).replace(" ", "").upper()
        if attrs["rail"] == "mobile_wallet":
            phone = egyptian_mobile(account)
            if phone is None:
                raise serializers.ValidationError({"account": _("This is not a mobile number.")})
            account = phone
        elif attrs["rail"] == "instapay":
            found = account.lower() if "@" in account else egyptian_mobile(account)
            if found is None or len(found) > 34:
                raise serializers.ValidationError(
                    {"account": _("This is not an InstaPay address.")}
                )
            account = found
        elif account.startswith("EG") and not is_iban(account):
            raise serializers.ValidationError({"account": _("This IBAN is not valid.")})
        elif not account.startswith("EG") and not (account.isdigit() and 6 <= len(account) <= 20):
            raise serializers.ValidationError({"account": _("This is not an account number.")})
        return {**attrs, "account": account}


def egyptian_mobile(written: str) -> str | None:
    """Give a mobile number of Egypt as it is kept; no other can be paid to."""
    phone = normal_phone(written)
    return phone if phone and phone.startswith(EGYPT) and is_mobile(phone) else None


def is_iban(account: str) -> bool:
    """Tell whether an Egyptian IBAN has the right length and checksum (ISO 13616, mod 97)."""
    if len(account) != 29 or not account[2:].isdigit():
        return False
    rearranged = account[4:] + "1416" + account[2:4]
    return int(rearranged) % 97 == 1


def destination_of(given: dict[str, Any]) -> Destination:
    return Destination(given["rail"], given["holder"], given["account"], given.get("bank_code", ""))


class PaysOutIn(In):
    """What whoever has money sent out of a wallet says, now or every week."""

    destination = DestinationIn(help_text="Where to.")
    pin = serializers.CharField(max_length=8, write_only=True, help_text="The wallet's PIN.")

    def validate_destination(self, given: dict[str, Any]) -> Destination:
        return destination_of(given)


def authenticator_code(help_text: str) -> Text:
    return Text(max_length=20, required=False, allow_blank=True, help_text=help_text)


class WithdrawIn(PaysOutIn):
    amount = Money(min_value=1, help_text="How much.")
    otp = authenticator_code("The authenticator's code, for a large amount.")


class ScheduleIn(PaysOutIn):
    every = serializers.ChoiceField([e.value for e in Every], help_text="How often.")
    smallest = Money(min_value=1, help_text="From how much on; less waits for the next time.")
    otp = authenticator_code("The authenticator's code; needed where two-step sign-in is on.")


class ScheduleOut(serializers.ModelSerializer[PayoutSchedule]):
    class Meta:
        model = PayoutSchedule
        fields = ["every", "smallest", "rail", "destination_hint", "may_be_large", "next_on"]
        extra_kwargs = {
            "every": {"help_text": "How often: on Sundays, or on the first of the month."},
            "smallest": {"help_text": "From how much on; less waits for the next time."},
            "rail": {"help_text": "How it is sent."},
            "destination_hint": {"help_text": "The end of where it goes."},
            "may_be_large": {
                "help_text": "Whether it was set with the authenticator's code; without it no payout "
                "reaches the amount that needs one."
            },
            "next_on": {"help_text": "The next day on which it happens, in Cairo."},
        }


class PayoutOut(serializers.ModelSerializer[Payout]):
    class Meta:
        model = Payout
        fields = [
            "id",
            "amount",
            "rail",
            "destination_hint",
            "status",
            "reason",
            "requested_at",
            "rests_until",
            "closed_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "amount": {"help_text": "How much."},
            "rail": {"help_text": "How it is sent."},
            "destination_hint": {"help_text": "The end of where it goes."},
            "status": {"help_text": "Where it stands."},
            "reason": {"help_text": "Why it failed."},
            "requested_at": {"help_text": "When it was asked for."},
            "rests_until": {
                "help_text": "Until when it waits, as its destination is new: time to take it back. Or null."
            },
            "closed_at": {"help_text": "When it was paid or given up, or null."},
        }
