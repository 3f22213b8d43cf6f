"""The sellers' own pages: figures, orders, pieces, statements. Arabic first, no script needed."""
