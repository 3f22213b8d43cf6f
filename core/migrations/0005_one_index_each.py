import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Each of these repeats the beginning of another index of its table, or serves a search by beginning that
# nobody makes; every row written had to be entered in both.
REPEATED = (
    "core_ratebucket_free_at_07dce665",
    "core_staffaction_by_id_0ffe5f4e",
    "core_ratebucket_key_926446f3_like",
)

# Room on each page for the next version of a row that is written again and again: it stays where its
# indexes point to. Rows that are there move as they are written.
ROOM = ("ALTER TABLE core_ratebucket SET (fillfactor = 50)",)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("core", "0004_lookups_idx"),
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
                    model_name="ratebucket",
                    name="free_at",
                    field=models.DateTimeField(),
                ),
                migrations.AlterField(
                    model_name="staffaction",
                    name="by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
        ),
        *(migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in ROOM),
    ]
