import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.crypto
import core.fields
import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0006_refund_lines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CreditNote",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=100, verbose_name="for")),
                (
                    "amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="amount"),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
                ),
                (
                    "serial",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="number"),
                ),
                ("wanted_at", models.DateTimeField(verbose_name="refunded")),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="issued")),
                ("file", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "verbose_name": "credit note",
                "verbose_name_plural": "credit notes",
            },
        ),
        migrations.CreateModel(
            name="CreditNoteSerial",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="invoice",
            name="house_tax_id",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="invoice",
            name="seller_tax_id",
            field=core.crypto.EncryptedTextField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="return",
            name="reason",
            field=models.CharField(
                choices=[
                    ("changed_mind", "Changed my mind"),
                    ("defective", "Arrived broken or faulty"),
                    ("not_as_described", "Not as described"),
                    ("wrong_item", "Not what was ordered"),
                    ("never_arrived", "Said to be delivered, but never arrived"),
                ],
                max_length=20,
                verbose_name="reason",
            ),
        ),
        migrations.AddField(
            model_name="creditnote",
            name="parcel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="credit_notes",
                to="orders.parcel",
            ),
        ),
        migrations.AddIndex(
            model_name="creditnote",
            index=models.Index(
                condition=models.Q(("file", "")),
                fields=["wanted_at"],
                name="credit_note_to_be_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.UniqueConstraint(
                fields=("reference", "parcel"), name="credit_note_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.UniqueConstraint(
                fields=("year", "serial"), name="credit_note_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="credit_note_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("issued_at__isnull", True),
                        ("serial__isnull", True),
                        ("year__isnull", True),
                    ),
                    models.Q(
                        ("issued_at__isnull", False),
                        ("serial__isnull", False),
                        ("year__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="credit_note_numbered_when_issued",
            ),
        ),
    ]
