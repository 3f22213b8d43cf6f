from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """Built beside the running program: by these staff find rows (``core.lookups``)."""

    atomic = False
    dependencies = [("core", "0003_staff_action")]

    operations = [
        AddIndexConcurrently(
            model_name="staffaction",
            index=models.Index(
                OpClass(Upper("about_name"), name="text_pattern_ops"), name="staff_action_name"
            ),
        ),
        AddIndexConcurrently(
            model_name="staffaction",
            index=models.Index(fields=["about_id"], name="staff_action_id"),
        ),
        AddIndexConcurrently(
            model_name="staffaction",
            index=models.Index(fields=["request_id"], name="staff_action_request"),
        ),
        AddIndexConcurrently(
            model_name="staffaction",
            index=GinIndex(SearchVector("reason", config="simple"), name="staff_action_words"),
        ),
    ]
