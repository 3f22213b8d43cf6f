"""What a carrier says of a parcel is understood in Arabic, as far as its sandbox knows what it says."""

from orders.rules import reasons
from sandbox.bosta.rules import EXCEPTIONS


def test_every_reason_that_the_sandbox_gives_is_known_in_arabic() -> None:
    given = {reason.rstrip(".") for reason in EXCEPTIONS.values()}

    assert given <= reasons.ARABIC.keys()
