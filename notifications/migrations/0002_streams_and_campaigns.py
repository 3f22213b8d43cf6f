import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("custom_auth", "0002_governorates"),
        ("notifications", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("title", models.CharField(max_length=100, verbose_name="title in Arabic")),
                ("message", models.TextField(max_length=1000, verbose_name="message in Arabic")),
                ("title_en", models.CharField(max_length=100, verbose_name="title in English")),
                (
                    "message_en",
                    models.TextField(max_length=1000, verbose_name="message in English"),
                ),
                (
                    "link",
                    models.CharField(
                        blank=True,
                        help_text="A page of the app, such as products?category=lanterns.",
                        max_length=200,
                        verbose_name="where it leads",
                    ),
                ),
                ("audience", models.JSONField(blank=True, default=dict, verbose_name="audience")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="starts")),
                (
                    "per_minute",
                    models.PositiveIntegerField(
                        default=1000,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60000),
                        ],
                        verbose_name="people per minute",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("scheduled", "Scheduled"),
                            ("running", "Running"),
                            ("stopped", "Stopped"),
                            ("done", "Done"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("told_up_to", models.BigIntegerField(default=0)),
                ("told", models.PositiveIntegerField(default=0, verbose_name="told")),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                ),
                ("final_counts", models.JSONField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
            ],
            options={
                "verbose_name": "campaign",
                "verbose_name_plural": "campaigns",
            },
        ),
        migrations.CreateModel(
            name="CampaignMove",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("scheduled", "Scheduled"),
                            ("running", "Running"),
                            ("stopped", "Stopped"),
                            ("done", "Done"),
                        ],
                        max_length=10,
                        verbose_name="from",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("scheduled", "Scheduled"),
                            ("running", "Running"),
                            ("stopped", "Stopped"),
                            ("done", "Done"),
                        ],
                        max_length=10,
                        verbose_name="to",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "steps",
            },
        ),
        migrations.CreateModel(
            name="Inbox",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="inbox",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("position", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="delivery",
            name="delivery_of_campaign",
        ),
        migrations.AddField(
            model_name="notice",
            name="campaign_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="error",
            field=models.CharField(blank=True, max_length=200, verbose_name="error"),
        ),
        migrations.AddField(
            model_name="notification",
            name="campaign_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="notification",
            name="position",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="notice",
            name="created_at",
            field=models.DateTimeField(auto_now_add=True, verbose_name="at"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="expanded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="passed on"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["user", "created_at"], name="delivery_recent"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("campaign_id__isnull", False)),
                fields=["campaign_id", "channel", "state"],
                name="delivery_of_campaign",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["user", "position"], name="notification_position"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("campaign_id__isnull", False)),
                fields=["campaign_id", "is_read"],
                name="notification_of_campaign",
            ),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(
                condition=models.Q(("state__in", ["scheduled", "running"])),
                fields=["next_at"],
                name="campaign_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["scheduled", "running"]), _negated=True),
                    ("next_at__isnull", False),
                    _connector="OR",
                ),
                name="campaign_under_way_has_a_next_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("per_minute__gte", 1)), name="campaign_rate_is_positive"
            ),
        ),
        migrations.AddField(
            model_name="campaignmove",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="campaignmove",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moves",
                to="notifications.campaign",
            ),
        ),
    ]
