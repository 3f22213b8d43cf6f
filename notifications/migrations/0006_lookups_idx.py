from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Built beside the running program: by these staff find rows (``core.lookups``)."""

    atomic = False
    dependencies = [("notifications", "0005_delivery_by_provider_id")]

    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("about_id__isnull", False)),
                fields=["about_id"],
                name="notice_about",
            ),
        ),
    ]
