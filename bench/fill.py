"""Databases of any size, made in SQL from a few rows that the program itself has written."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction

from core.ids import next_id
from custom_auth.models import Address, Governorate, Session, User, UserProfile
from custom_auth.tokens import access_token
from orders.actions import checkout
from orders.actions.offers import Wish
from orders.models import Order
from orders.rules.states import Method
from products.actions import categories, products
from products.actions.publish import publish
from products.models import Category, Product, ProductImage, Review, Variant

FIRST_ID = 1_000_000_000
CATEGORIES, SELLERS, BUYERS = 50, 200, 500
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
            " AND table_schema = 'public' AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]


def multiply(
    table: str,
    changed: Mapping[str, str],
    *,
    where: str,
    source: str,
) -> int:
    """Copy the rows ``where`` of ``table`` once for each row of ``source``, with columns ``changed``.

    ``changed`` holds SQL over ``t``, the copied row, and what ``source`` offers. Gives how many.
    """
    names = columns(table)
    values = [changed.get(name, f't."{name}"') for name in names]
    quoted = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({quoted}) SELECT {", ".join(values)} '
            f'FROM "{table}" t, {source} WHERE {where}'
        )
        return int(cursor.rowcount)


def people() -> tuple[list[User], list[User]]:
    """Make the sellers and the buyers, with an address and a session each for the latter."""
    sellers = [
        User(pk=next_id(), email=f"seller{i}@bench.example", password="!") for i in range(SELLERS)
    ]
    buyers = [
        User(pk=next_id(), email=f"buyer{i}@bench.example", password="!") for i in range(BUYERS)
    ]
    User.objects.bulk_create([*sellers, *buyers])
    governorate = Governorate.objects.get(code="C")
    UserProfile.objects.bulk_create(
        [
            *(
                UserProfile(
                    user=user,
                    user_type="artist",
                    is_verified=True,
                    verified_at=NOW,
                    display_name=f"ورشة {number}",
                    governorate=governorate,
                )
                for number, user in enumerate(sellers)
            ),
            *(UserProfile(user=user) for user in buyers),
        ]
    )
    Address.objects.bulk_create(
        Address(
            user=user,
            recipient="منى عادل",
            phone_number="+201001234567",
            governorate=governorate,
            city="مدينة نصر",
            street="شارع عباس العقاد",
            building="12",
            is_default=True,
        )
        for user in buyers
    )
    return sellers, buyers


def tokens(buyers: list[User]) -> list[str]:
    """Sign everybody in; gives their access tokens."""
    now = datetime.now(UTC)
    sessions = Session.objects.bulk_create(
        Session(user=user, last_used_at=now, expires_at=now + timedelta(days=30), device="bench")
        for user in buyers
    )
    return [
        access_token(user_id=session.user_id, session_id=session.pk, now=now)
        for session in sessions
    ]


def _template(seller: User, category: Category) -> Product:
    product = products.add(
        seller,
        now=NOW,
        name="فازة فخار فيومي زرقاء",
        name_en="Blue Fayoum vase",
        description="فازة فخار معمولة على الدولاب في قرية تونس بالفيوم، محروقة ومطلية. " * 4,
        price=Decimal("280.00"),
        stock=1_000_000,
        category=category,
    )
    names = {"320": "products/aa/aa.webp", "640": "products/bb/bb.webp"}
    for is_primary in (True, False):
        ProductImage.objects.create(
            product=product,
            status="ready",
            width=1600,
            height=1600,
            blurhash="LEHV6nWB2yk8pyo0adR*.7kCMdnj",
            renditions={"webp": names, "avif": {}},
            is_primary=is_primary,
            alt="فازة",
        )
    publish([product.pk])
    return product


def goods(sellers: list[User], count: int, *, reviews: int = 0) -> list[int]:
    """Make ``count`` pieces on show, spread over sellers and categories; gives some of their ids."""
    with transaction.atomic():
        leaves = [
            categories.add(name=f"حرفة {i}", name_en=f"Craft {i}", parent=None)
            for i in range(CATEGORIES)
        ]
        template = _template(sellers[0], leaves[0])
    variant = Variant.objects.get(product=template)
    with transaction.atomic(), connection.cursor() as cursor:
        # What triggers would do for each row is done for all of them below.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("CREATE TEMP TABLE bench_people (n integer PRIMARY KEY, id bigint)")
        cursor.executemany(
            "INSERT INTO bench_people VALUES (%s, %s)", [(i, u.pk) for i, u in enumerate(sellers)]
        )
        cursor.execute("CREATE TEMP TABLE bench_leaves (n integer PRIMARY KEY, id bigint)")
        cursor.executemany(
            "INSERT INTO bench_leaves VALUES (%s, %s)", [(i, c.pk) for i, c in enumerate(leaves)]
        )
        source = f"""(
            SELECT g, {FIRST_ID}::bigint + g AS new_id, s.id AS new_seller, c.id AS new_category, s.n AS sn,
                   c.n AS cn, (20 + g * 7919 %% 1500)::numeric(14, 2) AS new_price,
                   timestamptz '2025-11-01' + g * (interval '1 year' / {count}) AS new_at
              FROM generate_series(1::bigint, {count}) g
              JOIN bench_people s ON s.n = g %% {len(sellers)}
              JOIN bench_leaves c ON c.n = g %% {CATEGORIES}) x""".replace("%%", "%")
        where = f"t.id = {template.pk}"
        multiply(
            "products_product",
            {
                "id": "new_id",
                "sku": "'B-' || g",
                "slug": "'vase-' || g",
                "price": "new_price",
                "category_id": "new_category",
                "seller_id": "new_seller",
                "popularity": "(g * 31 % 1000)::float8",
                "published_at": "new_at",
                "created_at": "new_at",
            },
            where=where,
            source=source,
        )
        multiply(
            "products_variant",
            {"id": "new_id", "product_id": "new_id", "sku": "'B-' || g"},
            where=f"t.id = {variant.pk}",
            source=source,
        )
        multiply(
            "products_stockmovement",
            {"id": "new_id", "variant_id": "new_id"},
            where=f"t.variant_id = {variant.pk}",
            source=source,
        )
        multiply(
            "products_productimage",
            {"id": "2 * new_id + (NOT t.is_primary)::int", "product_id": "new_id"},
            where=f"t.product_id = {template.pk}",
            source=source,
        )

        def reworded(text: str) -> str:
            pairs = [
                (f'"id":{template.pk},', "'\"id\":' || new_id || ','"),
                (f'"sku":"{template.sku}"', "'\"sku\":\"B-' || g || '\"'"),
                (f'"id":{variant.pk},', "'\"id\":' || new_id || ','"),
                ('"price":"280.00"', "'\"price\":\"' || new_price || '\"'"),
                (f'"category":{{"id":{leaves[0].pk}', '\'"category":{"id":\' || new_category'),
                (f'"seller":{{"id":{sellers[0].pk}', '\'"seller":{"id":\' || new_seller'),
            ]
            for old, new in pairs:
                text = f"replace({text}, '{old}', {new})"
            return text

        multiply(
            "products_listing",
            {
                "product_id": "new_id",
                "category_id": "new_category",
                "seller_id": "new_seller",
                "price": "new_price",
                "popularity": "(g * 31 % 1000)::float8",
                "published_at": "new_at",
                "changed_at": "new_at",
                "variant_ids": "ARRAY[new_id]",
                "card_ar": reworded("t.card_ar"),
                "card_en": reworded("t.card_en"),
                "detail_ar": reworded("t.detail_ar"),
                "detail_en": reworded("t.detail_en"),
                "variants_ar": f"ARRAY[{reworded('t.variants_ar[1]')}]",
                "variants_en": f"ARRAY[{reworded('t.variants_en[1]')}]",
            },
            where=f"t.product_id = {template.pk}",
            source=source,
        )
        if reviews:
            given = Review.objects.create(product=template, user=sellers[0], rating=4)
            multiply(
                "products_review",
                {
                    "id": f"new_id * {reviews} + r",
                    "product_id": "new_id",
                    "user_id": "(SELECT id FROM bench_people WHERE n = r)",
                },
                where=f"t.id = {given.pk}",
                source=f"{source} CROSS JOIN generate_series(0, {reviews - 1}) r",
            )
        cursor.execute("DROP TABLE bench_people, bench_leaves")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    step = max(count // 200, 1)
    return [FIRST_ID + 1 + i * step for i in range(min(200, count))]


def orders(sellers: list[User], buyers: list[User], count: int, *, pieces: int) -> None:
    """Make ``count`` orders of three lines from two sellers, spread over so many pieces and all people."""
    address = Address.objects.get(user=buyers[0])
    first = [FIRST_ID + 1, FIRST_ID + 1 + len(sellers), FIRST_ID + 2]
    request = checkout.Request(
        wishes=[Wish(pk, 1) for pk in first],
        destination=checkout.destination(address),
        method=Method.CASH_ON_DELIVERY,
    )
    with transaction.atomic():
        placed = checkout.place(request, buyer=buyers[0], from_cart=False, now=datetime.now(UTC))
    order = Order.objects.get(pk=placed.pk)
    parcels = list(order.parcels.order_by("pk").values_list("pk", flat=True))
    items = list(order.items.order_by("pk").values_list("pk", flat=True))
    events = list(order.events.order_by("pk").values_list("pk", flat=True))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL synchronous_commit = off")
        for table, people in (("bench_buyers", buyers), ("bench_sellers", sellers)):
            cursor.execute(f"CREATE TEMP TABLE {table} (n integer PRIMARY KEY, id bigint)")
            cursor.executemany(
                f"INSERT INTO {table} VALUES (%s, %s)", [(i, u.pk) for i, u in enumerate(people)]
            )
        source = (
            f"(SELECT g, {FIRST_ID}::bigint + g AS new_id, b.id AS new_user "
            f"FROM generate_series(1, {count}) g JOIN bench_buyers b ON b.n = g % {len(buyers)}) x"
        )
        # The pieces of the n-th order are n further than the first's, and so are their sellers.
        piece = f"{FIRST_ID + 1} + (t.product_id - {FIRST_ID + 1} + g) % {pieces}"
        seller = (
            f"(SELECT s.id FROM bench_sellers s WHERE s.n = (g + CASE t.seller_id"
            f" WHEN {sellers[1].pk} THEN 1 ELSE 2 END) % {len(sellers)})"
        )
        multiply(
            "orders_order",
            {"id": "new_id", "number": "'9' || lpad(g::text, 10, '0')", "user_id": "new_user"},
            where=f"t.id = {order.pk}",
            source=source,
        )

        def renumbered(column: str, ids: list[int]) -> str:
            whens = " ".join(f"WHEN {pk} THEN new_id * 8 + {i}" for i, pk in enumerate(ids))
            return f"CASE t.{column} {whens} END"

        multiply(
            "orders_parcel",
            {"id": renumbered("id", parcels), "order_id": "new_id", "seller_id": seller},
            where=f"t.order_id = {order.pk}",
            source=source,
        )
        multiply(
            "orders_orderitem",
            {
                "id": renumbered("id", items),
                "order_id": "new_id",
                "parcel_id": renumbered("parcel_id", parcels),
                "product_id": piece,
                "variant_id": piece,
                "seller_id": seller,
            },
            where=f"t.order_id = {order.pk}",
            source=source,
        )
        multiply(
            "orders_orderevent",
            {
                "id": renumbered("id", events),
                "order_id": "new_id",
                "parcel_id": renumbered("parcel_id", parcels),
            },
            where=f"t.order_id = {order.pk}",
            source=source,
        )
        cursor.execute("DROP TABLE bench_buyers, bench_sellers")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
