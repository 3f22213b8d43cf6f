import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Each of these repeats the beginning of another index of its table, or serves a search by beginning that
# nobody makes; every row written had to be entered in both.
REPEATED = (
    "products_importrow_of_id_2bec397f",
    "products_pricechange_product_id_6dc57c7b",
    "products_product_category_id_9b594869",
    "products_product_seller_id_07afb1e3",
    "products_productimport_seller_id_511dfa28",
    "products_recentview_user_id_fccecc80",
    "products_review_product_id_d933ffa7",
    "products_reviewreport_review_id_aabb8c2c",
    "products_reviewright_user_id_6612d653",
    "products_reviewvote_review_id_bda3d582",
    "products_stockmovement_variant_id_c508eb59",
    "products_variant_product_id_732de862",
    "products_wishlistitem_product_id_49e6c89c",
    "products_wishlistitem_user_id_949863be",
    "products_productslug_slug_1f6a5acf",
    "products_productslug_slug_1f6a5acf_like",
    "products_querylog_query_2c43222b_like",
)

# Room on each page for the next version of a row that is written again and again: it stays where its
# indexes point to. Rows that are there move as they are written.
ROOM = (
    "ALTER TABLE products_product SET (fillfactor = 80)",
    "ALTER TABLE products_variant SET (fillfactor = 80)",
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("products", "0009_lookups_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX CONCURRENTLY IF EXISTS {name}", migrations.RunSQL.noop
                )
                for name in REPEATED
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="importrow",
                    name="of",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="products.productimport",
                        verbose_name="import",
                    ),
                ),
                migrations.AlterField(
                    model_name="pricechange",
                    name="product",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_changes",
                        to="products.product",
                    ),
                ),
                migrations.AlterField(
                    model_name="product",
                    name="category",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="products.category",
                        verbose_name="category",
                    ),
                ),
                migrations.AlterField(
                    model_name="product",
                    name="seller",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="products",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seller",
                    ),
                ),
                migrations.AlterField(
                    model_name="productimport",
                    name="seller",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seller",
                    ),
                ),
                migrations.AlterField(
                    model_name="productslug",
                    name="slug",
                    field=models.SlugField(allow_unicode=True, db_index=False, max_length=300),
                ),
                migrations.AlterField(
                    model_name="recentview",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="review",
                    name="product",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="products.product",
                    ),
                ),
                migrations.AlterField(
                    model_name="reviewreport",
                    name="review",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="products.review",
                    ),
                ),
                migrations.AlterField(
                    model_name="reviewright",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_rights",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="reviewvote",
                    name="review",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="products.review",
                    ),
                ),
                migrations.AlterField(
                    model_name="stockmovement",
                    name="variant",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="movements",
                        to="products.variant",
                    ),
                ),
                migrations.AlterField(
                    model_name="variant",
                    name="product",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="variants",
                        to="products.product",
                    ),
                ),
                migrations.AlterField(
                    model_name="wishlistitem",
                    name="product",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishlist_items",
                        to="products.product",
                    ),
                ),
                migrations.AlterField(
                    model_name="wishlistitem",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishlist_items",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        *(migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in ROOM),
    ]
