"""Let ids begin where the gateway's examples do, so that nobody mistakes one kind for another."""

from django.db import migrations

FIRST = {
    "sandbox_order": 210_000_001,
    "sandbox_transaction": 190_000_001,
    "sandbox_cardtoken": 5_000_001,
}


class Migration(migrations.Migration):
    dependencies = [("sandbox", "0001_initial")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {table} ALTER COLUMN id RESTART WITH {first}",
            reverse_sql=migrations.RunSQL.noop,
        )
        for table, first in FIRST.items()
    ]
