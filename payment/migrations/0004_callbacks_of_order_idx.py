from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Built beside the running program, which takes callbacks all the time."""

    atomic = False
    dependencies = [("payment", "0003_attempt_states")]
    operations = [
        AddIndexConcurrently(
            model_name="gatewaycallback",
            index=models.Index(models.F("body__order__id"), name="callback_of_order"),
        ),
        AddIndexConcurrently(
            model_name="gatewaycallback",
            index=models.Index(models.F("body__order_id"), name="callback_of_kept_card"),
        ),
    ]
