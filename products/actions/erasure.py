"""What people who asked to be forgotten saved and looked at."""

from core.transactions import joins_transaction
from custom_auth.models import User
from products.models import RecentView, WishlistItem


@joins_transaction
def forget(user: User) -> None:
    """Drop wishes and views. Reviews stay, under a name that is empty by then."""
    WishlistItem.objects.filter(user=user).delete()
    RecentView.objects.filter(user=user).delete()
