"""Putting values into words: titles and messages as text, mails as text and HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.conf import settings
from django.template import Context, Engine, Library, Template
from django.utils.safestring import SafeString, mark_safe
from mjml import mjml2html

from notifications.catalogue import Kind, Words

LOCALES = {"ar": Locale("ar", "EG"), "en": Locale("en", "GB")}
PLURALS = {"ar": ("zero", "one", "two", "few", "many", "other"), "en": ("one", "other")}
# First strong isolate and its end: keeps a code or number whole inside right-to-left text.
ISOLATE, END_ISOLATE = "\u2068", "\u2069"

_MAIL = Path(__file__).parent / "templates" / "notifications" / "mail.mjml"

# What every context of Django holds.
BUILT_IN = frozenset({"True", "False", "None"})
# Letters written from right to left: Hebrew, Arabic, and the forms that old programs store.
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Numbers of orders and the like: torn at a hyphen, right-to-left text shows their halves in two places.
CODE = re.compile(r"\b[A-Z0-9]+(?:-[A-Z0-9]+)+\b")

register = Library()


@register.filter
def counted(number: int, forms: str) -> str:
    """Choose among ``ar:zero|one|two|few|many|other`` or ``en:one|other``; ``%d`` is the number."""
    language, _, spelled = forms.partition(":")
    names = PLURALS[language]
    form = LOCALES[language].plural_form(number)
    index = names.index(form if form in names else "other")
    return spelled.split("|")[index].replace("%d", str(number))


@register.filter
def code(value: object) -> str:
    """Isolate a code, number or Latin name from the direction of the sentence around it."""
    return f"{ISOLATE}{value}{END_ISOLATE}"


@register.filter
def lines(text: str) -> SafeString:
    """Write a paragraph as HTML: its lines end where they end, and no code is torn in two."""
    whole = CODE.sub(r'<span style="white-space:nowrap">\g<0></span>', escape(str(text)))
    return mark_safe(whole.replace("\n", "<br>"))  # noqa: S308  # escaped the line before


def money(amount: str | Decimal, language: str) -> str:
    """Write an amount. The sign "ج.م." would put two full stops at the end of a sentence."""
    figure = format_decimal(
        Decimal(amount), "#,##0.00", locale=LOCALES[language], numbering_system="latn"
    )
    # Arabic counts what is written with decimals in the singular; a no-break space keeps them together.
    return f"{figure}\u00a0جنيه" if language == "ar" else f"EGP\u00a0{figure}"


def day(value: str | date, language: str) -> str:
    given = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return format_date(given, "d MMMM y", locale=LOCALES[language])


@cache
def _engine(language: str) -> Engine:
    """One engine for each language, so that ``money`` and ``day`` know which they write."""
    engine = Engine()
    library = Library()
    library.filters.update(register.filters)
    library.filter("money", lambda value: money(value, language))
    library.filter("day", lambda value: day(value, language))
    engine.template_builtins.append(library)
    return engine


@lru_cache(maxsize=2000)
def template(source: str, language: str) -> Template:
    """Compile a template once.

    :raises django.template.TemplateSyntaxError: if it is none.
    """
    return _engine(language).from_string(source)


def _rendered(source: str, values: Mapping[str, Any], language: str, *, html: bool) -> str:
    # It is the context that says whether to escape; an engine's own word counts for its files alone.
    context = Context(dict(values), autoescape=html)
    return template(source, language).render(context)


def fill(source: str, values: Mapping[str, Any], *, language: str) -> str:
    """Put ``values`` into the template ``source`` as plain text."""
    if language == "en":
        values = {name: _apart(value) for name, value in values.items()}
    return _rendered(source, values, language, html=False).strip()


def _apart(value: Any) -> Any:
    """Keep an Arabic name from turning the English sentence around that it begins."""
    is_name = isinstance(value, str) and "\n" not in value and RIGHT_TO_LEFT.search(value)
    return code(value) if is_name else value


class _Watched(dict[str, Any]):
    """Values that remember which of them were asked for and are not there."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.missing: set[str] = set()

    def __contains__(self, name: object) -> bool:
        found = super().__contains__(name)
        if not found and name not in BUILT_IN:
            self.missing.add(str(name))
        return found


def missing_from(source: str, values: Mapping[str, Any], *, language: str) -> set[str]:
    """Fill a template on trial; give the names it asks for that ``values`` do not have.

    :raises Exception: whatever its filters raise on these values.
    """
    watched = _Watched(values)
    context = Context(autoescape=False)
    context.dicts.append(watched)
    template(source, language).render(context)
    return watched.missing


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str
    html: str


def address_of(kind: Kind, values: Mapping[str, Any]) -> str:
    """Give the deep link of a notice: an address the app opens, or the site where there is none.

    A link that begins with a slash is a page of this house and not of the app.
    """
    # A value named "link" is a page of the app in itself, others are parts of one.
    quoted = {
        name: quote(str(value), safe="/?=&" if name == "link" else "")
        for name, value in values.items()
    }
    link = fill(kind.link, quoted, language="en")
    return (
        f"{settings.PUBLIC_URL}{link}"
        if link.startswith("/")
        else f"{settings.APP_LINK_URL}/{link}"
    )


def mail(
    kind: Kind,
    words: Words,
    values: Mapping[str, Any],
    *,
    language: str,
    name: str,
    unsubscribe: str = "",
    opened: str = "",
) -> Mail:
    """Word a mail.

    ``unsubscribe`` is the address that ends mails of its kind; ``opened`` one that notes that the button
    was pressed and leads on to where the notice belongs.
    """
    link = opened or address_of(kind, values) if kind.link else ""
    context = {
        "language": language,
        "is_arabic": language == "ar",
        "name": name,
        "greeting": _greeting(name, language),
        "title": fill(words.title, values, language=language),
        "paragraphs": fill(words.body, values, language=language).split("\n\n"),
        "button": words.button or _OPEN[language],
        "link": link,
        "unsubscribe": unsubscribe,
        "site": settings.PUBLIC_URL,
    }
    subject = " ".join(fill(words.subject, values, language=language).split())
    html = _rendered(_layout(), context, language, html=True)
    text = _rendered(_TEXT, context, language, html=False).strip() + "\n"
    return Mail(subject=subject, text=text, html=html)


def _greeting(name: str, language: str) -> str:
    hello, comma = {"ar": ("أهلًا", "،"), "en": ("Hello", ",")}[language]
    return " ".join([hello, name]).strip() + comma


_OPEN = {"ar": "افتح في تحفة", "en": "Open in Tohfa"}
_TEXT = """\
{{ greeting }}

{% for paragraph in paragraphs %}{{ paragraph }}

{% endfor %}{% if link %}{{ button }}:
{{ link }}

{% endif %}{% if is_arabic %}تحفة · صنعة اليد{% else %}Tohfa · made by hand{% endif %}
{{ site }}
{% if unsubscribe %}
{% if is_arabic %}لإيقاف هذه الرسائل{% else %}To stop these mails{% endif %}: {{ unsubscribe }}
{% endif %}"""


@cache
def _layout() -> str:
    """Give the mails' HTML, compiled once from its MJML source, with Django's tags left in it."""
    return str(mjml2html(_MAIL.read_text(encoding="utf-8")))
