import json
from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.utils.html import format_html
from django.utils.safestring import SafeString


class BackOfficeConfig(AdminConfig):
    default_site = "to7fabackend.backoffice.site.BackOffice"

    def ready(self) -> None:
        super().ready()
        # The theme writes every Arabic letter of a JSON value as its number, and has no setting for it.
        # Imported here, because its classes exist once apps are loaded.
        from unfold import fields

        fields.prettify_json = readable_json


def readable_json(value: Any, encoder: type[json.JSONEncoder] | None) -> SafeString:
    """Write a JSON value to be read: letters as letters, from left to right as its brackets want it."""
    if value in ({}, []):
        return SafeString("–")
    written = json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False, cls=encoder)
    return format_html('<pre class="office-json">{}</pre>', written)
