from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from core import health
from notifications.stream import door


def stream_is_open() -> bool:
    return door.is_open(settings.STREAM_SOCKET)


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        # Without it a shop still sells, and every notice is in the inbox.
        health.CHECKS.append(("stream", stream_is_open, False))
        # What the apps above offer to choose an audience by stands in a module of theirs of this name.
        autodiscover_modules("audiences")
