from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import MoneyField
from core.ids import IdField
from core.indexes import words
from core.models import Numbered
from core.money import ZERO
from custom_auth.models import User
from orders.models.shipping import CARRIERS, TrackingEvent
from orders.rules import reasons, states
from orders.rules.numbers import spoken
from products.models import Product, Variant

ORDER_STATUSES = [
    (states.OrderStatus.PENDING.value, _("Pending")),
    (states.OrderStatus.PROCESSING.value, _("Processing")),
    (states.OrderStatus.SHIPPED.value, _("Shipped")),
    (states.OrderStatus.DELIVERED.value, _("Delivered")),
    (states.OrderStatus.CANCELLED.value, _("Cancelled")),
]
PARCEL_STATUSES = [
    *ORDER_STATUSES,
    (states.ParcelStatus.REFUSED.value, _("Refused at the door")),
    (states.ParcelStatus.RETURNED.value, _("Back at the maker")),
    (states.ParcelStatus.LOST.value, _("Lost")),
]
METHODS = [
    (states.Method.CREDIT_CARD.value, _("Card")),
    (states.Method.MOBILE_WALLET.value, _("Mobile wallet")),
    (states.Method.KIOSK.value, _("Kiosk")),
    (states.Method.WALLET.value, _("Wallet")),
    (states.Method.CASH_ON_DELIVERY.value, _("Cash on delivery")),
    (states.Method.BANK_TRANSFER.value, _("Bank transfer")),
]


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)

    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def for_listing(self) -> Self:
        """Everything an order shows, in five queries however many orders there are."""
        parcels = Parcel.objects.order_by("pk")
        return self.prefetch_related(
            Prefetch("parcels", parcels),
            Prefetch("items", OrderItem.objects.order_by("pk")),
            Prefetch("events", OrderEvent.objects.order_by("pk")),
        )

    def hold_over(self, now: Any) -> Self:
        """Orders that wait for a payment longer than their stock is held for them."""
        return self.filter(payment_status=False, hold_until__lte=now, status="pending")


class Order(models.Model):
    """What one buyer ordered at once, from one or several sellers."""

    id = IdField(primary_key=True)
    # Ten digits of a keyed permutation of a sequence, and a check digit; made by the database.
    number = models.CharField(
        _("number"),
        max_length=11,
        unique=True,
        db_default=models.Func(function="orders_next_number"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.PROTECT,
        related_name="orders",
        verbose_name=_("buyer"),
    )
    items_total = MoneyField(_("pieces"))
    shipping_cost = MoneyField(_("shipping"), default=0)
    discount = MoneyField(_("discount"), default=0)
    total_amount = MoneyField(_("total"))
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ORDER_STATUSES,
        default=states.OrderStatus.PENDING.value,
    )
    shipping_address = models.TextField(_("address"))
    # The address in its parts, frozen; emptied when its person is erased.
    address = models.JSONField(default=dict)
    governorate_code = models.CharField(max_length=4)
    payment_method = models.CharField(_("payment method"), max_length=50, choices=METHODS)
    payment_status = models.BooleanField(_("paid"), default=False)
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    paid_by_gateway = MoneyField(default=0)
    paid_by_earnings = MoneyField(default=0)
    paid_by_credit = MoneyField(default=0)
    refunded = MoneyField(_("refunded"), default=0)
    # Until when stock is held for an order that waits for its payment; none for cash on delivery.
    hold_until = models.DateTimeField(_("stock held until"), null=True, blank=True)
    # A look by staff before anybody sends anything (fraud rules, told by payment).
    held_for_review_at = models.DateTimeField(_("held for review"), null=True, blank=True)
    coupon_code = models.CharField(_("coupon"), max_length=30, blank=True)
    note = models.TextField(_("note"), blank=True)
    language = models.CharField(max_length=2, default="ar")
    anonymised_at = models.DateTimeField(null=True, blank=True)
    # Whether payment's rules have looked at it.
    is_scored = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("placed"), db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Order"]] = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [
            models.CheckConstraint(
                name="order_total_adds_up",
                condition=Q(total_amount=F("items_total") + F("shipping_cost") - F("discount")),
            ),
            models.CheckConstraint(
                name="order_amounts_not_negative",
                condition=Q(
                    items_total__gte=0, shipping_cost__gte=0, discount__gte=0, total_amount__gte=0
                ),
            ),
            models.CheckConstraint(
                name="order_refund_within_payment",
                condition=Q(refunded__gte=0, refunded__lte=F("total_amount")),
            ),
            models.CheckConstraint(
                name="order_paid_has_a_time",
                condition=Q(payment_status=False) | Q(paid_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(F("address__phone_number"), name="order_phone"),
            words("shipping_address", name="order_words"),
            models.Index(name="order_of_user", fields=["user", "-id"]),
            models.Index(name="order_created", fields=["created_at"]),
            models.Index(
                name="order_hold_over",
                fields=["hold_until"],
                condition=Q(payment_status=False, status="pending", hold_until__isnull=False),
            ),
            models.Index(name="order_to_score", fields=["id"], condition=Q(is_scored=False)),
            models.Index(
                name="order_held",
                fields=["held_for_review_at"],
                condition=Q(held_for_review_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return spoken(self.number)

    @property
    def awaits_payment(self) -> bool:
        return (
            not self.payment_status
            and self.payment_method != states.Method.CASH_ON_DELIVERY
            and self.status == states.OrderStatus.PENDING
        )


class ParcelQuerySet(models.QuerySet["Parcel"]):
    def sold_by(self, seller: User) -> Self:
        return self.filter(seller=seller)

    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def for_listing(self) -> Self:
        """Everything a seller sees of its part of an order, in four queries."""
        return self.select_related("order__user", "compensation").prefetch_related(
            Prefetch("items", OrderItem.objects.order_by("pk")),
            Prefetch("events", OrderEvent.objects.order_by("pk")),
        )

    def to_be_called_off(self) -> Self:
        """Cancelled parcels for which a carrier of the marketplace would still come."""
        booked = self.filter(status="cancelled", called_off_at__isnull=True)
        return booked.exclude(tracking_number="").exclude(carrier__in=states.OWN_WAY)

    def silent_since(self, moment: Any) -> Self:
        """Parcels under way of which their carrier has neither said anything nor been asked since."""
        under_way = self.filter(status__in=["processing", "shipped", "refused"])
        quiet = under_way.filter(updated_at__lt=moment).exclude(asked_at__gte=moment)
        return quiet.exclude(tracking_number="").exclude(carrier__in=states.OWN_WAY)

    def lost_from_sight(self, moment: Any) -> Self:
        """Parcels that left and of which nothing has been heard since, or that their carrier carries no
        further and has not said anything of since: for staff to look for."""
        later = TrackingEvent.objects.filter(
            parcel=OuterRef("parcel"), happened_at__gt=OuterRef("happened_at")
        ).exclude(code="other")
        stopped = TrackingEvent.objects.filter(~Exists(later), code="stopped")
        away = self.filter(status__in=["shipped", "refused"])
        return away.filter(Q(updated_at__lt=moment) | Q(pk__in=stopped.values("parcel")))

    def uncompensated(self, since: Any) -> Self:
        """Parcels that a carrier of the marketplace lost and has not paid for."""
        lost = self.filter(status="lost", updated_at__gte=since, compensation__isnull=True)
        return lost.exclude(carrier__in=states.OWN_WAY)

    def release_due(self, now: Any) -> Self:
        """Parcels whose money is safe: the window for returns is over, cash has been handed over, and
        no return or dispute holds it. Of one that came back from the door only shipping is left."""
        return self.filter(
            released_at__isnull=True,
            release_after__lte=now,
            holds=0,
            status__in=["delivered", "returned"],
        ).exclude(cash_holder="courier", remitted_at__isnull=True)


class Parcel(models.Model):
    """One seller's part of an order: what is sent together, tracked together and settled together."""

    id = IdField(primary_key=True)
    order = models.ForeignKey(
        Order, db_index=False, on_delete=models.PROTECT, related_name="parcels"
    )
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.PROTECT,
        related_name="parcels",
        verbose_name=_("seller"),
    )
    seller_name = models.CharField(max_length=201)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=PARCEL_STATUSES,
        default=states.ParcelStatus.PENDING.value,
    )
    items_total = MoneyField(_("pieces"))
    shipping_cost = MoneyField(_("shipping"), default=0)
    discount = MoneyField(_("discount"), default=0)
    shipping_option = models.CharField(_("sent by"), max_length=20)
    pick_up_address = models.CharField(
        _("to be picked up at"), max_length=300, blank=True, db_default=""
    )
    carrier = models.CharField(_("carrier"), max_length=20, blank=True)
    carrier_name = models.CharField(_("carrier's name"), max_length=60, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=60, blank=True)
    weight_grams = models.PositiveIntegerField(default=0)
    promised_from = models.DateField(_("promised from"))
    promised_to = models.DateField(_("promised by"))
    shipped_at = models.DateTimeField(_("shipped"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    # Who holds the cash of a delivered cash parcel until it reaches us: nobody, a carrier, the seller.
    cash_holder = models.CharField(
        _("cash held by"),
        max_length=10,
        blank=True,
        choices=[("courier", _("The carrier")), ("seller", _("The seller"))],
    )
    remitted_at = models.DateTimeField(_("cash handed over"), null=True, blank=True)
    # When the seller's share is safe, when it was released, and how many returns hold it back.
    release_after = models.DateTimeField(_("safe after"), null=True, blank=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    holds = models.PositiveSmallIntegerField(default=0)
    shipping_refunded = MoneyField(default=0)
    # When its carrier was told that it does not come, and when the carrier was last asked about it.
    called_off_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Parcel"]] = ParcelQuerySet.as_manager()

    class Meta:
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints = [
            models.UniqueConstraint(name="parcel_once_per_seller", fields=["order", "seller"]),
            # A carrier of the marketplace speaks of a parcel by its number alone.
            models.UniqueConstraint(
                name="parcel_tracking_once",
                fields=["carrier", "tracking_number"],
                condition=~Q(tracking_number="") & ~Q(carrier__in=["", "manual"]),
            ),
            models.CheckConstraint(
                name="parcel_delivered_has_a_time",
                condition=~Q(status="delivered") | Q(delivered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="parcel_shipping_refund_within",
                condition=Q(shipping_refunded__gte=0, shipping_refunded__lte=F("shipping_cost")),
            ),
        ]
        indexes = [
            models.Index(name="parcel_of_seller", fields=["seller", "-id"]),
            # What somebody may have to look after is little, however long the history: for the house by
            # what is late, for sellers by what they have to do.
            models.Index(
                name="parcel_open",
                fields=["status", "promised_to", "updated_at"],
                condition=Q(status__in=["pending", "processing", "shipped", "refused", "lost"]),
            ),
            models.Index(
                name="parcel_open_of_seller",
                fields=["seller", "-id"],
                condition=Q(status__in=["pending", "processing", "shipped"]),
            ),
            models.Index(
                name="parcel_tracking", fields=["tracking_number"], condition=~Q(tracking_number="")
            ),
            models.Index(
                name="parcel_with_carrier",
                fields=["status", "updated_at"],
                condition=Q(status__in=["processing", "shipped", "refused", "cancelled"])
                & ~Q(tracking_number="")
                & ~Q(carrier__in=["", "manual"]),
            ),
            models.Index(
                name="parcel_release_due",
                fields=["release_after"],
                condition=Q(released_at__isnull=True, release_after__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seller_name} · {self.pk}"

    @property
    def total(self) -> Any:
        """What the buyer pays for it."""
        return self.items_total - self.discount + self.shipping_cost

    @property
    def cash_due(self) -> Any:
        """What is still to be taken at the door, and what was taken there; nothing of what went astray."""
        is_cash = self.order.payment_method == states.Method.CASH_ON_DELIVERY
        return self.total if is_cash and self.status not in states.GONE else ZERO

    @property
    def carried_by(self) -> str:
        """What people call whoever carries it, or nothing."""
        return self.carrier_name or str(dict(CARRIERS).get(self.carrier, ""))

    @property
    def compensated(self) -> Any:
        """What its seller got for its loss, or None. Runs no SQL on a listed parcel."""
        booked = getattr(self, "compensation", None)
        return booked.amount if booked else None

    @property
    def may_be_sent(self) -> bool:
        """Whether its seller may prepare it and know where it goes: paid, or to be paid in cash.

        Needs the order at hand.
        """
        is_cash = self.order.payment_method == states.Method.CASH_ON_DELIVERY
        return (
            (self.order.payment_status or is_cash)
            and self.order.held_for_review_at is None
            and self.status != states.ParcelStatus.CANCELLED
        )


class OrderItem(Numbered):
    """A line of an order. Everything on it is as it was when the order was placed."""

    id = IdField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="items")
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="items")
    product = models.ForeignKey(
        Product, db_index=False, on_delete=models.PROTECT, related_name="order_items"
    )
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    price = MoneyField(_("price"))
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sold_items"
    )
    commission_rate = models.DecimalField(
        _("commission, per cent"), max_digits=5, decimal_places=2, default=10
    )
    commission_fixed = MoneyField(default=0)
    commission_amount = MoneyField(_("commission"), default=0)
    commission_vat = MoneyField(_("VAT on commission"), default=0)
    # Taken off this line by a coupon, at the house's or at the seller's expense.
    house_discount = MoneyField(default=0)
    seller_discount = MoneyField(default=0)
    refunded = MoneyField(_("refunded"), default=0)
    returned_quantity = models.PositiveIntegerField(default=0)
    name = models.CharField(_("name"), max_length=255)
    name_en = models.CharField(max_length=255, blank=True)
    sku = models.CharField(_("SKU"), max_length=60)
    choices = models.JSONField(_("choices"), default=list)
    # In English, each that has none in Arabic; nothing, of an order older than this column.
    choices_en = models.JSONField(
        _("choices"), default=list, db_default=models.Value([], models.JSONField()), blank=True
    )
    personalisation = models.JSONField(_("personalisation"), default=dict)
    image = models.CharField(max_length=255, blank=True)
    made_to_order = models.BooleanField(default=False)
    weight_grams = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        constraints = [
            models.CheckConstraint(name="order_item_some", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="order_item_refund_within",
                condition=Q(
                    refunded__gte=0,
                    refunded__lte=F("price") * F("quantity")
                    - F("house_discount")
                    - F("seller_discount"),
                ),
            ),
            models.CheckConstraint(
                name="order_item_commission_within",
                condition=Q(
                    commission_amount__gte=0,
                    commission_vat__gte=0,
                    commission_amount__lte=F("price") * F("quantity") - F("commission_vat"),
                ),
            ),
            models.CheckConstraint(
                name="order_item_returned_within", condition=Q(returned_quantity__lte=F("quantity"))
            ),
        ]
        indexes = [
            models.Index(name="order_item_of_product", fields=["product"]),
        ]

    @property
    def named(self) -> str:
        """What the piece is called in the reader's language."""
        return (self.name_en if get_language() == "en" else "") or self.name

    @property
    def is_made_for_buyer(self) -> bool:
        """Tell whether it was made, or written on, as its buyer asked: nobody else would want it."""
        return self.made_to_order or any(text.strip() for text in self.personalisation.values())

    @property
    def value(self) -> Any:
        """What the line's pieces cost before any discount."""
        return self.price * self.quantity

    @property
    def paid(self) -> Any:
        """What the buyer pays for the line."""
        return self.value - self.house_discount - self.seller_discount


class OrderEvent(models.Model):
    """One step of an order or of one of its parcels: the timeline."""

    id = IdField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="events")
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, null=True, related_name="events")
    code = models.CharField(_("what"), max_length=20)
    from_status = models.CharField(_("from"), max_length=20, blank=True)
    to_status = models.CharField(_("to"), max_length=20, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    created_at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("timeline")

    @property
    def said(self) -> str:
        """What was noted; a carrier's reason in the reader's language."""
        return reasons.said(self.note, get_language())


class RefundDue(Numbered):
    """Money that has to go back the way it came; payment's worker collects these rows.

    Nothing, where all of a refund was credited at once: the payment still has to follow its order. The
    ledger holds the amount under ``refunds_due`` from the row's own transaction on.
    """

    id = IdField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds_due")
    amount = MoneyField(_("amount"))
    reference = models.CharField(_("for"), max_length=60, unique=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    collected_at = models.DateTimeField(_("taken up"), null=True, blank=True)

    class Meta:
        verbose_name = _("refund due")
        verbose_name_plural = _("refunds due")
        constraints = [
            models.CheckConstraint(name="refund_due_not_negative", condition=Q(amount__gte=0))
        ]
        indexes = [
            models.Index(
                name="refund_due_waiting", fields=["id"], condition=Q(collected_at__isnull=True)
            )
        ]


class RefundLine(models.Model):
    """What one refund gave back of one line, or of a parcel's shipping, and whose money that was.

    The ledger has the sums under the same reference, for all sellers of an order together.
    """

    id = IdField(primary_key=True)
    reference = models.CharField(_("for"), max_length=100)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="refund_lines")
    # None for shipping.
    item = models.ForeignKey(
        OrderItem, on_delete=models.PROTECT, null=True, related_name="refund_lines"
    )
    amount = MoneyField(_("amount"))
    seller_share = MoneyField(default=0)
    commission = MoneyField(default=0)
    vat = MoneyField(default=0)
    house_discount = MoneyField(default=0)

    class Meta:
        verbose_name = _("refunded line")
        verbose_name_plural = _("refunded lines")
        constraints = [
            models.UniqueConstraint(
                name="refund_line_once",
                fields=["reference", "parcel", "item"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="refund_line_adds_up",
                condition=Q(item__isnull=True)
                | Q(amount=F("seller_share") + F("commission") + F("vat") - F("house_discount")),
            ),
        ]
