from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0003_texts_may_be_partial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailTrouble",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=254, unique=True, verbose_name="address")),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("bounced", "Came back"),
                            ("complained", "Reported as unwanted"),
                            ("unsubscribed", "Wants no more"),
                        ],
                        max_length=12,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what the other side said"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "address with trouble",
                "verbose_name_plural": "addresses with trouble",
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="provider_id",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="provider's id"
            ),
        ),
    ]
