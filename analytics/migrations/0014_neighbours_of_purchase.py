from django.db import migrations, models

NEIGHBOURS = """
UPDATE analytics_purchase a SET before = own.before, after = own.after
  FROM (SELECT id, lag(day) OVER days AS before, lead(day) OVER days AS after FROM analytics_purchase
        WINDOW days AS (PARTITION BY seller_id, buyer_id ORDER BY day)) own
 WHERE a.id = own.id AND (own.before IS NOT NULL OR own.after IS NOT NULL)
"""


class Migration(migrations.Migration):
    dependencies = [("analytics", "0013_drop_purchase_of_seller_idx")]
    operations = [
        migrations.AddField("purchase", "before", models.DateField(null=True)),
        migrations.AddField("purchase", "after", models.DateField(null=True)),
        migrations.RunSQL(NEIGHBOURS, migrations.RunSQL.noop),
    ]
