"""What is kept of a shape between requests."""

from typing import Any

import pytest
from django.utils import translation
from rest_framework import serializers

from core.serializers import Text, read, shown


class Short(serializers.Serializer[Any]):
    word = Text(max_length=3)
    said_by = serializers.SerializerMethodField()

    def get_said_by(self, _row: object) -> str:
        return str(self.context["said_by"])

    def validate_word(self, word: str) -> str:
        return f"{word} {self.context['said_by']}"


def test_what_is_kept_of_a_shape_tells_of_no_other_request() -> None:
    def refusal() -> str:
        with pytest.raises(serializers.ValidationError) as refused:
            read(Short, {"word": "abcd"}, said_by="x")
        return str(refused.value.detail["word"][0])  # type: ignore[call-overload, index]

    with translation.override("ar"):
        in_arabic = refusal()
    with translation.override("en"):
        in_english = refusal()
        assert read(Short, {"word": "abc"}, said_by="منى") == {"word": "abc منى"}
        assert read(Short, {}, partial=True, said_by="منى") == {}
        with pytest.raises(serializers.ValidationError):
            read(Short, {}, said_by="منى")
        assert shown(Short, {"word": "a"}, said_by="علي") == {"word": "a", "said_by": "علي"}

    assert in_arabic != in_english
    assert "3" in in_english


@pytest.mark.parametrize("body", [None, [], "x", 1])
def test_a_body_that_is_no_object_is_refused_as_one(body: object) -> None:
    with pytest.raises(serializers.ValidationError) as refused:
        read(Short, body)

    assert list(refused.value.detail) == ["non_field_errors"]
