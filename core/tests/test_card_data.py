"""Card numbers are refused in every text, but not what programs write in their place."""

import pytest

from core.card_data import CardDataRefused, refuse_card_text


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "رقم البطاقة ٤١١١١١١١١١١١١١١١",
        "4111-1111-1111-1111",
        "41111111-1111-1111",
        "cvv: 123",
    ],
)
def test_a_card_in_a_text_is_refused(text: str) -> None:
    with pytest.raises(CardDataRefused):
        refuse_card_text(text)


@pytest.mark.parametrize(
    "key",
    [
        # Each begins with the digits of a card, by chance.
        "41111111-1111-1111-a111-0123456789ab",
        "4111111111111111abcdef0123456789",
        "123456789012345",
    ],
)
def test_a_random_key_is_none(key: str) -> None:
    refuse_card_text(key)
