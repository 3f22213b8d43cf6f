from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0016_return_under_way_idx")]
    operations = [
        AddIndexConcurrently(
            model_name="remittanceline",
            index=models.Index(
                fields=["remittance"],
                condition=models.Q(outcome="matched", _negated=True),
                name="remittance_line_loose",
            ),
        ),
    ]
