"""What search engines are shown: the pages of what is on show, in both languages, and of nothing else.

A page of the sitemap begins at a key and holds a fixed number of rows, on show or not, of which those on
show are named. So a page keeps its address while pieces come and go, its last rows cost what the first
do, and what is withdrawn is gone with the commit. The index of pages is one scan of a narrow index.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as section_of_sitemap
from django.core.paginator import EmptyPage
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from drf_spectacular.utils import extend_schema

from core import ids, replica
from core.language import ARABIC, ENGLISH
from core.public import PublicView
from custom_auth.models import UserProfile
from products.models import Category

# So many rows make a page small enough to be kept, in either language.
SIZE = 500
FRESH = 300  # seconds for which a robot need not ask again
LANGUAGES = (ARABIC, ENGLISH)


class Row(NamedTuple):
    """What has an address, or the key that a page begins with; and when what stands there changed last."""

    pk: int
    changed_at: datetime


@dataclass(frozen=True)
class Page:
    object_list: Sequence[tuple[Row, str]]


class Section(Sitemap[Any]):
    """Pages of one kind. Their addresses are those that deep links in mails lead to."""

    i18n = alternates = x_default = True
    folder: ClassVar[str]

    def starts(self) -> Sequence[Row]:
        """Give where pages begin, without those that show nothing. One query."""
        raise NotImplementedError

    def rows(self, first: int) -> Sequence[Row]:
        """Give what is on show of the page that begins at a key. One query."""
        raise NotImplementedError

    @property
    def paginator(self) -> Any:
        return self

    def page(self, number: str | int) -> Page:
        """Give the page that begins at a key, each row once for each language.

        :raises EmptyPage: if that is no key.
        """
        text = str(number)
        if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= ids.LARGEST):
            raise EmptyPage
        return Page([(row, code) for row in self.rows(int(text)) for code in LANGUAGES])

    def location(self, item: Row) -> str:
        asked = "?lang=en" if translation.get_language() == ENGLISH else ""
        return f"/{self.folder}/{item.pk}{asked}"

    def lastmod(self, item: Row) -> datetime:
        return item.changed_at

    def get_protocol(self, protocol: str | None = None) -> str:
        return str(settings.APP_LINK_URL).partition("://")[0]

    def get_domain(self, site: Any = None) -> str:
        return str(settings.APP_LINK_URL).partition("://")[2]


PAGES_OF_PRODUCTS = """
SELECT min(product_id), max(changed_at)
  FROM (SELECT product_id, changed_at, is_open,
               (row_number() OVER (ORDER BY product_id) - 1) / %s AS page
          FROM products_listing) l
 GROUP BY page HAVING bool_or(is_open) ORDER BY 1
"""
PAGE_OF_PRODUCTS = """
SELECT product_id, changed_at
  FROM (SELECT product_id, changed_at, is_open FROM products_listing
         WHERE product_id >= %s ORDER BY product_id LIMIT %s) l
 WHERE is_open ORDER BY product_id
"""


class Products(Section):
    folder = "products"

    def starts(self) -> Sequence[Row]:
        with replica.connection().cursor() as cursor:
            cursor.execute(PAGES_OF_PRODUCTS, [SIZE])
            return [Row(*row) for row in cursor.fetchall()]

    def rows(self, first: int) -> Sequence[Row]:
        with replica.connection().cursor() as cursor:
            cursor.execute(PAGE_OF_PRODUCTS, [first, SIZE])
            return [Row(*row) for row in cursor.fetchall()]


class Sellers(Section):
    """A holiday takes a maker's pieces off the market, but not the page."""

    folder = "sellers"

    def starts(self) -> Sequence[Row]:
        rows = [Row(*row) for row in self._public().iterator(chunk_size=SIZE)]
        return list(_pages(rows))

    def rows(self, first: int) -> Sequence[Row]:
        return [Row(*row) for row in self._public().filter(user_id__gte=first)[:SIZE]]

    def _public(self) -> Any:
        return UserProfile.objects.public().order_by("user_id").values_list("user_id", "updated_at")


class Categories(Section):
    """All of them, on one page: staff keep them, some hundreds at the most."""

    folder = "categories"

    def starts(self) -> Sequence[Row]:
        return list(_pages(self.rows(1)))

    def rows(self, first: int) -> Sequence[Row]:
        known = {
            pk: (path, is_active, changed_at)
            for pk, path, is_active, changed_at in Category.objects.order_by("pk").values_list(
                "pk", "path", "is_active", "updated_at"
            )
        }
        return [
            Row(pk, changed_at)
            for pk, (path, _, changed_at) in known.items()
            if pk >= first and all(above in known and known[above][1] for above in path)
        ]


def _pages(rows: Sequence[Row]) -> Iterator[Row]:
    for at in range(0, len(rows), SIZE):
        part = rows[at : at + SIZE]
        yield Row(part[0].pk, max(row.changed_at for row in part))


SECTIONS: dict[str, type[Section]] = {
    "products": Products,
    "sellers": Sellers,
    "categories": Categories,
}


def _finished(answer: TemplateResponse) -> HttpResponse:
    """Have a page written while the connection it reads by is chosen, for everybody to keep."""
    answer.render()
    answer.headers["Cache-Control"] = f"public, max-age={FRESH}"
    return answer


class Index(PublicView):
    @extend_schema(exclude=True)
    def get(self, request: HttpRequest) -> HttpResponse:
        pages = [
            SitemapIndexItem(
                f"{settings.PUBLIC_URL}/sitemap-{name}.xml?p={start.pk}",
                start.changed_at,  # type: ignore[arg-type]
            )
            for name, section in SECTIONS.items()
            for start in section().starts()
        ]
        return _finished(
            TemplateResponse(
                request, "sitemap_index.xml", {"sitemaps": pages}, content_type="application/xml"
            )
        )


class Pages(PublicView):
    @extend_schema(exclude=True)
    def get(self, request: HttpRequest, section: str) -> HttpResponse:
        return _finished(section_of_sitemap(request, {**SECTIONS}, section))


ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /seller/
Disallow: /sandbox/

Sitemap: {address}/sitemap.xml
"""


class Robots(PublicView):
    @extend_schema(exclude=True)
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(
            ROBOTS.format(address=settings.PUBLIC_URL),
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": f"public, max-age={FRESH}"},
        )
