"""Ways to pay of people who asked to be forgotten."""

from core.transactions import joins_transaction
from custom_auth.models import User
from payment.models import PaymentMethod


@joins_transaction
def forget(user: User) -> None:
    """Drop the ways to pay that were kept; payments stay, for the books."""
    PaymentMethod.objects.filter(user=user).delete()
