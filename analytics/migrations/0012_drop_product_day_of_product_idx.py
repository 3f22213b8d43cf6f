from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("analytics", "0011_buyers_of_seller_idx")]
    operations = [
        RemoveIndexConcurrently(model_name="productday", name="product_day_of_product"),
    ]
