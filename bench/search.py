"""``make bench-search``: how well the search answers, and with ``--products`` how fast it does.

Quality is measured on the goods of the demo with judged queries, beside what other engines reached on the
same goods and queries; speed on goods made up in any number, one connection, within the search function.
"""

import argparse
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bench import database
from bench.machine import served, typical, wrk

# nDCG@10, recall@20, MRR, share without an answer, and nDCG@10 of five classes, measured once with the
# same goods and queries: engines as they come, and the strongest with a whole file of synonyms.
BASELINES = """\
DRF SearchFilter (icontains)        0.231  0.205  0.354  0.59   0.01  0.00  0.15  0.00  0.17
PostgreSQL FTS, simple              0.239  0.196  0.360  0.63   0.02  0.00  0.13  0.00  0.13
PostgreSQL FTS, arabic              0.308  0.263  0.428  0.55   0.02  0.00  0.14  0.04  0.33
arabic + pg_trgm                    0.535  0.521  0.686  0.14   0.10  0.00  0.34  0.67  0.66
Meilisearch core 1.8                0.547  0.520  0.681  0.21   0.12  0.00  0.29  0.83  0.71
Lucene 8.7 ArabicAnalyzer           0.476  0.464  0.602  0.32   0.07  0.00  0.35  0.15  0.55
the same, fuzzy                     0.576  0.573  0.714  0.14   0.15  0.00  0.32  0.80  0.76
the same, with a synonym file       0.735  0.757  0.815  0.11   0.20  0.00  0.85  0.81  0.91"""
COMPARED = ("arabizi", "keyboard", "synonym", "typo", "inflected")
# What is promised: at least, or at most.
LEAST = {"ndcg": 0.955, "recall": 0.955, "reciprocal": 0.99}
LEAST_OF_A_CLASS, MOST_EMPTY, MOST_NOISE = 0.90, 0.005, 0.10


def quality(worst: int, source: Path | None) -> bool:
    """Load the demo's goods, put every judged query and print the table; tell whether promises hold."""
    from products import finding, vocabularies
    from products.models import Product
    from products.search import reading
    from products.search.tests import judging

    load_demo()
    words = vocabularies.current()
    codes = dict(Product.objects.values_list("pk", "sku"))

    def ask(text: str) -> list[str]:
        read = reading.read(text, words)
        if read.is_noise:
            return []
        return [codes[hit.product_id] for hit in finding.search(read, {}, words.lexicon).ranked]

    verdict = judging.judge(ask, judging.queries(source) if source else judging.queries())
    print("class           n  nDCG@10  rec@20    MRR  top1=3  empty")
    for name, line in [*verdict.classes.items(), ("ALL", verdict.whole)]:
        print(
            f"{name:12} {line.count:4}   {line.ndcg:.3f}   {line.recall:.3f}  {line.reciprocal:.3f}"
            f"   {line.first_is_best:.3f}  {line.empty:.3f}"
        )
    print(f"queries for what nobody sells that were answered: {verdict.noise:.0%}\n")
    print(f"{'':34}nDCG@10 rec@20    MRR  empty  " + "  ".join(c[:5] for c in COMPARED))
    print(BASELINES)
    whole = verdict.whole
    if set(COMPARED) <= verdict.classes.keys():
        compared = "  ".join(f"{verdict.classes[c].ndcg:.2f}" for c in COMPARED)
        print(
            f"{'this search':34}  {whole.ndcg:.3f}  {whole.recall:.3f}  {whole.reciprocal:.3f}"
            f"  {whole.empty:.2f}   {compared}"
        )
    answers = sorted(verdict.answers, key=lambda row: (row[1].ndcg, row[1].recall))
    names = dict(Product.objects.values_list("sku", "name"))
    for query, score, answered in [a for a in answers if a[0].kind != judging.NOTHING_SOLD][:worst]:
        shown = "; ".join(names[code] for code in answered[:5])
        print(f"{score.ndcg:.2f} {score.recall:.2f} {query.kind}: {query.text} -> {shown}")
    return (
        all(getattr(whole, name) >= least for name, least in LEAST.items())
        and whole.empty <= MOST_EMPTY
        and verdict.noise <= MOST_NOISE
        and all(line.ndcg >= LEAST_OF_A_CLASS for line in verdict.classes.values())
    )


def load_demo() -> None:
    from django.db import transaction
    from django.utils import timezone

    from core.transactions import opens_transaction
    from products.actions import search
    from to7fabackend.demo import shop

    now = timezone.now().replace(microsecond=0)
    with transaction.atomic():
        shop.make_people(now)
        shop.make_products(shop.make_tree(), now)
    opens_transaction(search.recount)()


# --- many goods ---------------------------------------------------------------------------------
def sentences(seed: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Make names and descriptions without end, of the lexicon's kinds and what may be said of them."""
    from products.search import lexicon as lexicons

    chance = random.Random(seed)
    by_kind: dict[str, list[Any]] = {}
    for concept in lexicons.seed().concepts:
        if concept.ar and concept.en:
            by_kind.setdefault(concept.kind, []).append(concept)
    # As in any shop a few kinds are most of it, and most words are names that stand once or twice.
    weights = [1 / (rank + 2) for rank in range(len(by_kind["kind"]))]
    letters = "ابتجحخدرزسشصطعفقكلمنهوي"
    while True:
        (kind,) = chance.choices(by_kind["kind"], weights)
        material, colour = chance.choice(by_kind["material"]), chance.choice(by_kind["colour"])
        motif, style = chance.choice(by_kind["motif"]), chance.choice(by_kind["style"])
        own = (
            "".join(chance.choices(letters, k=chance.randint(4, 7)))
            if chance.random() < 0.3
            else ""
        )
        name = " ".join(
            part
            for part in (
                chance.choice(kind.ar),
                chance.choice(material.ar),
                chance.choice(motif.ar) if chance.random() < 0.6 else "",
                chance.choice(style.ar) if chance.random() < 0.5 else "",
                own,
            )
            if part
        )
        english = (
            f"{chance.choice(material.en)} {chance.choice(kind.en)}"
            if chance.random() < 0.5
            else ""
        )
        other = chance.choice(by_kind["kind"])
        told = (
            f"{chance.choice(kind.ar)} من {chance.choice(material.ar)} شغل يدوي {chance.choice(style.ar)}، "
            f"رسمة {chance.choice(motif.ar)}. لون {chance.choice(colour.ar)}. "
            f"يليق مع {chance.choice(other.ar)}. مقاس {chance.randint(5, 120)} سم."
        )
        yield name[:255], english[:255], told, material.ar[0], colour.ar[0]


def fill(count: int) -> None:
    """Put so many goods on show, in bulk; their search words are left to the rebuild."""
    from django.db import connection, transaction
    from django.db.models import Max

    from products.models import Category, Listing, Product
    from products.rules import State

    template = Listing.objects.order_by("pk")[0]
    category_ids = list(Category.objects.filter(parent__isnull=False).values_list("pk", flat=True))
    seller_ids = list(Product.objects.order_by().values_list("seller_id", flat=True).distinct())
    chance, made = random.Random(7), sentences(7)
    now = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE products_listing DISABLE TRIGGER listing_inserted")
    top = Product.objects.aggregate(top=Max("pk"))["top"]
    for start in range(0, count, 5000):
        products, listings = [], []
        for at in range(start, min(start + 5000, count)):
            name, english, told, material, colour = next(made)
            price = round(chance.lognormvariate(5.8, 0.9))
            product = Product(
                pk=top + 1 + at, sku=f"B{at}", name=name, name_en=english, slug=f"b{at}",
                description=told, price=price, category_id=chance.choice(category_ids),
                seller_id=chance.choice(seller_ids), state=State.APPROVED, stock=3,
                attributes={"material": [material], "colour": colour}, published_at=now,
                popularity=70 + chance.expovariate(0.4),
            )  # fmt: skip
            products.append(product)
            listings.append(
                Listing(
                    product=product, category_id=product.category_id, seller_id=product.seller_id,
                    price=price, rating=chance.uniform(0, 5), popularity=product.popularity,
                    published_at=now - timedelta(minutes=at), in_stock=chance.random() < 0.9,
                    product_ok=True, seller_ok=True, category_ok=True, version=1, variant_ids=[],
                    card_ar=template.card_ar, card_en=template.card_en, detail_ar="{", detail_en="{",
                    variants_ar=[], variants_en=[],
                )
            )  # fmt: skip
        with transaction.atomic():
            Product.objects.bulk_create(products)
            Listing.objects.bulk_create(listings)
        print(f"made {start + len(products)}", flush=True)


def tell(done: int, of: int) -> None:
    if done % 10_000 == 0:
        print(f"indexed {done} of {of}", flush=True)


def percentiles(milliseconds: Sequence[float]) -> str:
    ordered = sorted(milliseconds)

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    return f"p50 {at(0.5):.1f}, p95 {at(0.95):.1f}, p99 {at(0.99):.1f}, worst {ordered[-1]:.1f} ms"


def timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def over_http(texts: Sequence[str], folder: Path, *, cache: str) -> str:
    """Put the judged queries in turn to two web processes by 16 connections."""
    from bench import writes

    script = writes.paths_script(folder, "search", writes.search_paths(texts))
    with served("to7fabackend.wsgi", {"PUBLIC_CACHE": cache}) as server:
        for path in writes.search_paths(texts)[:8]:
            urlopen(server.address + path, timeout=60).close()  # both processes have read the words
        wrk(server.address, seconds=10, script=script)
        load = typical([wrk(server.address, seconds=5, script=script) for _ in range(3)])
    return (
        f"{load.per_second:,.0f} requests/s, p50 {load.p50:.1f}, p99 {load.p99:.1f} ms, "
        f"failed {load.failed}"
    )


def speed(count: int, folder: Path) -> None:
    from django.db import connection, transaction

    from products import finding, vocabularies
    from products.actions import search
    from products.models import Product
    from products.search import reading
    from products.search.tests import judging
    from products.views.search import suggestions

    load_demo()
    fill(count)
    began = time.perf_counter()
    search.rebuild(tell, threads=2)
    print(f"\nwhole rebuild: {time.perf_counter() - began:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE products_searchdocument")
        cursor.execute("VACUUM ANALYZE products_searchterm")
        cursor.execute(
            "SELECT pg_table_size('products_searchdocument') / 1048576,"
            " pg_indexes_size('products_searchdocument') / 1048576,"
            " pg_relation_size('search_vec') / 1048576"
        )
        print("heap and TOAST {} MB, indexes {} MB, of which GIN {} MB".format(*cursor.fetchone()))
    vocabularies.forget()
    began = time.perf_counter()
    words = vocabularies.current()
    print(f"words read: {len(words.counts)} in {time.perf_counter() - began:.2f} s")
    texts = [query.text for query in judging.queries()]
    reads, finds, counts = [], [], []
    for text in texts[:50]:
        finding.search(reading.read(text, words), {}, words.lexicon)
    for text in texts:
        reads.append(timed(lambda text=text: reading.read(text, words)))  # type: ignore[misc]
        read = reading.read(text, words)
        if read.is_noise:
            continue
        began = time.perf_counter()
        found = finding.search(read, {}, words.lexicon)
        finds.append((time.perf_counter() - began) * 1000)
        if found.met:
            wanted = finding.with_limits({}, read)
            counts.append(timed(lambda m=found.met, w=wanted: finding.facets(m, w)))  # type: ignore[misc]
    print(f"reading a query: {percentiles(reads)}")
    print(f"search function: {percentiles(finds)}")
    print(f"facets: {percentiles(counts)}")
    beginnings = [text[:length] for text in texts[::4] for length in (1, 2, 3, 5)]
    print(f"suggestions: {percentiles([timed(lambda b=b: suggestions(b)) for b in beginnings])}")  # type: ignore[misc]
    print(f"over HTTP, no answer kept: {over_http(texts, folder, cache='0')}")
    print(f"over HTTP, answers kept as they are: {over_http(texts, folder, cache='1')}")
    ids = list(Product.objects.order_by("?").values_list("pk", flat=True)[:200])
    saves = []
    for pk in ids:
        with transaction.atomic():
            saves.append(timed(lambda pk=pk: search.index([pk])))  # type: ignore[misc]
    print(f"indexing one piece: {percentiles(saves)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, help="measure speed with so many goods instead")
    parser.add_argument("--worst", type=int, default=0, help="show so many of the worst answers")
    parser.add_argument("--queries", type=Path, help="another file of judged queries")
    given = parser.parse_args()
    with database.scratch() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "to7fabackend.settings"
        import django

        django.setup()
        if given.products:
            speed(given.products, folder)
            return 0
        return 0 if quality(given.worst, given.queries) else 1


if __name__ == "__main__":
    raise SystemExit(main())
