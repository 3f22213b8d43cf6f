"""What buyers say, and that the mean is exact whoever speaks at once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from core.staff import MODERATOR
from core.tests.races import at_once
from custom_auth.tests.builders import a_staff_member, a_user, signed_in
from notifications.models import Notice
from products.actions import reviews
from products.models import Product, Review, ReviewRight
from products.tests.builders import a_product, a_review
from products.tests.test_moderation import NOW, doing

VERBS = st.sampled_from(["say", "change", "remove", "hide"])


def said(product: Product, rating: int = 5, user: Any = None, **fields: Any) -> Any:
    user = user or a_user()
    ReviewRight.objects.get_or_create(product=product, user=user)
    return signed_in(user).post(
        f"/api/products/{product.pk}/reviews/", {"rating": rating, **fields}, format="json"
    )


@pytest.mark.django_db
def test_the_mean_is_on_the_card_and_on_the_sellers_page(api: APIClient) -> None:
    product = a_product()
    said(product, 5)
    second = said(product, 2)

    def shown() -> tuple[Any, ...]:
        card = api.get("/api/products/").json()["results"][0]
        seller = api.get(f"/api/sellers/{product.seller_id}/").json()
        return card["rating_average"], card["rating_count"], seller["rating_count"]

    assert shown() == (3.5, 2, 2)
    review = Review.objects.get(pk=second.json()["id"])
    author = signed_in(review.user)
    author.put(f"/api/products/{product.pk}/reviews/{review.pk}/", {"rating": 4}, format="json")
    assert shown() == (4.5, 2, 2)
    author.delete(f"/api/products/{product.pk}/reviews/{review.pk}/")
    assert shown() == (5.0, 1, 1)


@pytest.mark.django_db
def test_others_do_not_change_a_review() -> None:
    product = a_product()
    review = a_review(product, a_user())
    address = f"/api/products/{product.pk}/reviews/{review.pk}/"

    for client in (signed_in(a_user()), signed_in(product.seller)):
        assert client.put(address, {"rating": 1}, format="json").status_code == 403
        assert client.delete(address).status_code == 403
    elsewhere = f"/api/products/{a_product().pk}/reviews/{review.pk}/"
    assert signed_in(review.user).delete(elsewhere).status_code == 404
    assert Review.objects.get().rating == 5


@pytest.mark.django_db
def test_the_seller_answers_and_the_buyer_hears(api: APIClient) -> None:
    product = a_product()
    review = a_review(product, a_user())
    address = f"/api/products/{product.pk}/reviews/{review.pk}/reply/"

    answer = signed_in(product.seller).post(address, {"reply": "شكرًا"}, format="json")
    other = signed_in(a_product().seller).post(address, {"reply": "إعلان"}, format="json")

    assert (answer.status_code, other.status_code) == (200, 403)
    shown = api.get(f"/api/products/{product.pk}/reviews/").json()["results"][0]
    assert shown["reply"] == "شكرًا"
    assert shown["author"].startswith("منى")
    assert "عادل" not in shown["author"]
    assert Notice.objects.filter(kind="review.replied").count() == 1


@pytest.mark.django_db
def test_a_hidden_review_does_not_count_and_can_come_back(api: APIClient) -> None:
    product = a_product()
    review = Review.objects.get(pk=said(product, 1).json()["id"])
    said(product, 5)
    reporter = signed_in(a_user())
    address = f"/api/products/{product.pk}/reviews/{review.pk}/report/"
    for _ in range(2):
        reporter.post(address, {"reason": "abuse"}, format="json")
    review.refresh_from_db()
    assert review.report_count == 1
    a_staff_member(MODERATOR)

    doing(reviews.hide, review, is_hidden=True, now=NOW)

    card = api.get("/api/products/").json()["results"][0]
    assert (card["rating_average"], card["rating_count"]) == (5.0, 1)
    assert len(api.get(f"/api/products/{product.pk}/reviews/").json()["results"]) == 1
    doing(reviews.hide, review, is_hidden=False, now=NOW)
    assert api.get("/api/products/").json()["results"][0]["rating_average"] == 3.0


@pytest.mark.django_db
def test_a_helpful_vote_counts_once() -> None:
    product = a_product()
    review = a_review(product, a_user())
    voter, address = signed_in(a_user()), f"/api/products/{product.pk}/reviews/{review.pk}/helpful/"

    counts = []
    for method in ("put", "put", "delete", "delete", "put"):
        assert getattr(voter, method)(address).status_code == 204
        review.refresh_from_db()
        counts.append(review.helpful_count)

    assert counts == [1, 1, 0, 0, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("rating", [0, 6, -1, "x", None, 4.5, True])
def test_a_rating_has_five_steps(rating: Any) -> None:
    product = a_product()

    answer = said(product, rating)

    assert answer.status_code == 400
    assert not Review.objects.exists()


@pytest.mark.django_db
def test_a_list_of_reviews_costs_the_same_for_one_and_for_thirty(api: APIClient) -> None:
    product = a_product()
    counts = []
    for number in (1, 29):
        for _ in range(number):
            a_review(product, a_user(), comment="جميلة")
        with CaptureQueriesContext(connection) as queries:
            api.get(f"/api/products/{product.pk}/reviews/?page_size=100")
        counts.append(len(queries))

    # The piece, the reviews, their pictures.
    assert counts == [3, 3]


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["say", "change", "remove", "hide"]), st.integers(1, 5)),
        max_size=12,
    )
)
def test_whatever_happens_the_counts_are_what_a_recount_gives(steps: list[tuple[str, int]]) -> None:
    product = a_product()
    for verb, rating in steps:
        present = list(Review.objects.filter(product=product).order_by("pk"))
        if verb == "say" or not present:
            said(product, rating)
        elif verb == "change":
            doing(reviews.change, present[0], rating=rating, comment="")
        elif verb == "remove":
            doing(reviews.remove, present[-1])
        else:
            doing(reviews.hide, present[0], is_hidden=rating > 2, now=NOW)

    product.refresh_from_db()
    ratings = list(
        Review.objects.filter(product=product, is_hidden=False).values_list("rating", flat=True)
    )
    assert product.rating_histogram == [ratings.count(stars) for stars in range(1, 6)]
    assert (product.rating_sum, product.rating_count) == (sum(ratings), len(ratings))


@pytest.mark.race
def test_ten_who_speak_at_once_are_all_counted(own_database: None) -> None:
    product = a_product()
    people = [a_user() for _ in range(10)]
    for person in people:
        ReviewRight.objects.create(product=product, user=person)
    clients = [signed_in(person) for person in people]
    path = f"/api/products/{product.pk}/reviews/"

    def speak(at: int) -> int:
        body = {"rating": at % 5 + 1}
        return int(clients[at].post(path, body, format="json").status_code)

    answers = at_once(10, speak)

    assert answers == [201] * 10
    product.refresh_from_db()
    assert (product.rating_sum, product.rating_histogram) == (30, [2, 2, 2, 2, 2])
    product.seller.profile.refresh_from_db()
    assert product.seller.profile.rating_count == 10
