"""Brings over what the earlier backend kept: people, categories, pieces, orders, wallets.

Ids stay as they were: the earlier backend's are small numbers and ours begin far above them, so that links
which people have kept go on leading somewhere, and a row that is there is known by its id. What an order
was paid with stands in the ledger as money of the bank; what a wallet held is made up from there.
"""
