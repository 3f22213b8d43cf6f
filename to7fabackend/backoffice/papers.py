"""Private pictures and papers, opened from a page of the back office however long that has stood open.

A link to one is signed for five minutes. One in a page would end while it is read; what stands there is an
address of the back office, which signs when it is followed.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core import staff
from custom_auth.actions import documents
from custom_auth.models import SellerDocument
from orders.actions import returns
from orders.models import Return, ReturnPhoto
from payment.actions import transfers
from payment.models import TransferProof
from to7fabackend.backoffice.queues.people import APPLICATIONS


class Picture(NamedTuple):
    """Pictures of ``model``, seen by who may see the page of ``page``."""

    model: type[Model]
    page: type[Model]
    link: Callable[[Any], str]


PICTURES = {
    "return": Picture(ReturnPhoto, Return, returns.link),
    "transfer": Picture(TransferProof, TransferProof, transfers.link),
}


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to an applicant's paper."""
    if not APPLICATIONS.is_open_to(staff.roles_of(request)):
        raise PermissionDenied
    return redirect(documents.link(get_object_or_404(SellerDocument, pk=pk)))


def show_picture(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Lead to a buyer's picture."""
    picture = PICTURES[kind]
    if not admin.site._registry[picture.page].has_view_permission(request):
        raise PermissionDenied
    return redirect(picture.link(get_object_or_404(picture.model, pk=pk)))
