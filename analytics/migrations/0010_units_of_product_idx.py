from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("analytics", "0009_last_sales_and_lists")]
    operations = [
        AddIndexConcurrently(
            model_name="productday",
            index=models.Index(
                fields=["product", "day"], include=["units"], name="units_of_product"
            ),
        ),
    ]
