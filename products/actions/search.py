"""Writing what the search stands on: the pieces' lexemes, the words and their counts, the lexicon."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import orjson
from django.db import connection
from django.db.models import F
from django.utils import timezone

from core import public_cache
from core.transactions import joins_transaction, opens_transaction
from products import vocabularies
from products.models import LexiconEntry, QueryLog, SearchDocument, SearchState
from products.search import index as analyzer
from products.search import lexicon as lexicons
from products.search.fold import fold
from products.search.lexicon import Lexicon

BATCH = 1000
RENEWED_AT_ONCE = 200

TEXTS = """
SELECT p.id, p.name, p.name_en, p.description, p.description_en, p.story, p.story_en, p.attributes,
       p.options, p.provenance, c.name, c.name_en, s.display_name, s.display_name_en, g.code, g.name,
       g.name_en
  FROM products_product p
  JOIN products_category c ON c.id = p.category_id
  LEFT JOIN custom_auth_userprofile s ON s.user_id = p.seller_id
  LEFT JOIN custom_auth_governorate g ON g.code = s.governorate_id
 WHERE p.id = ANY(%s)
"""
WRITE = """
UPDATE products_searchdocument d
   SET vec = array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(r.lexemes))),
       materials = ARRAY(SELECT jsonb_array_elements_text(r.materials)),
       colour = r.colour, governorate = r.governorate, name_key = r.name_key,
       name_en_key = r.name_en_key, analyzer_version = %(version)s
  FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
       product_id bigint, lexemes jsonb, materials jsonb, colour text, governorate text, name_key text,
       name_en_key text)
 WHERE d.product_id = r.product_id
"""
# In the order of the words, so that two who save the same new words do not wait for each other crosswise.
LEARN = """
INSERT INTO products_searchterm (text, spelling, count)
SELECT word, '', 0 FROM unnest(%s::text[]) AS w(word)
 WHERE NOT EXISTS (SELECT FROM products_searchterm t WHERE t.text = w.word)
 ORDER BY word
ON CONFLICT (text) DO NOTHING
"""
# Locked in the order of the words, for the same reason.
NAME = """
WITH locked AS MATERIALIZED (
    SELECT t.text, w.spelling
      FROM products_searchterm t JOIN unnest(%s::text[], %s::text[]) AS w(word, spelling) ON t.text = w.word
     WHERE t.count = 0 OR (t.spelling = '' AND w.spelling <> '')
     ORDER BY t.text FOR NO KEY UPDATE OF t)
UPDATE products_searchterm t
   SET count = greatest(t.count, 1),
       spelling = CASE WHEN t.spelling = '' THEN left(l.spelling, 60) ELSE t.spelling END
  FROM locked l WHERE t.text = l.text
"""


@dataclass(frozen=True)
class Document:
    """What is written of one piece."""

    product_id: int
    lexemes: list[str]
    materials: list[str]
    colour: str
    governorate: str
    name_key: str
    name_en_key: str
    spellings: dict[str, str]

    def columns(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "spellings"}


@joins_transaction
def index(product_ids: Iterable[int]) -> None:
    """Write anew by what pieces are found; those never on show have no row. Four queries."""
    lexicon = vocabularies.current().lexicon
    version = vocabularies.analyzer_version()
    made = list(_documents(list(product_ids), lexicon))
    with connection.cursor() as cursor:
        rows = orjson.dumps([document.columns() for document in made]).decode()
        cursor.execute(WRITE, {"rows": rows, "version": version})
        _learn(cursor, made)


def _learn(cursor: Any, documents: Iterable[Document]) -> None:
    """Keep words that are new; of those in names or facts it is known that they can be meant."""
    words: set[str] = set()
    named: dict[str, str] = {}
    for document in documents:
        for lexeme in document.lexemes:
            if lexeme[1:2] == "=" and not lexeme[2:].isdigit() and len(lexeme) > 3:
                words.add(lexeme[2:])
                if lexeme[0] in "AB":
                    named.setdefault(lexeme[2:], "")
        named |= document.spellings
    known = vocabularies.current().counts
    unknown = sorted(word for word in words if word not in known)
    if unknown:
        cursor.execute(LEARN, [unknown])
    uncounted = {word: spelling for word, spelling in sorted(named.items()) if not known.get(word)}
    if uncounted:
        cursor.execute(NAME, [list(uncounted), list(uncounted.values())])


def _documents(product_ids: list[int], lexicon: Lexicon) -> Iterator[Document]:
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [product_ids])
        for row in cursor.fetchall():
            yield _document(row, lexicon)


def _document(row: Sequence[Any], lexicon: Lexicon) -> Document:
    product_id, name, name_en, description, description_en, story, story_en = row[:7]
    attributes, options, provenance = (orjson.loads(text) for text in row[7:10])
    category, category_en, store, store_en, governorate, place, place_en = row[10:]
    materials = _as_list(attributes.get("material"))
    colour = next(iter(_as_list(attributes.get("colour"))), "")
    others = [
        text
        for code, value in attributes.items()
        if code not in {"material", "colour"}
        for text in _as_list(value)
    ]
    choices = [value.get("value", "") for option in options for value in option.get("values", ())]
    made_of = [text for value in provenance.values() for text in _as_list(value)]
    facts = [category, category_en, colour, *materials, place, place_en]
    texts = analyzer.Texts(
        names=[text for text in (name, name_en) if text],
        facts=[text for text in facts if text],
        descriptions=[
            text
            for text in (description, description_en, story, story_en, *others, *choices, *made_of)
            if text
        ],
        makers=[text for text in (store, store_en) if text],
    )
    return Document(
        product_id=product_id,
        lexemes=sorted(analyzer.lexemes(texts, lexicon)),
        materials=materials,
        colour=colour,
        governorate=governorate or "",
        name_key=fold(name)[:200],
        name_en_key=fold(name_en)[:200],
        spellings=analyzer.spellings(texts.names, lexicon),
    )


def _as_list(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


# --- renewal ------------------------------------------------------------------------------------
@joins_transaction
def renew_stale() -> int:
    """Write anew some of what an older analyzer or lexicon wrote; give how many they were."""
    version = vocabularies.analyzer_version()
    rows = SearchDocument.objects.order_by("pk").select_for_update(
        of=("self",), skip_locked=True, no_key=True
    )
    stale = [
        pk
        for behind in (
            rows.filter(analyzer_version__lt=version),
            rows.filter(analyzer_version__gt=version),
        )
        for pk in behind.values_list("pk", flat=True)[:RENEWED_AT_ONCE]
    ]
    if stale:
        index(stale)
        public_cache.forget(public_cache.LISTS)
    return len(stale)


COPY = """
COPY search_rows (product_id, lexemes, materials, colour, governorate, name_key, name_en_key) FROM STDIN
"""
TAKE_OVER = """
UPDATE products_searchdocument d
   SET vec = array_to_tsvector(r.lexemes), materials = r.materials, colour = r.colour,
       governorate = r.governorate, name_key = r.name_key, name_en_key = r.name_en_key,
       analyzer_version = %s
  FROM search_rows r WHERE d.product_id = r.product_id
"""


def rebuild(say: Callable[[int, int], None] = lambda _done, _of: None, *, threads: int = 1) -> int:
    """Write the whole index anew, a thousand pieces to a transaction; give how many there are.

    The shop goes on meanwhile: each piece is found by its old words until it is by its new ones.
    ``say`` is told how many are done of how many. With more ``threads`` one batch is read into words
    while the database writes another; each has a connection of its own.
    """
    ids = list(SearchDocument.objects.order_by("pk").values_list("pk", flat=True))
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    done = 0
    for count in _rewritten(batches, threads):
        done += count
        say(done, len(ids))
    opens_transaction(recount)()
    return len(ids)


def _rewritten(batches: Sequence[list[int]], threads: int) -> Iterator[int]:
    rewrite = opens_transaction(_rewrite)
    if threads == 1 or len(batches) == 1:
        yield from map(rewrite, batches)
        return

    def apart(batch: list[int]) -> int:
        try:
            return rewrite(batch)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(apart, batches)


@joins_transaction
def _rewrite(product_ids: list[int]) -> int:
    list(
        SearchDocument.objects.filter(pk__in=product_ids)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk")
    )
    lexicon = vocabularies.current().lexicon
    made = list(_documents(product_ids, lexicon))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE search_rows (product_id bigint, lexemes text[], materials text[], "
            "colour text, governorate text, name_key text, name_en_key text) ON COMMIT DROP"
        )
        with cursor.copy(COPY) as copy:
            for document in made:
                copy.write_row(tuple(document.columns().values()))
        cursor.execute(TAKE_OVER, [vocabularies.analyzer_version()])
        _learn(cursor, made)
    return len(product_ids)


RECOUNT = """
WITH stat AS MATERIALIZED (
    SELECT word, ndoc FROM ts_stat('SELECT vec FROM products_searchdocument WHERE is_open')),
counted AS (
    SELECT CASE WHEN word LIKE '^%%' THEN word WHEN substr(word, 2, 1) = '@' THEN substr(word, 2)
                ELSE substr(word, 3) END AS text,
           sum(CASE WHEN word LIKE 'D=%%' THEN 0 ELSE ndoc END) AS count
      FROM stat
     WHERE word LIKE '^%%' OR substr(word, 2, 1) = '@'
        OR (substr(word, 2, 1) = '=' AND length(word) > 3 AND substr(word, 3) !~ '^[0-9.]+$')
     GROUP BY 1),
gone AS (
    DELETE FROM products_searchterm t WHERE NOT EXISTS (SELECT FROM counted c WHERE c.text = t.text))
INSERT INTO products_searchterm AS t (text, spelling, count)
SELECT left(text, 60), '', max(count) FROM counted GROUP BY 1 ORDER BY 1
ON CONFLICT (text) DO UPDATE SET count = excluded.count WHERE t.count <> excluded.count
"""


@joins_transaction
def recount() -> None:
    """Count in how many pieces on show each word and concept stands. Three queries."""
    state = SearchState.objects.select_for_update(no_key=True).get(pk=1)
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT)
    state.documents = SearchDocument.objects.filter(is_open=True).count()
    state.counts_version += 1
    state.counted_at = timezone.now()
    state.save(update_fields=["documents", "counts_version", "counted_at"])


RECOUNTED_EVERY = timedelta(minutes=15)


@joins_transaction
def recount_when_due() -> None:
    """Count anew if that was some while ago, or the shop was filled since."""
    state = SearchState.objects.get(pk=1)
    if timezone.now() - state.counted_at > RECOUNTED_EVERY or not state.documents:
        recount()


# --- the lexicon --------------------------------------------------------------------------------
@joins_transaction
def load_seed() -> bool:
    """Bring the lexicon that ships with the program into its table, if it is another one.

    What staff changed stays as they have it. Gives whether anything was loaded.
    """
    seed = lexicons.seed()
    digest = hashlib.sha256(repr(seed).encode()).hexdigest()
    state = SearchState.objects.select_for_update(no_key=True).get(pk=1)
    if state.seed_digest == digest:
        return False
    rows = {row.code: row for row in _seed_rows(seed)}
    edited = set(LexiconEntry.objects.filter(is_edited=True).values_list("pk", flat=True))
    LexiconEntry.objects.filter(is_edited=False).exclude(pk__in=rows).delete()
    LexiconEntry.objects.bulk_create(
        [row for code, row in rows.items() if code not in edited],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "parents", "related", "ar", "en", "latin", "updated_at"],
    )
    state.seed_digest = digest
    state.save(update_fields=["seed_digest"])
    _note_lexicon_change()
    return True


def _seed_rows(seed: lexicons.Entries) -> Iterator[LexiconEntry]:
    for concept in seed.concepts:
        yield LexiconEntry(
            code=concept.id,
            kind=concept.kind,
            parents=list(concept.parents),
            related=list(concept.related),
            ar=list(concept.ar),
            en=list(concept.en),
            latin=list(concept.latin),
        )
    for code, kind, words in (
        ("fillers", "filler", seed.fillers),
        ("set_words", "set_word", seed.set_words),
    ):
        arabic = [word for word in words if not word.isascii()]
        latin = [word for word in words if word.isascii()]
        yield LexiconEntry(code=code, kind=kind, ar=arabic, latin=latin)


@joins_transaction
def save_entry(entry: LexiconEntry) -> None:
    """Keep an entry as staff want it; processes and index follow within moments."""
    entry.is_edited = True
    entry.save()
    _note_lexicon_change()


@joins_transaction
def retire_entry(entry: LexiconEntry) -> None:
    """Use an entry no longer; it stays, so that the next release does not bring it back."""
    entry.is_active = False
    save_entry(entry)


def _note_lexicon_change() -> None:
    SearchState.objects.filter(pk=1).update(lexicon_version=F("lexicon_version") + 1)


# --- the log ------------------------------------------------------------------------------------
KEPT_RARE = timedelta(days=30)
LOG = """
INSERT INTO products_querylog AS q (query, times, found, reading, unknown, last_asked_on)
VALUES (%(query)s, 1, %(found)s, %(reading)s, %(unknown)s, %(today)s)
ON CONFLICT (query) DO UPDATE
   SET times = q.times + 1, found = excluded.found, reading = excluded.reading,
       unknown = excluded.unknown, last_asked_on = excluded.last_asked_on
"""


def note_query(
    query: str, *, found: int, reading: str, unknown: Sequence[str], today: date
) -> None:
    """Count a query, in a transaction of its own and one message.

    It may be lost if the machine fails; nobody waits for the disk because of it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT set_config('synchronous_commit', 'off', true); {LOG}",
            {
                "query": query[:200],
                "found": found,
                "reading": reading[:300],
                "unknown": [word[:60] for word in unknown],
                "today": today,
            },
        )


@joins_transaction
def drop_rare_queries(*, today: date) -> int:
    """Forget what was asked for once or twice a month ago and never again."""
    old = QueryLog.objects.filter(last_asked_on__lt=today - KEPT_RARE, times__lte=2)
    ids = list(old.order_by("pk").values_list("pk", flat=True)[:1000])
    QueryLog.objects.filter(pk__in=ids).delete()
    return len(ids)
