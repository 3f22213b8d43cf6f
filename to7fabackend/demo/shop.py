"""The demo's people and goods: staff, sellers, buyers, the tree, and everything on its shelves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone

from core.images import as_webp
from core.transactions import joins_transaction
from custom_auth.actions import sellers as applications
from custom_auth.models import (
    Address,
    ApplicationEvent,
    Consent,
    SellerApplication,
    User,
    UserProfile,
)
from custom_auth.rules import ApplicationStatus
from products.actions import categories
from products.actions.products import slug_of
from products.actions.publish import publish
from products.models import Attribute, Category, PriceChange, Product, StockMovement, Variant
from products.rules import Movement, State, all_choices, heat
from to7fabackend.demo import people, pictures
from to7fabackend.demo.catalogue import COLOURS_EN, MATERIALS_EN, TREE, Goods, goods
from to7fabackend.demo.chance import dice
from to7fabackend.demo.clock import as_of
from to7fabackend.demo.sellers import SELLERS, Profile
from wallet.models import PayoutRules

PASSWORD = "tohfa-demo-2026"  # noqa: S105 - the demo's, told to everybody
BUYERS = 200
# The stores behind the two accounts that visitors sign in to.
ARTIST_STORE, STORE_STORE = "فخار قرية تونس", "نحاسين المعز"
# Applications in every state, so that the work queue has something in it.
APPLICANTS: list[tuple[str, str, str, str, ApplicationStatus, str]] = [
    ("هدى", "أبو النجا", "artist", "تطريز تلّي", ApplicationStatus.PENDING, ""),
    ("كيرلس", "ناشد", "artist", "أيقونات على الخشب", ApplicationStatus.PENDING, ""),
    ("منال", "الشاذلي", "store", "بيت المكرمية", ApplicationStatus.PENDING, ""),
    ("سيد", "عبد القوي", "store", "ورشة الأويما", ApplicationStatus.PENDING, ""),
    (
        "رشا",
        "البدري",
        "artist",
        "حلي من النحاس",
        ApplicationStatus.CHANGES_REQUESTED,
        "صورة البطاقة غير واضحة، نرجو رفعها من جديد.",
    ),
    (
        "عماد",
        "الليثي",
        "store",
        "تحف الشرق",
        ApplicationStatus.REJECTED,
        "القطع المعروضة مستوردة وليست صنعة يدوية.",
    ),
    (
        "نجلاء",
        "فوزي",
        "store",
        "ركن الهدايا",
        ApplicationStatus.SUSPENDED,
        "شكاوى متكررة من تأخر الشحن.",
    ),
    ("تامر", "جابر", "artist", "نحت على الصابون", ApplicationStatus.PENDING, ""),
    ("ياسمين", "رجب", "artist", "رسم على الحرير", ApplicationStatus.PENDING, ""),
]


@joins_transaction
def make_people(now: datetime) -> None:
    """Make the accounts: visitors' own, sellers', applicants', and buyers with their addresses."""
    hashed = make_password(PASSWORD)
    long_ago = now - timedelta(days=400)
    # Visitors want to see a withdrawal through; nobody waits for a day here.
    PayoutRules.objects.update_or_create(pk=1, defaults={"new_destination_hours": 0})
    with as_of(long_ago):
        _account("admin@tohfa.example", "مدير", "تحفة", hashed, is_staff=True, is_superuser=True)
        _account("buyer@tohfa.example", "منى", "عادل", hashed, phone="+201001234567")
        _account("buyer2@tohfa.example", "كريم", "سمير", hashed, phone="+201112345678")
        for profile in SELLERS.values():
            _make_seller(profile, hashed)
    for number, applicant in enumerate(APPLICANTS):
        with as_of(long_ago):
            user = _make_applicant(number, applicant, hashed)
        _apply(user, number, applicant, now)
    _make_buyers(hashed, long_ago)
    for email, code in (("buyer@tohfa.example", "C"), ("buyer2@tohfa.example", "ASN")):
        _add_address(User.objects.get(email=email), email, code)


def _account(
    email: str, first: str, last: str, hashed: str, *, phone: str | None = None, **fields: Any
) -> User:
    user = User(email=email, first_name=first, last_name=last, password=hashed, **fields)
    user.email_verified_at = timezone.now()
    user.save()
    UserProfile.objects.create(user=user, phone_number=phone)
    Consent.objects.bulk_create(
        Consent(user=user, purpose=purpose, version="2026-11", is_given=True)
        for purpose in ("terms", "privacy")
    )
    return user


def _make_seller(profile: Profile, hashed: str) -> None:
    emails = {ARTIST_STORE: "artist@tohfa.example", STORE_STORE: "store@tohfa.example"}
    kind = profile.kind
    user = _account(
        emails.get(profile.store, profile.email), profile.first_name, profile.last_name, hashed
    )
    own = user.profile
    own.user_type = kind
    own.is_verified = True
    own.verified_at = timezone.now() + timedelta(days=20)
    own.display_name, own.display_name_en = profile.store, profile.store_en
    own.store_name = profile.store if kind == "store" else None
    own.specialty, own.bio = profile.specialty, profile.bio
    own.social_media = profile.social_media
    own.governorate_id = profile.governorate
    own.policies = profile.policies
    own.has_physical_store = profile.has_shop
    name = f"profile_pictures/{profile.handle}.webp"
    if not default_storage.exists(name):
        picture = as_webp(pictures.avatar(profile.handle, 320), longest_side=320)
        default_storage.save(name, ContentFile(picture))
    own.profile_picture = name
    own.save()
    application = SellerApplication.objects.create(
        user=user,
        user_type=kind,
        track="home" if kind == "artist" else "business",
        specialty=profile.specialty,
        bio=profile.bio,
        store_name=own.store_name or "",
        has_physical_store=profile.has_shop,
        social_media=profile.social_media,
        governorate_id=profile.governorate,
        status=ApplicationStatus.APPROVED,
        submitted_at=own.verified_at - timedelta(days=3),
        decided_at=own.verified_at,
    )
    _note(application, "", ApplicationStatus.PENDING, application.submitted_at)
    _note(application, ApplicationStatus.PENDING, ApplicationStatus.APPROVED, own.verified_at)


def _note(application: SellerApplication, before: str, after: str, at: datetime) -> None:
    step = ApplicationEvent.objects.create(
        application=application,
        from_status=before,
        to_status=after,
        by=application.user if not before else User.objects.get(email="admin@tohfa.example"),
    )
    ApplicationEvent.objects.filter(pk=step.pk).update(created_at=at)


def _make_applicant(
    number: int,
    applicant: tuple[str, str, str, str, ApplicationStatus, str],
    hashed: str,
) -> User:
    first, last, *_ = applicant
    return _account(f"applicant{number + 1}@tohfa.example", first, last, hashed)


def _apply(
    user: User,
    number: int,
    applicant: tuple[str, str, str, str, ApplicationStatus, str],
    now: datetime,
) -> None:
    """Hand in an application some days ago, and have it decided today if it is."""
    _, _, kind, craft, status, reasons = applicant
    told = {"specialty": craft} if kind == "artist" else {"store_name": craft}
    asked_at = now - timedelta(days=number, hours=3 * number)
    staff = User.objects.get(email="admin@tohfa.example")
    with as_of(asked_at):
        application = applications.apply(
            user,
            papers=[],
            now=asked_at,
            user_type=kind,
            bio=f"أعمل في {craft} منذ سنوات وأحب أن أصل إلى من يقدّر الصنعة.",
            governorate_id=people.governorate(f"applicant {number}"),
            **told,
        )
        if status is ApplicationStatus.SUSPENDED:
            applications.decide(application, ApplicationStatus.APPROVED, by=staff, now=asked_at)
    if status is not ApplicationStatus.PENDING:
        with as_of(now):
            applications.decide(application, status, by=staff, now=now, reasons=reasons)


def _make_buyers(hashed: str, joined: datetime) -> None:
    """Make the buyers in bulk; each joined some time in the year before."""
    known = people.buyers(BUYERS)
    users = []
    for person in known:
        chance = dice("joined", person.email)
        moment = joined + timedelta(days=chance.randint(0, 330), minutes=chance.randint(0, 1400))
        user = User(
            email=person.email,
            first_name=person.first_name,
            last_name=person.last_name,
            password=hashed,
            email_verified_at=moment,
        )
        user.date_joined = moment
        users.append(user)
    users = User.objects.bulk_create(users)
    UserProfile.objects.bulk_create(
        UserProfile(user=user, phone_number=person.phone_number)
        for user, person in zip(users, known, strict=True)
    )
    Address.objects.bulk_create(
        _address(user, person.email, person.governorate, person.phone_number)
        for user, person in zip(users, known, strict=True)
    )


def _add_address(user: User, seed: str, code: str) -> None:
    _address(user, seed, code, user.profile.phone_number or "").save()


def _address(user: User, seed: str, code: str, phone: str) -> Address:
    place = people.address(seed, code)
    return Address(
        user=user,
        label=place.label,
        recipient=user.get_full_name(),
        phone_number=phone,
        governorate_id=place.governorate,
        city=place.city,
        street=place.street,
        building=place.building,
        floor=place.floor,
        apartment=place.apartment,
        landmark=place.landmark,
        latitude=place.latitude,
        longitude=place.longitude,
        is_default=True,
    )


# --- goods --------------------------------------------------------------------------------------
@joins_transaction
def make_tree() -> dict[str, Category]:
    """Make the categories and what can be said of their pieces; gives them by the catalogue's code."""
    names = {one.category: (one.category_name, one.category_name_en) for one in goods()}
    found: dict[str, Category] = {}
    roots = []
    for position, ((name, name_en), codes) in enumerate(TREE.items()):
        root = categories.add(name=name, name_en=name_en, position=position)
        roots.append(root)
        for place, code in enumerate(codes):
            leaf_name, leaf_name_en = names[code]
            found[code] = categories.add(
                name=leaf_name, name_en=leaf_name_en, slug=code, parent=root, position=place
            )
            _add_banner(found[code], code)
    _make_attributes(roots)
    return found


def _add_banner(category: Category, code: str) -> None:
    name = f"category_images/{code}.webp"
    if not default_storage.exists(name):
        picture = as_webp(pictures.banner(code, (990, 330)), longest_side=990)
        default_storage.save(name, ContentFile(picture))
    Category.objects.filter(pk=category.pk).update(image=name)


def _make_attributes(roots: Sequence[Category]) -> None:
    rows = [
        Attribute(
            code="material",
            name="الخامة",
            name_en="Material",
            kind="choices",
            choices=[{"value": ar, "value_en": en} for ar, en in MATERIALS_EN.items()],
            is_facet=True,
            position=0,
        ),
        Attribute(
            code="colour",
            name="اللون",
            name_en="Colour",
            kind="colour",
            choices=[{"value": ar, "value_en": en} for ar, en in COLOURS_EN.items()],
            is_facet=True,
            position=1,
        ),
        Attribute(code="size", name="القياس", name_en="Size", kind="text", position=2),
        Attribute(
            code="technique", name="طريقة الصنع", name_en="Technique", kind="text", position=3
        ),
        Attribute(
            code="weight", name="الوزن", name_en="Weight", kind="number", unit="جم", position=4
        ),
    ]
    for attribute in rows:
        attribute.save()
        attribute.categories.set(roots)


@joins_transaction
def make_products(tree: dict[str, Category], now: datetime) -> list[Product]:
    """Put the goods on the shelves, in bulk, with stock and the history of their prices."""
    sellers = {
        profile.display_name: profile.user
        for profile in UserProfile.objects.select_related("user").filter(is_verified=True)
    }
    made = [_product(one, tree, sellers, now) for one in goods()]
    products = Product.objects.bulk_create(made)
    Product.objects.update(created_at=F("published_at"))
    by_sku = {product.sku: product for product in products}
    variants = [variant for one in goods() for variant in _variants(one, by_sku[one.sku])]
    Variant.objects.bulk_create(variants)
    StockMovement.objects.bulk_create(
        StockMovement(
            variant=variant,
            change=variant.stock,
            reason=Movement.INITIAL,
            created_at=variant.product.published_at or now,
        )
        for variant in variants
        if variant.stock
    )
    PriceChange.objects.bulk_create(
        change for product in products for change in _prices(product, now)
    )
    ids = [product.pk for product in products]
    for start in range(0, len(ids), 100):
        publish(ids[start : start + 100])
    return products


def _product(
    one: Goods, tree: dict[str, Category], sellers: dict[str, User], now: datetime
) -> Product:
    chance = dice("product", one.sku)
    shown_since = now - timedelta(days=chance.randint(5, 360), minutes=chance.randint(0, 1400))
    is_reduced = chance.random() < 0.15
    return Product(
        sku=one.sku,
        name=one.name,
        name_en=one.name_en,
        slug=slug_of(one.name_en or one.name),
        description=one.description,
        price=one.price,
        compare_at_price=(one.price * Decimal("1.2")).quantize(Decimal(1)) if is_reduced else None,
        category=tree[one.category],
        seller=sellers[one.store],
        is_featured=chance.random() < 0.06,
        state=State.APPROVED,
        options=one.options,
        attributes=one.attributes,
        personalisation=one.personalisation,
        made_to_order=one.made_to_order,
        lead_time_days=one.lead_days,
        one_of_a_kind=one.one_of_a_kind,
        weight_grams=one.grams,
        low_stock_at=2,
        popularity=heat(1.0 + one.sales, now - timedelta(days=30)),
        published_at=shown_since,
    )


def _variants(one: Goods, product: Product) -> list[Variant]:
    combinations = all_choices(one.options)
    chance = dice("variants", one.sku)
    rows = []
    for position, choices in enumerate(combinations):
        share = one.stock if len(combinations) == 1 else chance.randint(0, 8) * (one.stock > 0)
        rows.append(
            Variant(
                product=product,
                sku=one.sku if not choices else f"{one.sku}-{position + 1}",
                choices=choices,
                stock=share,
                position=position,
            )
        )
    if one.stock and not any(row.stock for row in rows):
        rows[0].stock = 3
    return rows


def _prices(product: Product, now: datetime) -> list[PriceChange]:
    began = product.published_at or now
    if product.compare_at_price is None:
        return [PriceChange(product=product, price=product.price, began_at=began)]
    reduced = max(began + timedelta(days=2), now - timedelta(days=9))
    return [
        PriceChange(product=product, price=product.compare_at_price, began_at=began),
        PriceChange(product=product, price=product.price, began_at=reduced),
    ]
