"""One effect for one key, however often and however many at once it is sent."""

import json
from collections import Counter
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import encode_multipart

from core.models import IdempotencyKey
from core.tests.races import at_once
from custom_auth.tests.builders import a_user, signed_in
from orders.models import Order
from orders.tests.builders import wanting
from orders.tests.test_returns import delivered
from products.models import Product
from products.tests.builders import a_picture, a_product

KEY: dict[str, Any] = {"HTTP_IDEMPOTENCY_KEY": "a-key"}


@pytest.mark.django_db
def test_a_repeat_gets_the_first_answer_byte_for_byte() -> None:
    api, body = signed_in(a_user()), wanting((a_product(stock=5), 2))

    first = api.post("/api/orders/", body, format="json", **KEY)
    again = api.post("/api/orders/", body, format="json", **KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert Order.objects.count() == 1


@pytest.mark.django_db
def test_the_key_with_another_body_is_refused() -> None:
    api, product = signed_in(a_user()), a_product(stock=5)
    api.post("/api/orders/", wanting((product, 1)), format="json", **KEY)

    answer = api.post("/api/orders/", wanting((product, 2)), format="json", **KEY)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert Product.objects.get(pk=product.pk).stock == 4


@pytest.mark.django_db
def test_the_key_on_another_route_is_refused() -> None:
    api, body = signed_in(a_user()), wanting((a_product(), 1))
    api.post("/api/orders/", body, format="json", **KEY)

    answer = api.post("/api/wallet/deposit/", body, format="json", **KEY)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.django_db
def test_two_people_may_choose_the_same_key() -> None:
    body = wanting((a_product(stock=5), 1))

    answers = [
        signed_in(a_user()).post("/api/orders/", body, format="json", **KEY) for _ in range(2)
    ]

    assert answers[0].json()["id"] != answers[1].json()["id"]


@pytest.mark.django_db
def test_what_was_refused_is_refused_again_even_if_it_could_be_done_now() -> None:
    api, product = signed_in(a_user()), a_product(stock=1)
    body = wanting((product, 2))
    refused = api.post("/api/orders/", body, format="json", **KEY)
    signed_in(product.seller).patch(f"/api/products/{product.pk}/", {"stock": 9}, format="json")

    again = api.post("/api/orders/", body, format="json", **KEY)

    assert (refused.status_code, again.status_code) == (409, 409)
    assert again.content == refused.content
    assert not Order.objects.exists()


@pytest.mark.django_db
def test_what_was_not_valid_may_be_mended_under_the_same_key() -> None:
    api, product = signed_in(a_user()), a_product()
    api.post("/api/orders/", wanting((product, 0)), format="json", **KEY)

    answer = api.post("/api/orders/", wanting((product, 1)), format="json", **KEY)

    assert answer.status_code == 201


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "is_fit"), [("k" * 255, True), ("k" * 256, False), ("", False)])
def test_a_key_has_bounds(key: str, is_fit: bool) -> None:
    api, body = signed_in(a_user()), wanting((a_product(), 1))

    answer = api.post("/api/orders/", body, format="json", HTTP_IDEMPOTENCY_KEY=key)

    assert answer.status_code == (201 if is_fit else 400)
    assert is_fit or answer.json()["code"] == "invalid_idempotency_key"


@pytest.mark.django_db
def test_the_record_goes_when_its_effect_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    api, product = signed_in(a_user()), a_product(stock=5)
    api.raise_request_exception = False

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the machine stops here")

    with monkeypatch.context() as broken:
        broken.setattr("orders.serializers.orders.OrderOut.to_representation", fail)
        answer = api.post("/api/orders/", wanting((product, 1)), format="json", **KEY)
    again = api.post("/api/orders/", wanting((product, 1)), format="json", **KEY)

    assert (answer.status_code, again.status_code) == (500, 201)
    assert Order.objects.count() == IdempotencyKey.objects.count() == 1
    assert Product.objects.get(pk=product.pk).stock == 4


@pytest.mark.race
def test_one_key_sent_twelve_times_at_once_has_one_effect(own_database: None) -> None:
    buyer, product = a_user(), a_product(stock=50)
    body = wanting((product, 1))
    clients = [signed_in(buyer) for _ in range(12)]

    answers = at_once(12, lambda at: clients[at].post("/api/orders/", body, format="json", **KEY))

    statuses = Counter(answer.status_code for answer in answers)
    assert statuses[201] >= 1
    assert statuses[201] + statuses[409] == 12, statuses
    assert {a.json()["id"] for a in answers if a.status_code == 201} == {Order.objects.get().pk}
    assert {a.json()["code"] for a in answers if a.status_code == 409} <= {
        "idempotency_in_progress"
    }
    assert Product.objects.get(pk=product.pk).stock == 49


@pytest.mark.django_db
def test_a_form_is_known_by_what_it_holds_however_it_is_sent() -> None:
    order = delivered()
    api = signed_in(order.user)
    fields = {"items": [{"item": order.items.get().pk, "quantity": 1}], "reason": "defective"}
    picture = a_picture().read() + bytes(3_000_000)  # more than is kept in memory

    def sent(boundary: str, photo: bytes) -> Any:
        parts = {"data": json.dumps(fields), "photos": SimpleUploadedFile("a.jpg", photo)}
        body: Any = encode_multipart(boundary, parts)
        kind = f"multipart/form-data; boundary={boundary}"
        return api.generic("POST", f"/api/orders/{order.pk}/returns/", body, kind, **KEY)

    first, again = sent("first", picture), sent("second", picture)
    other = sent("third", picture + b"x")

    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert (again.content, again["Idempotent-Replayed"]) == (first.content, "true")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
