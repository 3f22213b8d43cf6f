import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_ids"),
        ("custom_auth", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("token", models.CharField(max_length=512, unique=True)),
                (
                    "platform",
                    models.CharField(
                        choices=[("android", "Android"), ("ios", "iOS"), ("web", "Web")],
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("seen_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="devices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "device",
                "verbose_name_plural": "devices",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=50, verbose_name="kind")),
                (
                    "user_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("about_type", models.CharField(blank=True, max_length=50)),
                ("about_id", models.BigIntegerField(blank=True, null=True)),
                ("values", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expanded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "indexes": [
                    models.Index(
                        condition=models.Q(("expanded_at__isnull", True)),
                        fields=["id"],
                        name="notice_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeText",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=50, verbose_name="kind")),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "Arabic"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("message", models.TextField(verbose_name="message")),
                (
                    "subject",
                    models.CharField(blank=True, max_length=255, verbose_name="mail subject"),
                ),
                ("body", models.TextField(blank=True, verbose_name="mail text")),
                ("button", models.CharField(blank=True, max_length=60, verbose_name="button")),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "notice text",
                "verbose_name_plural": "notice texts",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "language"), name="notice_text_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="QuietHours",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="quiet_hours",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("start", models.TimeField(blank=True, null=True)),
                ("end", models.TimeField(blank=True, null=True)),
                ("time_zone", models.CharField(default="Africa/Cairo", max_length=50)),
                ("wants_digest", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end__isnull", True), ("start__isnull", True)),
                            models.Q(("end__isnull", False), ("start__isnull", False)),
                            _connector="OR",
                        ),
                        name="quiet_hours_have_both_ends",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("notice_id", models.BigIntegerField()),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "E-mail"), ("push", "Push"), ("sms", "SMS")],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                ("kind", models.CharField(max_length=50, verbose_name="kind")),
                ("about_type", models.CharField(blank=True, max_length=50)),
                ("about_id", models.BigIntegerField(blank=True, null=True)),
                ("values", models.JSONField(default=dict)),
                ("is_digest", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("dropped", "Not sent"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("next_try_at", models.DateTimeField(verbose_name="next try")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="opened")),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="error")),
                ("campaign_id", models.BigIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "indexes": [
                    models.Index(
                        models.F("channel"),
                        models.F("next_try_at"),
                        models.F("id"),
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        name="delivery_due",
                    ),
                    models.Index(
                        condition=models.Q(("campaign_id__isnull", False)),
                        fields=["campaign_id", "state"],
                        name="delivery_of_campaign",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice_id", "user", "channel"), name="delivery_once_per_channel"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="delivery_sent_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("message", models.TextField(verbose_name="message")),
                ("title_en", models.CharField(max_length=255)),
                ("message_en", models.TextField()),
                (
                    "notification_type",
                    models.CharField(
                        choices=[
                            ("order", "Order"),
                            ("payment", "Payment"),
                            ("system", "System"),
                            ("promotion", "Promotion"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("is_read", models.BooleanField(default=False, verbose_name="read")),
                ("related_object_id", models.PositiveBigIntegerField(blank=True, null=True)),
                ("related_object_type", models.CharField(blank=True, max_length=50, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                ("kind", models.CharField(max_length=50)),
                ("notice_id", models.BigIntegerField()),
                ("repeats", models.PositiveIntegerField(default=1)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "indexes": [
                    models.Index(
                        condition=models.Q(("archived_at__isnull", True)),
                        fields=["user", "-id"],
                        name="notification_inbox",
                    ),
                    models.Index(
                        condition=models.Q(("archived_at__isnull", True), ("is_read", False)),
                        fields=["user", "-id"],
                        name="notification_unread",
                    ),
                    models.Index(
                        condition=models.Q(("archived_at__isnull", True)),
                        fields=["created_at"],
                        name="notification_age",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("notice_id", "user"), name="notification_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("account", "account"),
                            ("orders", "orders"),
                            ("sales", "sales"),
                            ("payments", "payments"),
                            ("reviews", "reviews"),
                            ("stock", "stock"),
                            ("wishlist", "wishlist"),
                            ("promotion", "promotion"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_app", "in_app"),
                            ("email", "email"),
                            ("push", "push"),
                            ("sms", "sms"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_on", models.BooleanField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notification_preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "topic", "channel"), name="preference_once"
                    )
                ],
            },
        ),
    ]
