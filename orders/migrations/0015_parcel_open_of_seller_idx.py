from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0014_parcel_open_idx")]
    operations = [
        AddIndexConcurrently(
            model_name="parcel",
            index=models.Index(
                fields=["seller", "-id"],
                condition=models.Q(status__in=["pending", "processing", "shipped"]),
                name="parcel_open_of_seller",
            ),
        ),
    ]
