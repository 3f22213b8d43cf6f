"""The door of the back office: password and second factor for everybody who works here.

A member of staff without a second factor sets one up before anything else is shown. In the demo that
is offered and not demanded (``STAFF_SECOND_FACTOR``), so that its visitors get in with the password
they were told.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.forms import AuthenticationForm
from unfold.widgets import UnfoldAdminTextInputWidget

from core.addresses import client_address
from core.logs import redact
from core.problems import Problem
from core.text import FORBIDDEN
from core.transactions import opens_transaction
from custom_auth.actions import browser, two_factor
from custom_auth.actions.sessions import Origin
from custom_auth.models import Session, User

PROVED = "second_factor"
# The row of a browser's session, by which its owner ends it from elsewhere.
SESSION = "session"
# How long somebody stays signed in at most.
SHIFT = 12 * 3600


def origin_of(request: HttpRequest) -> Origin:
    """Give where a browser's request comes from."""
    told = request.headers.get("User-Agent") or ""
    readable = told.encode("latin-1", "replace").decode("utf-8", "replace")
    device = str(redact(FORBIDDEN.sub("", readable).strip()))[:200]
    return Origin(address=client_address(request), device=device)


class SignInForm(AuthenticationForm):  # type: ignore[misc]  # the theme has no types
    otp = forms.CharField(
        label=_("Code of your authenticator app"),
        help_text=_("Only if two-step sign-in is on. A recovery code will do as well."),
        required=False,
        max_length=20,
        widget=UnfoldAdminTextInputWidget(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.update({"dir": "ltr", "autocomplete": "username"})
        self.fields["password"].widget.attrs["dir"] = "ltr"

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if not given.get("username") or not given.get("password"):
            return given
        try:
            proved = browser.prove(
                email=given["username"],
                password=given["password"],
                otp=given.get("otp", ""),
                origin=origin_of(self.request),
                now=timezone.now(),
            )
        except Problem as refusal:
            raise ValidationError(str(refusal.title), code=refusal.code) from refusal
        self.request._proved = proved
        self.user_cache = proved.user
        self.confirm_login_allowed(self.user_cache)
        return given


def proved_by(request: HttpRequest) -> browser.Proved | None:
    """Give what the sign-in form of this request has proved, if anything."""
    return getattr(request, "_proved", None)


def begin(
    request: HttpRequest, proved: browser.Proved, *, seconds: int, before: int | None = None
) -> None:
    """Note in a session that has just begun what was proved, and when it ends; ``before`` is the one
    that this browser had until now."""
    now = timezone.now()
    if before is not None:
        opens_transaction(browser.end)(before, now=now)
    begun = opens_transaction(browser.begin)(
        proved, origin=origin_of(request), lasts=timedelta(seconds=seconds), now=now
    )
    request.session[SESSION] = begun.pk
    request.session[PROVED] = proved.has_second_factor
    request.session.set_expiry(seconds)


def end(request: HttpRequest) -> None:
    """End the session of a browser that signs out."""
    key = request.session.get(SESSION)
    if key is not None and request.user.is_authenticated:
        opens_transaction(browser.end)(key, now=timezone.now())


def ask_to_sign_out(request: HttpRequest, home: str) -> HttpResponse:
    """Ask whoever followed a link to sign out: a form does it, as no other site's page can send one."""
    if not request.user.is_authenticated:
        return redirect(home)
    return render(request, "sign_out.html", {"home": reverse(home)})


class KnownBrowsers:
    """Knows a browser as somebody's only while the row of its session says so: it may have been ended
    from another device. Looked up when a page asks who is there, and not before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/"):
            return self.get_response(request)
        named = request.user
        request.user = SimpleLazyObject(lambda: self._still(request, named))  # type: ignore[assignment]
        answer = self.get_response(request)
        self._note_use(request)
        return answer

    def _still(self, request: HttpRequest, named: Any) -> Any:
        if not named.is_authenticated:
            return named
        key = request.session.get(SESSION)
        found = key and browser.find(key, named, now=timezone.now())
        if not found:
            request.session.flush()
            return AnonymousUser()
        request._found_session = found  # type: ignore[attr-defined]
        return named

    def _note_use(self, request: HttpRequest) -> None:
        found: Session | None = getattr(request, "_found_session", None)
        now = timezone.now()
        if found is not None and browser.is_use_worth_noting(found, now=now):
            opens_transaction(browser.note_use)(found, now=now)


def session_of(request: HttpRequest) -> Session | None:
    """Give the session of the browser, once a page has asked who is there."""
    return getattr(request, "_found_session", None)


def may_enter(request: HttpRequest) -> bool:
    """Tell whether who asks is staff and has proved it with all that is asked for."""
    user = request.user
    if not (user.is_active and getattr(user, "is_staff", False)):
        return False
    return bool(request.session.get(PROVED)) or not settings.STAFF_SECOND_FACTOR


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of your authenticator app"),
        max_length=10,
        widget=UnfoldAdminTextInputWidget(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        ),
    )


def qr_code(address: str) -> SafeString:
    """Draw an address for the camera of an authenticator app, dark on light as scanners want it."""
    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(scale=5, dark="#1c1917", light="#ffffff", omitsize=True, svgclass=None)
    return mark_safe(drawn)  # noqa: S308 - numbers alone: the address became squares


def set_up(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Set up the second factor: a secret for the authenticator app, and a code that proves it."""
    user = request.user
    if not isinstance(user, User) or not user.is_staff:
        address = f"{reverse('admin:login')}?{REDIRECT_FIELD_NAME}={request.path}"
        return redirect(address)
    if two_factor.is_on(user):
        messages.info(request, _("Two-step sign-in is on."))
        return redirect("admin:index")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = opens_transaction(two_factor.confirm)(
                user, form.cleaned_data["code"], now=timezone.now(), session=session_of(request)
            )
        except Problem as refusal:
            form.add_error("code", str(refusal.title))
        else:
            request.session[PROVED] = True
            return render(request, "backoffice/recovery_codes.html", {**context, "codes": codes})
    if request.method == "POST" and "setup" in request.session:
        setup = request.session["setup"]
    else:
        made = opens_transaction(two_factor.set_up)(user)
        setup = request.session["setup"] = {"secret": made.secret, "address": made.address}
    more = {
        "form": form,
        "setup": setup,
        "qr_code": qr_code(setup["address"]),
        "title": _("Set up two-step sign-in"),
    }
    return render(request, "backoffice/two_factor.html", {**context, **more})
