"""Papers of applicants, opened from a page of review however long that has stood open."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core import staff
from custom_auth.actions import documents
from custom_auth.models import SellerDocument
from to7fabackend.backoffice.queues.people import APPLICATIONS


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to a paper through a link that is signed now; one in the page would end while it is read."""
    if not APPLICATIONS.is_open_to(staff.roles_of(request)):
        raise PermissionDenied
    return redirect(documents.link(get_object_or_404(SellerDocument, pk=pk)))
