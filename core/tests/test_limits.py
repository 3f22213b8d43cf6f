import pytest
from django.http import HttpRequest
from pytest_django.fixtures import Settings

from core.addresses import client_address, network
from core.limits import Rate, forgive, spend
from core.tests.races import at_once

RATE = Rate("test", 10, 3600)


@pytest.fixture(autouse=True)
def _exact(settings: Settings) -> None:
    settings.RATE_LIMIT_FACTOR = 1.0


@pytest.mark.django_db
def test_as_many_as_the_rate_allows_and_not_one_more() -> None:
    waits = [spend(RATE, "a") for _ in range(12)]

    assert waits[:10] == [None] * 10
    assert waits[10] is not None
    assert 0 < waits[10] <= 360


@pytest.mark.django_db
def test_each_has_an_allowance_of_their_own() -> None:
    for _ in range(11):
        spend(RATE, "a")

    assert spend(RATE, "b") is None


@pytest.mark.django_db
def test_whoever_is_forgiven_begins_anew() -> None:
    for _ in range(11):
        spend(RATE, "a")
    forgive(RATE, "a")

    assert spend(RATE, "a") is None


@pytest.mark.race
def test_many_at_once_do_not_slip_through(own_database: None) -> None:
    knocked = at_once(8, lambda _at: [spend(RATE, "a") is None for _ in range(10)])

    allowed = [is_in for answers in knocked for is_in in answers]
    assert (sum(allowed), len(allowed)) == (10, 80)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (1, "nonsense", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: Settings, proxies: int, forwarded: str, seen: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = HttpRequest()
    request.META.update(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == seen


def test_a_subscriber_holds_a_whole_network_of_the_sixth_version() -> None:
    assert network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::9")
    assert network("203.0.113.9") == "203.0.113.9"
