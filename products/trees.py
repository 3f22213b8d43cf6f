"""The tree of categories as it is shown, with what is in it counted from the leaves up."""

from collections import defaultdict

from django.db.models import Prefetch, Sum

from products.models import Category, CategoryChange, CategoryImage

# The pictures on show, the newest first.
SHOWN_PICTURES = Prefetch("pictures", CategoryImage.objects.shown().order_by("-pk"))
Below = dict[int | None, list[Category]]


def counts() -> dict[int, int]:
    """Give how many pieces are on show in each category and below it. Two queries."""
    own = dict(
        CategoryChange.objects.values("category_id")
        .annotate(total=Sum("change"))
        .values_list("category_id", "total")
    )
    totals: dict[int, int] = defaultdict(int)
    for pk, path in Category.objects.values_list("pk", "path"):
        for above in path:
            totals[above] += own.get(pk, 0)
    return totals


def tree() -> tuple[list[Category], Below, dict[int, int]]:
    """Give the roots, what stands below each category, and the counts, of what is shown. Four queries."""
    rows = Category.objects.prefetch_related(SHOWN_PICTURES)
    everything = {category.pk: category for category in rows}
    below: Below = defaultdict(list)
    for category in everything.values():
        if all(above in everything and everything[above].is_active for above in category.path):
            below[category.parent_id].append(category)
    for siblings in below.values():
        siblings.sort(key=lambda category: (category.position, category.name, category.pk))
    return below[None], below, counts()
