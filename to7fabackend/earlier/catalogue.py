from datetime import datetime

from core.problems import Problem
from core.transactions import joins_transaction
from custom_auth.models import User
from products.actions import categories, moderation, products
from products.actions.publish import publish
from products.models import Category, Product
from products.rules import State
from to7fabackend.earlier.reading import Unusable, a_moment, a_text, a_truth, an_amount, an_id
from to7fabackend.earlier.source import Row


@joins_transaction
def bring_category(row: Row) -> bool:
    """Bring a category over; its parent has to come first."""
    pk = an_id(row["id"], of="id")
    if Category.objects.filter(pk=pk).exists():
        return False
    parent = None
    if row["parent_id"]:
        parent = Category.objects.filter(pk=an_id(row["parent_id"], of="parent_id")).first()
        if parent is None:
            raise Unusable(f"its parent {row['parent_id']} is not there")
    categories.add(
        pk=pk,
        name=a_text(row["name"], of="name", longest=100),
        description=a_text(row["description"], of="description", longest=2000),
        parent=parent,
        is_active=a_truth(row["is_active"]),
    )
    return True


@joins_transaction
def bring_product(row: Row, *, now: datetime) -> bool:
    """Bring a piece over as its seller would offer it; one that was offered is on show at once."""
    pk = an_id(row["id"], of="id")
    if Product.objects.filter(pk=pk).exists():
        return False
    seller = User.objects.filter(pk=an_id(row["seller_id"], of="seller_id")).first()
    category = Category.objects.filter(pk=an_id(row["category_id"], of="category_id")).first()
    if seller is None or not seller.profile.is_seller:
        raise Unusable(f"its seller {row['seller_id']} is not there, or sells nothing")
    if category is None:
        raise Unusable(f"its category {row['category_id']} is not there")
    if not row["stock"].isdigit() or int(row["stock"]) > 1_000_000:
        raise Unusable(f"no stock: {row['stock']!r}")
    try:
        product = products.add(
            seller,
            now=now,
            is_draft=True,
            id=pk,
            sku=f"OLD-{pk}",
            name=a_text(row["name"], of="name", longest=255),
            description=a_text(row["description"], of="description", longest=10_000),
            price=an_amount(row["price"], of="price"),
            stock=int(row["stock"]),
            category=category,
        )
    except Problem as refusal:
        raise Unusable(str(refusal.title)) from refusal
    if a_truth(row["is_active"]):
        moderation.move(product, State.APPROVED, by=seller, now=now)
    created_at = a_moment(row["created_at"], of="created_at")
    Product.objects.filter(pk=pk).update(created_at=created_at)
    publish([pk])
    return True
