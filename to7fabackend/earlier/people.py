from django.db import IntegrityError, transaction

from core.transactions import joins_transaction
from custom_auth import rules
from custom_auth.models import User, UserProfile
from custom_auth.phones import normal_phone
from to7fabackend.earlier.reading import Unusable, a_moment, a_text, a_truth, an_id
from to7fabackend.earlier.source import Row

# What Django 1.10 and later make; they are checked as they are, and made anew at the next change.
KEPT_PASSWORDS = ("pbkdf2_sha256$", "argon2$")


@joins_transaction
def bring_user(row: Row) -> bool:
    """Bring an account and its profile over; False if it is there."""
    pk = an_id(row["id"], of="id")
    if User.objects.filter(pk=pk).exists():
        return False
    email = rules.normal_email(row["email"])
    if "@" not in email:
        raise Unusable(f"no e-mail address: {row['email']!r}")
    user = User(
        pk=pk,
        email=a_text(email, of="email", longest=254),
        first_name=a_text(row["first_name"], of="first_name", longest=100),
        last_name=a_text(row["last_name"], of="last_name", longest=100),
        is_active=a_truth(row["is_active"]),
        date_joined=a_moment(row["date_joined"], of="date_joined"),
    )
    if row["password"].startswith(KEPT_PASSWORDS):
        user.password = row["password"]
    else:
        user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise Unusable(f"somebody else has the address {email}") from error
    _profile(user, row).save()
    return True


def _profile(user: User, row: Row) -> UserProfile:
    kind = row["user_type"] or rules.UserType.CUSTOMER.value
    if kind not in set(rules.UserType):
        raise Unusable(f"no kind of person: {kind!r}")
    is_seller = kind in rules.SELLER_TYPES
    is_verified = is_seller and a_truth(row["is_verified"])
    return UserProfile(
        user=user,
        phone_number=normal_phone(row["phone_number"]) if row["phone_number"] else None,
        user_type=kind,
        specialty=a_text(row["specialty"], of="specialty", longest=100) or None,
        bio=a_text(row["bio"], of="bio", longest=5000) or None,
        store_name=a_text(row["store_name"], of="store_name", longest=100) or None,
        tax_id=a_text(row["tax_id"], of="tax_id", longest=50) or None,
        has_physical_store=a_truth(row["has_physical_store"]),
        is_verified=is_verified,
        verified_at=user.date_joined if is_verified else None,
        display_name=(row["store_name"] or user.get_full_name()) if is_seller else "",
    )
