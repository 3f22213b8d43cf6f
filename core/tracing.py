"""Traces for whoever collects them (OpenTelemetry), and nothing at all while nobody does.

With ``OTEL_EXPORTER_OTLP_ENDPOINT`` set and the extra requirement ``tracing`` installed, each request,
statement and call of a partner is a span; a trace that began in front of us goes on, and on to partners.
What a statement asked with is not told, and neither is a path: both may hold what is private.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any

_tracer: Any = None


def start(endpoint: str, *, service: str, exporter: Any = None) -> None:
    """Have spans sent to ``endpoint``, or to another ``exporter``.

    :raises ImportError: if the extra requirement is not installed.
    """
    global _tracer
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    if exporter is None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracer = provider.get_tracer("tohfa")


def stop() -> None:
    """Send nothing any more."""
    global _tracer
    _tracer = None


@contextmanager
def span(name: str, **attributes: Any) -> Iterator[Any]:
    """Time the block as a part of the present trace; gives the span, or None while nobody collects."""
    if _tracer is None:
        yield None
        return
    with _tracer.start_as_current_span(name, attributes=attributes) as begun:
        yield begun


@contextmanager
def request(method: str, headers: Mapping[str, str]) -> Iterator[Any]:
    """Time the block as a request, carrying on the trace that its headers name."""
    if _tracer is None:
        yield None
        return
    from opentelemetry.propagate import extract
    from opentelemetry.trace import SpanKind

    carried = extract({name.lower(): value for name, value in headers.items()})
    with _tracer.start_as_current_span(
        method, context=carried, kind=SpanKind.SERVER, attributes={"http.request.method": method}
    ) as begun:
        yield begun


def carry_on(headers: MutableMapping[str, str]) -> None:
    """Name the present trace in the headers of a call to somebody else."""
    if _tracer is not None:
        from opentelemetry.propagate import inject

        inject(headers)
