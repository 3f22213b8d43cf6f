"""Wallets of people who asked to be forgotten. The ledger stays: it says how much, not who."""

from django.db.models import Q

from core.transactions import joins_transaction
from custom_auth.models import User
from wallet.models import Payout, PayoutSchedule, Wallet, WalletSecurity
from wallet.rules import PERSONAL


def holds_money(user: User) -> bool:
    """Tell whether anything is in, or on its way out of, a wallet, or owed to us. One query."""
    something = Q()
    for account in PERSONAL:
        something |= ~Q(**{account.value: 0})
    return Wallet.objects.filter(something, pk=user.pk).exists()


@joins_transaction
def forget(user: User) -> None:
    """Drop the PIN, and of payouts where they went: that they were paid stands in the books."""
    Payout.objects.filter(user=user).update(
        destination="", destination_hint="", destination_digest="", reason=""
    )
    PayoutSchedule.objects.filter(user=user).delete()
    WalletSecurity.objects.filter(user=user).delete()
