from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0015_parcel_open_of_seller_idx")]
    operations = [
        AddIndexConcurrently(
            model_name="return",
            index=models.Index(
                fields=["answer_by"],
                condition=models.Q(status__in=["requested", "approved", "refused", "received"]),
                name="return_under_way",
            ),
        ),
    ]
