"""The site itself: who gets in, and what addresses it has besides the objects' pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from unfold.sites import UnfoldAdminSite

from to7fabackend.backoffice import overview, papers, signing
from to7fabackend.backoffice.queues import pages


class BackOffice(UnfoldAdminSite):  # type: ignore[misc]  # the theme has no types
    login_form = signing.SignInForm
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        return signing.may_enter(request)

    def extra_urls(self) -> list[URLPattern]:
        item = path(
            "queues/<slug:slug>/<int:pk>/", self.admin_view(self.queue_item), name="queue_item"
        )
        return [
            path("two-factor/", self.two_factor, name="two_factor"),
            path("figures/", self.admin_view(self.figures), name="figures"),
            path("queues/<slug:slug>/", self.admin_view(self.queue), name="queue"),
            item,
            path("papers/<int:pk>/", self.admin_view(self.paper), name="paper"),
            *(
                path(
                    f"pictures/{kind}/<int:pk>/",
                    self.admin_view(self.picture),
                    {"kind": kind},
                    name=f"{kind}_picture",
                )
                for kind in papers.PICTURES
            ),
        ]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if getattr(request.user, "is_staff", False) and not self.has_permission(request):
            return redirect("admin:two_factor")
        before = request.session.get(signing.SESSION)
        answer = super().login(request, extra_context)
        proved = signing.proved_by(request)
        if proved is not None and request.user.is_authenticated:
            signing.begin(request, proved, seconds=signing.SHIFT, before=before)
        return answer

    @method_decorator(never_cache)
    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method in {"GET", "HEAD"}:
            return signing.ask_to_sign_out(request, "admin:index")
        if request.method == "POST":
            signing.end(request)
        return super().logout(request, extra_context)

    @method_decorator(never_cache)
    def two_factor(self, request: HttpRequest) -> HttpResponse:
        return signing.set_up(request, self.each_context(request))

    def figures(self, request: HttpRequest) -> HttpResponse:
        return overview.show(request, self.each_context(request))

    def paper(self, request: HttpRequest, pk: int) -> HttpResponse:
        return papers.show(request, pk)

    def picture(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        return papers.show_picture(request, kind, pk)

    def queue(self, request: HttpRequest, slug: str) -> HttpResponse:
        return pages.show_queue(request, slug, self.each_context(request))

    def queue_item(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        return pages.show_item(request, slug, pk, self.each_context(request))
