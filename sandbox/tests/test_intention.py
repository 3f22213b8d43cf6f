import pytest

from sandbox.tests.builders import an_intention

pytestmark = pytest.mark.django_db


def test_smoke() -> None:
    made = an_intention()
    assert made["intention_order_id"] >= 210000001
