import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Each of these repeats the beginning of another index of its table, or serves a search by beginning that
# nobody makes; every row written had to be entered in both.
REPEATED = (
    "payment_payment_user_id_f428ca02",
    "payment_gatewaycallback_digest_1e4eea72_like",
    "payment_attempt_reference_2184afdc_like",
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("payment", "0008_names_of_thresholds"),
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
                    model_name="payment",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
