from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Built beside the running program."""

    atomic = False
    dependencies = [("orders", "0009_compensation_for_lost_parcels")]
    operations = [
        AddIndexConcurrently(
            model_name="trackingevent",
            index=models.Index(
                condition=models.Q(("code", "stopped")),
                fields=["parcel", "happened_at"],
                name="tracking_event_stopped",
            ),
        ),
    ]
