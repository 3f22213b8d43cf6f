"""Statements of the search: each is planned for its index and ends in time, whatever is around it."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection, transaction

from products import finding

SETTINGS = """SELECT current_setting('statement_timeout'), current_setting('enable_seqscan'),
current_setting('jit')"""


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("around", [nullcontext, transaction.atomic])
def test_what_is_set_for_a_statement_ends_with_it(around: Callable[[], Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        before = cursor.fetchall()

    with around():
        assert finding.rows(SETTINGS, {}, milliseconds=50) == [("50ms", "off", "off")]
        with pytest.raises(finding.OutOfTime):
            finding.rows("SELECT pg_sleep(5)", {}, milliseconds=50)
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
            assert cursor.fetchall() == before
