"""What is traced, and that nothing private is."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from rest_framework.test import APIClient

from core import tracing
from core.partners import Partner

sdk = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")


class Spans:
    """Collects what is sent."""

    def __init__(self) -> None:
        self.exporter = sdk.InMemorySpanExporter()
        tracing.start("", service="tohfa", exporter=self.exporter)
        self.provider: Any = tracing._tracer.span_processor

    def told(self) -> list[Any]:
        self.provider.force_flush()
        found: list[Any] = list(self.exporter.get_finished_spans())
        return found


@pytest.fixture
def spans() -> Iterator[Spans]:
    yield Spans()
    tracing.stop()


@pytest.mark.django_db
def test_a_request_is_a_trace_with_its_statements(spans: Spans) -> None:
    answer = APIClient().get("/api/users/governorates/?page_size=3")

    assert answer.status_code == 200
    told = spans.told()
    whole = told[-1]
    assert whole.name == "GET api/users/governorates/"
    assert whole.attributes["http.response.status_code"] == 200
    statements = [one for one in told if one.name == "SQL"]
    assert statements
    assert {one.context.trace_id for one in told} == {whole.context.trace_id}


@pytest.mark.django_db
def test_a_trace_that_began_before_us_is_carried_on(spans: Spans) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"

    APIClient().get("/health/live/", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"})

    assert f"{spans.told()[-1].context.trace_id:032x}" == trace


@pytest.mark.django_db
def test_nothing_that_was_sent_is_told(spans: Spans) -> None:
    body = {"email": "private@tohfa.example", "password": "very-secret-words-77"}

    APIClient().post("/api/auth/login/?token=very-secret", body, format="json")

    text = " ".join(f"{one.name} {dict(one.attributes)}" for one in spans.told())
    assert "SQL" in text
    assert "private@" not in text
    assert "very-secret" not in text


def test_partners_are_told_which_trace_it_is(spans: Spans) -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={})

    partner = Partner("bank", "https://bank.example", transport=httpx2.MockTransport(answer))
    partner.call("GET", "balance")

    (told,) = spans.told()
    assert told.name == "bank"
    assert f"{told.context.trace_id:032x}" in seen[0].headers["traceparent"]


def test_while_nobody_collects_nothing_is_done() -> None:
    headers: dict[str, str] = {}

    with tracing.span("x") as begun, tracing.request("GET", {}) as asked:
        tracing.carry_on(headers)

    assert (begun, asked, headers) == (None, None, {})
