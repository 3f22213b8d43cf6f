from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.crypto import EncryptedTextField
from core.ids import IdField
from core.indexes import words
from core.models import Numbered
from custom_auth import rules

SESSION_SALT = "custom_auth.User.session"


class UserQuerySet(models.QuerySet["User"]):
    def locked(self) -> Self:
        """Lock the rows in the order of their keys until the transaction ends."""
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def with_email(self, address: str) -> Self:
        return self.filter(email=rules.normal_email(address))

    def sign_out_browsers(self) -> int:
        """Have the sessions of browsers count no more; give how many people that concerned."""
        return self.update(sign_out_count=F("sign_out_count") + 1)

    def erasure_due(self, now: Any) -> Self:
        return self.filter(erase_after__lte=now, erased_at__isnull=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account with its profile. For builders and commands: doors call the actions."""
        user: User = self.model(email=rules.normal_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        UserProfile.objects.create(user=user)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    id = IdField(primary_key=True)
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        default="ar",
        choices=[("ar", _("Arabic")), ("en", _("English"))],
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    email_verified_at = models.DateTimeField(_("e-mail verified"), null=True, blank=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    erase_after = models.DateTimeField(_("erase after"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    # Counts how often everything was signed out; browsers know in which count they signed in.
    sign_out_count = models.PositiveIntegerField(default=0, db_default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            # Whoever writes, an address has one spelling, so that "unique" means what it says.
            models.CheckConstraint(name="user_email_is_normal", condition=Q(email=Lower("email")))
        ]
        indexes = [
            words("first_name", "last_name", name="user_words"),
            models.Index(
                name="user_erasure_due",
                fields=["erase_after"],
                condition=Q(erased_at__isnull=True, erase_after__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Give what a browser's session must hold to be this person's: another one from the day on
        which the password changes or everything is signed out."""
        state = f"{self.password}{self.sign_out_count}"
        return salted_hmac(SESSION_SALT, state, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_email_verified(self) -> bool:
        return self.email_verified_at is not None


class ProfileQuerySet(models.QuerySet["UserProfile"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def sellers(self) -> Self:
        return self.filter(user_type__in=rules.SELLER_TYPES)

    def public(self) -> Self:
        """Sellers with a page of their own; a holiday does not take the page away."""
        return self.sellers().filter(
            is_verified=True, suspended_at__isnull=True, user__is_active=True
        )

    def matching(
        self,
        *,
        user_type: str = "",
        q: str = "",
        specialty: str = "",
        featured: bool | None = None,
        governorate: models.Model | None = None,
    ) -> Self:
        """Narrow public sellers by what a visitor asks for; what is left empty does not narrow."""
        found = self
        if user_type:
            found = found.filter(user_type=user_type)
        if q:
            found = found.filter(Q(display_name__icontains=q) | Q(display_name_en__icontains=q))
        if specialty:
            found = found.filter(specialty__icontains=specialty)
        if featured is not None:
            found = found.filter(is_featured=featured)
        if governorate is not None:
            found = found.filter(governorate=governorate)
        return found


class UserProfile(models.Model):
    id = IdField(primary_key=True)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile")
    phone_number = models.CharField(_("phone"), max_length=20, blank=True, null=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    profile_picture = models.ImageField(
        _("picture"), upload_to="profile_pictures/", max_length=255, blank=True, null=True
    )
    user_type = models.CharField(
        _("type"),
        max_length=10,
        default=rules.UserType.CUSTOMER.value,
        choices=[
            (rules.UserType.CUSTOMER.value, _("Customer")),
            (rules.UserType.ARTIST.value, _("Artist")),
            (rules.UserType.STORE.value, _("Store")),
        ],
    )
    address = models.TextField(_("address"), blank=True, null=True)

    # artists
    specialty = models.CharField(_("specialty"), max_length=100, blank=True, null=True)
    bio = models.TextField(_("about"), blank=True, null=True)
    # stores
    store_name = models.CharField(_("store name"), max_length=100, blank=True, null=True)
    tax_id = EncryptedTextField(_("tax id"), blank=True, null=True)
    has_physical_store = models.BooleanField(_("has a shop"), default=False)
    # both
    social_media = models.JSONField(_("social media"), default=dict, blank=True, null=True)
    is_verified = models.BooleanField(_("verified"), default=False)
    verified_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)
    holiday_since = models.DateTimeField(_("on holiday since"), null=True, blank=True)
    display_name = models.CharField(_("public name"), max_length=201, blank=True)
    display_name_en = models.CharField(_("public name in English"), max_length=201, blank=True)
    governorate = models.ForeignKey(
        "custom_auth.Governorate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("governorate"),
    )
    policies = models.TextField(_("shop policies"), blank=True)
    is_featured = models.BooleanField(_("featured"), default=False)
    # Told by the catalogue when it happens, so that a seller's page needs no counting.
    product_count = models.PositiveIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    rating_sum = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["UserProfile"]] = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        constraints = [
            models.UniqueConstraint(
                name="profile_verified_phone_once",
                fields=["phone_number"],
                condition=Q(phone_verified_at__isnull=False),
            ),
            models.CheckConstraint(
                name="profile_only_sellers_are_verified",
                condition=Q(is_verified=False) | Q(user_type__in=["artist", "store"]),
            ),
        ]
        indexes = [
            models.Index(name="profile_phone", fields=["phone_number"]),
            words("display_name", "display_name_en", "store_name", name="profile_words"),
            models.Index(
                name="profile_public_sellers",
                fields=["-user"],
                condition=Q(is_verified=True, suspended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or str(self.user)

    @property
    def is_seller(self) -> bool:
        return self.user_type in rules.SELLER_TYPES and self.is_verified


class Consent(Numbered):
    """That somebody agreed to, or withdrew from, a purpose, in the wording of a version."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(
        max_length=20,
        choices=[
            ("terms", _("Terms")),
            ("privacy", _("Privacy")),
            ("promotion", _("Promotions")),
            ("analytics", _("Statistics")),
        ],
    )
    version = models.CharField(max_length=20)
    is_given = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)
