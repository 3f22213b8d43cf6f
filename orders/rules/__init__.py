"""The rules of trade, without a database: states, shares of money, shipping, returns."""
