"""What happens at all partners merely because time passes."""

from datetime import datetime, timedelta

from sandbox.paymob import times
from sandbox.payouts import disbursements

# The banks take up to two working days; one day of the sandbox's clock is enough to see it happen.
BANKS_TAKE = timedelta(days=1)


def pass_time(now: datetime) -> None:
    """Settle, expire, void and pay out whatever is due by the sandbox's clock."""
    times.pass_time(now)
    disbursements.finish_due(now, now - BANKS_TAKE)
