import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import core.crypto
import core.fields
import core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_ids"),
        ("orders", "0002_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("method", models.CharField(max_length=20)),
                ("amount", core.fields.MoneyField(decimal_places=2, max_digits=14)),
                ("reference", models.CharField(max_length=60, unique=True)),
                ("intention_id", models.CharField(blank=True, max_length=64)),
                ("client_secret", core.crypto.EncryptedTextField(blank=True)),
                ("gateway_order_id", models.BigIntegerField(null=True, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("starting", "starting"),
                            ("open", "open"),
                            ("unknown", "unknown"),
                            ("paid", "paid"),
                            ("declined", "declined"),
                            ("abandoned", "abandoned"),
                        ],
                        default="starting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("asked", models.PositiveSmallIntegerField(default=0)),
                ("ask_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "attempt to pay",
                "verbose_name_plural": "attempts to pay",
            },
        ),
        migrations.CreateModel(
            name="FraudThreshold",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="name"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="value"),
                ),
            ],
            options={
                "verbose_name": "risk threshold",
                "verbose_name_plural": "risk thresholds",
            },
        ),
        migrations.CreateModel(
            name="FraudCheck",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("score", models.PositiveSmallIntegerField(verbose_name="risk")),
                ("findings", models.JSONField(verbose_name="reasons")),
                ("signals", models.JSONField(verbose_name="known when it was judged")),
                ("is_held", models.BooleanField(default=False, verbose_name="held")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("released", "Released"), ("cancelled", "Cancelled")],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fraud_check",
                        to="orders.order",
                    ),
                ),
            ],
            options={
                "verbose_name": "risk check",
                "verbose_name_plural": "risk checks",
            },
        ),
        migrations.CreateModel(
            name="GatewayCallback",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("body", models.JSONField()),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "next_try_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("outcome", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "verbose_name": "gateway callback",
                "verbose_name_plural": "gateway callbacks",
                "indexes": [
                    models.Index(
                        condition=models.Q(("applied_at__isnull", True)),
                        fields=["next_try_at", "id"],
                        name="callback_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GatewayTransaction",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("gateway_order_id", models.BigIntegerField(db_index=True)),
                ("parent_id", models.BigIntegerField(null=True)),
                ("outcome", models.CharField(max_length=12)),
                ("amount", core.fields.MoneyField(decimal_places=2, max_digits=14)),
                ("refunded", core.fields.MoneyField(decimal_places=2, default=0, max_digits=14)),
                ("method", models.CharField(blank=True, max_length=20)),
                ("source", models.JSONField(default=dict)),
                (
                    "use",
                    models.CharField(
                        blank=True,
                        choices=[("applied", "Applied"), ("returned", "On its way back")],
                        max_length=10,
                    ),
                ),
                ("first_seen_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "attempt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transactions",
                        to="payment.attempt",
                    ),
                ),
            ],
            options={
                "verbose_name": "gateway transaction",
                "verbose_name_plural": "gateway transactions",
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="amount"),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("credit_card", "Card"),
                            ("mobile_wallet", "Mobile wallet"),
                            ("kiosk", "Kiosk"),
                            ("wallet", "Wallet"),
                            ("cash_on_delivery", "Cash on delivery"),
                            ("bank_transfer", "Bank transfer"),
                        ],
                        max_length=20,
                        verbose_name="method",
                    ),
                ),
                ("from_credit", core.fields.MoneyField(decimal_places=2, default=0, max_digits=14)),
                (
                    "transaction_id",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        max_length=255,
                        null=True,
                        verbose_name="gateway's transaction",
                    ),
                ),
                ("gateway_response", models.JSONField(blank=True, default=dict, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("completed", "Completed"),
                            ("failed", "Failed"),
                            ("refunded", "Refunded"),
                        ],
                        default="pending",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "refunded",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="refunded"
                    ),
                ),
                (
                    "failure",
                    models.CharField(blank=True, max_length=200, verbose_name="why it failed"),
                ),
                ("paid_at", models.DateTimeField(blank=True, null=True, verbose_name="paid")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "order",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment",
                        to="orders.order",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "verbose_name_plural": "payments",
            },
        ),
        migrations.AddField(
            model_name="attempt",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="payment.payment",
            ),
        ),
        migrations.CreateModel(
            name="PaymentMethod",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "method_type",
                    models.CharField(
                        choices=[
                            ("credit_card", "Card"),
                            ("mobile_wallet", "Mobile wallet"),
                            ("kiosk", "Kiosk"),
                            ("wallet", "Wallet"),
                            ("cash_on_delivery", "Cash on delivery"),
                            ("bank_transfer", "Bank transfer"),
                        ],
                        max_length=20,
                        verbose_name="method",
                    ),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="default")),
                ("details", models.JSONField(default=dict, verbose_name="details")),
                ("token", core.crypto.EncryptedTextField(blank=True)),
                ("token_digest", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="payment_methods",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kept way to pay",
                "verbose_name_plural": "kept ways to pay",
            },
        ),
        migrations.AddField(
            model_name="payment",
            name="payment_method",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to="payment.paymentmethod",
                verbose_name="kept method",
            ),
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="amount"),
                ),
                ("reference", models.CharField(max_length=100, unique=True)),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("taken_from", models.CharField(blank=True, max_length=64)),
                ("transaction_id", models.CharField(blank=True, max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("sending", "Being sent"),
                            ("unknown", "Outcome unknown"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("manual", "To be done by hand"),
                        ],
                        default="due",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField()),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="error")),
                (
                    "refunded_before",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="payment.payment",
                    ),
                ),
            ],
            options={
                "verbose_name": "refund",
                "verbose_name_plural": "refunds",
            },
        ),
        migrations.CreateModel(
            name="TransferProof",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("image", models.CharField(max_length=255)),
                (
                    "bank_reference",
                    models.CharField(blank=True, max_length=100, verbose_name="bank's reference"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "To be matched"),
                            ("matched", "Matched"),
                            ("rejected", "Not found"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="payment.payment",
                    ),
                ),
            ],
            options={
                "verbose_name": "proof of transfer",
                "verbose_name_plural": "proofs of transfer",
            },
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("ask_at__isnull", False)),
                fields=["ask_at"],
                name="attempt_to_ask",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentmethod",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)),
                fields=("user",),
                name="payment_method_one_default",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentmethod",
            constraint=models.UniqueConstraint(
                condition=models.Q(("token_digest", ""), _negated=True),
                fields=("user", "token_digest"),
                name="payment_method_token_once",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["user", "-id"], name="payment_of_user"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("status", "pending")),
                fields=["created_at"],
                name="payment_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="payment_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("refunded__gte", 0), ("refunded__lte", models.F("amount"))),
                name="payment_refund_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_credit__gte", 0), ("from_credit__lte", models.F("amount"))
                ),
                name="payment_credit_within",
            ),
        ),
        migrations.AddIndex(
            model_name="refund",
            index=models.Index(
                condition=models.Q(("status__in", ["due", "sending", "unknown"])),
                fields=["next_try_at"],
                name="refund_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="refund_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("status__in", ["sending", "unknown"]),
                    models.Q(("taken_from", ""), _negated=True),
                ),
                fields=("taken_from",),
                name="refund_one_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="transferproof",
            index=models.Index(
                condition=models.Q(("status", "waiting")), fields=["id"], name="proof_waiting"
            ),
        ),
    ]
