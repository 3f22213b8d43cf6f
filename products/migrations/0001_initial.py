import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.ids
import products.models.catalogue


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_ids"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ShippingHint",
            fields=[
                ("seller_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("cost_from", core.fields.MoneyField(decimal_places=2, max_digits=14)),
                ("free_above", core.fields.MoneyField(decimal_places=2, max_digits=14, null=True)),
                ("days_min", models.PositiveSmallIntegerField()),
                ("days_max", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=100, verbose_name="English name"),
                ),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=120, unique=True, verbose_name="slug"
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, null=True, verbose_name="description"),
                ),
                (
                    "image",
                    models.ImageField(
                        blank=True,
                        max_length=255,
                        null=True,
                        upload_to="category_images/",
                        verbose_name="picture",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="shown")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "path",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="products.category",
                        verbose_name="parent",
                    ),
                ),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
            },
        ),
        migrations.CreateModel(
            name="Attribute",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=60, verbose_name="English name"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("number", "Number"),
                            ("choice", "Choice"),
                            ("choices", "Several choices"),
                            ("colour", "Colour"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                ("choices", models.JSONField(blank=True, default=list, verbose_name="choices")),
                ("is_facet", models.BooleanField(default=False, verbose_name="counted in filters")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "categories",
                    models.ManyToManyField(
                        blank=True, related_name="attributes", to="products.category"
                    ),
                ),
            ],
            options={
                "verbose_name": "attribute",
                "verbose_name_plural": "attributes",
            },
        ),
        migrations.CreateModel(
            name="CategoryChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("change", models.IntegerField()),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="products.category",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CategorySlug",
            fields=[
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=120, primary_key=True, serialize=False
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_slugs",
                        to="products.category",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("sku", models.CharField(max_length=40, unique=True, verbose_name="SKU")),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=255, verbose_name="English name"),
                ),
                ("slug", models.SlugField(allow_unicode=True, max_length=300, verbose_name="slug")),
                ("description", models.TextField(verbose_name="description")),
                (
                    "description_en",
                    models.TextField(blank=True, verbose_name="English description"),
                ),
                (
                    "price",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="price"),
                ),
                (
                    "compare_at_price",
                    core.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="price before",
                    ),
                ),
                (
                    "stock",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="stock"),
                ),
                (
                    "low_stock_at",
                    models.PositiveIntegerField(default=0, verbose_name="warn at a stock of"),
                ),
                ("is_featured", models.BooleanField(default=False, verbose_name="featured")),
                (
                    "featured_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="featured until"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="offered")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("pending", "Waiting for review"),
                            ("approved", "Approved"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("state_reasons", models.TextField(blank=True, verbose_name="reasons")),
                ("options", models.JSONField(blank=True, default=list, verbose_name="options")),
                (
                    "attributes",
                    models.JSONField(blank=True, default=dict, verbose_name="attributes"),
                ),
                (
                    "personalisation",
                    models.JSONField(blank=True, default=list, verbose_name="personalisation"),
                ),
                ("made_to_order", models.BooleanField(default=False, verbose_name="made to order")),
                (
                    "lead_time_days",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(180)],
                        verbose_name="days to make",
                    ),
                ),
                ("one_of_a_kind", models.BooleanField(default=False, verbose_name="one of a kind")),
                (
                    "weight_grams",
                    models.PositiveIntegerField(default=0, verbose_name="weight in grams"),
                ),
                ("story", models.TextField(blank=True, verbose_name="story")),
                ("story_en", models.TextField(blank=True, verbose_name="English story")),
                (
                    "provenance",
                    models.JSONField(blank=True, default=dict, verbose_name="provenance"),
                ),
                ("rating_sum", models.PositiveIntegerField(default=0)),
                ("rating_count", models.PositiveIntegerField(default=0)),
                (
                    "rating_histogram",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(),
                        default=products.models.catalogue.no_ratings,
                        size=5,
                    ),
                ),
                ("popularity", models.FloatField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="on show since"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="products.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="products",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seller",
                    ),
                ),
            ],
            options={
                "verbose_name": "product",
                "verbose_name_plural": "products",
            },
        ),
        migrations.CreateModel(
            name="ModerationEvent",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("from_state", models.CharField(blank=True, max_length=10)),
                ("to_state", models.CharField(max_length=10)),
                ("reasons", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moderation_events",
                        to="products.product",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PriceChange",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("price", core.fields.MoneyField(decimal_places=2, max_digits=14)),
                ("began_at", models.DateTimeField()),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_changes",
                        to="products.product",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProductImage",
            fields=[
                (
                    "image",
                    models.ImageField(
                        blank=True, max_length=255, upload_to="originals/", verbose_name="original"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Being processed"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="error")),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("blurhash", models.CharField(blank=True, max_length=60)),
                ("renditions", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("is_primary", models.BooleanField(default=False, verbose_name="primary")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("alt", models.CharField(blank=True, max_length=200, verbose_name="what is seen")),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="images",
                        to="products.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
            },
        ),
        migrations.CreateModel(
            name="ProductNews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("returned", "returned"), ("cheaper", "cheaper"), ("low", "low")],
                        max_length=10,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="products.product",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProductSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(allow_unicode=True, max_length=300)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_slugs",
                        to="products.product",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecentView",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("viewed_at", models.DateTimeField()),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="products.product",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="rating",
                    ),
                ),
                ("comment", models.TextField(blank=True, null=True, verbose_name="comment")),
                ("reply", models.TextField(blank=True, verbose_name="seller's reply")),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("is_hidden", models.BooleanField(default=False, verbose_name="hidden by staff")),
                (
                    "helpful_count",
                    models.PositiveIntegerField(default=0, verbose_name="found helpful by"),
                ),
                ("report_count", models.PositiveIntegerField(default=0, verbose_name="reports")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="products.product",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
            },
        ),
        migrations.CreateModel(
            name="ReviewImage",
            fields=[
                (
                    "image",
                    models.ImageField(
                        blank=True, max_length=255, upload_to="originals/", verbose_name="original"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Being processed"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="error")),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("blurhash", models.CharField(blank=True, max_length=60)),
                ("renditions", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="images",
                        to="products.review",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewReport",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("abuse", "Insulting"),
                            ("spam", "Advertising"),
                            ("false", "Untrue"),
                            ("private", "Private data"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("handled_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="products.review",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "review report",
                "verbose_name_plural": "review reports",
            },
        ),
        migrations.CreateModel(
            name="ReviewRight",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_rights",
                        to="products.product",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_rights",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewVote",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="products.review",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("changes", models.JSONField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revision",
                        to="products.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "waiting change",
                "verbose_name_plural": "waiting changes",
            },
        ),
        migrations.CreateModel(
            name="SalesMark",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("reached", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="sales_mark_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="ShopRules",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                (
                    "moderation",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody's"),
                            ("new_sellers", "New sellers'"),
                            ("everybody", "Everybody's"),
                        ],
                        default="nobody",
                        max_length=12,
                        verbose_name="whose pieces are looked at first",
                    ),
                ),
            ],
            options={
                "verbose_name": "catalogue rules",
                "verbose_name_plural": "catalogue rules",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="shop_rules_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Variant",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("sku", models.CharField(max_length=60, unique=True, verbose_name="SKU")),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "price",
                    core.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="own price",
                    ),
                ),
                ("stock", models.PositiveIntegerField(default=0, verbose_name="stock")),
                (
                    "weight_grams",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="own weight in grams"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="offered")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="products.productimage",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="variants",
                        to="products.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "variant",
                "verbose_name_plural": "variants",
            },
        ),
        migrations.CreateModel(
            name="StockMovement",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("change", models.IntegerField(verbose_name="change")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("initial", "Initial"),
                            ("correction", "Correction"),
                            ("sale", "Sale"),
                            ("cancelled", "Cancelled"),
                            ("expired", "Not paid in time"),
                            ("returned", "Returned"),
                            ("refused", "Refused at the door"),
                            ("finished", "Place in the workshop free"),
                        ],
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="for")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="at"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="movements",
                        to="products.variant",
                    ),
                ),
            ],
            options={
                "verbose_name": "stock movement",
                "verbose_name_plural": "stock movements",
            },
        ),
        migrations.CreateModel(
            name="WishlistItem",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("price_seen", core.fields.MoneyField(decimal_places=2, max_digits=14)),
                ("return_told_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishlist_items",
                        to="products.product",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishlist_items",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="listing",
                        serialize=False,
                        to="products.product",
                    ),
                ),
                ("category_id", models.BigIntegerField()),
                ("seller_id", models.BigIntegerField()),
                ("price", core.fields.MoneyField(decimal_places=2, max_digits=14)),
                ("rating", models.FloatField(default=0)),
                ("popularity", models.FloatField(default=0)),
                ("published_at", models.DateTimeField()),
                ("is_featured", models.BooleanField(default=False)),
                ("in_stock", models.BooleanField()),
                ("product_ok", models.BooleanField()),
                ("seller_ok", models.BooleanField()),
                ("category_ok", models.BooleanField()),
                (
                    "is_open",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.ExpressionWrapper(
                            models.Q(
                                ("category_ok", True), ("product_ok", True), ("seller_ok", True)
                            ),
                            output_field=models.BooleanField(),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "variant_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("card_ar", models.TextField()),
                ("card_en", models.TextField()),
                ("detail_ar", models.TextField()),
                ("detail_en", models.TextField()),
                (
                    "variants_ar",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "variants_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("published_at"), descending=True),
                        models.OrderBy(models.F("product_id"), descending=True),
                        condition=models.Q(("is_open", True)),
                        name="listing_newest",
                    ),
                    models.Index(
                        models.F("price"),
                        models.F("product_id"),
                        condition=models.Q(("is_open", True)),
                        name="listing_price",
                    ),
                    models.Index(
                        models.OrderBy(models.F("rating"), descending=True),
                        models.OrderBy(models.F("product_id"), descending=True),
                        condition=models.Q(("is_open", True)),
                        name="listing_rating",
                    ),
                    models.Index(
                        models.OrderBy(models.F("popularity"), descending=True),
                        models.OrderBy(models.F("product_id"), descending=True),
                        condition=models.Q(("is_open", True)),
                        name="listing_popular",
                    ),
                    models.Index(
                        models.F("category_id"),
                        models.OrderBy(models.F("published_at"), descending=True),
                        models.OrderBy(models.F("product_id"), descending=True),
                        condition=models.Q(("is_open", True)),
                        name="listing_category_newest",
                    ),
                    models.Index(
                        models.F("category_id"),
                        models.F("price"),
                        models.F("product_id"),
                        condition=models.Q(("is_open", True)),
                        name="listing_category_price",
                    ),
                    models.Index(
                        models.F("category_id"),
                        models.OrderBy(models.F("rating"), descending=True),
                        models.OrderBy(models.F("product_id"), descending=True),
                        condition=models.Q(("is_open", True)),
                        name="listing_category_rating",
                    ),
                    models.Index(
                        models.F("category_id"),
                        models.OrderBy(models.F("popularity"), descending=True),
                        models.OrderBy(models.F("product_id"), descending=True),
                        condition=models.Q(("is_open", True)),
                        name="listing_category_popular",
                    ),
                    models.Index(
                        models.F("seller_id"),
                        models.OrderBy(models.F("published_at"), descending=True),
                        models.OrderBy(models.F("product_id"), descending=True),
                        name="listing_of_seller",
                    ),
                    models.Index(
                        models.OrderBy(models.F("published_at"), descending=True),
                        models.OrderBy(models.F("product_id"), descending=True),
                        condition=models.Q(("is_featured", True), ("is_open", True)),
                        name="listing_featured",
                    ),
                    models.Index(
                        models.F("changed_at"), models.F("product_id"), name="listing_changed"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["seller", "-id"], name="product_of_seller"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["category"], name="product_of_category"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("state", "pending")),
                fields=["updated_at"],
                name="product_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("featured_until__isnull", False)),
                fields=["featured_until"],
                name="product_featured_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__gte", 0)), name="product_price_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("compare_at_price__isnull", True),
                    ("compare_at_price__gt", models.F("price")),
                    _connector="OR",
                ),
                name="product_compares_with_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("one_of_a_kind", False), ("stock__lte", 1), _connector="OR"),
                name="product_one_of_a_kind_is_one",
            ),
        ),
        migrations.AddIndex(
            model_name="pricechange",
            index=models.Index(fields=["product", "-began_at"], name="price_change_of_product"),
        ),
        migrations.AddConstraint(
            model_name="productimage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_primary", True)),
                fields=("product",),
                name="product_image_one_primary",
            ),
        ),
        migrations.AddConstraint(
            model_name="productslug",
            constraint=models.UniqueConstraint(
                fields=("slug", "product"), name="product_slug_once"
            ),
        ),
        migrations.AddIndex(
            model_name="recentview",
            index=models.Index(
                models.F("user"),
                models.OrderBy(models.F("viewed_at"), descending=True),
                name="recent_view_of_user",
            ),
        ),
        migrations.AddConstraint(
            model_name="recentview",
            constraint=models.UniqueConstraint(fields=("user", "product"), name="recent_view_once"),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("is_hidden", False)),
                fields=["product", "-id"],
                name="review_of_product",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("is_hidden", False)),
                fields=["product", "-helpful_count", "-id"],
                name="review_helpful",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("report_count__gt", 0)),
                fields=["-report_count"],
                name="review_reported",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                fields=("product", "user"), name="review_once_per_buyer"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("rating__gte", 1), ("rating__lte", 5)),
                name="review_rating_one_to_five",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewreport",
            constraint=models.UniqueConstraint(
                fields=("review", "user"), name="review_report_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewright",
            constraint=models.UniqueConstraint(
                fields=("user", "product"), name="review_right_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewvote",
            constraint=models.UniqueConstraint(fields=("review", "user"), name="review_vote_once"),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.UniqueConstraint(
                fields=("product", "choices"), name="variant_choices_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__isnull", True), ("price__gte", 0), _connector="OR"),
                name="variant_price_not_negative",
            ),
        ),
        migrations.AddIndex(
            model_name="stockmovement",
            index=models.Index(fields=["variant", "-id"], name="stock_movement_of_variant"),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("reference", "variant", "reason"),
                name="stock_movement_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.CheckConstraint(
                condition=models.Q(("change", 0), _negated=True), name="stock_movement_moves"
            ),
        ),
        migrations.AddIndex(
            model_name="wishlistitem",
            index=models.Index(fields=["user", "-id"], name="wishlist_item_of_user"),
        ),
        migrations.AddIndex(
            model_name="wishlistitem",
            index=models.Index(fields=["product", "price_seen"], name="wishlist_item_of_product"),
        ),
        migrations.AddConstraint(
            model_name="wishlistitem",
            constraint=models.UniqueConstraint(
                fields=("user", "product"), name="wishlist_item_once"
            ),
        ),
    ]
