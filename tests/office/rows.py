"""A row of any table, for pages that have to be seen with something on them."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.models import Model

from custom_auth.models import Governorate
from custom_auth.tests.builders import a_user
from orders.models import TradeRules
from products.models import ShopRules
from products.tests.builders import a_product
from wallet.actions import ledger
from wallet.models import HouseBalance, LedgerEntry, PayoutRules, Transaction, Wallet
from wallet.rules import Account, Entry, Line, TransactionType

_numbers: Iterator[int] = count(1)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def _house() -> HouseBalance:
    """Have the ledger open an account of the house: a carrier's that nobody had before."""
    carrier = f"carrier-{next(_numbers)}"
    with transaction.atomic():
        lines = (
            Line(Account.COURIER, Decimal("-10.00"), party=carrier),
            Line(Account.BANK, Decimal("10.00")),
        )
        ledger.post(Entry(f"test:{carrier}", "remittance", lines))
    return HouseBalance.objects.get(party=carrier)


def _booked() -> LedgerEntry:
    """Have the ledger write an entry, and with it lines, a wallet and a transaction."""
    person = a_user()
    reference = f"test:{next(_numbers)}"
    with transaction.atomic():
        lines = (
            Line(
                Account.EARNINGS,
                Decimal("10.00"),
                owner=person.pk,
                shown_as=TransactionType.PAYMENT,
            ),
            Line(Account.BANK, Decimal("-10.00")),
        )
        ledger.post(Entry(reference, "sale", lines))
    return LedgerEntry.objects.get(reference=reference)


def _job() -> Model:
    from procrastinate.contrib.django.models import ProcrastinateJob

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
            " VALUES ('test', 'nothing', '{}') RETURNING id"
        )
        (made,) = cursor.fetchone()
    found: Model = ProcrastinateJob.objects.get(pk=made)
    return found


def _only(model: type[Model]) -> Model:
    found, _ = model._default_manager.get_or_create(pk=1)
    return found


SPECIAL: dict[str, Callable[[], Any]] = {
    "custom_auth.User": lambda: a_user(),
    "custom_auth.UserProfile": lambda: a_user().profile,
    "custom_auth.Governorate": lambda: Governorate.objects.create(
        code=f"{next(_numbers):04}"[-4:], name="محافظة", name_en="Place", position=99
    ),
    "products.Listing": lambda: a_product().listing,
    "wallet.HouseBalance": _house,
    "wallet.LedgerEntry": _booked,
    "wallet.LedgerLine": lambda: _booked().lines.order_by("pk").first(),
    "wallet.Wallet": lambda: Wallet.objects.get(lines__entry=_booked()),
    "wallet.Transaction": lambda: Transaction.objects.get(reference_id=_booked().reference),
    "wallet.PayoutRules": lambda: _only(PayoutRules),
    "products.ShopRules": lambda: _only(ShopRules),
    "orders.TradeRules": lambda: _only(TradeRules),
    "procrastinate.ProcrastinateJob": _job,
}
# Where the kind of a column does not say what it may hold.
OVERRIDES: dict[str, Callable[[], dict[str, Any]]] = {
    "orders.Coupon": lambda: {"percent": Decimal("5.00")},
    "orders.CommissionRule": lambda: {"order_from": Decimal(next(_numbers))},
    "orders.OrderItem": lambda: {"commission_amount": Decimal("1.00")},
    "products.ImportRow": lambda: {"problems": [], "number": next(_numbers)},
    "products.Variant": lambda: {"choices": [f"choice {next(_numbers)}"]},
    "products.StockMovement": lambda: {"reference": f"test:{next(_numbers)}"},
    "custom_auth.Address": lambda: {"is_default": False},
}


class Rows:
    """Makes rows of any table. What they refer to is made once and shared where it may be."""

    def __init__(self) -> None:
        self.shared: dict[type[Model], Any] = {}

    def add(self, model: type[Model]) -> Any:
        label = model._meta.label
        if label in SPECIAL:
            return SPECIAL[label]()
        given = OVERRIDES.get(label, dict)()
        for field in model._meta.concrete_fields:
            if field.name not in given and _is_needed(field):
                given[field.name] = self._value(model, field)
        return model._default_manager.create(**given)

    def _value(self, model: type[Model], field: Any) -> Any:
        if not field.is_relation:
            return _value(field)
        if field.unique or field.name in _unique_together(model):
            return self.add(field.related_model)
        if field.related_model not in self.shared:
            self.shared[field.related_model] = self.add(field.related_model)
        return self.shared[field.related_model]


def _unique_together(model: type[Model]) -> set[str]:
    return {
        name
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        for name in constraint.fields
    }


def _is_needed(field: Any) -> bool:
    if field.primary_key and not field.is_relation:
        return isinstance(field, models.CharField | models.BigIntegerField) and not isinstance(
            field, models.AutoField | models.BigAutoField
        )
    if isinstance(field, models.GeneratedField) or getattr(field, "auto_now_add", False):
        return False
    if getattr(field, "auto_now", False):
        return False
    has_default = field.has_default() or field.db_default is not models.NOT_PROVIDED
    return not (field.null or has_default or (field.blank and field.empty_strings_allowed))


def _value(field: Any) -> Any:
    number = next(_numbers)
    if isinstance(field, ArrayField):
        return []
    if field.choices:
        return field.flatchoices[number % len(field.flatchoices)][0]
    kinds: list[tuple[Any, Any]] = [
        (models.DateTimeField, NOW),
        (models.DateField, date(2026, 11, 1)),
        (models.TimeField, time(12)),
        (models.DecimalField, Decimal("12.00")),
        (models.BooleanField, True),
        (models.JSONField, {}),
        (models.FloatField, 1.0),
        (models.PositiveSmallIntegerField, 3),
        (models.IntegerField, number),
        (models.EmailField, f"row{number}@tohfa.example"),
        (models.BinaryField, b"x"),
    ]
    for kind, value in kinds:
        if isinstance(field, kind):
            return value
    return f"row{number}"[: field.max_length]
