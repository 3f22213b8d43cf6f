"""The ways to pay somebody keeps."""

from core.transactions import joins_transaction
from custom_auth.models import User
from payment.models import PaymentMethod


@joins_transaction
def keep(user: User, *, method_type: str, is_default: bool) -> PaymentMethod:
    """Keep a way to pay that has no details; keeping it again changes nothing but the default."""
    User.objects.locked().get(pk=user.pk)  # one change to somebody's ways to pay at a time
    own = PaymentMethod.objects.visible_to(user)
    present = own.filter(method_type=method_type, token_digest="").first()
    kept = present or PaymentMethod(user=user, method_type=method_type)
    if is_default or not own.exists():
        own.filter(is_default=True).update(is_default=False)
        kept.is_default = True
    kept.save()
    return kept


@joins_transaction
def forget(kept: PaymentMethod) -> None:
    User.objects.locked().get(pk=kept.user_id)
    kept.refresh_from_db(fields=["is_default"])
    kept.delete()
    if kept.is_default:
        newest = PaymentMethod.objects.filter(user=kept.user_id).order_by("-pk").first()
        if newest is not None:
            newest.is_default = True
            newest.save(update_fields=["is_default"])
