"""Sentences of the admin theme that it has no Arabic for; named here, they stand in our catalogue."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SENTENCES: tuple[Any, ...] = (
    _("Add row"),
    _("All applications"),
    _("Apply Filters"),
    _("Cancel"),
    _("Click to cancel"),
    _("Click to download"),
    _("Constraint “%(name)s” is violated."),
    _("Dark"),
    _("Date from"),
    _("Date to"),
    _("Date"),
    _("Expand row"),
    _("False"),
    _("From"),
    _("General"),
    _("Go back"),
    _("Light"),
    _("Loading more results..."),
    _("More actions"),
    _("Next"),
    _("No data"),
    _("No recent searches"),
    _("No results found"),
    _("No results matching your query"),
    _("Previous"),
    _("Recent searches"),
    _("Record picture"),
    _("Reset filters"),
    _("Run"),
    _("Select action to run"),
    _("Select action"),
    _("Select all rows"),
    _("Select value"),
    _("Select record"),
    _("Submit"),
    _("This item will be deleted."),
    _("This page yielded into no results. Create a new item or reset your filters."),
    _("To"),
    _("Toggle password visibility"),
    _("True"),
    _("Type to search"),
    _("Value"),
    _("You have been successfully logged out from the administration"),
    _("Choose file to upload"),
    _("Image preview"),
    _("Return to site"),
    _("Search apps and models..."),
    _("Welcome back to"),
)


def scrolling(request: HttpRequest) -> str:
    """Give the address of a script with the words that the theme's scroll areas have in English alone."""
    words = quote(gettext("A part that scrolls"))
    return f"{static('backoffice/scrolling.js')}#{words}"
