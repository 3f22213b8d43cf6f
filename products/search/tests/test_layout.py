import pytest

from products.search import layout


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("thk,s", "فانوس"), ("ak'm", "شنطة"), ("[g]", "جلد"), ("HsJ,vm", "أسـورة"), ("bvf", "لارب")],
)
def test_latin_keys_write_arabic(typed: str, meant: str) -> None:
    assert layout.to_arabic(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("مشىفثقى", "lantern"), ("ةعل", "mug"), ("لاشل", "bag"), ("سخشح", "soap")]
)
def test_arabic_keys_write_latin(typed: str, meant: str) -> None:
    assert layout.to_latin(typed) == meant


def test_what_holds_both_scripts_was_typed_on_purpose() -> None:
    assert not layout.is_latin("bag شنطة")
    assert not layout.is_arabic("bag شنطة")
