import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.crypto
import core.fields
import core.ids
import wallet.rules


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_ids"),
        ("custom_auth", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WalletSecurity",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="wallet_security",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("pin", models.CharField(max_length=128)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("locked_until", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="HouseBalance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(max_length=12)),
                ("party", models.CharField(blank=True, max_length=40)),
                ("stripe", models.PositiveSmallIntegerField()),
                ("balance", core.fields.MoneyField(decimal_places=2, max_digits=14)),
            ],
            options={
                "verbose_name": "account of the house",
                "verbose_name_plural": "accounts of the house",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "party", "stripe"), name="house_balance_part"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=100, unique=True, verbose_name="for")),
                ("kind", models.CharField(max_length=30, verbose_name="kind")),
                ("order_id", models.BigIntegerField(blank=True, null=True, verbose_name="order")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="at"),
                ),
            ],
            options={
                "verbose_name": "ledger entry",
                "verbose_name_plural": "ledger entries",
                "indexes": [
                    models.Index(
                        condition=models.Q(("order_id__isnull", False)),
                        fields=["order_id"],
                        name="ledger_entry_of_order",
                    ),
                    models.Index(fields=["kind", "created_at"], name="ledger_entry_kind_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="amount"),
                ),
                (
                    "rail",
                    models.CharField(
                        choices=[
                            ("bank", "Bank transfer"),
                            ("instapay", "InstaPay"),
                            ("mobile_wallet", "Mobile wallet"),
                        ],
                        max_length=20,
                        verbose_name="through",
                    ),
                ),
                ("destination", core.crypto.EncryptedTextField(verbose_name="destination")),
                ("destination_hint", models.CharField(max_length=40, verbose_name="destination")),
                ("destination_digest", models.CharField(db_index=True, max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Requested"),
                            ("held", "Held for review"),
                            ("approved", "Approved"),
                            ("sending", "Being sent"),
                            ("unknown", "Outcome unknown"),
                            ("sent", "Sent, on its way"),
                            ("paid", "Paid"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="requested",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("batch", models.CharField(blank=True, max_length=40, verbose_name="bank file")),
                ("partner_reference", models.CharField(blank=True, db_index=True, max_length=64)),
                (
                    "fee",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="fee"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("fraud_score", models.PositiveSmallIntegerField(default=0, verbose_name="risk")),
                (
                    "fraud_reasons",
                    models.JSONField(blank=True, default=list, verbose_name="risk reasons"),
                ),
                ("requested_at", models.DateTimeField(verbose_name="requested")),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payouts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "payout",
                "verbose_name_plural": "payouts",
            },
        ),
        migrations.CreateModel(
            name="PayoutApproval",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "payout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvals",
                        to="wallet.payout",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PayoutEvent",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("from_status", models.CharField(blank=True, max_length=12)),
                ("to_status", models.CharField(max_length=12)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "payout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="wallet.payout",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PayoutRules",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                (
                    "smallest",
                    core.fields.MoneyField(
                        decimal_places=2, default=100, max_digits=14, verbose_name="smallest amount"
                    ),
                ),
                (
                    "largest",
                    core.fields.MoneyField(
                        decimal_places=2,
                        default=50000,
                        max_digits=14,
                        verbose_name="largest amount",
                    ),
                ),
                (
                    "daily",
                    core.fields.MoneyField(
                        decimal_places=2, default=60000, max_digits=14, verbose_name="most in a day"
                    ),
                ),
                (
                    "two_people_from",
                    core.fields.MoneyField(
                        decimal_places=2,
                        default=10000,
                        max_digits=14,
                        verbose_name="two people approve from",
                    ),
                ),
                (
                    "step_up_from",
                    core.fields.MoneyField(
                        decimal_places=2,
                        default=10000,
                        max_digits=14,
                        verbose_name="two-step sign-in from",
                    ),
                ),
                (
                    "allows_deposit_withdrawal",
                    models.BooleanField(default=False, verbose_name="deposits can be withdrawn"),
                ),
                (
                    "largest_credit",
                    core.fields.MoneyField(
                        decimal_places=2,
                        default=20000,
                        max_digits=14,
                        verbose_name="most store credit",
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal rules",
                "verbose_name_plural": "withdrawal rules",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="payout_rules_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wallet",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="wallet",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "credit",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="store credit"
                    ),
                ),
                (
                    "earnings",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="earnings"
                    ),
                ),
                (
                    "pending",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="pending"
                    ),
                ),
                (
                    "frozen",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="frozen"
                    ),
                ),
                (
                    "payout",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="being paid out"
                    ),
                ),
                (
                    "debt",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="debt"
                    ),
                ),
                (
                    "balance",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("credit"), "+", models.F("earnings")
                        ),
                        output_field=core.fields.MoneyField(decimal_places=2, max_digits=14),
                    ),
                ),
                ("position", models.PositiveBigIntegerField(default=0)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "verbose_name": "wallet",
                "verbose_name_plural": "wallets",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("credit__gte", 0)), name="wallet_credit_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("earnings__gte", 0)),
                        name="wallet_earnings_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending__gte", 0)), name="wallet_pending_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("frozen__gte", 0)), name="wallet_frozen_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payout__gte", 0)), name="wallet_payout_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("debt__lte", 0)), name="wallet_debt_not_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transaction",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="amount"),
                ),
                (
                    "transaction_type",
                    models.CharField(
                        choices=[
                            ("deposit", "Deposit"),
                            ("withdrawal", "Withdrawal"),
                            ("payment", "Payment"),
                            ("refund", "Refund"),
                            ("commission", "Commission"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "reference_id",
                    models.CharField(blank=True, max_length=100, null=True, verbose_name="for"),
                ),
                (
                    "description",
                    models.TextField(blank=True, null=True, verbose_name="description"),
                ),
                (
                    "status",
                    models.CharField(
                        db_default="completed",
                        default="completed",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "balance_after",
                    core.fields.MoneyField(
                        decimal_places=2, max_digits=14, verbose_name="balance after"
                    ),
                ),
                ("position", models.PositiveBigIntegerField()),
                ("created_at", models.DateTimeField(verbose_name="at")),
                (
                    "wallet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transactions",
                        to="wallet.wallet",
                    ),
                ),
            ],
            options={
                "verbose_name": "transaction",
                "verbose_name_plural": "transactions",
            },
        ),
        migrations.CreateModel(
            name="LedgerLine",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("credit", "credit"),
                            ("pending", "pending"),
                            ("frozen", "frozen"),
                            ("earnings", "earnings"),
                            ("payout", "payout"),
                            ("debt", "debt"),
                            ("commission", "commission"),
                            ("vat", "vat"),
                            ("shipping", "shipping"),
                            ("discounts", "discounts"),
                            ("refunds_due", "refunds_due"),
                            ("unapplied", "unapplied"),
                            ("gateway", "gateway"),
                            ("courier", "courier"),
                            ("bank", "bank"),
                            ("fees", "fees"),
                            ("losses", "losses"),
                        ],
                        max_length=12,
                        verbose_name="account",
                    ),
                ),
                ("party", models.CharField(blank=True, max_length=40, verbose_name="held by")),
                (
                    "amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="amount"),
                ),
                ("shown_as", models.CharField(blank=True, max_length=20)),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="wallet.ledgerentry",
                    ),
                ),
                (
                    "wallet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="wallet.wallet",
                    ),
                ),
            ],
            options={
                "verbose_name": "ledger line",
                "verbose_name_plural": "ledger lines",
            },
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(fields=["user", "-id"], name="payout_of_user"),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ["requested", "held", "approved", "sending", "unknown", "sent"])
                ),
                fields=["status"],
                name="payout_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="payout_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutapproval",
            constraint=models.UniqueConstraint(
                fields=("payout", "by"), name="payout_approval_once"
            ),
        ),
        migrations.AddIndex(
            model_name="transaction",
            index=models.Index(fields=["reference_id"], name="transaction_of_reference"),
        ),
        migrations.AddConstraint(
            model_name="transaction",
            constraint=models.UniqueConstraint(
                fields=("wallet", "position"), name="transaction_position_once"
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerline",
            index=models.Index(
                condition=models.Q(("wallet__isnull", False)),
                fields=["wallet", "account"],
                name="ledger_line_of_wallet",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True), name="ledger_line_moves"
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "account__in",
                            [
                                wallet.rules.Account["CREDIT"],
                                wallet.rules.Account["DEBT"],
                                wallet.rules.Account["EARNINGS"],
                                wallet.rules.Account["FROZEN"],
                                wallet.rules.Account["PAYOUT"],
                                wallet.rules.Account["PENDING"],
                            ],
                        ),
                        ("wallet__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "account__in",
                                [
                                    wallet.rules.Account["CREDIT"],
                                    wallet.rules.Account["DEBT"],
                                    wallet.rules.Account["EARNINGS"],
                                    wallet.rules.Account["FROZEN"],
                                    wallet.rules.Account["PAYOUT"],
                                    wallet.rules.Account["PENDING"],
                                ],
                            ),
                            _negated=True,
                        ),
                        ("wallet__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="ledger_line_owner_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shown_as", ""),
                    (
                        "account__in",
                        [wallet.rules.Account["CREDIT"], wallet.rules.Account["EARNINGS"]],
                    ),
                    _connector="OR",
                ),
                name="ledger_line_shown_is_spendable",
            ),
        ),
    ]
