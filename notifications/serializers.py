from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.serializers import Localised, Text, several
from notifications.models import Device, Notification
from notifications.rules import Channel, Topic


class NotificationOut(serializers.ModelSerializer[Notification]):
    title = Localised(help_text="What it is about, in the language asked for.")
    message = Localised(help_text="The whole notice, in the language asked for.")

    class Meta:
        model = Notification
        fields = [
            "id",
            "title",
            "message",
            "notification_type",
            "kind",
            "is_read",
            "related_object_id",
            "related_object_type",
            "repeats",
            "created_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "notification_type": {"help_text": "The coarse type, for an icon."},
            "kind": {"help_text": "The precise kind, such as `parcel.shipped`."},
            "is_read": {"help_text": "Whether it has been read."},
            "related_object_id": {"help_text": "The id of what it is about, if anything."},
            "related_object_type": {"help_text": "What that is: `order`, `product`, …"},
            "repeats": {"help_text": "How many of a burst were folded into this one."},
            "created_at": {"help_text": "When it came."},
        }


class UnreadCountOut(serializers.Serializer[Any]):
    unread = serializers.IntegerField(help_text="How many notifications are unread.")


class SwitchIn(serializers.Serializer[Any]):
    topic = serializers.ChoiceField([t.value for t in Topic], help_text="What it is about.")
    channel = serializers.ChoiceField(
        [Channel.IN_APP.value, Channel.EMAIL.value, Channel.PUSH.value],
        help_text="How it travels.",
    )
    is_on = serializers.BooleanField(help_text="Whether it is wanted.")


class QuietHoursShape(serializers.Serializer[Any]):
    start = serializers.TimeField(
        allow_null=True, default=None, help_text="When the quiet begins, on the person's clock."
    )
    end = serializers.TimeField(allow_null=True, default=None, help_text="When it ends.")
    time_zone = Text(
        max_length=50, default="Africa/Cairo", help_text="The IANA name of the person's time zone."
    )
    wants_digest = serializers.BooleanField(
        default=False, help_text="Whether chatty topics come as one mail a day."
    )

    def validate_time_zone(self, name: str) -> str:
        if name not in available_timezones():
            raise serializers.ValidationError(_("This is not the name of a time zone."))
        return name

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        # One end alone is none, whether the other was left out or is nothing.
        are_odd = (attrs.get("start") is None) != (attrs.get("end") is None)
        if are_odd or ("start" in attrs) != ("end" in attrs):
            raise serializers.ValidationError({"end": _("Quiet hours have a start and an end.")})
        return attrs


class QuietHoursIn(QuietHoursShape):
    """What is to change of them. A beginning comes with an end, and null for both ends them."""

    start = serializers.TimeField(
        allow_null=True, required=False, help_text="When the quiet begins, on the person's clock."
    )
    end = serializers.TimeField(allow_null=True, required=False, help_text="When it ends.")
    time_zone = Text(
        max_length=50, required=False, help_text="The IANA name of the person's time zone."
    )
    wants_digest = serializers.BooleanField(
        required=False, help_text="Whether chatty topics come as one mail a day."
    )


class PreferencesIn(serializers.Serializer[Any]):
    switches = several(SwitchIn, required=False, help_text="Only what is to change.", max_length=50)
    quiet_hours = QuietHoursIn(
        required=False,
        help_text="When not to disturb: only what is to change, `start` and `end` together.",
    )


class PreferencesOut(serializers.Serializer[Any]):
    topics = serializers.DictField(
        child=serializers.DictField(child=serializers.BooleanField()),
        help_text="For each topic, each channel it can travel through, on or off.",
    )
    mandatory = serializers.ListField(
        child=serializers.CharField(), help_text="Topics that cannot be switched off."
    )
    quiet_hours = QuietHoursShape(help_text="When not to disturb.")


class DeviceIn(serializers.Serializer[Any]):
    token = Text(max_length=512, help_text="The FCM registration token.")
    platform = serializers.ChoiceField(["android", "ios", "web"], help_text="What the device runs.")


class DeviceOut(serializers.ModelSerializer[Device]):
    class Meta:
        model = Device
        fields = ["id", "token", "platform", "created_at", "seen_at"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "token": {"help_text": "The FCM registration token."},
            "platform": {"help_text": "What the device runs."},
            "created_at": {"help_text": "When it was first registered."},
            "seen_at": {"help_text": "When it was last registered."},
        }
