from datetime import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, status
from rest_framework.exceptions import ParseError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import queries
from core.limits import Rate
from core.problems import NotFound
from core.renderers import JSONRenderer
from core.schema import refuses
from core.serializers import checked
from core.transactions import opens_transaction
from notifications.actions import deliver, inbox, troubles
from notifications.errors import (
    MandatoryTopic,
    NotTheProvider,
    StreamUnavailable,
    TooManyStreams,
)
from notifications.models import Device, Notification, QuietHours
from notifications.rules import Channel, Topic
from notifications.serializers import (
    DeviceIn,
    DeviceOut,
    NotificationOut,
    PreferencesIn,
    PreferencesOut,
    UnreadCountOut,
)
from notifications.stream import door
from notifications.stream.tickets import Ticket


class SignedIn(Protocol):
    """What a request was let in by: the session, and how long its access token lasts."""

    pk: int
    access_until: datetime


TYPES = ["order", "payment", "system", "promotion"]
FILTERS = queries.by_name(
    queries.Parameter("unread", queries.truth, "Only those not read yet.", queries.BOOLEAN),
    queries.Parameter(
        "notification_type",
        queries.one_of(TYPES),
        "Only those of this coarse type.",
        {"type": "string", "enum": TYPES},
    ),
)


class EventStream(JSONRenderer):
    """So that a client may ask for events; what is rendered here are refusals alone."""

    media_type = "text/event-stream"
    format = "events"


class NotificationView(generics.GenericAPIView[Notification]):
    serializer_class = NotificationOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Notification]:
        return Notification.objects.visible_to(self.request.user)


class Notifications(NotificationView, generics.ListAPIView[Notification]):
    """The inbox, newest first."""

    def get_queryset(self) -> QuerySet[Notification]:
        asked = queries.read(FILTERS, self.request.GET)
        inbox = super().get_queryset()
        if kind := asked.get("notification_type"):
            inbox = inbox.filter(notification_type=kind)
        return inbox.filter(is_read=False) if asked.get("unread") else inbox

    @extend_schema(
        summary="List notifications",
        parameters=[parameter.documented() for parameter in FILTERS.values()],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class UnreadCount(NotificationView):
    @extend_schema(summary="Count unread notifications", responses=UnreadCountOut)
    def get(self, request: Request) -> Response:
        unread = self.get_queryset().filter(is_read=False).count()
        return Response(UnreadCountOut({"unread": unread}).data)


class Read(NotificationView):
    @extend_schema(summary="Mark a notification as read", request=None)
    @opens_transaction
    def put(self, request: Request, pk: int) -> Response:
        return Response(NotificationOut(inbox.mark_read(self.get_object())).data)


class ReadAll(NotificationView):
    @extend_schema(summary="Mark all notifications as read", request=None, responses=UnreadCountOut)
    @opens_transaction
    def put(self, request: Request) -> Response:
        inbox.mark_all_read(self.get_queryset())
        return Response(UnreadCountOut({"unread": 0}).data)


class Preferences(APIView):
    @extend_schema(summary="Show what reaches one and how", responses=PreferencesOut)
    def get(self, request: Request) -> Response:
        return Response(self._shown(request))

    @extend_schema(
        summary="Choose what reaches one and how", request=PreferencesIn, responses=PreferencesOut
    )
    @refuses(MandatoryTopic)
    @opens_transaction
    def put(self, request: Request) -> Response:
        wanted = checked(PreferencesIn, request)
        inbox.switch_topics(
            request.user,
            [
                (Topic(row["topic"]), Channel(row["channel"]), row["is_on"])
                for row in wanted.get("switches", [])
            ],
        )
        if quiet := wanted.get("quiet_hours"):
            inbox.set_quiet_hours(request.user, **quiet)
        return Response(self._shown(request))

    def _shown(self, request: Request) -> Any:
        quiet = QuietHours.objects.filter(user_id=request.user.pk or 0).first() or QuietHours()
        topics = inbox.preferences_of(request.user)
        shown = {"topics": topics, "mandatory": sorted(inbox.FIXED), "quiet_hours": quiet}
        return PreferencesOut(shown).data


class Devices(APIView):
    @extend_schema(
        summary="Register a phone for push messages", request=DeviceIn, responses={201: DeviceOut}
    )
    @opens_transaction
    def post(self, request: Request) -> Response:
        wanted = checked(DeviceIn, request)
        device = inbox.register_device(request.user, **wanted, now=timezone.now())
        return Response(DeviceOut(device).data, status=status.HTTP_201_CREATED)


class DeviceByToken(APIView):
    @extend_schema(summary="Forget a phone", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, token: str) -> Response:
        deleted, _ = Device.objects.filter(user_id=request.user.pk or 0, token=token).delete()
        if not deleted:
            raise Http404
        return Response(status=status.HTTP_204_NO_CONTENT)


class Stream(APIView):
    """Notices as they come: server-sent events, by a process made for open connections."""

    http_method_names = ["get", "options"]
    renderer_classes = (JSONRenderer, EventStream)
    rates = (Rate("stream", 60, 60),)

    @extend_schema(
        summary="Receive notices as they come",
        description=(
            "Each event `notification` holds one notification as the list shows it; one that changed, "
            "because another was folded into it, comes again under its id. Send the last event's id "
            "as `Last-Event-ID` to be sent first what came in between. The stream ends when its access "
            "token expires or its session ends: come back with a new token. A comment line comes every "
            "15 seconds."
        ),
        parameters=[
            OpenApiParameter(
                "Last-Event-ID",
                str,
                OpenApiParameter.HEADER,
                description="The id of the last event that was received.",
            )
        ],
        responses={(200, "text/event-stream"): OpenApiTypes.STR},
    )
    @refuses(TooManyStreams, StreamUnavailable)
    def get(self, request: Request) -> HttpResponseBase:
        connection = door.connection_of(request.META)
        session = cast(SignedIn, request.auth)
        ticket = Ticket(
            user_id=request.user.pk or 0,
            session_id=session.pk,
            language=get_language() or "ar",
            position=inbox.resume_at(request.user, request.headers.get("Last-Event-ID", "")),
            until=session.access_until.timestamp(),
            is_chunked=request.META["SERVER_PROTOCOL"] == "HTTP/1.1",
        )
        return door.open_stream(settings.STREAM_SOCKET, ticket, connection)


class MailEvents(APIView):
    """Where the mail provider tells us what came back and what was complained of."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()

    @extend_schema(
        summary="Be told what became of mails",
        description=(
            "For the provider that mail goes through, with the name and password that it was given "
            "(`Authorization: Basic`). Not there without one."
        ),
        request={"application/json": OpenApiTypes.OBJECT},
        responses={204: None},
    )
    @refuses(NotTheProvider, NotFound)
    def post(self, request: Request) -> Response:
        if not (settings.EMAIL_PROVIDER and settings.EMAIL_EVENTS_SECRET):
            raise NotFound
        provider = import_module("notifications.channels.provider")
        try:
            events = provider.events_in(request._request)
        except provider.NotTheProvider as error:
            raise NotTheProvider from error
        except ValueError as error:
            raise ParseError from error
        opens_transaction(troubles.note_events)(events, now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class Opened(APIView):
    """Where the button of a campaign's mail leads: it is noted, and the reader sent on."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(summary="Follow the link of a mail", responses={302: None})
    @opens_transaction
    def get(self, request: Request, token: str) -> HttpResponseRedirect:
        delivery_id = deliver.signed_number(token, deliver.OPENED_SALT)
        if delivery_id is None:
            raise Http404
        return HttpResponseRedirect(inbox.follow_link(delivery_id, now=timezone.now()))


class Unsubscribe(APIView):
    """The one click of RFC 8058 for mail programs, and a page with one button for people: no sign-in."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        summary="Ask whether promotions are to end",
        description="A page for who follows the link in a mail. Following it ends nothing: programs do, too.",
        responses={(200, "text/html"): OpenApiTypes.STR},
    )
    def get(self, request: Request, token: str) -> HttpResponse:
        _unsubscribing(token)
        return self._page(request, is_done=False)

    @extend_schema(summary="End promotions by mail and push", request=None, responses={204: None})
    @opens_transaction
    def post(self, request: Request, token: str) -> HttpResponse:
        inbox.unsubscribe_from_promotions(_unsubscribing(token))
        if FROM_PAGE in request.query_params:
            return self._page(request, is_done=True)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _page(self, request: Request, *, is_done: bool) -> HttpResponse:
        answer = render(
            request._request,
            "notifications/unsubscribe.html",
            {"is_done": is_done, "from_page": FROM_PAGE, "home": f"{settings.APP_LINK_URL}/"},
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer


# By this in its address the page's own form is told from a mail program, which wants no page.
FROM_PAGE = "page"


def _unsubscribing(token: str) -> int:
    user_id = deliver.signed_number(token, deliver.UNSUBSCRIBE_SALT)
    if user_id is None:
        raise Http404
    return user_id
