from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("analytics", "0014_neighbours_of_purchase")]
    operations = [
        AddIndexConcurrently(
            model_name="purchase",
            index=models.Index(
                fields=["seller", "day"],
                include=["orders", "is_first", "before", "after"],
                name="buyers_in_period",
            ),
        ),
    ]
