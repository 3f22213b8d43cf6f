from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Built beside the running program: by these staff find rows (``core.lookups``)."""

    atomic = False
    dependencies = [("wallet", "0007_names_of_accounts")]

    operations = [
        AddIndexConcurrently(
            model_name="payout",
            index=models.Index(
                fields=["batch"], name="payout_batch", opclasses=["varchar_pattern_ops"]
            ),
        ),
    ]
