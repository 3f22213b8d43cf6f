"""What was chosen is kept in English, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0017_remittance_line_loose_idx"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderitem",
            name="choices_en",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
    ]
