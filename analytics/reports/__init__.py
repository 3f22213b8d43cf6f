"""One report in each file; ``analytics.reporting`` finds them."""
