"""A route that is to go says so, on every answer and in the API document."""

import sys
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from core.deprecation import deprecated
from core.problems import Problem


class Moved(Problem):
    code = "moved"
    title = "It has moved."


class Old(APIView):
    permission_classes = (AllowAny,)

    @deprecated(since=date(2027, 1, 10), sunset=date(2027, 9, 1), instead="/api/new/")
    def get(self, request: Request) -> Response:
        if "refuse" in request.GET:
            raise Moved
        return Response({"a": 1})

    def post(self, request: Request) -> Response:
        return Response({"a": 1})


class OldAndMine(APIView):
    permission_classes = (IsAuthenticated,)

    @deprecated(since=date(2027, 1, 10), sunset=date(2027, 9, 1))
    def get(self, request: Request) -> HttpResponse:
        return HttpResponse("mine")


urlpatterns = [path("api/old/", Old.as_view()), path("api/old/mine/", OldAndMine.as_view())]
HEADERS = ("Deprecation", "Sunset", "Link")


@pytest.fixture
def old(settings: Any) -> APIClient:
    settings.ROOT_URLCONF = sys.modules[__name__]
    return APIClient()


def shown(answer: Any) -> tuple[Any, ...]:
    return (answer.status_code, *(answer.headers.get(name) for name in HEADERS))


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "status"), [("", 200), ("?refuse=1", 409)])
def test_every_answer_of_it_says_since_when_until_when_and_what_instead(
    query: str, status: int, old: APIClient
) -> None:
    assert shown(old.get(f"/api/old/{query}")) == (
        status,
        "@1799539200",
        "Wed, 01 Sep 2027 00:00:00 GMT",
        '</docs/versioning/>; rel="deprecation"; type="text/html", </api/new/>; rel="successor-version"',
    )


@pytest.mark.django_db
def test_also_one_that_is_refused_before_it_begins(old: APIClient) -> None:
    assert shown(old.get("/api/old/mine/"))[:2] == (401, "@1799539200")


@pytest.mark.django_db
def test_what_stays_says_nothing(old: APIClient) -> None:
    assert shown(old.post("/api/old/")) == (200, None, None, None)
    assert shown(old.get("/api/nowhere/"))[1:] == (None, None, None)


def test_the_api_document_marks_it() -> None:
    document = SchemaGenerator(patterns=urlpatterns).get_schema(public=True)  # type: ignore[no-untyped-call]

    operations = document["paths"]["/api/old/"]
    assert operations["get"]["deprecated"] is True
    assert "Deprecated since 2027-01-10" in operations["get"]["description"]
    assert "deprecated" not in operations["post"]


def test_nobody_can_be_given_less_notice_than_was_promised() -> None:
    with pytest.raises(ValueError, match="less than 183 days"):
        deprecated(since=date(2027, 1, 1), sunset=date(2027, 6, 30))
