from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.renderers import JSONRenderer
from core.schema import refuses
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.permissions import WasSeller
from orders.actions import credit_notes, papers
from orders.errors import NotInvoiced, NotPaidYet, PaperNotReady
from orders.models import CreditNote, Parcel
from orders.models.papers import INVOICE, PACKING_SLIP
from orders.rules.states import ParcelStatus
from orders.serializers.papers import CreditNoteOut

PDF = {(200, "application/pdf"): OpenApiTypes.BINARY}


class AsPdf(BaseRenderer):
    """Lets clients ask for a PDF by name; the bytes are made elsewhere."""

    media_type = "application/pdf"
    format = "pdf"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return bytes(data)


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Cache-Control": "no-store, private",
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )


class PaperView(APIView):
    renderer_classes = (AsPdf, JSONRenderer)

    def answer(self, parcel: Parcel | None, kind: str) -> HttpResponse:
        if parcel is None:
            raise Http404
        if kind == INVOICE and parcel.status != ParcelStatus.DELIVERED:
            raise NotInvoiced
        paper = opens_transaction(papers.ask_for)(parcel, kind, now=timezone.now())
        if paper.made_at is None:
            raise PaperNotReady(headers={"Retry-After": "2"})
        try:
            pdf = papers.opened(paper)
        except FileNotFoundError as error:
            opens_transaction(papers.want)(parcel, kind, now=timezone.now())
            raise PaperNotReady(headers={"Retry-After": "2"}) from error
        return pdf_answer(pdf, f"{kind}-{parcel.order_id}")


class BoughtInvoice(PaperView):
    @extend_schema(
        summary="Read the invoice of a parcel one received",
        description="There is one for each seller, once its parcel was delivered.",
        responses=PDF,
    )
    @refuses(NotInvoiced, PaperNotReady)
    def get(self, request: Request, pk: int, parcel: int) -> HttpResponse:
        bought = Parcel.objects.filter(order__user=caller(request), order=pk, pk=parcel)
        return self.answer(bought.first(), INVOICE)


class CreditNotes(generics.ListAPIView[CreditNote]):
    serializer_class = CreditNoteOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[CreditNote]:
        user, order_id = caller(self.request), self.kwargs["pk"]
        if not Parcel.objects.filter(Q(order__user=user) | Q(seller=user), order=order_id).exists():
            raise Http404
        own = CreditNote.objects.visible_to(user)
        return own.filter(parcel__order=order_id).for_listing()

    @extend_schema(
        summary="List the credit notes of an order",
        description="One for each refund of a parcel that had been delivered; for its buyer and its seller.",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class CreditNoteById(APIView):
    renderer_classes = (AsPdf, JSONRenderer)

    @extend_schema(summary="Read a credit note", responses=PDF)
    @refuses(PaperNotReady)
    def get(self, request: Request, pk: int) -> HttpResponse:
        own = CreditNote.objects.visible_to(caller(request))
        note = get_object_or_404(own, pk=pk)
        opens_transaction(credit_notes.ask_for)(note, now=timezone.now())
        return pdf_answer(credit_notes.opened(note), f"credit-note-{note.pk}")


class SoldPaper(PaperView):
    permission_classes = (IsAuthenticated, WasSeller)

    def own(self, request: Request, order_id: int) -> Parcel | None:
        own = Parcel.objects.sold_by(caller(request)).select_related("order")
        return own.filter(order=order_id).first()


class SoldInvoice(SoldPaper):
    @extend_schema(summary="Read the invoice of one's part of an order", responses=PDF)
    @refuses(NotInvoiced, PaperNotReady)
    def get(self, request: Request, pk: int) -> HttpResponse:
        return self.answer(self.own(request, pk), INVOICE)


class PackingSlip(SoldPaper):
    @extend_schema(
        summary="Read the packing slip of one's part of an order",
        description="What goes into the parcel, where it goes, and what is to be taken at the door.",
        responses=PDF,
    )
    @refuses(NotPaidYet, PaperNotReady)
    def get(self, request: Request, pk: int) -> HttpResponse:
        parcel = self.own(request, pk)
        if parcel is not None and not parcel.may_be_sent:
            raise NotPaidYet
        return self.answer(parcel, PACKING_SLIP)
