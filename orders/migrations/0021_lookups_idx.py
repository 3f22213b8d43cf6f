from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """Built beside the running program: by these staff find rows (``core.lookups``)."""

    atomic = False
    dependencies = [("orders", "0020_choices_name")]

    operations = [
        AddIndexConcurrently(
            model_name="carriermessage",
            index=models.Index(models.F("body__trackingNumber"), name="carrier_message_tracking"),
        ),
        AddIndexConcurrently(
            model_name="order",
            index=models.Index(models.F("address__phone_number"), name="order_phone"),
        ),
        AddIndexConcurrently(
            model_name="order",
            index=GinIndex(SearchVector("shipping_address", config="simple"), name="order_words"),
        ),
        AddIndexConcurrently(
            model_name="remittance",
            index=models.Index(
                OpClass(Upper("reference"), name="text_pattern_ops"), name="remittance_reference"
            ),
        ),
        AddIndexConcurrently(
            model_name="remittanceline",
            index=models.Index(fields=["tracking_number"], name="remittance_line_tracking"),
        ),
    ]
