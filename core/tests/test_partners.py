"""What is read of partners: bounded, unpacked, and nothing while a transaction is open."""

import gzip

import httpx2
import pytest

from core.partners import LARGEST_ANSWER, Partner, PartnerSilent


@pytest.fixture
def _no_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.partners.is_open", lambda: False)


pytestmark = pytest.mark.usefixtures("_no_transaction")


def partner(answer: httpx2.Response) -> Partner:
    return Partner("x", "https://x.test", transport=httpx2.MockTransport(lambda _: answer))


def test_an_answer_that_does_not_end_is_no_answer() -> None:
    chunk = b"x" * 100_000
    read = []

    def endless() -> object:
        for number in range(10**6):
            read.append(number)
            yield chunk

    with pytest.raises(PartnerSilent):
        partner(httpx2.Response(200, content=endless())).call("GET", "a/")  # type: ignore[arg-type]

    assert len(read) <= LARGEST_ANSWER // len(chunk) + 2


def test_a_packed_answer_is_read_as_what_it_holds() -> None:
    packed = httpx2.Response(
        201,
        headers={
            "Content-Encoding": "gzip",
            "Content-Type": "application/json",
            "X-Paymob-Id": "7",
        },
        content=gzip.compress(b'{"paid": true}'),
    )

    answer = partner(packed).call("GET", "a/")

    assert (answer.status_code, answer.json(), answer.headers["x-paymob-id"]) == (
        201,
        {"paid": True},
        "7",
    )
