import pytest
from django.db import transaction

from core.transactions import TransactionMisuse, joins_transaction, opens_transaction

pytestmark = pytest.mark.django_db


@joins_transaction
def act() -> str:
    return "done"


def test_a_door_opens_what_an_action_joins() -> None:
    assert opens_transaction(act)() == "done"


def test_an_action_without_a_door_is_refused() -> None:
    with pytest.raises(TransactionMisuse):
        act()


def test_a_door_inside_a_door_is_refused() -> None:
    with transaction.atomic(), pytest.raises(TransactionMisuse):
        opens_transaction(act)()
