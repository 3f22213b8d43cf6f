from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("analytics", "0010_units_of_product_idx")]
    operations = [
        AddIndexConcurrently(
            model_name="purchase",
            index=models.Index(
                fields=["seller", "day"],
                include=["buyer", "orders", "is_first"],
                name="buyers_of_seller",
            ),
        ),
    ]
