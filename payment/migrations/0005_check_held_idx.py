from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("payment", "0004_callbacks_of_order_idx")]
    operations = [
        AddIndexConcurrently(
            model_name="fraudcheck",
            index=models.Index(
                fields=["created_at"], condition=models.Q(is_held=True), name="check_held"
            ),
        ),
    ]
