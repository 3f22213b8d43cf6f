"""What staff let onto the market."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from core.problems import InvalidTransition
from core.transactions import joins_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from products import rules
from products.actions.publish import publish
from products.models import Category, ModerationEvent, Product, Revision, ShopRules
from products.rules import Moderation, State

FEATURES_ENDED_AT_ONCE = 100


def shop_rules() -> ShopRules:
    return ShopRules.objects.filter(pk=1).first() or ShopRules()


def needs_a_look(seller: User) -> bool:
    """Tell whether what ``seller`` offers is looked at before it is on show."""
    whose = Moderation(shop_rules().moderation)
    if whose is Moderation.NEW_SELLERS:
        approved = Product.objects.sold_by(seller).filter(state=State.APPROVED.value)
        return approved[: rules.TRUSTED_AFTER].count() < rules.TRUSTED_AFTER
    return whose is Moderation.EVERYBODY


@joins_transaction
def submit(product: Product, *, by: User, now: datetime) -> None:
    """Put a piece forward: on show at once, or before staff."""
    if needs_a_look(product.seller):
        move(product, State.PENDING, by=by)
    else:
        move(product, State.APPROVED, by=by, now=now)


@joins_transaction
def approve(product: Product, *, by: User, now: datetime) -> Product:
    """Let a waiting piece, or the waiting changes of one on show, onto the market."""
    product = Product.objects.locked().select_related("category").get(pk=product.pk)
    revision = Revision.objects.filter(product=product).first()
    if revision is not None:
        for name, value in _from_json(revision.changes).items():
            setattr(product, name, value)
        product.save()
        revision.delete()
    if product.state != State.APPROVED:
        move(product, State.APPROVED, by=by, now=now)
    else:
        _note(product, State.APPROVED, State.APPROVED, by=by, reasons="")
    publish([product.pk])
    _tell(product, "product.approved")
    return product


@joins_transaction
def reject(product: Product, *, by: User, reasons: str) -> Product:
    """Refuse a piece, or only the waiting changes of one that is on show."""
    product = Product.objects.locked().get(pk=product.pk)
    revised, _ = Revision.objects.filter(product=product).delete()
    if revised:
        _note(product, State.APPROVED, State.REJECTED, by=by, reasons=reasons)
    else:
        move(product, State.REJECTED, by=by, reasons=reasons)
        publish([product.pk])
    _tell(product, "product.rejected", reasons=reasons)
    return product


@joins_transaction
def feature(product: Product, *, until: datetime | None) -> None:
    """Show a piece first, until a time or until further notice."""
    product = Product.objects.locked().get(pk=product.pk)
    product.is_featured, product.featured_until = True, until
    product.save(update_fields=["is_featured", "featured_until"])
    publish([product.pk])


@joins_transaction
def stop_featuring(products: Iterable[int]) -> None:
    ids = list(products)
    Product.objects.filter(pk__in=ids).update(is_featured=False, featured_until=None)
    publish(ids)


@joins_transaction
def end_features(*, now: datetime) -> int:
    """Show those pieces first no longer whose time is up; give how many they were."""
    over = Product.objects.filter(featured_until__lte=now).locked()
    ids = list(over.values_list("pk", flat=True)[:FEATURES_ENDED_AT_ONCE])
    if ids:
        stop_featuring(ids)
    return len(ids)


@joins_transaction
def move(
    product: Product, state: State, *, by: User, reasons: str = "", now: datetime | None = None
) -> None:
    """Move a locked piece to ``state`` and note it.

    :raises InvalidTransition: if its present state does not lead there.
    """
    before = State(product.state)
    if not rules.may_become(before, state):
        raise InvalidTransition
    product.state = state
    product.state_reasons = reasons
    if state is State.APPROVED and product.published_at is None and now is not None:
        product.published_at = now
        product.popularity = rules.heat(rules.VIEW_WEIGHT, now)
    product.version += 1
    product.save(
        update_fields=[
            "state",
            "state_reasons",
            "published_at",
            "popularity",
            "version",
            "updated_at",
        ]
    )
    _note(product, before, state, by=by, reasons=reasons)


def looks_at_changes_of(product: Product) -> bool:
    return product.state == State.APPROVED and needs_a_look(product.seller)


@joins_transaction
def hold(product: Product, changes: Mapping[str, Any]) -> None:
    """Keep changes for staff to look at; the piece stays on show as it was."""
    if not changes:
        return
    revision = Revision.objects.filter(product=product).first() or Revision(
        product=product, changes={}
    )
    revision.changes.update(_to_json(changes))
    revision.save()


def _to_json(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.pk if isinstance(value, Category) else value for name, value in changes.items()
    }


def _from_json(changes: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(changes)
    if "category" in found:
        found["category"] = Category.objects.get(pk=found["category"])
    return found


def _note(product: Product, before: State, after: State, *, by: User, reasons: str) -> None:
    ModerationEvent.objects.create(
        product=product, from_state=before, to_state=after, reasons=reasons, by=by
    )


def _tell(product: Product, kind: str, **values: str) -> None:
    about = {**product.in_notices, **values}
    tell(Telling(kind, [product.seller_id], ("product", product.pk), about))
