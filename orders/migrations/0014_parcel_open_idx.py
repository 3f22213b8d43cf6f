from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0013_return_photos_private")]
    operations = [
        AddIndexConcurrently(
            model_name="parcel",
            index=models.Index(
                fields=["status", "promised_to", "updated_at"],
                condition=models.Q(
                    status__in=["pending", "processing", "shipped", "refused", "lost"]
                ),
                name="parcel_open",
            ),
        ),
    ]
