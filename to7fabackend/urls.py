"""Every address there is, app by app."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from core import health
from to7fabackend import sitemaps
from to7fabackend.export import Export
from to7fabackend.metrics import metrics
from to7fabackend.views import ApiDocument, Reference, guide, home, in_the_app, media

urlpatterns = [
    # Routes are tried in this order: what is read most comes first.
    path("", include("products.urls")),
    path("", include("orders.urls")),
    path("", include("payment.urls")),
    path("", include("wallet.urls")),
    path("", include("notifications.urls")),
    path("", include("analytics.urls")),
    path("health/live/", health.live),
    path("health/ready/", health.ready),
    path("metrics", metrics),
    path("api/schema/", ApiDocument.as_view(), name="schema"),
    path("api/docs/", Reference.as_view(url_name="schema")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("media/<path:name>", media),
    path("", home),
    path("app/", in_the_app),
    path("app/<path:name>", in_the_app),
    path("docs/", guide),
    path("docs/<path:name>", guide),
    path("robots.txt", sitemaps.Robots.as_view()),
    path("sitemap.xml", sitemaps.Index.as_view()),
    path("sitemap-<slug:section>.xml", sitemaps.Pages.as_view()),
    path("seller/", include("to7fabackend.seller.urls")),
    path("", include("custom_auth.urls")),
    path("api/users/export/", Export.as_view()),
]

if settings.DEMO:
    urlpatterns.append(path("sandbox/", include("sandbox.urls")))

handler400 = "core.problems.bad_request"
handler403 = "to7fabackend.refusals.permission_denied"
handler404 = "to7fabackend.refusals.page_not_found"
handler500 = "to7fabackend.refusals.server_error"
