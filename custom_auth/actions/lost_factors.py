"""What an administrator does for a colleague whose authenticator and recovery codes are lost."""

from datetime import datetime

from core.transactions import joins_transaction
from custom_auth.actions import sessions
from custom_auth.errors import OwnSecondFactor, TwoFactorState
from custom_auth.models import RecoveryCode, TwoFactor, User
from notifications.actions.notify import Telling, tell


@joins_transaction
def reset(user: User, *, by: User, now: datetime) -> datetime:
    """Remove the second factor of ``user``, sign them out everywhere and tell them; give since when it
    was on.

    The password stays: what is left without the factor is no way in by itself, and staff set a new
    one up before they act again.

    :raises OwnSecondFactor: if ``by`` is ``user``: somebody at a desk left open could else do away
        with what protects it.
    :raises TwoFactorState: if there is none.
    """
    if by.pk == user.pk:
        raise OwnSecondFactor
    factor = TwoFactor.objects.locked().filter(user=user, confirmed_at__isnull=False).first()
    if factor is None or factor.confirmed_at is None:
        raise TwoFactorState
    since = factor.confirmed_at
    factor.delete()
    RecoveryCode.objects.filter(user=user).delete()
    sessions.end_all(user, because="factor reset", now=now)
    tell(Telling("account.two_factor_reset", [user.pk]))
    return since
