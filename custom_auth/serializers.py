import re
from decimal import Decimal
from typing import Any

import orjson
from django.contrib.auth.password_validation import (
    UserAttributeSimilarityValidator,
    get_default_password_validators,
    validate_password,
)
from django.core.exceptions import ValidationError as Refused
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.images import as_webp, decoded
from core.serializers import Id, Localised, Text, as_stored, localised
from core.text import western_digits
from custom_auth.actions import addresses, two_factor
from custom_auth.models import (
    Address,
    ApplicationEvent,
    Consent,
    Governorate,
    SellerApplication,
    Session,
    SignIn,
    User,
    UserProfile,
)
from custom_auth.phones import OptionalPhone, Phone

In = serializers.Serializer[Any]


def told(refused: Refused) -> list[Any]:
    """Give what the rules of passwords said, each with its own code."""
    return [
        serializers.ErrorDetail(str(message), code=error.code or "password")
        for error in refused.error_list
        for message in error.messages
    ]


class Password(serializers.CharField):
    """A new password, held to the rules of settings."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=256, trim_whitespace=False, write_only=True, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        password = super().to_internal_value(data)
        try:
            validate_password(password)
        except Refused as refused:
            raise serializers.ValidationError(told(refused)) from refused
        return password


class KnownPassword(serializers.CharField):
    """A password that is only compared."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=256, trim_whitespace=False, write_only=True, **kwargs)


# --- accounts -----------------------------------------------------------------------------------
class RegisterIn(In):
    email = serializers.EmailField(max_length=254, help_text="The address to sign in with.")
    password = Password(help_text="At least 10 characters, neither common nor like the address.")
    first_name = Text(max_length=100, help_text="Given name, in any script.")
    last_name = Text(max_length=100, help_text="Family name, in any script.")
    phone_number = OptionalPhone()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        person = User(
            email=attrs["email"], first_name=attrs["first_name"], last_name=attrs["last_name"]
        )
        # Held to every other rule when it was read.
        rules = get_default_password_validators()
        of_oneself = [rule for rule in rules if isinstance(rule, UserAttributeSimilarityValidator)]
        try:
            validate_password(attrs["password"], person, of_oneself)
        except Refused as refused:
            raise serializers.ValidationError({"password": told(refused)}) from refused
        return attrs


class UserOut(serializers.Serializer[User]):
    # Declared field by field: it is part of every sign-in, and finding fields by the model is slow.
    id = serializers.IntegerField(read_only=True, help_text="The person's id.")
    email = serializers.EmailField(max_length=254, help_text="The address to sign in with.")
    first_name = serializers.CharField(max_length=100, help_text="Given name.")
    last_name = serializers.CharField(max_length=100, help_text="Family name.")
    language = serializers.ChoiceField(
        choices=User._meta.get_field("language").choices or (),
        help_text="The language of mails and push messages.",
    )
    is_email_verified = serializers.BooleanField(
        read_only=True, help_text="Whether the address is known to be the person's."
    )
    is_staff = serializers.BooleanField(help_text="Whether the person works in the back office.")
    user_type = serializers.CharField(
        source="profile.user_type", read_only=True, help_text="`customer`, `artist` or `store`."
    )
    is_verified = serializers.BooleanField(
        source="profile.is_verified", read_only=True, help_text="Whether it is a verified seller."
    )
    date_joined = serializers.DateTimeField(help_text="When the account was opened.")


class NewUserOut(serializers.Serializer[User]):
    id = serializers.IntegerField(help_text="The person's id.")
    email = serializers.EmailField(help_text="The address to sign in with.")
    first_name = serializers.CharField(help_text="Given name.")
    last_name = serializers.CharField(help_text="Family name.")
    is_email_verified = serializers.BooleanField(help_text="False until the mail is answered.")


class RegisterOut(In):
    user = NewUserOut(help_text="The new account.")


class LoginIn(In):
    email = serializers.CharField(max_length=254, help_text="The account's address.")
    password = KnownPassword(help_text="Its password.")
    otp = Text(
        max_length=20,
        required=False,
        allow_null=True,
        help_text="The authenticator's code, or a recovery code, where two-step sign-in is on.",
    )


class TokensOut(In):
    access = serializers.CharField(help_text="Goes into `Authorization: Bearer`; lives 15 minutes.")
    refresh = serializers.CharField(help_text="Buys new tokens, once; lives 30 days.")


class SignedInOut(TokensOut):
    user = UserOut(help_text="Who signed in.")
    two_factor_required = serializers.BooleanField(
        help_text=(
            "True for staff who signed in with a password alone: these tokens give no staff rights "
            "until two-step sign-in is set up."
        )
    )


class RefreshIn(In):
    refresh = serializers.CharField(max_length=2048, help_text="The latest refresh token.")


class LogoutIn(RefreshIn):
    all = serializers.BooleanField(
        default=False, help_text="End every session, not this one alone."
    )


class SocialIn(In):
    id_token = serializers.CharField(
        max_length=8192, help_text="The ID token the phone got from the provider."
    )
    nonce = Text(
        max_length=128, required=False, help_text="The nonce the phone asked the provider with."
    )
    first_name = Text(
        max_length=100,
        required=False,
        allow_blank=True,
        help_text="Apple tells it to the phone only.",
    )
    last_name = Text(max_length=100, required=False, allow_blank=True, help_text="Likewise.")


class EmailIn(In):
    email = serializers.CharField(max_length=254, help_text="The account's address.")


class ResetIn(In):
    uid = Text(max_length=20, help_text="From the link in the mail.")
    token = Text(max_length=100, help_text="From the link in the mail.")
    new_password = Password(help_text="The password to set.")


class ChangePasswordIn(In):
    current_password = KnownPassword(help_text="The present password.")
    new_password = Password(help_text="The password to set.")


class KeyIn(In):
    key = Text(max_length=500, help_text="From the link in the mail.")


class ErasureIn(In):
    """Proof of who asks: the password, or a fresh ID token of the provider that one signs in with."""

    password = KnownPassword(required=False, help_text="The account's password, to be sure.")
    provider = serializers.ChoiceField(
        choices=["google", "apple"],
        required=False,
        help_text="Instead of it: who wrote `id_token`.",
    )
    id_token = serializers.CharField(
        max_length=8192,
        required=False,
        help_text="The ID token the phone got just now, ten minutes ago at the most.",
    )
    nonce = Text(
        max_length=128, required=False, help_text="The nonce the phone asked the provider with."
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if "password" not in given and not {"provider", "id_token"} <= set(given):
            required = serializers.Field.default_error_messages["required"]
            raise serializers.ValidationError({"password": required}, code="required")
        return given


class ErasureOut(In):
    erase_after = serializers.DateTimeField(help_text="Until then, signing in undoes the request.")


class SessionOut(serializers.ModelSerializer[Session]):
    kind = serializers.ChoiceField(
        choices=["app", "browser"],
        read_only=True,
        help_text="`app`, or `browser` at the back office or the sellers' pages.",
    )
    device = serializers.CharField(
        source="device_name",
        read_only=True,
        help_text="What the device called itself; of a browser, which one it is and on what.",
    )
    is_current = serializers.SerializerMethodField(help_text="Whether it is the one asking.")

    class Meta:
        model = Session
        fields = ["id", "kind", "device", "address", "created_at", "last_used_at", "is_current"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "address": {"help_text": "The network address it signed in from."},
            "created_at": {"help_text": "When it signed in."},
            "last_used_at": {
                "help_text": "When it last fetched new tokens; of a browser, when it last opened a page, "
                "to some minutes."
            },
        }

    def get_is_current(self, session: Session) -> bool:
        return bool(session.pk == self.context["current"])


class SignInOut(serializers.ModelSerializer[SignIn]):
    class Meta:
        model = SignIn
        fields = ["id", "succeeded", "device", "address", "created_at"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "succeeded": {"help_text": "Whether the password and the code were right."},
            "device": {"help_text": "What the device called itself."},
            "address": {"help_text": "The network address it came from."},
            "created_at": {"help_text": "When it was."},
        }


# --- second factor and phone --------------------------------------------------------------------
class SetupOut(In):
    secret = serializers.CharField(help_text="To type into an authenticator app.")
    otpauth_url = serializers.CharField(source="address", help_text="To show as a QR code.")


class CodeIn(In):
    code = Text(max_length=20, help_text="Six digits; Arabic digits are understood.")


class RecoveryCodesOut(In):
    recovery_codes = serializers.ListField(
        child=serializers.CharField(), help_text="Each works once; they are shown this once."
    )


class DisableTwoFactorIn(CodeIn):
    password = KnownPassword(help_text="The account's password.")


class PhoneIn(In):
    phone_number = Phone()


# --- profile ------------------------------------------------------------------------------------
SOCIAL_NETWORKS = {
    "facebook",
    "instagram",
    "tiktok",
    "youtube",
    "website",
    "whatsapp",
    "pinterest",
    "x",
}


# What an app would open as something else than a page: `javascript:`, `intent:`, `data:`, …
OTHER_SCHEME = re.compile(r"\A\s*(?!https?://)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class SocialMedia(serializers.DictField):
    """Names of networks with an address or handle each; in a form, as JSON text."""

    child = Text(max_length=200)

    def get_value(self, dictionary: Any) -> Any:
        # The framework looks for a field of the form for each name, and takes none at all for {}.
        return dictionary.get(self.field_name, serializers.empty)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if isinstance(data, str):
            try:
                data = orjson.loads(data)
            except orjson.JSONDecodeError:
                self.fail("not_a_dict", input_type="str")
        links: dict[str, str] = super().to_internal_value(data)
        if any(OTHER_SCHEME.match(link) for link in links.values()):
            raise serializers.ValidationError(
                _("Write a handle, or an address that begins with https://.")
            )
        if unknown := sorted(set(links) - SOCIAL_NETWORKS):
            message = _("Unknown network: %(name)s.") % {"name": unknown[0][:30]}
            raise serializers.ValidationError(message)
        return links


class Picture(serializers.FileField):
    """A picture; kept as WebP, upright and without what the camera noted about the place."""

    def to_internal_value(self, data: Any) -> Any:
        file = super().to_internal_value(data)
        return as_webp(decoded(file, size=file.size), longest_side=1024)


class ProfileOut(serializers.ModelSerializer[UserProfile]):
    email = serializers.EmailField(source="user.email", help_text="The address to sign in with.")
    first_name = serializers.CharField(source="user.first_name", help_text="Given name.")
    last_name = serializers.CharField(source="user.last_name", help_text="Family name.")
    language = serializers.CharField(
        source="user.language", help_text="The language of mails and push messages."
    )
    is_phone_verified = serializers.SerializerMethodField(
        help_text="Whether the phone is known to be the person's."
    )
    is_on_holiday = serializers.SerializerMethodField(
        help_text="Whether a seller's pieces rest off the market."
    )
    social_media = as_stored(
        SocialMedia(allow_null=True), help_text="Names of networks with an address or handle each."
    )
    has_password = serializers.BooleanField(
        source="user.has_usable_password",
        read_only=True,
        help_text="False for who signs in with Google or Apple alone, and proves it by an `id_token`.",
    )
    is_two_factor_on = serializers.SerializerMethodField(
        help_text="Whether signing in asks for the code of an authenticator."
    )

    class Meta:
        model = UserProfile
        fields = [
            "email",
            "first_name",
            "last_name",
            "language",
            "phone_number",
            "is_phone_verified",
            "has_password",
            "is_two_factor_on",
            "profile_picture",
            "user_type",
            "address",
            "specialty",
            "bio",
            "store_name",
            "tax_id",
            "has_physical_store",
            "social_media",
            "display_name",
            "display_name_en",
            "governorate",
            "policies",
            "is_verified",
            "is_on_holiday",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {
            "phone_number": {"help_text": "In E.164."},
            "profile_picture": {"help_text": "Address of the picture, or null."},
            "user_type": {"help_text": "`customer`, `artist` or `store`."},
            "address": {"help_text": "A free line; parcels go to the addresses kept apart."},
            "specialty": {"help_text": "An artist's craft."},
            "bio": {"help_text": "What the seller tells about the work."},
            "store_name": {"help_text": "A store's name."},
            "tax_id": {"help_text": "A store's tax number; shown to its owner only."},
            "has_physical_store": {"help_text": "Whether there is a shop one can go to."},
            "social_media": {"help_text": "Names of networks with an address or handle each."},
            "display_name": {"help_text": "A seller's public name."},
            "display_name_en": {"help_text": "The same in English, if there is one."},
            "governorate": {"help_text": "Where the seller works."},
            "policies": {"help_text": "A seller's terms, in the seller's words."},
            "is_verified": {"help_text": "Whether it is a verified seller."},
            "created_at": {"help_text": "When the profile was made."},
            "updated_at": {"help_text": "When it last changed."},
        }

    def get_is_two_factor_on(self, profile: UserProfile) -> bool:
        return two_factor.is_on(profile.user)

    def get_is_phone_verified(self, profile: UserProfile) -> bool:
        return profile.phone_verified_at is not None

    def get_is_on_holiday(self, profile: UserProfile) -> bool:
        return profile.holiday_since is not None


class ProfileIn(In):
    first_name = Text(max_length=100, required=False, help_text="Given name.")
    last_name = Text(max_length=100, required=False, help_text="Family name.")
    language = serializers.ChoiceField(
        ["ar", "en"], required=False, help_text="The language of mails and push messages."
    )
    phone_number = OptionalPhone()
    profile_picture = Picture(
        required=False, allow_null=True, help_text="JPEG, PNG or WebP up to 10 MiB, as multipart."
    )
    address = Text(
        max_length=500, required=False, allow_blank=True, allow_null=True, help_text="A free line."
    )
    specialty = Text(
        max_length=100,
        required=False,
        allow_blank=True,
        allow_null=True,
        help_text="An artist's craft.",
    )
    bio = Text(
        max_length=4000,
        required=False,
        allow_blank=True,
        allow_null=True,
        help_text="What the seller tells about the work.",
    )
    social_media = SocialMedia(
        required=False,
        allow_null=True,
        help_text="Names of networks with an address or handle each.",
    )
    display_name_en = Text(
        max_length=201, required=False, allow_blank=True, help_text="A seller's name in English."
    )
    policies = Text(
        max_length=4000, required=False, allow_blank=True, help_text="A seller's terms."
    )
    is_on_holiday = serializers.BooleanField(
        required=False, help_text="Take a seller's pieces off the market for a while."
    )


class ConsentIn(In):
    purpose = serializers.ChoiceField(
        ["promotion", "analytics"], help_text="What one agrees to, or no longer does."
    )
    is_given = serializers.BooleanField(help_text="Whether one does.")


class ConsentOut(serializers.ModelSerializer[Consent]):
    class Meta:
        model = Consent
        fields = ["purpose", "is_given", "version", "created_at"]
        extra_kwargs = {
            "purpose": {"help_text": "`terms`, `privacy`, `promotion` or `analytics`."},
            "is_given": {"help_text": "Whether one agrees."},
            "version": {"help_text": "Which wording it was."},
            "created_at": {"help_text": "Since when."},
        }


DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,30})?([eE]-\d{1,2})?", re.ASCII)


# --- addresses ----------------------------------------------------------------------------------
class GovernorateOut(serializers.ModelSerializer[Governorate]):
    name = Localised(help_text="Its name in the language asked for.")

    class Meta:
        model = Governorate
        fields = ["code", "name"]
        extra_kwargs = {"code": {"help_text": "ISO 3166-2:EG without the country."}}


class GovernorateCode(serializers.SlugRelatedField):  # type: ignore[type-arg]
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "One of the 27 governorates, such as `C` or `ASN`.")
        super().__init__(slug_field="code", queryset=Governorate.objects.all(), **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        known = addresses.governorates()
        if not isinstance(data, str) or data.upper() not in known:
            self.fail("does_not_exist", slug_name="code", value=str(data)[:20])
        return known[data.upper()]


class Coordinate(serializers.DecimalField):
    """Degrees. A phone gives them with all the decimals of its floating-point numbers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=9, decimal_places=6, **kwargs)

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, bool) or not isinstance(data, str | int | float | Decimal):
            self.fail("invalid")
        text = western_digits(str(data)).strip()
        if not DEGREES.fullmatch(text):
            self.fail("invalid")
        return super().to_internal_value(str(Decimal(text).quantize(Decimal("0.000001"))))


class AddressIn(In):
    label = Text(  # type: ignore[assignment]
        max_length=50, required=False, allow_blank=True, help_text="Home, work, …"
    )
    recipient = Text(max_length=150, help_text="Who takes the parcel.")
    phone_number = Phone()
    governorate = GovernorateCode()
    city = Text(max_length=100, help_text="City or district.")
    street = Text(max_length=200, help_text="Street.")
    building = Text(max_length=50, help_text="Number or name of the building.")
    floor = Text(max_length=20, required=False, allow_blank=True, help_text="Floor.")
    apartment = Text(max_length=20, required=False, allow_blank=True, help_text="Apartment.")
    landmark = Text(
        max_length=200, required=False, allow_blank=True, help_text="What it is near to."
    )
    latitude = Coordinate(
        min_value=-90,
        max_value=90,
        required=False,
        allow_null=True,
        help_text="Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.",
    )
    longitude = Coordinate(
        min_value=-180,
        max_value=180,
        required=False,
        allow_null=True,
        help_text="Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.",
    )
    is_default = serializers.BooleanField(
        default=False, help_text="Whether orders go there unless said otherwise."
    )


class AddressOut(serializers.ModelSerializer[Address]):
    governorate = GovernorateOut(help_text="Its governorate.")

    class Meta:
        model = Address
        fields = [
            "id",
            "label",
            "recipient",
            "phone_number",
            "governorate",
            "city",
            "street",
            "building",
            "floor",
            "apartment",
            "landmark",
            "latitude",
            "longitude",
            "is_default",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "label": {"help_text": "Home, work, …"},
            "recipient": {"help_text": "Who takes the parcel."},
            "phone_number": {"help_text": "In E.164."},
            "city": {"help_text": "City or district."},
            "street": {"help_text": "Street."},
            "building": {"help_text": "Number or name of the building."},
            "floor": {"help_text": "Floor."},
            "apartment": {"help_text": "Apartment."},
            "landmark": {"help_text": "What it is near to."},
            "latitude": {"help_text": "Of a pin on the map, or null."},
            "longitude": {"help_text": "Of a pin on the map, or null."},
            "is_default": {"help_text": "Whether orders go there unless said otherwise."},
            "created_at": {"help_text": "When it was added."},
            "updated_at": {"help_text": "When it last changed."},
        }


# --- sellers ------------------------------------------------------------------------------------
class ApplicationIn(In):
    user_type = serializers.ChoiceField(
        ["artist", "store"], help_text="An artist works alone; a store has a name of its own."
    )
    specialty = Text(
        max_length=100, required=False, allow_blank=True, help_text="An artist's craft."
    )
    bio = Text(
        max_length=4000, required=False, allow_blank=True, help_text="About the maker and the work."
    )
    store_name = Text(max_length=100, required=False, allow_blank=True, help_text="A store's name.")
    tax_id = Text(
        max_length=50,
        required=False,
        allow_blank=True,
        help_text="The tax number of a registered business; makers at home have none.",
    )
    has_physical_store = serializers.BooleanField(
        default=False, help_text="Whether there is a shop one can go to."
    )
    social_media = SocialMedia(
        required=False, default=dict, help_text="Names of networks with an address or handle each."
    )
    governorate = GovernorateCode(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        needed = {"artist": ("specialty", "bio"), "store": ("store_name",)}[attrs["user_type"]]
        missing = {name: [_("This field is required.")] for name in needed if not attrs.get(name)}
        if missing:
            raise serializers.ValidationError(missing, code="required")
        return attrs


class DocumentOut(In):
    id = serializers.IntegerField(help_text="Its id.")
    kind = serializers.CharField(help_text="What it is.")
    content_type = serializers.CharField(help_text="Its media type.")
    url = serializers.CharField(help_text="An address that shows it for five minutes.")


class ApplicationOut(serializers.ModelSerializer[SellerApplication]):
    social_media = as_stored(
        SocialMedia(), help_text="Names of networks with an address or handle each."
    )

    class Meta:
        model = SellerApplication
        fields = [
            "id",
            "user_type",
            "track",
            "specialty",
            "bio",
            "store_name",
            "tax_id",
            "has_physical_store",
            "social_media",
            "governorate",
            "status",
            "reasons",
            "submitted_at",
            "decided_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "user_type": {"help_text": "`artist` or `store`."},
            "track": {"help_text": "`home` without papers, `business` with a tax number."},
            "specialty": {"help_text": "An artist's craft."},
            "bio": {"help_text": "About the maker and the work."},
            "store_name": {"help_text": "A store's name."},
            "tax_id": {"help_text": "The tax number."},
            "has_physical_store": {"help_text": "Whether there is a shop one can go to."},
            "governorate": {"help_text": "Where the seller works."},
            "status": {"help_text": "Where it stands."},
            "reasons": {"help_text": "What staff said about it."},
            "submitted_at": {"help_text": "When it was handed in."},
            "decided_at": {"help_text": "When it was decided, or null."},
        }


class ApplicationEventOut(serializers.ModelSerializer[ApplicationEvent]):
    class Meta:
        model = ApplicationEvent
        fields = ["from_status", "to_status", "reasons", "created_at"]
        extra_kwargs = {
            "from_status": {"help_text": "Where it stood; empty for the first."},
            "to_status": {"help_text": "Where it went."},
            "reasons": {"help_text": "What was said."},
            "created_at": {"help_text": "When it was."},
        }


class VerificationOut(In):
    status = serializers.ChoiceField(
        ["none", "pending", "changes_requested", "approved", "rejected", "suspended"],
        help_text="`none` before an application.",
    )
    reasons = serializers.CharField(help_text="What staff said about it.")
    history = ApplicationEventOut(many=True, help_text="Each step, oldest first.")
    documents = DocumentOut(many=True, help_text="The papers that are still kept.")


class SellerOut(serializers.ModelSerializer[UserProfile]):
    """What everybody may know of a seller: never e-mail, phone or tax number."""

    id = Id(source="user_id", help_text="The seller's id.")
    name = serializers.SerializerMethodField(help_text="The public name in the language asked for.")
    picture = serializers.ImageField(
        source="profile_picture", allow_null=True, help_text="Address of the picture, or null."
    )
    rating_average = serializers.SerializerMethodField(
        help_text="Mean of all ratings of the seller's pieces, or null."
    )
    governorate = GovernorateOut(allow_null=True, help_text="Where the seller works, or null.")
    since = serializers.DateTimeField(source="verified_at", help_text="Selling since.")
    is_on_holiday = serializers.SerializerMethodField(help_text="Whether the shop rests.")

    class Meta:
        model = UserProfile
        fields = [
            "id",
            "name",
            "user_type",
            "picture",
            "specialty",
            "bio",
            "has_physical_store",
            "social_media",
            "governorate",
            "policies",
            "is_featured",
            "is_on_holiday",
            "product_count",
            "rating_average",
            "rating_count",
            "since",
        ]
        extra_kwargs = {
            "user_type": {"help_text": "`artist` or `store`."},
            "specialty": {"help_text": "The craft."},
            "bio": {"help_text": "What the seller tells about the work."},
            "has_physical_store": {"help_text": "Whether there is a shop one can go to."},
            "social_media": {"help_text": "Names of networks with an address or handle each."},
            "policies": {"help_text": "The seller's terms."},
            "is_featured": {"help_text": "Whether staff show the seller first."},
            "product_count": {"help_text": "How many pieces are on the market."},
            "rating_count": {"help_text": "How many ratings there are."},
        }

    def get_name(self, profile: UserProfile) -> str:
        return localised(profile, "display_name") or ""

    def get_rating_average(self, profile: UserProfile) -> float | None:
        if not profile.rating_count:
            return None
        return round(profile.rating_sum / profile.rating_count, 2)

    def get_is_on_holiday(self, profile: UserProfile) -> bool:
        return profile.holiday_since is not None


class SellerQuery(In):
    user_type = serializers.ChoiceField(
        ["artist", "store"], required=False, help_text="Only artists, or only stores."
    )
    q = Text(max_length=100, required=False, help_text="Part of the name.")
    specialty = Text(max_length=100, required=False, help_text="Part of the craft's name.")
    featured = serializers.BooleanField(required=False, help_text="Only those shown first.")
    governorate = GovernorateCode(required=False)
