import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.fields

LAST_SALES = """
INSERT INTO analytics_lastsale (product_id, day)
SELECT product_id, max(day) FROM analytics_productday WHERE units > 0 GROUP BY product_id
"""
TRAFFIC = """
INSERT INTO analytics_producttrafficmonth (month, product_id, views, carts)
SELECT date_trunc('month', d.day)::date, d.product_id, sum(d.views), sum(d.carts)
  FROM analytics_producttraffic d
 WHERE d.day < date_trunc('month', (SELECT reached FROM analytics_rollupmark) AT TIME ZONE 'Africa/Cairo')
 GROUP BY 1, 2
"""
NEW_BUYERS = """
UPDATE analytics_shopday d SET new_buyers = b.count
  FROM (SELECT first_on, count(*) FROM analytics_buyer GROUP BY first_on) b
 WHERE b.first_on = d.day
"""


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0008_report_names"),
        ("products", "0008_listing_in_sitemap_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LastSale",
            fields=[
                (
                    "product",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="products.product",
                    ),
                ),
                ("day", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Leader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "list",
                    models.CharField(
                        choices=[
                            ("pieces", "Pieces"),
                            ("sellers", "Sellers"),
                            ("searches", "Searches"),
                            ("empty", "Empty Searches"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("place", models.PositiveSmallIntegerField()),
                ("key", models.BigIntegerField(null=True)),
                ("query", models.CharField(max_length=200)),
                ("orders", models.PositiveIntegerField(default=0)),
                ("units", models.PositiveIntegerField(default=0)),
                ("revenue", core.fields.MoneyField(decimal_places=2, default=0, max_digits=14)),
                ("refunds", core.fields.MoneyField(decimal_places=2, default=0, max_digits=14)),
                (
                    "net_commission",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                ("searches", models.PositiveIntegerField(default=0)),
                ("empty", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="ProductTrafficMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("views", models.PositiveIntegerField(default=0)),
                ("carts", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddConstraint(
            model_name="leader",
            constraint=models.UniqueConstraint(
                fields=("first", "last", "list", "place"), name="leader_once"
            ),
        ),
        migrations.AddField(
            model_name="producttrafficmonth",
            name="product",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="products.product",
            ),
        ),
        migrations.AddIndex(
            model_name="producttrafficmonth",
            index=models.Index(fields=["month"], name="product_traffic_by_month"),
        ),
        migrations.AddConstraint(
            model_name="producttrafficmonth",
            constraint=models.UniqueConstraint(
                fields=("product", "month"), name="product_traffic_month_once"
            ),
        ),
        # The worker keeps them from here on, and sums up today's whole day first; lists that nobody has
        # made yet are read from the sums of days.
        migrations.RunSQL(LAST_SALES, migrations.RunSQL.noop),
        migrations.RunSQL(TRAFFIC, migrations.RunSQL.noop),
        # Last, as pages read this table and wait from here on.
        migrations.AddField(
            model_name="shopday",
            name="new_buyers",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL(NEW_BUYERS, migrations.RunSQL.noop),
    ]
