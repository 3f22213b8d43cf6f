from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from orders.rules import numbers

digits = st.text("0123456789", min_size=10, max_size=10)


@given(ten=digits)
def test_a_number_is_heard_as_it_was_spoken(ten: str) -> None:
    number = ten + numbers.check_digit(ten)

    assert numbers.heard(numbers.spoken(number)) == number


@given(ten=digits, place=st.integers(0, 10), other=st.integers(1, 9))
def test_one_digit_misheard_is_noticed(ten: str, place: int, other: int) -> None:
    number = ten + numbers.check_digit(ten)
    wrong = str((int(number[place]) + other) % 10)

    assert numbers.heard(number[:place] + wrong + number[place + 1 :]) is None


@pytest.mark.parametrize("said", ["٤٨٢١ ٩٠٦٣ ٣٧٦", "4821.9063.376", " 48219063376 "])
def test_digits_of_either_script_and_any_grouping_are_heard(said: str) -> None:
    assert numbers.heard(said) == "48219063376"


@pytest.mark.parametrize("said", ["", "4821-9063", "4821-9063-3770", "no number"])
def test_what_is_no_number_is_not_heard(said: str) -> None:
    assert numbers.heard(said) is None


@pytest.mark.django_db
def test_numbers_in_a_row_are_valid_all_different_and_tell_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT orders_next_number() FROM generate_series(1, 500)")
        made = [row[0] for row in cursor.fetchall()]

    assert all(numbers.heard(number) == number for number in made)
    assert len(set(made)) == 500
    apart = [abs(int(b[:10]) - int(a[:10])) for a, b in pairwise(made)]
    # Spread over the whole range, neighbours are billions apart; a counter would show ones.
    assert min(apart) > 1000
    assert sum(apart) / len(apart) > 10**9
