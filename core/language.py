"""Arabic first: which of our two languages a request is answered in."""

from django.http import HttpRequest
from django.utils.translation import trans_real

ARABIC, ENGLISH = "ar", "en"
COOKIE = "lang"


def asked_for(request: HttpRequest) -> str:
    """Give ``ar`` or ``en``: the pages' cookie first, then Accept-Language, else Arabic."""
    if (chosen := request.COOKIES.get(COOKIE)) in {ARABIC, ENGLISH}:
        return str(chosen)
    header = request.headers.get("Accept-Language", "")
    if header in {"", ARABIC}:
        return ARABIC
    for code, _quality in trans_real.parse_accept_lang_header(header[:200]):
        if (language := code.partition("-")[0]) in {ARABIC, ENGLISH}:
            return language
    return ARABIC
