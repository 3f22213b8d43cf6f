from wallet.models.ledger import HouseBalance, LedgerCheck, LedgerEntry, LedgerLine
from wallet.models.payouts import Payout, PayoutApproval, PayoutEvent, PayoutRules, PayoutSchedule
from wallet.models.wallets import Transaction, Wallet, WalletSecurity

__all__ = [
    "HouseBalance",
    "LedgerCheck",
    "LedgerEntry",
    "LedgerLine",
    "Payout",
    "PayoutApproval",
    "PayoutEvent",
    "PayoutRules",
    "PayoutSchedule",
    "Transaction",
    "Wallet",
    "WalletSecurity",
]
