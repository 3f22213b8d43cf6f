from wallet.models.ledger import HouseBalance, LedgerEntry, LedgerLine
from wallet.models.payouts import Payout, PayoutApproval, PayoutEvent, PayoutRules
from wallet.models.wallets import Transaction, Wallet, WalletSecurity

__all__ = [
    "HouseBalance",
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
