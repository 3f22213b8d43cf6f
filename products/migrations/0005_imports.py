import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0004_search_triggers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductImport",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("table", models.CharField(blank=True, max_length=200)),
                ("pictures", models.CharField(blank=True, max_length=200)),
                ("is_dry_run", models.BooleanField(default=False, verbose_name="only tried")),
                (
                    "on_existing",
                    models.CharField(
                        choices=[
                            ("refuse", "Leave it out and say so"),
                            ("change", "Change the piece"),
                        ],
                        default="refuse",
                        max_length=6,
                        verbose_name="if the SKU is known",
                    ),
                ),
                ("language", models.CharField(default="ar", max_length=2)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Under way"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("rows_total", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("rows_done", models.PositiveIntegerField(default=0, verbose_name="decided")),
                ("rows_added", models.PositiveIntegerField(default=0, verbose_name="added")),
                ("rows_changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("rows_failed", models.PositiveIntegerField(default=0, verbose_name="refused")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seller",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of pieces",
                "verbose_name_plural": "imports of pieces",
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(verbose_name="line")),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="name")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("added", "Added"), ("changed", "Changed"), ("failed", "Refused")],
                        max_length=7,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "problems",
                    models.JSONField(blank=True, default=list, verbose_name="what is wrong"),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="products.productimport",
                        verbose_name="import",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
            },
        ),
        migrations.AddIndex(
            model_name="productimport",
            index=models.Index(fields=["seller", "-id"], name="import_of_seller"),
        ),
        migrations.AddIndex(
            model_name="productimport",
            index=models.Index(
                condition=models.Q(("status__in", ["waiting", "running"])),
                fields=["id"],
                name="import_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="productimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows_done",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("rows_added"), "+", models.F("rows_changed")
                            ),
                            "+",
                            models.F("rows_failed"),
                        ),
                    ),
                    ("rows_done__lte", models.F("rows_total")),
                ),
                name="import_counts_add_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("of", "number"), name="import_row_once"),
        ),
    ]
