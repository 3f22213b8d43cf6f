"""What is counted of every request, for Prometheus."""

from prometheus_client import Counter, Histogram

REQUESTS = Counter("tohfa_requests_total", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram(
    "tohfa_request_seconds",
    "Time from the first line of a request to its answer.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
QUERIES = Counter("tohfa_queries_total", "Statements sent to the database.", ["route"])
KEPT = Counter("tohfa_kept_answers_total", "Public reads answered from what is kept.")


def count(*, method: str, route: str, status: int, seconds: float, queries: int) -> None:
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)
    if queries:
        QUERIES.labels(route).inc(queries)
