"""Count the pieces of makers anew: a holiday switched by its owner left the count where it was."""

from django.db import migrations

RECOUNT = """
UPDATE custom_auth_userprofile p
   SET product_count = shown.pieces
  FROM (SELECT s.user_id, count(l.product_id) AS pieces
          FROM custom_auth_userprofile s
          LEFT JOIN products_listing l ON l.seller_id = s.user_id AND l.is_open
         WHERE s.user_type <> 'customer'
         GROUP BY s.user_id) shown
 WHERE shown.user_id = p.user_id AND p.product_count <> shown.pieces
"""


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0006_category_images"),
        ("custom_auth", "0004_browser_sessions"),
    ]

    operations = [migrations.RunSQL(RECOUNT, migrations.RunSQL.noop)]
