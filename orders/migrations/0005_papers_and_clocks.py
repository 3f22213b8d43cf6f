import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0004_refunds_due_of_nothing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InvoiceSerial",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("invoice", "Invoice"), ("packing_slip", "Packing slip")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("file", models.CharField(blank=True, max_length=200)),
                ("wanted_at", models.DateTimeField(verbose_name="wanted")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="made")),
            ],
            options={
                "verbose_name": "paper",
                "verbose_name_plural": "papers",
            },
        ),
        migrations.RemoveField(
            model_name="invoice",
            name="file",
        ),
        migrations.AddField(
            model_name="parcel",
            name="asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="parcel",
            name="called_off_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="parcel",
            name="pick_up_address",
            field=models.CharField(
                blank=True, db_default="", max_length=300, verbose_name="to be picked up at"
            ),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ["processing", "shipped", "refused", "cancelled"]),
                    models.Q(("tracking_number", ""), _negated=True),
                    models.Q(("carrier__in", ["", "manual"]), _negated=True),
                ),
                fields=["status", "updated_at"],
                name="parcel_with_carrier",
            ),
        ),
        migrations.AddIndex(
            model_name="return",
            index=models.Index(
                condition=models.Q(("status__in", ["requested", "approved", "refused"])),
                fields=["answer_by"],
                name="return_to_be_answered",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="parcel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="orders.parcel",
            ),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(
                condition=models.Q(("made_at__isnull", True)),
                fields=["wanted_at"],
                name="paper_to_be_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(fields=("parcel", "kind"), name="paper_once"),
        ),
    ]
