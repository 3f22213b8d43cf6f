from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from unfold.widgets import UnfoldAdminSelectWidget

from core.admin import ADMINS, EVERYBODY, Linked, Page, ReadOnly, Rows, each
from core.lookups import EMAIL, ID, Begins, Exactly, Through, lower, whole
from core.staff import ADMIN, SUPPORT
from notifications import audiences, rendering, texts_store, wording
from notifications.actions import campaigns, troubles
from notifications.catalogue import LANGUAGES, Kind, kinds
from notifications.models import (
    Campaign,
    CampaignMove,
    Delivery,
    Device,
    MailTrouble,
    Notice,
    NoticeText,
    Notification,
    Preference,
    QuietHours,
)
from notifications.rules import CampaignState

SUPPORTERS = frozenset({SUPPORT, ADMIN})
WORDS = ("title", "message", "subject", "body", "button")
CHANNEL_NAMES = {
    "in_app": _("In the app"),
    "email": _("E-mail"),
    "push": _("Push"),
    "sms": _("SMS"),
}
TOPIC_NAMES = {
    "account": _("Account"),
    "orders": _("Orders"),
    "sales": _("Sales"),
    "payments": _("Payments"),
    "reviews": _("Reviews"),
    "stock": _("Stock"),
    "wishlist": _("Saved pieces"),
    "promotion": _("Promotions"),
}
ABOUT = {
    "order": _("Order"),
    "parcel": _("Parcel"),
    "product": _("Piece"),
    "return": _("Return"),
    "payout": _("Payout"),
    "payment": _("Payment"),
    "review": _("Review"),
}


def kind_names() -> dict[str, str]:
    """Name each kind of notice in the reader's language."""
    language = get_language() or "ar"
    return {code: kind.named(language) for code, kind in sorted(kinds().items())}


class NoticeTextForm(forms.ModelForm):  # type: ignore[type-arg]
    """Words that are kept only if they can be filled with what a notice of the kind brings."""

    class Meta:
        model = NoticeText
        fields = ("kind", "language", *WORDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            choices = [(code, f"{name} ({code})") for code, name in kind_names().items()]
            self.fields["kind"] = forms.ChoiceField(
                label=_("kind"), choices=choices, widget=UnfoldAdminSelectWidget(choices=choices)
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind = kinds().get(cleaned.get("kind", ""))
        if kind is not None and "language" in cleaned:
            for name in WORDS:
                self._try_on(name, kind, cleaned.get(name, ""), cleaned["language"])
        return cleaned

    def _try_on(self, name: str, kind: Kind, words: str, language: str) -> None:
        try:
            missing = rendering.missing_from(words, kind.sample, language=language)
        except Exception as error:  # noqa: BLE001 - whatever the words do, their author is told
            self.add_error(name, str(error))
            return
        if missing:
            known = ", ".join(sorted(kind.sample)) or "–"
            message = _("Notices of this kind do not bring: %(missing)s. They bring: %(known)s.")
            self.add_error(name, message % {"missing": ", ".join(sorted(missing)), "known": known})


def criterion_field(name: str) -> str:
    return f"audience_{name}"


class CampaignForm(forms.ModelForm):  # type: ignore[type-arg]
    """A message with a question for each criterion that the apps above offer."""

    class Meta:
        model = Campaign
        fields = (
            "name",
            "title",
            "message",
            "title_en",
            "message_en",
            "link",
            "starts_at",
            "per_minute",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in audiences.offered():
            choices = [("", _("everybody")), *criterion.choices()]
            self.fields[criterion_field(criterion.name)] = forms.ChoiceField(
                label=criterion.label,
                choices=choices,
                required=False,
                initial=self.instance.audience.get(criterion.name, ""),
                widget=UnfoldAdminSelectWidget(choices=choices),
            )

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"].strip().removeprefix("/")
        if ":" in link.partition("?")[0]:
            raise forms.ValidationError(_("Name a page of the app, not another site."))
        return link

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002
        self.instance.audience = {
            criterion.name: value
            for criterion in audiences.offered()
            if (value := self.cleaned_data.get(criterion_field(criterion.name)))
        }
        return super().save(commit)


class CampaignMoves(Rows):
    model = CampaignMove
    fields = ("at", "from_state", "to_state", "by")
    select = ("by",)


@admin.register(Delivery)
class DeliveryPage(ReadOnly):
    seen_by = SUPPORTERS
    codes: ClassVar[Any] = {"kind": kind_names, "about_type": ABOUT}
    list_display = (
        "id",
        Linked("user", _("person")),
        "kind",
        "channel",
        "state",
        "attempts",
        "next_try_at",
        "sent_at",
        "error",
    )
    list_filter = ("state", "channel", "kind")
    list_select_related = ("user",)
    found_by = (Through("user"), Exactly("provider_id", _("the mail provider's number")))
    exclude = ("values",)


@admin.register(MailTrouble)
class MailTroublePage(ReadOnly):
    """Addresses to which no promotions go, and why; whoever has looked into one lets them go again."""

    seen_by = SUPPORTERS
    list_display = ("address", "fate", "detail", "at")
    list_filter = ("fate",)
    found_by = (Begins("address", EMAIL, lower, is_cased=True),)
    actions: ClassVar[Any] = ("trust_chosen",)

    @admin.action(description=_("Send promotions there again"), permissions=["view"])
    def trust_chosen(self, request: HttpRequest, chosen: QuerySet[MailTrouble]) -> None:
        each(self, request, chosen, name="mail_trouble.trust", act=troubles.trust_again)


@admin.register(Notification)
class NotificationPage(ReadOnly):
    seen_by = SUPPORTERS
    codes: ClassVar[Any] = {"kind": kind_names, "related_object_type": ABOUT}
    list_display = (
        "title",
        Linked("user", _("person")),
        "notification_type",
        "is_read",
        "created_at",
    )
    list_filter = ("notification_type", "is_read")
    list_select_related = ("user",)
    found_by = (Through("user"),)


@admin.register(Notice)
class NoticePage(ReadOnly):
    seen_by = SUPPORTERS
    codes: ClassVar[Any] = {"kind": kind_names, "about_type": ABOUT}
    list_display = ("id", "kind", "about_type", "about_id", "created_at", "expanded_at", "error")
    list_filter = ("kind",)
    found_by = (Exactly("about_id", ID, whole),)
    exclude = ("values",)


@admin.register(NoticeText)
class NoticeTextPage(Page):
    """Words in place of the shipped ones, tried on before they are kept."""

    seen_by = EVERYBODY
    changed_by = SUPPORTERS
    is_watched = True
    form = NoticeTextForm
    list_display = ("kind", "language", "title", "updated_at")
    list_filter = ("language",)
    search_fields = ("kind", "title", "message")
    fields = ("kind", "language", "title", "message", "subject", "body", "button")
    change_form_after_template = "notifications/preview_button.html"

    def get_urls(self) -> list[Any]:
        preview = path(
            "preview/",
            self.admin_site.admin_view(self.preview),
            name="notifications_noticetext_preview",
        )
        return [preview, *super().get_urls()]

    @method_decorator(xframe_options_sameorigin)
    def preview(self, request: HttpRequest) -> HttpResponse:
        """Show what the words in the form would look like, kept or not."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind = kinds().get(request.POST.get("kind", ""))
        language = request.POST.get("language", "")
        if kind is None or language not in LANGUAGES:
            return render(request, "notifications/preview.html", {"is_chosen": False})
        own = {name: request.POST.get(name, "") for name in WORDS}
        context: dict[str, Any] = {"is_chosen": True, "language": language, "sample": kind.sample}
        try:
            context |= wording.trial(kind, texts_store.over(kind.words[language], own), language)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the words is shown
            context["mistake"] = str(error)
        return render(request, "notifications/preview.html", context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        transaction.on_commit(texts_store.forget)


@admin.register(Campaign)
class CampaignPage(Page):
    """Messages to many. A draft is written here; what is under way is only scheduled and stopped."""

    seen_by = SUPPORTERS
    changed_by = SUPPORTERS
    form = CampaignForm
    list_display = ("name", "state", "told", "starts_at", "started_at", "finished_at")
    list_filter = ("state",)
    search_fields = ("name", "title", "title_en")
    actions: ClassVar[Any] = ("schedule_chosen", "stop_chosen")
    inlines = (CampaignMoves,)
    OUTCOME = ("state", "told", "audience_size", "outcome")

    def get_fieldsets(self, request: HttpRequest, obj: Campaign | None = None) -> Any:
        words = ("name", "title", "message", "title_en", "message_en", "link")
        chosen = tuple(criterion_field(criterion.name) for criterion in audiences.offered())
        if obj and not self.has_change_permission(request, obj):
            chosen = ("chosen_audience",)
        found = [
            (_("Message"), {"fields": words}),
            (_("Audience and pace"), {"fields": (*chosen, "starts_at", "per_minute")}),
        ]
        return [*found, (_("Outcome"), {"fields": self.OUTCOME})] if obj else found

    def get_readonly_fields(self, request: HttpRequest, obj: Campaign | None = None) -> Any:
        return (*self.OUTCOME, "chosen_audience")

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        # The audience's fields are made by the form itself, from what the house offers.
        kwargs["fields"] = [*CampaignForm.Meta.fields]
        return super().get_form(request, obj, change, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        is_open = not isinstance(obj, Campaign) or obj.state == CampaignState.DRAFT
        return is_open and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj) and obj is not None

    @admin.display(description=_("people in the audience"))
    def audience_size(self, campaign: Campaign) -> int:
        return audiences.people(campaign.audience).count()

    @admin.display(description=_("what became of it"))
    def outcome(self, campaign: Campaign) -> str:
        counted = campaigns.counts(campaign).items()
        rows = [(CHANNEL_NAMES.get(channel, channel), counts) for channel, counts in counted]
        return render_to_string("notifications/outcome.html", {"rows": rows})

    @admin.display(description=_("Audience"))
    def chosen_audience(self, campaign: Campaign) -> str:
        """Show the answers of what is no longer asked, because the campaign is under way."""
        return format_html_join(
            mark_safe("<br>"),
            "{}: {}",
            (
                (
                    one.label,
                    dict(one.choices()).get(campaign.audience.get(one.name, ""), _("everybody")),
                )
                for one in audiences.offered()
            ),
        )

    @admin.action(description=_("Schedule"), permissions=["manage"])
    def schedule_chosen(self, request: HttpRequest, chosen: QuerySet[Campaign]) -> None:
        now = timezone.now()
        each(
            self,
            request,
            chosen,
            name="campaign.schedule",
            act=lambda one: campaigns.schedule(one, by=request.user, now=now),
        )

    @admin.action(description=_("Stop"), permissions=["manage"])
    def stop_chosen(self, request: HttpRequest, chosen: QuerySet[Campaign]) -> None:
        now = timezone.now()
        each(
            self,
            request,
            chosen,
            name="campaign.stop",
            act=lambda one: campaigns.stop(one, by=request.user, now=now),
        )

    def has_manage_permission(self, request: HttpRequest) -> bool:
        return super().has_change_permission(request)


@admin.register(Preference)
class PreferencePage(ReadOnly):
    seen_by = SUPPORTERS
    codes: ClassVar[Any] = {"topic": TOPIC_NAMES, "channel": CHANNEL_NAMES}
    list_display = ("id", Linked("user", _("person")), "topic", "channel", "is_on")
    list_filter = ("topic", "channel", "is_on")
    list_select_related = ("user",)
    found_by = (Through("user"),)


@admin.register(QuietHours)
class QuietHoursPage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = ("user", "start", "end", "time_zone", "wants_digest")
    list_filter = ("wants_digest",)
    list_select_related = ("user",)
    found_by = (Through("user"),)


@admin.register(Device)
class DevicePage(ReadOnly):
    """Phones that take push messages. Their tokens are shown to nobody."""

    seen_by = ADMINS
    list_display = ("id", Linked("user", _("person")), "platform", "created_at", "seen_at")
    list_filter = ("platform",)
    list_select_related = ("user",)
    found_by = (Through("user"),)
    exclude = ("token",)
