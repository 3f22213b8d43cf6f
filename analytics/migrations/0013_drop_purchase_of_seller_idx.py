from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("analytics", "0012_drop_product_day_of_product_idx")]
    operations = [
        RemoveIndexConcurrently(model_name="purchase", name="purchase_of_seller"),
    ]
