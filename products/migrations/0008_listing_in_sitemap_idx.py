from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("products", "0007_recount_makers")]
    operations = [
        AddIndexConcurrently(
            model_name="listing",
            index=models.Index(
                fields=["product"], include=["changed_at", "is_open"], name="listing_in_sitemap"
            ),
        ),
    ]
