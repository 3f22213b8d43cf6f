from django.db import migrations, models

DELIVERED = """
UPDATE analytics_shopday s SET delivered = f.orders
  FROM (SELECT day, count(*) AS orders
          FROM (SELECT min(created_at AT TIME ZONE 'Africa/Cairo')::date AS day
                  FROM orders_orderevent WHERE code = 'parcel' AND to_status = 'delivered'
                 GROUP BY order_id) firsts
         GROUP BY day) f
 WHERE f.day = s.day
"""


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0017_one_index_each"),
        ("orders", "0022_one_index_each"),
    ]
    operations = [
        migrations.AddField(
            "shopday", "delivered", models.PositiveIntegerField(default=0, db_default=0)
        ),
        migrations.RunSQL(DELIVERED, migrations.RunSQL.noop),
    ]
