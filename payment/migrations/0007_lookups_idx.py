from django.contrib.postgres.indexes import OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """Built beside the running program: by these staff find rows (``core.lookups``)."""

    atomic = False
    dependencies = [("payment", "0006_refund_for_a_person_idx")]

    operations = [
        AddIndexConcurrently(
            model_name="refund",
            index=models.Index(fields=["transaction_id"], name="refund_transaction"),
        ),
        AddIndexConcurrently(
            model_name="transferproof",
            index=models.Index(
                OpClass(Upper("bank_reference"), name="text_pattern_ops"),
                name="proof_bank_reference",
            ),
        ),
    ]
