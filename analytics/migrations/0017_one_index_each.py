import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Each of these repeats the beginning of another index of its table, or serves a search by beginning that
# nobody makes; every row written had to be entered in both.
REPEATED = ("analytics_reportschedule_wanted_by_id_ab283b1c",)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("analytics", "0016_drop_buyers_of_seller_idx"),
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
                    model_name="reportschedule",
                    name="wanted_by",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wanted by",
                    ),
                ),
            ],
        ),
    ]
