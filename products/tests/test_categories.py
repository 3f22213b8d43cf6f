import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from core.staff import MODERATOR
from custom_auth.tests.builders import a_seller, a_staff_member, signed_in
from products.models import Category, CategoryChange
from products.tasks import fold_counts
from products.tests.builders import a_category, a_product

pytestmark = pytest.mark.django_db
TREE = "/api/products/categories/"


@pytest.fixture
def staff() -> APIClient:
    return signed_in(a_staff_member(MODERATOR))


def test_staff_build_a_tree(staff: APIClient, api: APIClient) -> None:
    root = staff.post(TREE, {"name": "البيت", "name_en": "Home"}, format="json").json()
    leaf = staff.post(TREE, {"name": "فخار", "parent": root["id"]}, format="json")

    assert leaf.status_code == 201
    (shown,) = api.get(TREE, HTTP_ACCEPT_LANGUAGE="en").json()
    assert (shown["name"], shown["slug"]) == ("Home", "home")
    assert [child["name"] for child in shown["children"]] == ["فخار"]


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_category_cannot_stand_below_itself(staff: APIClient, depth: int) -> None:
    root = below = a_category()
    for _ in range(depth - 1):
        below = a_category(parent=below)

    answer = staff.patch(f"{TREE}{root.pk}/", {"parent": below.pk}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (400, "category_cycle")
    root.refresh_from_db()
    assert root.parent_id is None


def test_a_tree_does_not_grow_too_deep(staff: APIClient) -> None:
    below = a_category()
    for _ in range(5):
        below = a_category(parent=below)

    answer = staff.post(TREE, {"name": "أعمق", "parent": below.pk}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (400, "category_cycle")
    assert Category.objects.count() == 6


def test_a_branch_takes_everything_below_along(staff: APIClient, api: APIClient) -> None:
    old, new = a_category(), a_category()
    middle = a_category(parent=old)
    leaf = a_category(parent=middle)
    a_product(category=leaf)

    staff.patch(f"{TREE}{middle.pk}/", {"parent": new.pk}, format="json")

    leaf.refresh_from_db()
    assert leaf.path == [new.pk, middle.pk, leaf.pk]
    assert len(api.get("/api/products/", {"category": new.pk}).json()["results"]) == 1
    assert api.get("/api/products/", {"category": old.pk}).json()["results"] == []


def test_an_old_slug_leads_to_where_the_category_is(staff: APIClient, api: APIClient) -> None:
    category = a_category()
    old = category.slug

    staff.patch(f"{TREE}{category.pk}/", {"slug": "clay"}, format="json")

    for slug in (old, "clay"):
        answer = api.get(f"{TREE}by-slug/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, f"{TREE}{category.pk}/")
    other = staff.post(TREE, {"name": "آخر", "slug": old}, format="json").json()
    assert other["slug"] == f"{old}-2"


def test_a_category_in_use_is_not_removed(staff: APIClient) -> None:
    used, parent, empty = a_category(), a_category(), a_category()
    a_product(category=used)
    a_category(parent=parent)

    answers = [staff.delete(f"{TREE}{one.pk}/") for one in (used, parent, empty)]

    assert [answer.status_code for answer in answers] == [409, 409, 204]
    assert answers[0].json()["code"] == "category_in_use"


def test_sellers_do_not_build_the_tree() -> None:
    seller = signed_in(a_seller())
    category = a_category()

    assert seller.post(TREE, {"name": "لي"}, format="json").status_code == 403
    assert seller.patch(f"{TREE}{category.pk}/", {"name": "لي"}, format="json").status_code == 403
    assert seller.delete(f"{TREE}{category.pk}/").status_code == 403
    assert Category.objects.get().name == category.name


def test_a_tree_of_any_size_costs_three_queries(api: APIClient) -> None:
    counts = []
    for _ in range(2):
        for _ in range(10):
            a_product(category=a_category(parent=a_category()))
        with CaptureQueriesContext(connection) as queries:
            api.get(TREE)
        counts.append(len(queries))

    # The categories, their pictures, their paths, and the sums of their counts.
    assert counts == [4, 4]


def test_folding_leaves_the_counts_as_they_are(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    category = a_category()
    for _ in range(4):
        a_product(category=category)
    monkeypatch.setattr("products.actions.categories.FOLDED_FROM", 3)
    before = api.get(TREE).json()

    fold_counts()

    assert CategoryChange.objects.count() == 1
    assert api.get(TREE).json() == before
    assert before[0]["product_count"] == 4
