import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from core.jobs import enqueue
from core.transactions import opens_transaction
from orders.tests.builders import an_order
from to7fabackend import metrics

pytestmark = pytest.mark.django_db


def test_there_is_nothing_without_a_token(api: APIClient, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    assert api.get("/metrics").status_code == 404
    assert api.get("/metrics", HTTP_AUTHORIZATION="Bearer ").status_code == 404

    settings.METRICS_TOKEN = "a-token"
    assert api.get("/metrics").status_code == 404
    assert api.get("/metrics", HTTP_AUTHORIZATION="Bearer another").status_code == 404


def test_requests_and_the_business_are_counted(api: APIClient, settings: Settings) -> None:
    settings.METRICS_TOKEN = "a-token"
    an_order()
    opens_transaction(lambda: enqueue("products.process_picture", image_id=1))()
    api.get("/api/products/")

    answer = api.get("/metrics", HTTP_AUTHORIZATION="Bearer a-token")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'tohfa_requests_total{method="GET",route="api/products/",status="200"}' in text
    assert 'tohfa_orders_last_day{status="pending"} 1.0' in text
    assert 'tohfa_jobs{queue="pictures",status="todo"} 1.0' in text
    assert "tohfa_payments_stuck 0.0" in text


def test_a_scrape_costs_a_fixed_number_of_queries(
    api: APIClient, django_assert_max_num_queries: object
) -> None:
    business = metrics.Business()

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(list(business.collect())) == 8
