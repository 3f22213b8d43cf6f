"""Searching, completing and counting: what is found, and what must not be from the moment it commits."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from custom_auth.models import UserProfile
from custom_auth.tests.builders import a_seller
from products import finding, vocabularies
from products.actions import products, search
from products.models import (
    Category,
    LexiconEntry,
    Product,
    QueryLog,
    SearchDocument,
    SearchState,
)
from products.tests.builders import a_category, a_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_words() -> None:
    vocabularies.forget()


def asked(api: APIClient, q: str, **more: Any) -> Any:
    vocabularies.forget()  # what a moment would bring to another process
    answer = api.get("/api/products/search/", {"q": q, **more})
    assert answer.status_code == 200, answer.content
    return answer.json()


def found(api: APIClient, q: str, **more: Any) -> list[int]:
    return [hit["id"] for hit in asked(api, q, **more)["results"]]


def suggested(api: APIClient, q: str) -> list[str]:
    vocabularies.forget()
    return [row["text"] for row in api.get("/api/products/suggest/", {"q": q}).json()["results"]]


def counted(api: APIClient, **filters: Any) -> Any:
    return api.get("/api/products/facets/", filters).json()


def a_concept(code: str, kind: str = "kind", **fields: Any) -> LexiconEntry:
    entry = LexiconEntry(code=code, kind=kind, **fields)
    with transaction.atomic():
        search.save_entry(entry)
    return entry


def test_a_new_piece_is_found_by_its_name_at_once(api: APIClient) -> None:
    vase = a_product(name="زقزوقة فيومية")
    a_product(name="شيء آخر")

    body = asked(api, "الزقزوقه")

    (hit,) = body["results"]
    assert (hit["id"], hit["price"], hit["is_related"]) == (vase.pk, "280.00", False)
    assert hit["highlight"]["name"] == [
        {"text": "زقزوقة", "is_match": True},
        {"text": " فيومية", "is_match": False},
    ]
    assert (body["next"], body["previous"], body["total"]) == (None, None, 1)
    assert (body["corrected_query"], body["did_you_mean"]) == (None, [])


def test_a_slip_is_mended_and_told_and_can_be_taken_back(api: APIClient) -> None:
    piece = a_product(name="زقزوقة فيومية")

    mended = asked(api, "زقزوفة")
    literal = asked(api, "زقزوفة", original="true")

    assert [hit["id"] for hit in mended["results"]] == [piece.pk]
    assert mended["corrected_query"] == "زقزوقة"
    assert mended["interpreted_as"]["corrections"] == [{"typed": "زقزوفه", "read_as": "زقزوقة"}]
    assert (literal["results"], literal["corrected_query"]) == ([], None)


def test_the_wrong_layout_and_latin_letters_lead_to_the_same(api: APIClient) -> None:
    piece = a_product(name="زقزوقة فيومية")

    layout, latin = asked(api, ".r.,rm"), asked(api, "za2zo2a")

    assert [hit["id"] for hit in layout["results"]] == [piece.pk]
    assert layout["interpreted_as"]["layout"] == "زقزوقة"
    assert [hit["id"] for hit in latin["results"]] == [piece.pk]
    assert latin["interpreted_as"]["arabizi"] == [{"typed": "za2zo2a", "read_as": "زقزوقة"}]


def test_a_price_in_words_is_a_limit(api: APIClient) -> None:
    cheap = a_product(name="زقزوقة صغيرة", price="90")
    a_product(name="زقزوقة كبيرة", price="300")

    body = asked(api, "زقزوقة أقل من ١٠٠ جنيه")

    assert [hit["id"] for hit in body["results"]] == [cheap.pk]
    assert body["interpreted_as"]["max_price"] == "99.99"


def test_what_the_shop_has_not_is_answered_with_nothing_but_a_hint(api: APIClient) -> None:
    a_product(name="زقزوقة فيومية")

    body = asked(api, "زقزززوووفلة قلزمبور")

    assert (body["results"], body["total"], body["facets"]) == ([], 0, None)


def test_nothing_typed_finds_nothing(api: APIClient) -> None:
    a_product()

    assert found(api, "") == found(api, "   ") == []


@pytest.fixture
def shown() -> Product:
    return a_product(name="زقزوقة فيومية", attributes={})


HIDDEN: list[Callable[[Product], Any]] = [
    lambda p: UserProfile.objects.filter(user=p.seller).update(
        suspended_at=datetime(2026, 1, 1, tzinfo=UTC)
    ),
    lambda p: UserProfile.objects.filter(user=p.seller).update(is_verified=False),
    lambda p: Category.objects.filter(pk=p.category_id).update(is_active=False),
    lambda p: withdrawn(p),
]


def withdrawn(product: Product) -> None:
    with transaction.atomic():
        products.withdraw(product, by=product.seller)


@pytest.mark.parametrize("hide", HIDDEN, ids=["suspended", "unverified", "category", "withdrawn"])
def test_what_leaves_the_market_is_found_nowhere(
    api: APIClient, shown: Product, hide: Callable[[Product], Any]
) -> None:
    assert found(api, "زقزوقة") == [shown.pk]
    assert suggested(api, "زقز") == ["زقزوقة", "زقزوقة فيومية"]
    assert counted(api)["total"] == 1

    hide(shown)

    assert asked(api, "زقزوقة")["total"] == 0
    assert found(api, "زقزوقة") == []
    assert suggested(api, "زقز") == []
    assert counted(api)["total"] == 0
    assert counted(api)["facets"]["seller"] == []


def test_a_draft_was_never_there(api: APIClient) -> None:
    a_product(name="زقزوقة", is_draft=True)

    assert found(api, "زقزوقة") == []
    assert suggested(api, "زقز") == []


def test_filters_narrow_and_facets_are_counted_without_their_own(api: APIClient) -> None:
    root = a_category("زينة")
    one = a_product(name="زقزوقة أولى", price="50", category=a_category(parent=root))
    two = a_product(name="زقزوقة ثانية", price="700")
    SearchDocument.objects.filter(pk=one.pk).update(materials=["طين", "نحاس"], colour="أحمر")
    SearchDocument.objects.filter(pk=two.pk).update(materials=["نحاس"], colour="أزرق")

    red = asked(api, "زقزوقة", colour="أحمر")
    within = asked(api, "زقزوقة", category=root.pk, max_price="100")

    assert [hit["id"] for hit in red["results"]] == [one.pk]
    colours = {row["value"]: row["count"] for row in red["facets"]["colour"]}
    materials = {row["value"]: row["count"] for row in red["facets"]["material"]}
    assert colours == {"أحمر": 1, "أزرق": 1}
    assert materials == {"طين": 1, "نحاس": 1}
    assert red["total"] == 1
    assert [hit["id"] for hit in within["results"]] == [one.pk]
    assert within["facets"]["price"] == [{"min_price": "0.00", "max_price": "99.99", "count": 1}]
    counts = {row["value"]: row["count"] for row in within["facets"]["category"]}
    assert counts == {root.pk: 1, one.category_id: 1}


def test_pages_go_there_and_back_and_cursors_are_ours(api: APIClient) -> None:
    made = {a_product(name=f"زقزوقة رقم {n}").pk for n in range(5)}

    first = asked(api, "زقزوقة", page_size=2)
    second = api.get(first["next"]).json()
    third = api.get(second["next"]).json()
    back = api.get(second["previous"]).json()

    seen = [hit["id"] for page in (first, second, third) for hit in page["results"]]
    assert (len(seen), set(seen)) == (5, made)
    assert third["next"] is None
    assert [hit["id"] for hit in back["results"]] == [hit["id"] for hit in first["results"]]
    for forged in ("x", "WzAsIjIiXQ:aaaa", ""):
        answer = api.get("/api/products/search/", {"q": "زقزوقة", "cursor": forged})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize(
    "q",
    [
        "ا" * 10_000,
        "a b " * 2500,
        "\x00\x01",
        "'; DROP TABLE products_product; --",
        "' & | ! <-> :* ( ) \\ '' %s %(x)s {0} {{",
        "A@ring & ^ring | D=x:*",
        "؟!،؛ … «»",
        "\u202eنوم\u202c\u2066x\u2069",
        "👜🧿🕌",
        "%ED%A0%80",
        "1" * 500,
        "أقل من " + "9" * 60,
        "من 5 الى 3 جنيه بين و",
        "\ud7ff\ufffd\U0010ffff",
    ],
)
def test_nothing_typed_breaks_it(api: APIClient, q: str) -> None:
    a_product(name="زقزوقة")

    for address in ("search", "suggest"):
        answer = api.get(f"/api/products/{address}/?q={quote(q)}")

        assert answer.status_code == 200, answer.content


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%FF%FE", "%00", "%"])
def test_no_bytes_break_it(api: APIClient, raw: str) -> None:
    assert api.get(f"/api/products/search/?q={raw}").status_code == 200
    assert api.get(f"/api/products/suggest/?q={raw}").status_code == 200


@pytest.mark.parametrize(
    "bad", ["min_price=x", "category=abc", "page_size=101", "colour=" + "x" * 500, "in_stock=2"]
)
def test_a_parameter_that_cannot_be_read_is_refused(api: APIClient, bad: str) -> None:
    answer = api.get(f"/api/products/search/?q=x&{bad}")

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")


def test_a_search_that_takes_too_long_answers_with_what_it_has(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_product(name="زقزوقة")

    def slow(*_args: Any, **_kwargs: Any) -> list[int]:
        finding.rows("SELECT pg_sleep(5)", {})
        return []

    monkeypatch.setattr(finding, "STATEMENT", 20)
    monkeypatch.setattr(finding, "_candidates", slow)

    body = asked(api, "زقزوقة")

    assert (body["results"], body["is_whole"]) == ([], False)


def test_synonyms_of_the_lexicon_meet_and_staff_may_add_to_it(api: APIClient) -> None:
    piece = a_product(name="زقزوقة فيومية")
    assert found(api, "فرفوشة") == []

    entry = a_concept("zaqzuqa", ar=["زقزوقة", "فرفوشة"], en=["zaqzuqa"])
    vocabularies.forget()
    with transaction.atomic():
        assert search.renew_stale() == 1

    assert found(api, "فرفوشة") == found(api, "zaqzuqas") == [piece.pk]
    with transaction.atomic():
        search.retire_entry(entry)
    assert found(api, "فرفوشة") == []


def test_a_newer_seed_leaves_what_staff_changed(settings: Any) -> None:
    a_concept("zaqzuqa", ar=["زقزوقة"])
    SearchState.objects.update(seed_digest="")

    with transaction.atomic():
        assert search.load_seed()
    with transaction.atomic():
        assert not search.load_seed()

    assert LexiconEntry.objects.get(pk="zaqzuqa").ar == ["زقزوقة"]


def test_words_of_sellers_and_categories_follow_their_change(api: APIClient) -> None:
    piece = a_product(a_seller(display_name="ورشة زقزوق"))
    assert found(api, "زقزوق") == [piece.pk]

    UserProfile.objects.filter(user=piece.seller).update(display_name="ورشة فرفوش")
    Category.objects.filter(pk=piece.category_id).update(name="طرطورات")
    with transaction.atomic():
        search.renew_stale()

    assert found(api, "زقزوق") == []
    assert found(api, "فرفوش") == found(api, "طرطورات") == [piece.pk]


def test_rebuilding_gives_what_saving_gave(api: APIClient, capsys: Any) -> None:
    piece = a_product(name="زقزوقة فيومية")
    saved = SearchDocument.objects.values().get(pk=piece.pk)
    SearchDocument.objects.update(vec="", name_key="", analyzer_version=0)
    assert found(api, "زقزوقة") == []

    call_command("rebuild_search")

    assert SearchDocument.objects.values().get(pk=piece.pk) == saved
    assert found(api, "زقزوقة") == [piece.pk]
    assert "1 of 1" in capsys.readouterr().out


def test_queries_are_counted_and_say_nothing_of_who_asked(api: APIClient) -> None:
    a_product(name="زقزوقة")

    for q in ("الزقزوقة", "الزقزوقه", "قلزمبورات", "01012345678", "me@example.com"):
        asked(api, q)

    rows = {row.query: (row.times, row.found, row.unknown) for row in QueryLog.objects.all()}
    assert rows == {"الزقزوقه": (2, 1, []), "قلزمبورات": (1, 0, ["قلزمبورات"])}


def test_what_was_often_asked_for_is_suggested_while_it_is_on_show(api: APIClient) -> None:
    a_product(name="زقزوقة فيومية")
    for _ in range(3):
        asked(api, "زقزوقة فيومية")
        asked(api, "زقز لا يوجد")

    assert suggested(api, "زق")[0] == "زقزوقه فيوميه"
    assert "زقز لا يوجد" not in suggested(api, "زق")


def test_a_search_takes_as_many_queries_for_thirty_as_for_one(api: APIClient) -> None:
    seller, category = a_seller(), a_category()
    a_product(seller, name="زقزوقة", category=category)
    asked(api, "زقزوقة")
    with CaptureQueriesContext(connection) as few:
        api.get("/api/products/search/", {"q": "زقزوقة"})
    for number in range(30):
        a_product(seller, name=f"زقزوقة {number}", category=category)
    asked(api, "زقزوقة")
    with CaptureQueriesContext(connection) as many:
        api.get("/api/products/search/", {"q": "زقزوقة"})

    # Words; two stages and the scores, each with its settings; facets and their names; cards; the log.
    assert len(many) <= len(few)
