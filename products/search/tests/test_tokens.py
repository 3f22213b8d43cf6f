import pytest

from products.search.fold import fold
from products.search.tokens import Script, tokens


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("شنطة جلد", [("شنطه", Script.ARABIC), ("جلد", Script.ARABIC)]),
        ("mother's day", [("mother", Script.LATIN), ("day", Script.LATIN)]),
        ("5atem 3'ali 7", [("5atem", Script.LATIN), ("3'ali", Script.LATIN), ("7", Script.NUMBER)]),
        ("٢٥٠ جنيه", [("250", Script.NUMBER), ("جنيه", Script.ARABIC)]),
        ("1,250.50", [("1250.50", Script.NUMBER)]),
        ("bagشنطة", [("bag", Script.LATIN), ("شنطه", Script.ARABIC)]),
        ("!!! ؟؟ ، ؛", []),
        ("🙂👜", []),
        ("", []),
    ],
)
def test_text_is_cut_into_words(text: str, cut: list[tuple[str, Script]]) -> None:
    found = [(token.text, token.script) for token in tokens(fold(text))]

    assert found == cut


def test_a_word_has_an_end() -> None:
    (token,) = tokens("ك" + "تب" * 500)

    assert len(token.text) == 40
    assert token.end == 1001
