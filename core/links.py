"""Links between the pages of the back office."""

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html


def link_to(target: Model | None, text: str = "") -> str:
    """Give a link to the page of ``target``; a dash for nothing."""
    if target is None:
        return "–"
    meta = target._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[target.pk])
    return format_html('<a class="link" href="{}">{}</a>', address, text or str(target))
