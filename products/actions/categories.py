"""The tree of categories: made, moved, renamed, removed."""

from typing import Any

from django.db import connection
from django.utils.text import slugify

from core.transactions import joins_transaction
from products import rules
from products.actions import pictures
from products.errors import CategoryCycle, CategoryInUse
from products.models import Category, CategoryChange, CategorySlug

MOVE = """
UPDATE products_category SET path = %(above)s::bigint[] || path[array_position(path, %(id)s):]
 WHERE path @> ARRAY[%(id)s]::bigint[]
"""

FOLD = """
WITH gone AS (DELETE FROM products_categorychange RETURNING category_id, change)
INSERT INTO products_categorychange (category_id, change)
SELECT category_id, sum(change) FROM gone GROUP BY category_id HAVING sum(change) <> 0
"""
# So many rows are added up when the tree is read without anybody noticing.
FOLDED_FROM = 500


@joins_transaction
def fold_counts() -> None:
    """Add up the changes of each category's count once there are many. Two queries."""
    if CategoryChange.objects.order_by()[:FOLDED_FROM].count() == FOLDED_FROM:
        with connection.cursor() as cursor:
            cursor.execute(FOLD)


@joins_transaction
def add(**fields: Any) -> Category:
    """Add a category below ``parent``, or as a root.

    :raises CategoryCycle: if the tree would become too deep.
    """
    category = Category(**fields)
    category.slug = free_slug(fields.get("slug") or fields.get("name_en") or fields["name"])
    category.save()
    _place(category, category.parent)
    return category


@joins_transaction
def change(category: Category, **fields: Any) -> Category:
    """Change a category; its old slug goes on leading to it.

    :raises CategoryCycle: if it would stand below itself, or too deep.
    """
    list(Category.objects.all().locked())  # the tree is changed by one hand at a time
    category.refresh_from_db()
    moves = "parent" in fields and fields["parent"] != category.parent
    old_slug = category.slug
    for name, value in fields.items():
        setattr(category, name, value)
    if category.slug != old_slug:
        category.slug = free_slug(category.slug, but=category)
        CategorySlug.objects.update_or_create(slug=old_slug, defaults={"category": category})
    category.save()
    if moves:
        _place(category, category.parent)
    return category


@joins_transaction
def remove(category: Category) -> None:
    """Remove an empty category.

    :raises CategoryInUse: if there are pieces or categories in it.
    """
    if category.products.exists() or category.children.exists():
        raise CategoryInUse
    pictures.remove_from_category(category)
    category.delete()


def _place(category: Category, parent: Category | None) -> None:
    above = list(parent.path) if parent else []
    if category.pk in above:
        raise CategoryCycle
    if not category.path:
        category.path = [*above, category.pk]
        category.save(update_fields=["path"])
    else:
        with connection.cursor() as cursor:
            cursor.execute(MOVE, {"above": above, "id": category.pk})
        category.refresh_from_db()
    deepest = max(
        len(path) for path in Category.objects.within(category.pk).values_list("path", flat=True)
    )
    if deepest > rules.DEEPEST_CATEGORY:
        raise CategoryCycle


def free_slug(wanted: str, *, but: Category | None = None) -> str:
    """Give a slug nobody has or had, as near to ``wanted`` as can be."""
    base = slugify(wanted, allow_unicode=True)[:100] or "category"
    taken = set(
        Category.objects.filter(slug__startswith=base)
        .exclude(pk=but.pk if but else 0)
        .values_list("slug", flat=True)
    )
    taken |= set(
        CategorySlug.objects.filter(slug__startswith=base)
        .exclude(category=but)
        .values_list("slug", flat=True)
    )
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
