import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Each of these repeats the beginning of another index of its table, or serves a search by beginning that
# nobody makes; every row written had to be entered in both.
REPEATED = (
    "notifications_delivery_user_id_70f8752d",
    "notifications_notification_user_id_b5e8c0ff",
    "notifications_preference_user_id_c839c2d6",
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("notifications", "0006_lookups_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX CONCURRENTLY IF EXISTS {name}", migrations.RunSQL.noop
                )
                for name in REPEATED
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="delivery",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                migrations.AlterField(
                    model_name="notification",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="preference",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notification_preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
