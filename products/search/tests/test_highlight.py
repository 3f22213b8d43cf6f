from products.search import highlight
from products.search.highlight import Part
from products.search.tests.builders import a_lexicon, a_reading


def marked(parts: list[Part]) -> str:
    return "".join(f"[{part.text}]" if part.is_match else part.text for part in parts)


def marks(typed: str) -> set[str]:
    return highlight.wanted([p for g in a_reading(typed).groups for p in g.alternatives])


def test_words_are_marked_as_they_were_written() -> None:
    text = "طقم خَواتِم من الفضّة لـ رجالي"

    parts = highlight.parts(text, marks("silver ring"), a_lexicon())

    assert marked(parts) == "طقم [خَواتِم] من [الفضّة] لـ رجالي"
    assert "".join(part.text for part in parts) == text


def test_a_long_text_is_shown_around_its_first_match() -> None:
    text = "كلام " * 60 + "فانوس نحاس " + "كلام " * 60

    shown = marked(highlight.excerpt(text, marks("فانوس"), a_lexicon()))

    assert "[فانوس]" in shown
    assert shown.startswith("…كلام")
    assert shown.endswith("…")
    assert len(shown) < 180
