"""How well the search answers, on the goods of the demo; ``make bench-search`` prints the whole table."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from custom_auth.tests.builders import a_seller
from products import finding, vocabularies
from products.actions import search
from products.actions.publish import publish
from products.models import Product, Variant
from products.rules import State, heat
from products.search import reading
from products.search.tests import judging, rules
from products.tests.builders import a_category
from to7fabackend.demo.catalogue import goods
from to7fabackend.demo.sellers import SELLERS

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FRESH = Path(judging.__file__).with_name("fresh.txt")


def fill_the_shop() -> dict[int, Any]:
    """Put the demo's goods on show; gives them by their ids."""
    categories = {
        one.category: a_category(one.category_name, name_en=one.category_name_en)
        for one in {one.category: one for one in goods()}.values()
    }
    sellers = {
        store: a_seller(
            display_name=store,
            display_name_en=profile.store_en,
            governorate_id=profile.governorate,
        )
        for store, profile in SELLERS.items()
    }
    with transaction.atomic():
        made = Product.objects.bulk_create(
            Product(
                sku=one.sku, name=one.name, name_en=one.name_en, slug=one.sku.lower(),
                description=one.description, price=one.price, category=categories[one.category],
                seller=sellers[one.store], state=State.APPROVED, attributes=one.attributes,
                options=one.options, published_at=NOW,
                popularity=heat(1.0 + one.sales, NOW - timedelta(days=30)),
            )
            for one in goods()
        )  # fmt: skip
        Variant.objects.bulk_create(
            Variant(product=product, sku=one.sku, stock=one.stock)
            for product, one in zip(made, goods(), strict=True)
        )
        publish(product.pk for product in made)
        search.recount()
    return {product.pk: product for product in made}


@pytest.mark.django_db
def test_the_search_understands_its_shoppers(monkeypatch: pytest.MonkeyPatch) -> None:
    # A busy machine must not cut a search short here: this is about what is found, not how fast.
    monkeypatch.setattr(finding, "STATEMENT", 20_000)
    monkeypatch.setattr(finding, "BUDGET", 20_000)
    vocabularies.forget()
    shop = fill_the_shop()
    vocabularies.forget()
    words = vocabularies.current()

    def ask(text: str) -> list[Any]:
        read = reading.read(text, words)
        if read.is_noise:
            return []
        ranked = finding.search(read, {}, words.lexicon).ranked
        return [shop[hit.product_id] for hit in ranked]

    verdict = judging.judge(lambda text: [p.sku for p in ask(text)], judging.queries())

    whole = verdict.whole
    assert whole.ndcg >= 0.94
    assert whole.recall >= 0.95
    assert whole.reciprocal >= 0.985
    assert whole.empty <= 0.005
    assert verdict.noise <= 0.1
    assert min(line.ndcg for line in verdict.classes.values()) >= 0.86
    # The same of queries that are judged by rule, in other words of every kind.
    prices = {product.sku: product.price for product in shop.values()}
    others = judging.judge(lambda text: [p.sku for p in ask(text)], rules.queries(prices))
    assert others.whole.ndcg >= 0.945
    assert others.whole.recall >= 0.965
    assert others.whole.reciprocal >= 0.97
    assert others.whole.empty <= 0.01
    assert others.noise <= 0.15
    assert min(line.ndcg for line in others.classes.values()) >= 0.83
    # Queries that nobody tuned anything for: the first answer is what was meant.
    rows = [line.split("|", 1) for line in FRESH.read_text().splitlines() if line[:1] not in "# "]
    good = [bool(re.search(want.strip(), p[0].name)) for q, want in rows if (p := ask(q.strip()))]
    assert sum(good) >= 0.93 * len(rows)
