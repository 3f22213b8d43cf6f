from notifications.models.inbox import Device, Notification, Preference, QuietHours
from notifications.models.outbox import Delivery, Notice, NoticeText

__all__ = [
    "Delivery",
    "Device",
    "Notice",
    "NoticeText",
    "Notification",
    "Preference",
    "QuietHours",
]
