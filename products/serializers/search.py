"""The shapes of the search's answers, for the API document; the answers are joined from finished JSON."""

from typing import Any

from rest_framework import serializers

from core.serializers import Money
from products.serializers.window import CardOut

Out = serializers.Serializer[Any]


class PartOut(Out):
    text = serializers.CharField(help_text="A stretch of the text, exactly as it is written.")
    is_match = serializers.BooleanField(help_text="Whether it answered the query: mark it.")


class HighlightOut(Out):
    name = PartOut(many=True, help_text="The name in stretches; joined, they are the name.")
    description = PartOut(many=True, help_text="The description around its first match.")


class HitOut(CardOut):
    """A card that answers a query."""

    highlight = HighlightOut(help_text="Which words answered it.")
    is_related = serializers.BooleanField(
        help_text="Whether it is only close to what was asked, such as another kind of lamp."
    )

    class Meta(CardOut.Meta):
        fields = [*CardOut.Meta.fields, "highlight", "is_related"]


class ReadWordOut(Out):
    typed = serializers.CharField(help_text="The word as it was typed, folded.")
    read_as = serializers.CharField(help_text="What it was taken for.")


class ReadingOut(Out):
    text = serializers.CharField(help_text="The query as it was searched for.")
    layout = serializers.CharField(
        allow_null=True, help_text="What the same keys write on the other layout, or null."
    )
    arabizi = ReadWordOut(many=True, help_text="Latin words that were read as Arabic.")
    corrections = ReadWordOut(many=True, help_text="Words that were mended.")
    min_price = Money(allow_null=True, help_text="The least that the query names, or null.")
    max_price = Money(allow_null=True, help_text="The most that the query names, or null.")


def counted(value: "serializers.Field[Any, Any, Any, Any]", name: str) -> type[Out]:
    """Make the shape of one value of a facet."""
    fields = {
        "value": value,
        # A field of this name cannot stand in the body of a class: serializers have a label too.
        "label": serializers.CharField(help_text="Its name in the language asked for."),
        "count": serializers.IntegerField(help_text="How many pieces have it."),
    }
    return type(name, (serializers.Serializer,), fields)


CountOut = counted(serializers.CharField(help_text="What to filter by."), "CountOut")
IdCountOut = counted(serializers.IntegerField(help_text="The id to filter by."), "IdCountOut")


class BandOut(Out):
    min_price = Money(help_text="The least that it costs.")
    max_price = Money(allow_null=True, help_text="The most that it costs, or null.")
    count = serializers.IntegerField(help_text="How many pieces cost that.")


class StarsOut(Out):
    value = serializers.IntegerField(help_text="The `min_rating` to filter by.")
    count = serializers.IntegerField(help_text="How many are rated so well at the least.")


class StockOut(Out):
    value = serializers.BooleanField(help_text="Whether it can be ordered.")
    count = serializers.IntegerField(help_text="How many pieces.")


class FacetsOut(Out):
    """Each facet is counted without its own filter; its 30 commonest values."""

    category = IdCountOut(many=True, help_text="Categories, each with what is below it.")
    seller = IdCountOut(many=True, help_text="Sellers.")
    price = BandOut(many=True, help_text="Bands of prices.")
    material = CountOut(many=True, help_text="Materials.")
    colour = CountOut(many=True, help_text="Colours.")
    governorate = CountOut(many=True, help_text="Governorates, by their codes.")
    min_rating = StarsOut(many=True, help_text="Ratings.")
    in_stock = StockOut(many=True, help_text="What can be ordered, and what cannot.")


class FacetCountsOut(Out):
    total = serializers.IntegerField(help_text="How many pieces the filters leave.")
    facets = FacetsOut(help_text="How many pieces have each value.")


class SearchOut(Out):
    next = serializers.URLField(allow_null=True, help_text="Address of the page after this one.")
    previous = serializers.URLField(allow_null=True, help_text="Address of the page before it.")
    results = HitOut(many=True, help_text="What answers the query, best first; 200 at the most.")
    query = serializers.CharField(help_text="The query, spaces tidied.")
    corrected_query = serializers.CharField(
        allow_null=True, help_text="The query as it was mended, or null if it was taken as typed."
    )
    interpreted_as = ReadingOut(
        help_text="What was understood. With `original=true` the same words are taken literally."
    )
    did_you_mean = serializers.ListField(
        child=serializers.CharField(),
        help_text="Where nothing was found: queries near it that find something.",
    )
    total = serializers.IntegerField(
        allow_null=True, help_text="How many pieces have all that was asked; null behind page one."
    )
    facets = FacetsOut(
        allow_null=True, help_text="How many pieces have each value; null behind page one."
    )
    is_whole = serializers.BooleanField(
        help_text="False if the search ran out of time and there may be more."
    )


class SuggestionOut(Out):
    text = serializers.CharField(help_text="What to search for, or the name of a piece.")
    kind = serializers.ChoiceField(
        choices=["query", "word", "product"],
        help_text="What others asked for, a word completed, or a piece.",
    )
    product_id = serializers.IntegerField(allow_null=True, help_text="The piece, or null.")


class SuggestionsOut(Out):
    query = serializers.CharField(help_text="What was typed.")
    results = SuggestionOut(many=True, help_text="The likeliest first, ten at the most.")
