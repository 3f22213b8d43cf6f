from notifications.models.campaigns import Campaign, CampaignMove
from notifications.models.inbox import Device, Inbox, Notification, Preference, QuietHours
from notifications.models.outbox import Delivery, Notice, NoticeText

__all__ = [
    "Campaign",
    "CampaignMove",
    "Delivery",
    "Device",
    "Inbox",
    "Notice",
    "NoticeText",
    "Notification",
    "Preference",
    "QuietHours",
]
