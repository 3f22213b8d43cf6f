"""What the worker does that concerns every app at once."""

from django.utils import timezone
from procrastinate.contrib.django import app

from core.transactions import opens_transaction
from custom_auth.models import User
from to7fabackend import erasure


@app.periodic(cron="17 2 * * *")
@app.task(name="to7fabackend.erase_accounts", queue="night", queueing_lock="erase_accounts")
def erase_accounts(timestamp: int) -> None:
    """Erase the accounts whose grace period is over, each in a transaction of its own."""
    now = timezone.now()
    for user in User.objects.erasure_due(now).order_by("pk").iterator():
        opens_transaction(erasure.erase)(user, now=now)
