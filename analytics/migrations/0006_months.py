import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.fields

PRODUCTS = """
INSERT INTO analytics_productmonth
    (month, product_id, seller_id, orders, units, revenue, commission, refunds, commission_back)
SELECT date_trunc('month', d.day)::date, d.product_id, d.seller_id, sum(d.orders), sum(d.units), sum(d.revenue),
       sum(d.commission), sum(d.refunds), sum(d.commission_back)
  FROM analytics_productday d
 WHERE d.day < date_trunc('month', (SELECT reached FROM analytics_rollupmark) AT TIME ZONE 'Africa/Cairo')
 GROUP BY 1, 2, 3
"""
SEARCHES = """
INSERT INTO analytics_searchmonth (month, query, searches, empty)
SELECT date_trunc('month', d.day)::date, d.query, sum(d.searches), sum(d.empty)
  FROM analytics_searchday d
 WHERE d.day < date_trunc('month', (SELECT reached FROM analytics_rollupmark) AT TIME ZONE 'Africa/Cairo')
 GROUP BY 1, 2
"""


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0005_views_told"),
        ("products", "0005_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("orders", models.PositiveIntegerField(default=0, verbose_name="orders")),
                ("units", models.PositiveIntegerField(default=0, verbose_name="units")),
                (
                    "revenue",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="revenue"
                    ),
                ),
                (
                    "refunds",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="refunds"
                    ),
                ),
                (
                    "commission",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="commission"
                    ),
                ),
                (
                    "commission_back",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                ("month", models.DateField()),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="products.product",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("query", models.CharField(max_length=200)),
                ("searches", models.PositiveIntegerField()),
                ("empty", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddConstraint(
            model_name="searchmonth",
            constraint=models.UniqueConstraint(fields=("month", "query"), name="search_month_once"),
        ),
        migrations.AddIndex(
            model_name="productmonth",
            index=models.Index(fields=["month"], name="product_month_by_month"),
        ),
        migrations.AddConstraint(
            model_name="productmonth",
            constraint=models.UniqueConstraint(
                fields=("seller", "month", "product"), name="product_month_once"
            ),
        ),
        # The worker keeps them from here on; what was over before is summed up once.
        migrations.RunSQL(PRODUCTS, migrations.RunSQL.noop),
        migrations.RunSQL(SEARCHES, migrations.RunSQL.noop),
    ]
