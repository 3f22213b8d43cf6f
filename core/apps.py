from django.apps import AppConfig
from django.conf import settings
from django.core.signals import request_started
from django.db import reset_queries
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Foundation")

    def ready(self) -> None:
        if not settings.DEBUG:
            request_started.disconnect(reset_queries)  # there are no queries to be forgotten
