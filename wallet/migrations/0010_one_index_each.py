import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Each of these repeats the beginning of another index of its table, or serves a search by beginning that
# nobody makes; every row written had to be entered in both.
REPEATED = (
    "wallet_payout_user_id_e15ca5d6",
    "wallet_payoutapproval_payout_id_16bf5ad1",
    "wallet_transaction_wallet_id_a0ff1b17",
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("wallet", "0009_new_destinations_rest"),
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
                    model_name="payout",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payouts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="payoutapproval",
                    name="payout",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvals",
                        to="wallet.payout",
                    ),
                ),
                migrations.AlterField(
                    model_name="transaction",
                    name="wallet",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transactions",
                        to="wallet.wallet",
                    ),
                ),
            ],
        ),
    ]
