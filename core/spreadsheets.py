"""Cells that a spreadsheet shows and does not execute."""

# What makes a spreadsheet take a text for a formula. Source: OWASP, "CSV Injection".
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> object:
    """Give a cell's value; a text that would be a formula is quoted, numbers stay numbers."""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    return value
