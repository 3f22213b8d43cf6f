from django.db import migrations, models

ONCE = """
    CREATE UNIQUE INDEX CONCURRENTLY parcel_tracking_once ON orders_parcel (carrier, tracking_number)
    WHERE tracking_number <> '' AND carrier NOT IN ('', 'manual')
"""


class Migration(migrations.Migration):
    """Built beside the running program, which writes parcels all the time."""

    atomic = False

    dependencies = [("orders", "0007_credit_notes_and_tax_ids")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                # One that was broken off leaves an index behind that is not valid.
                migrations.RunSQL(
                    "DROP INDEX CONCURRENTLY IF EXISTS parcel_tracking_once",
                    migrations.RunSQL.noop,
                ),
                migrations.RunSQL(ONCE, "DROP INDEX CONCURRENTLY IF EXISTS parcel_tracking_once"),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="parcel",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("tracking_number", ""), _negated=True)
                        & models.Q(("carrier__in", ["", "manual"]), _negated=True),
                        fields=("carrier", "tracking_number"),
                        name="parcel_tracking_once",
                    ),
                ),
            ],
        ),
    ]
