"""Putting values into words: titles and messages as text, mails as text and HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency
from django.conf import settings
from django.template import Context, Engine, Library, Template
from mjml import mjml2html

from notifications.catalogue import Kind, Words

LOCALES = {"ar": Locale("ar", "EG"), "en": Locale("en", "GB")}
PLURALS = {"ar": ("zero", "one", "two", "few", "many", "other"), "en": ("one", "other")}
# First strong isolate and its end: keeps a code or number whole inside right-to-left text.
ISOLATE, END_ISOLATE = "\u2068", "\u2069"

_MAIL = Path(__file__).parent / "templates" / "notifications" / "mail.mjml"

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


def money(amount: str | Decimal, language: str) -> str:
    return format_currency(
        Decimal(amount), "EGP", locale=LOCALES[language], numbering_system="latn"
    )


def day(value: str | date, language: str) -> str:
    given = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return format_date(given, "d MMMM y", locale=LOCALES[language])


@cache
def _engine(language: str, *, html: bool) -> Engine:
    """One engine for each language, so that ``money`` and ``day`` know which they write."""
    engine = Engine(autoescape=html)
    library = Library()
    library.filters.update(register.filters)
    library.filter("money", lambda value: money(value, language))
    library.filter("day", lambda value: day(value, language))
    engine.template_builtins.append(library)
    return engine


@cache
def _template(source: str, language: str, *, html: bool) -> Template:
    return _engine(language, html=html).from_string(source)


def _plain(source: str, values: Mapping[str, Any], language: str) -> str:
    """Render text, in which ``&`` is an ampersand; the context decides that, not the engine."""
    context = Context(dict(values), autoescape=False)
    return _template(source, language, html=False).render(context).strip()


def fill(source: str, values: Mapping[str, Any], *, language: str) -> str:
    """Put ``values`` into the template ``source`` as plain text."""
    return _plain(source, dict(values), language)


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str
    html: str


def address_of(kind: Kind, values: Mapping[str, Any]) -> str:
    """Give the deep link of a notice: an address the app opens, or the site where there is none."""
    quoted = {name: quote(str(value), safe="") for name, value in values.items()}
    return f"{settings.APP_LINK_URL}/{fill(kind.link, quoted, language='en')}"


def mail(
    kind: Kind,
    words: Words,
    values: Mapping[str, Any],
    *,
    language: str,
    name: str,
    unsubscribe: str = "",
) -> Mail:
    """Word a mail; ``unsubscribe`` is the address that ends mails of its kind."""
    link = address_of(kind, values) if kind.link else ""
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
    html = _template(_layout(), language, html=True).render(Context(context))
    text = _plain(_TEXT, context, language) + "\n"
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
