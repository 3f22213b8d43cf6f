"""The refusals of the payouts product, which answers them with 200."""

from typing import Any


class Rejected(Exception):
    """Nothing was sent; ``description`` is a sentence, or the map of what is wrong."""

    def __init__(self, code: str, description: Any) -> None:
        super().__init__(str(description))
        self.code = code
        self.description = description
