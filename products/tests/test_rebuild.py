"""Writing the whole index anew, on a database of its own: its threads have connections of their own."""

import pytest

from products import finding, vocabularies
from products.actions import search
from products.models import SearchDocument
from products.search import reading
from products.tests.builders import a_product

pytestmark = [pytest.mark.usefixtures("own_database"), pytest.mark.race]


def test_a_rebuild_by_two_threads_leaves_no_piece_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = [a_product(name=f"زقزوقة رقم {number}") for number in range(7)]
    saved = list(SearchDocument.objects.order_by("pk").values())
    SearchDocument.objects.update(vec="", name_key="", analyzer_version=0)
    monkeypatch.setattr(search, "BATCH", 2)
    told: list[int] = []

    count = search.rebuild(lambda done, _of: told.append(done), threads=2)

    assert (count, told) == (7, [2, 4, 6, 7])
    assert list(SearchDocument.objects.order_by("pk").values()) == saved
    words = vocabularies.current()
    found = finding.search(reading.read("زقزوقة", words), {}, words.lexicon)
    assert {hit.product_id for hit in found.ranked} == {piece.pk for piece in pieces}
