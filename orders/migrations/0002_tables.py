import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orders", "0001_numbers"),
        ("custom_auth", "0001_initial"),
        ("products", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cart",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="cart",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "basket",
                "verbose_name_plural": "baskets",
            },
        ),
        migrations.CreateModel(
            name="SellerShipping",
            fields=[
                (
                    "seller",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="shipping_terms",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cost",
                    core.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="own cost, to anywhere",
                    ),
                ),
                (
                    "free_from",
                    core.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="free from",
                    ),
                ),
                (
                    "allows_pick_up",
                    models.BooleanField(default=False, verbose_name="can be picked up"),
                ),
                (
                    "pick_up_address",
                    models.CharField(blank=True, max_length=300, verbose_name="pick-up address"),
                ),
            ],
            options={
                "verbose_name": "seller's shipping",
                "verbose_name_plural": "sellers' shipping",
            },
        ),
        migrations.CreateModel(
            name="CarrierMessage",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("carrier", models.CharField(max_length=20, verbose_name="carrier")),
                ("digest", models.CharField(max_length=64)),
                ("body", models.JSONField()),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=200, verbose_name="outcome")),
            ],
            options={
                "verbose_name": "carrier's message",
                "verbose_name_plural": "carriers' messages",
                "indexes": [
                    models.Index(
                        condition=models.Q(("applied_at__isnull", True)),
                        fields=["id"],
                        name="carrier_message_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "digest"), name="carrier_message_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Coupon",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="code")),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="per cent off",
                    ),
                ),
                (
                    "amount",
                    core.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="amount off",
                    ),
                ),
                (
                    "largest_discount",
                    core.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="at the most",
                    ),
                ),
                (
                    "smallest_order",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="for orders from"
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="from")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "most_uses",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="uses in all"),
                ),
                (
                    "most_per_person",
                    models.PositiveIntegerField(default=1, verbose_name="uses by one person"),
                ),
                (
                    "used",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="used"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in force")),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="products.category",
                        verbose_name="only in",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coupons",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="only this seller's pieces, at the seller's expense",
                    ),
                ),
            ],
            options={
                "verbose_name": "coupon",
                "verbose_name_plural": "coupons",
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "number",
                    models.CharField(
                        db_default=models.Func(function="orders_next_number"),
                        max_length=11,
                        unique=True,
                        verbose_name="number",
                    ),
                ),
                (
                    "items_total",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="pieces"),
                ),
                (
                    "shipping_cost",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="shipping"
                    ),
                ),
                (
                    "discount",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="discount"
                    ),
                ),
                (
                    "total_amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="total"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("processing", "Processing"),
                            ("shipped", "Shipped"),
                            ("delivered", "Delivered"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="pending",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("shipping_address", models.TextField(verbose_name="address")),
                ("address", models.JSONField(default=dict)),
                ("governorate_code", models.CharField(max_length=4)),
                (
                    "payment_method",
                    models.CharField(
                        choices=[
                            ("credit_card", "Card"),
                            ("mobile_wallet", "Mobile wallet"),
                            ("kiosk", "Kiosk"),
                            ("wallet", "Wallet"),
                            ("cash_on_delivery", "Cash on delivery"),
                            ("bank_transfer", "Bank transfer"),
                        ],
                        max_length=50,
                        verbose_name="payment method",
                    ),
                ),
                ("payment_status", models.BooleanField(default=False, verbose_name="paid")),
                ("paid_at", models.DateTimeField(blank=True, null=True, verbose_name="paid at")),
                (
                    "paid_by_gateway",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                (
                    "paid_by_earnings",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                (
                    "paid_by_credit",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                (
                    "refunded",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="refunded"
                    ),
                ),
                (
                    "hold_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="stock held until"),
                ),
                (
                    "held_for_review_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="held for review"),
                ),
                ("coupon_code", models.CharField(blank=True, max_length=30, verbose_name="coupon")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("language", models.CharField(default="ar", max_length=2)),
                ("anonymised_at", models.DateTimeField(blank=True, null=True)),
                ("is_scored", models.BooleanField(default=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="placed"
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="buyer",
                    ),
                ),
            ],
            options={
                "verbose_name": "order",
                "verbose_name_plural": "orders",
            },
        ),
        migrations.CreateModel(
            name="CouponUse",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "coupon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="orders.coupon",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coupon_use",
                        to="orders.order",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Parcel",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("seller_name", models.CharField(max_length=201)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("processing", "Processing"),
                            ("shipped", "Shipped"),
                            ("delivered", "Delivered"),
                            ("cancelled", "Cancelled"),
                            ("refused", "Refused at the door"),
                            ("returned", "Back at the maker"),
                            ("lost", "Lost"),
                        ],
                        default="pending",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "items_total",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="pieces"),
                ),
                (
                    "shipping_cost",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="shipping"
                    ),
                ),
                (
                    "discount",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="discount"
                    ),
                ),
                ("shipping_option", models.CharField(max_length=20, verbose_name="sent by")),
                ("carrier", models.CharField(blank=True, max_length=20, verbose_name="carrier")),
                (
                    "carrier_name",
                    models.CharField(blank=True, max_length=60, verbose_name="carrier's name"),
                ),
                (
                    "tracking_number",
                    models.CharField(blank=True, max_length=60, verbose_name="tracking number"),
                ),
                ("weight_grams", models.PositiveIntegerField(default=0)),
                ("promised_from", models.DateField(verbose_name="promised from")),
                ("promised_to", models.DateField(verbose_name="promised by")),
                ("shipped_at", models.DateTimeField(blank=True, null=True, verbose_name="shipped")),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="delivered"),
                ),
                (
                    "cash_holder",
                    models.CharField(
                        blank=True,
                        choices=[("courier", "The carrier"), ("seller", "The seller")],
                        max_length=10,
                        verbose_name="cash held by",
                    ),
                ),
                (
                    "remitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="cash handed over"),
                ),
                (
                    "release_after",
                    models.DateTimeField(blank=True, null=True, verbose_name="safe after"),
                ),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="released"),
                ),
                ("holds", models.PositiveSmallIntegerField(default=0)),
                (
                    "shipping_refunded",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to="orders.order",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seller",
                    ),
                ),
            ],
            options={
                "verbose_name": "parcel",
                "verbose_name_plural": "parcels",
            },
        ),
        migrations.CreateModel(
            name="OrderItem",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("quantity", models.PositiveIntegerField(default=1, verbose_name="quantity")),
                (
                    "price",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="price"),
                ),
                (
                    "commission_rate",
                    models.DecimalField(
                        decimal_places=2,
                        default=10,
                        max_digits=5,
                        verbose_name="commission, per cent",
                    ),
                ),
                (
                    "commission_fixed",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                (
                    "commission_amount",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="commission"
                    ),
                ),
                (
                    "commission_vat",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="VAT on commission"
                    ),
                ),
                (
                    "house_discount",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                (
                    "seller_discount",
                    core.fields.MoneyField(decimal_places=2, default=0, max_digits=14),
                ),
                (
                    "refunded",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="refunded"
                    ),
                ),
                ("returned_quantity", models.PositiveIntegerField(default=0)),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=255)),
                ("sku", models.CharField(max_length=60, verbose_name="SKU")),
                ("choices", models.JSONField(default=list, verbose_name="choices")),
                ("personalisation", models.JSONField(default=dict, verbose_name="personalisation")),
                ("image", models.CharField(blank=True, max_length=255)),
                ("made_to_order", models.BooleanField(default=False)),
                ("weight_grams", models.PositiveIntegerField(default=0)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="orders.order",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_items",
                        to="products.product",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sold_items",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="products.variant",
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="orders.parcel",
                    ),
                ),
            ],
            options={
                "verbose_name": "order line",
                "verbose_name_plural": "order lines",
            },
        ),
        migrations.CreateModel(
            name="OrderEvent",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=20, verbose_name="what")),
                ("from_status", models.CharField(blank=True, max_length=20, verbose_name="from")),
                ("to_status", models.CharField(blank=True, max_length=20, verbose_name="to")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="at"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="orders.order",
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="orders.parcel",
                    ),
                ),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "timeline",
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("serial", models.PositiveIntegerField(verbose_name="number")),
                ("file", models.CharField(blank=True, max_length=200)),
                ("issued_at", models.DateTimeField(verbose_name="issued")),
                (
                    "parcel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice",
                        to="orders.parcel",
                    ),
                ),
            ],
            options={
                "verbose_name": "invoice",
                "verbose_name_plural": "invoices",
            },
        ),
        migrations.CreateModel(
            name="RefundDue",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="amount"),
                ),
                ("reference", models.CharField(max_length=60, unique=True, verbose_name="for")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "collected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken up"),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds_due",
                        to="orders.order",
                    ),
                ),
            ],
            options={
                "verbose_name": "refund due",
                "verbose_name_plural": "refunds due",
            },
        ),
        migrations.CreateModel(
            name="Remittance",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "carrier",
                    models.CharField(
                        choices=[("manual", "The seller's own way"), ("bosta", "Bosta")],
                        max_length=20,
                        verbose_name="carrier",
                    ),
                ),
                ("reference", models.CharField(max_length=60, verbose_name="reference")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "total",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="total"),
                ),
                (
                    "fees",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="fees kept"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "cash remittance",
                "verbose_name_plural": "cash remittances",
            },
        ),
        migrations.CreateModel(
            name="RemittanceLine",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "tracking_number",
                    models.CharField(max_length=60, verbose_name="tracking number"),
                ),
                (
                    "amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="amount"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("matched", "Matched"),
                            ("unknown", "No such parcel"),
                            ("different", "Another amount"),
                            ("repeated", "Remitted before"),
                            ("undelivered", "Not delivered"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remittance_lines",
                        to="orders.parcel",
                    ),
                ),
                (
                    "remittance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="orders.remittance",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("changed_mind", "Changed my mind"),
                            ("defective", "Arrived broken or faulty"),
                            ("not_as_described", "Not as described"),
                            ("wrong_item", "Not what was ordered"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("details", models.TextField(blank=True, verbose_name="details")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Requested"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("received", "Received"),
                            ("refunded", "Refunded"),
                            ("disputed", "In dispute"),
                            ("closed", "Closed"),
                        ],
                        default="requested",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "refund_amount",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="refund"),
                ),
                ("refunds_shipping", models.BooleanField(default=False)),
                ("frozen", core.fields.MoneyField(decimal_places=2, default=0, max_digits=14)),
                ("answer_by", models.DateTimeField(verbose_name="to be answered by")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="orders.order",
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="orders.parcel",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "return",
                "verbose_name_plural": "returns",
            },
        ),
        migrations.CreateModel(
            name="ReturnItem",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("quantity", models.PositiveIntegerField()),
                ("amount", core.fields.MoneyField(decimal_places=2, max_digits=14)),
                (
                    "order_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_items",
                        to="orders.orderitem",
                    ),
                ),
                (
                    "return_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="orders.return",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReturnMessage",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("from_status", models.CharField(blank=True, max_length=12)),
                ("to_status", models.CharField(blank=True, max_length=12)),
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
                    "return_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="orders.return",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReturnPhoto",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("image", models.ImageField(max_length=255, upload_to="return_photos/")),
                (
                    "return_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="orders.return",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShippingZone",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=60, verbose_name="English name"),
                ),
                (
                    "governorates",
                    models.ManyToManyField(
                        related_name="shipping_zones",
                        to="custom_auth.governorate",
                        verbose_name="governorates",
                    ),
                ),
            ],
            options={
                "verbose_name": "shipping zone",
                "verbose_name_plural": "shipping zones",
            },
        ),
        migrations.CreateModel(
            name="ShippingRate",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("option", models.SlugField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=60, verbose_name="English name"),
                ),
                (
                    "carrier",
                    models.CharField(
                        choices=[("manual", "The seller's own way"), ("bosta", "Bosta")],
                        default="manual",
                        max_length=20,
                        verbose_name="carrier",
                    ),
                ),
                (
                    "cost",
                    core.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name="cost"),
                ),
                (
                    "included_grams",
                    models.PositiveIntegerField(default=2000, verbose_name="grams included"),
                ),
                (
                    "per_extra_kilo",
                    core.fields.MoneyField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="each further kilo"
                    ),
                ),
                (
                    "free_from",
                    core.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="free from",
                    ),
                ),
                ("days_min", models.PositiveSmallIntegerField(verbose_name="days, at the least")),
                ("days_max", models.PositiveSmallIntegerField(verbose_name="days, at the most")),
                (
                    "largest_grams",
                    models.PositiveIntegerField(default=25000, verbose_name="heaviest, in grams"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="offered")),
                (
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="orders.shippingzone",
                        verbose_name="zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "shipping rate",
                "verbose_name_plural": "shipping rates",
            },
        ),
        migrations.CreateModel(
            name="TrackingEvent",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=30)),
                ("words", models.CharField(max_length=200)),
                ("words_en", models.CharField(blank=True, max_length=200)),
                ("happened_at", models.DateTimeField()),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tracking_events",
                        to="orders.parcel",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TradeRules",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                (
                    "vat_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=14,
                        max_digits=5,
                        verbose_name="VAT on commission, per cent",
                    ),
                ),
                (
                    "hold_card_minutes",
                    models.PositiveIntegerField(
                        default=20, verbose_name="card holds stock for minutes"
                    ),
                ),
                (
                    "hold_kiosk_hours",
                    models.PositiveIntegerField(
                        default=48, verbose_name="kiosk holds stock for hours"
                    ),
                ),
                (
                    "hold_transfer_hours",
                    models.PositiveIntegerField(
                        default=72, verbose_name="bank transfer holds stock for hours"
                    ),
                ),
                (
                    "release_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="earnings are released days after delivery"
                    ),
                ),
                (
                    "largest_cash_order",
                    core.fields.MoneyField(
                        decimal_places=2,
                        default=10000,
                        max_digits=14,
                        verbose_name="cash on delivery up to",
                    ),
                ),
                (
                    "answer_return_days",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="sellers answer returns within days"
                    ),
                ),
            ],
            options={
                "verbose_name": "trade rules",
                "verbose_name_plural": "trade rules",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="trade_rules_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CartItem",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("quantity", models.PositiveIntegerField()),
                ("price_seen", core.fields.MoneyField(decimal_places=2, max_digits=14)),
                ("personalisation", models.JSONField(default=dict)),
                ("wording", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "cart",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="orders.cart",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="products.product",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="products.variant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cart", "variant", "wording"), name="cart_item_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="cart_item_some"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionRule",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "order_from",
                    core.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="orders from",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="per cent",
                    ),
                ),
                (
                    "fixed",
                    core.fields.MoneyField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="fixed, for each piece",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in force")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="products.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commission_rules",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seller",
                    ),
                ),
            ],
            options={
                "verbose_name": "commission rule",
                "verbose_name_plural": "commission rules",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("seller", "category", "order_from"),
                        name="commission_rule_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 0), ("percent__lte", 100)),
                        name="commission_rule_percent",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="coupon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__isnull", True), ("percent__isnull", False)),
                    models.Q(("amount__isnull", False), ("percent__isnull", True)),
                    _connector="OR",
                ),
                name="coupon_percent_or_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="coupon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most_uses__isnull", True),
                    ("used__lte", models.F("most_uses")),
                    _connector="OR",
                ),
                name="coupon_not_overused",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["user", "-id"], name="order_of_user"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["created_at"], name="order_created"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(
                    ("hold_until__isnull", False), ("payment_status", False), ("status", "pending")
                ),
                fields=["hold_until"],
                name="order_hold_over",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("is_scored", False)), fields=["id"], name="order_to_score"
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("held_for_review_at__isnull", False)),
                fields=["held_for_review_at"],
                name="order_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "total_amount",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("items_total"), "+", models.F("shipping_cost")
                            ),
                            "-",
                            models.F("discount"),
                        ),
                    )
                ),
                name="order_total_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("discount__gte", 0),
                    ("items_total__gte", 0),
                    ("shipping_cost__gte", 0),
                    ("total_amount__gte", 0),
                ),
                name="order_amounts_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("refunded__gte", 0), ("refunded__lte", models.F("total_amount"))
                ),
                name="order_refund_within_payment",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("payment_status", False), ("paid_at__isnull", False), _connector="OR"
                ),
                name="order_paid_has_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="couponuse",
            index=models.Index(fields=["coupon", "user"], name="coupon_use_of_user"),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(fields=["seller", "-id"], name="parcel_of_seller"),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(
                condition=models.Q(("tracking_number", ""), _negated=True),
                fields=["tracking_number"],
                name="parcel_tracking",
            ),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(
                condition=models.Q(("release_after__isnull", False), ("released_at__isnull", True)),
                fields=["release_after"],
                name="parcel_release_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.UniqueConstraint(
                fields=("order", "seller"), name="parcel_once_per_seller"
            ),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "delivered"), _negated=True),
                    ("delivered_at__isnull", False),
                    _connector="OR",
                ),
                name="parcel_delivered_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shipping_refunded__gte", 0),
                    ("shipping_refunded__lte", models.F("shipping_cost")),
                ),
                name="parcel_shipping_refund_within",
            ),
        ),
        migrations.AddIndex(
            model_name="orderitem",
            index=models.Index(fields=["product"], name="order_item_of_product"),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)), name="order_item_some"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("refunded__gte", 0),
                    (
                        "refunded__lte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("price"), "*", models.F("quantity")
                                ),
                                "-",
                                models.F("house_discount"),
                            ),
                            "-",
                            models.F("seller_discount"),
                        ),
                    ),
                ),
                name="order_item_refund_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("commission_amount__gte", 0),
                    (
                        "commission_amount__lte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("price"), "*", models.F("quantity")
                            ),
                            "-",
                            models.F("commission_vat"),
                        ),
                    ),
                    ("commission_vat__gte", 0),
                ),
                name="order_item_commission_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("returned_quantity__lte", models.F("quantity"))),
                name="order_item_returned_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                fields=("year", "serial"), name="invoice_number_once"
            ),
        ),
        migrations.AddIndex(
            model_name="refunddue",
            index=models.Index(
                condition=models.Q(("collected_at__isnull", True)),
                fields=["id"],
                name="refund_due_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="refunddue",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="refund_due_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="remittance",
            constraint=models.UniqueConstraint(
                fields=("carrier", "reference"), name="remittance_once"
            ),
        ),
        migrations.AddIndex(
            model_name="return",
            index=models.Index(fields=["user", "-id"], name="return_of_user"),
        ),
        migrations.AddIndex(
            model_name="return",
            index=models.Index(fields=["parcel"], name="return_of_parcel"),
        ),
        migrations.AddIndex(
            model_name="return",
            index=models.Index(
                condition=models.Q(("status", "disputed")),
                fields=["updated_at"],
                name="return_disputed",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnitem",
            constraint=models.UniqueConstraint(
                fields=("return_request", "order_item"), name="return_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="returnitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)), name="return_item_some"
            ),
        ),
        migrations.AddConstraint(
            model_name="shippingrate",
            constraint=models.UniqueConstraint(
                fields=("zone", "option"), name="shipping_rate_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="shippingrate",
            constraint=models.CheckConstraint(
                condition=models.Q(("days_max__gte", models.F("days_min"))),
                name="shipping_rate_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="trackingevent",
            constraint=models.UniqueConstraint(
                fields=("parcel", "code", "happened_at"), name="tracking_event_once"
            ),
        ),
    ]
