from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("analytics", "0006_months")]
    operations = [
        AddIndexConcurrently(
            model_name="producttraffic",
            index=models.Index(fields=["product", "day"], name="product_traffic_of_product"),
        ),
    ]
