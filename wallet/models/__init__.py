from wallet.models.ledger import HouseBalance, LedgerCheck, LedgerEntry, LedgerLine
from wallet.models.payouts import Payout, PayoutApproval, PayoutEvent, PayoutRules
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
    "Transaction",
    "Wallet",
    "WalletSecurity",
]
