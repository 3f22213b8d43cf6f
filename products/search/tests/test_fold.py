import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.search.fold import fold, folded


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("أَسْوِرَة", "اسوره"),
        ("إسورة", "اسوره"),
        ("آلات", "الات"),
        ("مرآة", "مراه"),
        ("كرسى", "كرسي"),
        ("لؤلؤ", "لولو"),
        ("زرقاء", "زرقا"),
        ("فـانـوس", "فانوس"),
        ("چيفت", "جيفت"),
        ("ڤازة", "فازه"),
        ("پورسلين", "بورسلين"),
        ("گلابية", "جلابيه"),
        ("ﷲ", "الله"),
        ("٢٥٠", "250"),
        ("۲۵۰", "250"),
        ("CRÊPE", "crepe"),
        ("حلووووو", "حلو"),
        ("coffee", "coffee"),
        ("cooool", "col"),
        ("1000", "1000"),
        ("ن\u200dحاس\u202e", "نحاس"),
        ("a\tb\nc\x00d", "a b cd"),
        ("", ""),
    ],
)
def test_every_way_to_write_it_becomes_one(written: str, meant: str) -> None:
    assert fold(written) == meant


@given(st.text(max_size=60))
def test_folding_with_and_without_places_agrees_and_is_done_once(text: str) -> None:
    whole = folded(text)

    assert whole.text == fold(text)
    assert len(whole.starts) == len(whole.text)
    assert whole.starts == sorted(whole.starts)


def test_a_place_leads_back_to_what_was_written() -> None:
    text = "طقم أَسْوِرة ١٢"
    whole = folded(text)
    start = whole.text.index("اسوره")

    begin, end = whole.original(start, start + 5)

    assert text[begin:end] == "أَسْوِرة"
