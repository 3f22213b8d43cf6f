from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("analytics", "0015_buyers_in_period_idx")]
    operations = [
        RemoveIndexConcurrently(model_name="purchase", name="buyers_of_seller"),
    ]
