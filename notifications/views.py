from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.schema import refuses
from core.transactions import opens_transaction
from notifications.actions import deliver, inbox
from notifications.errors import MandatoryTopic
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


class NotificationView(generics.GenericAPIView[Notification]):
    serializer_class = NotificationOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Notification]:
        return Notification.objects.visible_to(self.request.user)


class Notifications(NotificationView, generics.ListAPIView[Notification]):
    """The inbox, newest first."""

    def get_queryset(self) -> QuerySet[Notification]:
        only_unread = self.request.GET.get("unread", "").lower() in {"true", "1"}
        inbox = super().get_queryset()
        return inbox.filter(is_read=False) if only_unread else inbox

    @extend_schema(
        summary="List notifications",
        parameters=[OpenApiParameter("unread", bool, description="Only those not read yet.")],
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
        wanted = PreferencesIn(data=request.data)
        wanted.is_valid(raise_exception=True)
        checked = wanted.validated_data
        inbox.switch_topics(
            request.user,
            [
                (Topic(row["topic"]), Channel(row["channel"]), row["is_on"])
                for row in checked.get("switches", [])
            ],
        )
        if quiet := checked.get("quiet_hours"):
            inbox.set_quiet_hours(request.user, **quiet)
        return Response(self._shown(request))

    def _shown(self, request: Request) -> Any:
        quiet = QuietHours.objects.filter(user_id=request.user.pk or 0).first() or QuietHours()
        topics = inbox.preferences_of(request.user)
        return PreferencesOut({"topics": topics, "quiet_hours": quiet}).data


class Devices(APIView):
    @extend_schema(
        summary="Register a phone for push messages", request=DeviceIn, responses={201: DeviceOut}
    )
    @opens_transaction
    def post(self, request: Request) -> Response:
        wanted = DeviceIn(data=request.data)
        wanted.is_valid(raise_exception=True)
        device = inbox.register_device(request.user, **wanted.validated_data, now=timezone.now())
        return Response(DeviceOut(device).data, status=status.HTTP_201_CREATED)


class DeviceByToken(APIView):
    @extend_schema(summary="Forget a phone", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, token: str) -> Response:
        deleted, _ = Device.objects.filter(user_id=request.user.pk or 0, token=token).delete()
        if not deleted:
            raise Http404
        return Response(status=status.HTTP_204_NO_CONTENT)


class Unsubscribe(APIView):
    """The one click of RFC 8058, from a mail program or a person: no sign-in, no page in between."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(summary="End promotions by mail and push", request=None, responses={204: None})
    @opens_transaction
    def post(self, request: Request, token: str) -> Response:
        user_id = deliver.user_of_unsubscribe(token)
        if user_id is None:
            raise Http404
        inbox.unsubscribe_from_promotions(user_id)
        return Response(status=status.HTTP_204_NO_CONTENT)
