from notifications.models.campaigns import Campaign, CampaignMove
from notifications.models.inbox import Device, Inbox, Notification, Preference, QuietHours
from notifications.models.outbox import Delivery, Notice, NoticeText
from notifications.models.troubles import MailTrouble

__all__ = [
    "Campaign",
    "CampaignMove",
    "Delivery",
    "Device",
    "Inbox",
    "MailTrouble",
    "Notice",
    "NoticeText",
    "Notification",
    "Preference",
    "QuietHours",
]
