"""What is written pays for every index of its table: none is kept that another can stand in for."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db

REPEATED = """
SELECT a.indexrelid::regclass::text, b.indexrelid::regclass::text
  FROM pg_index a
  JOIN pg_index b ON b.indrelid = a.indrelid AND b.indexrelid <> a.indexrelid
 WHERE a.indrelid::regclass::text = ANY(%s)
   AND NOT a.indisunique AND a.indpred IS NULL AND b.indpred IS NULL
   AND a.indexprs IS NULL AND b.indexprs IS NULL
   AND (b.indkey::text || ' ') LIKE (a.indkey::text || ' %%')
   AND a.indclass[0] = b.indclass[0] AND a.indnatts <= b.indnkeyatts
"""
ROOM = "SELECT relname FROM pg_class WHERE 'fillfactor=' || %s = ANY(reloptions)"


def test_no_index_repeats_the_beginning_of_another() -> None:
    tables = [
        model._meta.db_table
        for model in apps.get_models()
        if not model.__module__.startswith("django.")
    ]
    assert len(tables) > 50

    with connection.cursor() as cursor:
        cursor.execute(REPEATED, [tables])
        assert cursor.fetchall() == []


def test_rows_that_every_order_changes_have_room_where_they_lie() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ROOM, ["80"])
        assert {name for (name,) in cursor.fetchall()} == {"products_product", "products_variant"}
        cursor.execute(ROOM, ["50"])
        assert {name for (name,) in cursor.fetchall()} == {"core_ratebucket"}
