import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Each of these repeats the beginning of another index of its table, or serves a search by beginning that
# nobody makes; every row written had to be entered in both.
REPEATED = (
    "orders_cartitem_cart_id_529df5fa",
    "orders_couponuse_coupon_id_e6fb8604",
    "orders_order_user_id_e9b59eb1",
    "orders_orderitem_product_id_afe4254a",
    "orders_paper_parcel_id_97f0aa27",
    "orders_parcel_order_id_b76bd86d",
    "orders_parcel_seller_id_113372f1",
    "orders_return_parcel_id_d78e6103",
    "orders_return_user_id_cd0ac4a3",
    "orders_returnitem_return_request_id_a8d9d4ce",
    "orders_shippingrate_zone_id_5163a24d",
    "orders_trackingevent_parcel_id_737ba155",
    "orders_order_number_abc9e0f2_like",
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("orders", "0021_lookups_idx"),
        ("products", "0010_one_index_each"),
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
                    model_name="cartitem",
                    name="cart",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="orders.cart",
                    ),
                ),
                migrations.AlterField(
                    model_name="couponuse",
                    name="coupon",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="orders.coupon",
                    ),
                ),
                migrations.AlterField(
                    model_name="order",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="buyer",
                    ),
                ),
                migrations.AlterField(
                    model_name="orderitem",
                    name="product",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_items",
                        to="products.product",
                    ),
                ),
                migrations.AlterField(
                    model_name="paper",
                    name="parcel",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="orders.parcel",
                    ),
                ),
                migrations.AlterField(
                    model_name="parcel",
                    name="order",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to="orders.order",
                    ),
                ),
                migrations.AlterField(
                    model_name="parcel",
                    name="seller",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seller",
                    ),
                ),
                migrations.AlterField(
                    model_name="return",
                    name="parcel",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="orders.parcel",
                    ),
                ),
                migrations.AlterField(
                    model_name="return",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="returnitem",
                    name="return_request",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="orders.return",
                    ),
                ),
                migrations.AlterField(
                    model_name="shippingrate",
                    name="zone",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="orders.shippingzone",
                        verbose_name="zone",
                    ),
                ),
                migrations.AlterField(
                    model_name="trackingevent",
                    name="parcel",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tracking_events",
                        to="orders.parcel",
                    ),
                ),
            ],
        ),
    ]
