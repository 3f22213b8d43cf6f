from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("payment", "0005_check_held_idx")]
    operations = [
        AddIndexConcurrently(
            model_name="refund",
            index=models.Index(
                fields=["created_at"],
                condition=models.Q(status__in=["manual", "failed", "unknown"]),
                name="refund_for_a_person",
            ),
        ),
    ]
