"""Doors of the sellers' pages. Each shows and changes what is the seller's own, through the apps' actions."""

import csv
import io
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, login, logout
from django.db.models import Q, QuerySet, Sum
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from analytics import figures, rules
from analytics.rules import Granularity, Period
from core.calendar import CAIRO
from core.problems import Problem
from core.spreadsheets import safe_cell
from core.transactions import opens_transaction
from custom_auth.actions import browser
from custom_auth.models import User
from orders.actions import papers, parcels, settlement, shipping
from orders.models import Parcel
from orders.models.papers import PACKING_SLIP
from orders.rules import states
from orders.rules.shipping import PICK_UP
from orders.rules.states import ParcelStatus
from orders.views.papers import pdf_answer
from products.actions import stock
from products.models import Product, Variant
from to7fabackend import spans
from to7fabackend.backoffice import signing
from to7fabackend.seller import forms
from wallet.models import Transaction, Wallet

P = ParamSpec("P")
BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGE = 20
MOST_TO_DO = 100
SIGNED_IN_FOR = 14 * 24 * 3600
Page = Callable[Concatenate[HttpRequest, User, P], HttpResponse]


def for_sellers(page: Page[P]) -> Callable[..., HttpResponse]:
    """Let sellers in, also suspended ones: their running orders go on. Others sign in first."""

    @wraps(page)
    @never_cache
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user = request.user
        if not user.is_authenticated or not user.profile.is_seller:
            way = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
            return redirect(f"{reverse('seller:sign_in')}?{way}")
        return page(request, user, *args, **kwargs)

    return guarded


# --- signing in ---------------------------------------------------------------------------------
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = forms.SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid() and (proved := _proved(request, form)):
        before = request.session.get(signing.SESSION)
        login(request, proved.user, backend=BACKEND)
        signing.begin(request, proved, seconds=SIGNED_IN_FOR, before=before)
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        is_ours = url_has_allowed_host_and_scheme(
            wanted, {request.get_host()}, require_https=request.is_secure()
        )
        return redirect(wanted if is_ours else "seller:home")
    return render(request, "seller/sign_in.html", {"form": form})


def _proved(request: HttpRequest, form: forms.SignIn) -> browser.Proved | None:
    given = form.cleaned_data
    try:
        proved = browser.prove(
            email=given["email"],
            password=given["password"],
            otp=given["otp"],
            origin=signing.origin_of(request),
            now=timezone.now(),
        )
    except Problem as refusal:
        form.add_error(None, str(refusal.title))
        return None
    if not proved.user.profile.is_seller:
        form.add_error(None, _("This account does not sell. Apply in the app to become a seller."))
        return None
    return proved


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return signing.ask_to_sign_out(request, "seller:home")
    signing.end(request)
    logout(request)
    return redirect("seller:sign_in")


# --- figures ------------------------------------------------------------------------------------
@require_safe
@for_sellers
def dashboard(request: HttpRequest, seller: User) -> HttpResponse:
    name, span = spans.chosen(request.GET.get("span", ""))
    period = span.period(rules.day_of(timezone.now()))
    found = figures.seller_figures(seller, period.first, period.last, span.granularity)
    labels = [spans.label(begins_on, span.granularity) for begins_on, _sums in found.series]
    every = [sums for _begins_on, sums in found.series]
    context = {
        "span": name,
        "spans": spans.TITLES.items(),
        "found": found,
        "totals": found.totals,
        "before": found.totals_before,
        "wallet": _wallet(seller),
        "to_do": _to_act_on(seller).order_by()[:MOST_TO_DO].count(),
        "low": _low(seller)[:5],
        "revenue_chart": spans.chart(
            labels,
            (_("Revenue (EGP)"), [one.revenue for one in every]),
            (_("Your share (EGP)"), [one.earnings for one in every]),
        ),
        "visits_chart": spans.chart(
            labels,
            (_("Visits"), [one.visits for one in every]),
            (_("Orders"), [one.placed for one in every]),
        ),
    }
    return render(request, "seller/dashboard.html", context)


def _wallet(seller: User) -> Wallet:
    """Give what the seller holds; nobody has a row before the first movement."""
    return Wallet.objects.filter(pk=seller.pk).first() or Wallet(user=seller)


def _low(seller: User) -> QuerySet[Product]:
    """Pieces on show of which nothing is left."""
    own = Product.objects.sold_by(seller).filter(state="approved", is_active=True)
    return cast("QuerySet[Product]", own.filter(stock=0, made_to_order=False).order_by("-pk"))


# Lists of one kind by what is to be done: by name, each with its title and what stands on it.
Shelves = Mapping[str, tuple[Any, Callable[[User], QuerySet[Any]]]]


def shelved(request: HttpRequest, seller: User, shelves: Shelves) -> dict[str, Any]:
    """Give one page of the shelf that is asked for, and what the links to the others need."""
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in shelves else next(iter(shelves))
    rows, more = paged(request, shelves[chosen][1](seller))
    titles = [(name, title) for name, (title, _rows) in shelves.items()]
    return {"rows": rows, "chosen": chosen, "shelves": titles, **more}


# --- orders -------------------------------------------------------------------------------------
def _own(seller: User) -> QuerySet[Parcel]:
    rows = Parcel.objects.sold_by(seller).for_listing()
    return cast("QuerySet[Parcel]", rows.order_by("-pk"))


def _to_act_on(seller: User) -> QuerySet[Parcel]:
    """What waits for the seller: it may be prepared, or has been sent and is not noted as delivered."""
    may_be_sent = Q(order__payment_status=True) | Q(order__payment_method="cash_on_delivery")
    return _own(seller).filter(
        may_be_sent,
        status__in=["pending", "processing"],
        order__held_for_review_at__isnull=True,
    )


SHELVES: Shelves = {
    "to-do": (gettext_lazy("To do"), _to_act_on),
    "shipped": (gettext_lazy("On the way"), lambda seller: _own(seller).filter(status="shipped")),
    "delivered": (
        gettext_lazy("Delivered"),
        lambda seller: _own(seller).filter(status="delivered"),
    ),
    "all": (gettext_lazy("All"), _own),
}


@require_safe
@for_sellers
def orders(request: HttpRequest, seller: User) -> HttpResponse:
    return render(request, "seller/orders.html", shelved(request, seller, SHELVES))


STEPS: dict[ParcelStatus, tuple[Any, type[Form]]] = {
    ParcelStatus.PROCESSING: (gettext_lazy("Begin preparing"), forms.Step),
    ParcelStatus.SHIPPED: (gettext_lazy("It was sent"), forms.Shipping),
    ParcelStatus.DELIVERED: (gettext_lazy("It was delivered"), forms.Step),
    ParcelStatus.REFUSED: (gettext_lazy("It was refused at the door"), forms.Step),
    ParcelStatus.RETURNED: (gettext_lazy("It is back with me"), forms.Step),
    ParcelStatus.CANCELLED: (gettext_lazy("Cancel it"), forms.Cancelling),
}
FETCHED = {
    ParcelStatus.SHIPPED: gettext_lazy("It can be picked up"),
    ParcelStatus.DELIVERED: gettext_lazy("It was picked up"),
    ParcelStatus.REFUSED: gettext_lazy("Nobody came for it"),
}
# Steps that cannot be taken back are asked about once more.
CONFIRMED = frozenset(
    {
        ParcelStatus.DELIVERED,
        ParcelStatus.REFUSED,
        ParcelStatus.RETURNED,
        ParcelStatus.CANCELLED,
    }
)
# These take something away from the buyer, and are shown in red.
GRAVE = frozenset({ParcelStatus.REFUSED, ParcelStatus.CANCELLED})


@require_http_methods(["GET", "HEAD", "POST"])
@for_sellers
def order(request: HttpRequest, seller: User, pk: int) -> HttpResponse:
    parcel = _own(seller).filter(order_id=pk).first()
    if parcel is None:
        raise Http404
    may_be_sent = not parcel.order.awaits_payment and parcel.order.held_for_review_at is None
    choices = {status: form(prefix=status) for status, form in _possible(parcel)}
    if request.method == "POST" and "book" in request.POST and _may_be_booked(parcel):
        return _book(request, seller, parcel)
    if request.method == "POST":
        answer = _take_step(request, seller, parcel, choices)
        if answer is not None:
            return answer
    context = {
        "parcel": parcel,
        "order": parcel.order,
        "may_be_sent": may_be_sent,
        "earnings": settlement.seller_share_left(parcel),
        "cash_due": parcel.cash_due,
        "labels": _labels(parcel),
        "choices": [
            (status, _label(parcel, status), form, "danger" if status in GRAVE else "main")
            for status, form in choices.items()
        ],
        "may_be_booked": _may_be_booked(parcel),
        "standstill": shipping.standstill(parcel),
    }
    return render(request, "seller/order.html", context)


def _label(parcel: Parcel, status: ParcelStatus) -> Any:
    """Name a step; what is fetched is not sent."""
    if parcel.shipping_option == PICK_UP:
        return FETCHED.get(status, STEPS[status][0])
    return STEPS[status][0]


def _labels(parcel: Parcel) -> dict[str, str]:
    """Give what its maker calls what was to be added to a piece, by code; the latest words count."""
    is_english = get_language() == "en"
    of = Product.objects.filter(pk__in=[item.product_id for item in parcel.items.all()])
    return {
        field["code"]: (is_english and field.get("label_en")) or field["label"]
        for asked in of.exclude(personalisation=[]).values_list("personalisation", flat=True)
        for field in asked
    }


@require_safe
@for_sellers
def packing_slip(request: HttpRequest, seller: User, pk: int) -> HttpResponse:
    parcel = _own(seller).filter(order_id=pk).first()
    if parcel is None or not parcel.may_be_sent:
        raise Http404
    paper = opens_transaction(papers.ask_for)(parcel, PACKING_SLIP, now=timezone.now())
    if paper.made_at is not None:
        try:
            return pdf_answer(papers.opened(paper), f"packing-slip-{pk}")
        except FileNotFoundError:
            opens_transaction(papers.want)(parcel, PACKING_SLIP, now=timezone.now())
    messages.info(request, _("The paper is being made. Please ask again in a moment."))
    return redirect("seller:order", pk=pk)


def _may_be_booked(parcel: Parcel) -> bool:
    """Tell whether a carrier of the marketplace can be asked to fetch it."""
    return (
        parcel.status == ParcelStatus.PROCESSING
        and parcel.carrier not in states.OWN_WAY
        and not parcel.tracking_number
        and parcel.order.held_for_review_at is None
    )


def _book(request: HttpRequest, seller: User, parcel: Parcel) -> HttpResponse:
    try:
        shipping.book(parcel, by=seller, now=timezone.now())
    except Problem as refusal:
        messages.error(request, str(refusal.title))
    else:
        messages.success(request, _("Done: %(what)s.") % {"what": _("Have it fetched")})
    return redirect("seller:order", pk=parcel.order_id)


def _possible(parcel: Parcel) -> list[tuple[ParcelStatus, type[Form]]]:
    order = parcel.order
    if order.awaits_payment:
        return []
    now = ParcelStatus(parcel.status)
    is_fetched = parcel.shipping_option == PICK_UP
    may_name_carrier = parcel.carrier in states.OWN_WAY and not is_fetched
    is_booked = bool(parcel.tracking_number)
    return [
        # The number of a carrier of the marketplace comes from booking alone.
        (status, form if may_name_carrier or form is not forms.Shipping else forms.Step)
        for status, (_label, form) in STEPS.items()
        if states.may_become(now, status)
        and states.is_for_seller_to_say(status, carrier=parcel.carrier, is_booked=is_booked)
        and (order.held_for_review_at is None or status is ParcelStatus.CANCELLED)
    ]


def _take_step(
    request: HttpRequest, seller: User, parcel: Parcel, choices: dict[ParcelStatus, Form]
) -> HttpResponse | None:
    """Carry out the step that was sent; None if its form is to be shown again."""
    here = redirect("seller:order", pk=parcel.order_id)
    wanted = request.POST.get("status", "")
    status = next((one for one in choices if one == wanted), None)
    if status is None:
        messages.error(request, _("This step is not possible from the present state."))
        return here
    label, kind = _label(parcel, status), type(choices[status])
    form = choices[status] = kind(request.POST, prefix=status)
    if not form.is_valid():
        return None
    if status in CONFIRMED and request.POST.get("confirmed") != "yes":
        context = {
            "label": label,
            "form": form,
            "name": "status",
            "value": status,
            "is_grave": status in GRAVE,
            "number": parcel.order.number,
            "amount": parcel.total,
            "back": reverse("seller:order", args=[parcel.order_id]),
        }
        return render(request, "seller/confirm.html", context)
    given = form.cleaned_data
    try:
        opens_transaction(parcels.move_as_seller)(
            parcel,
            status,
            by=seller,
            now=timezone.now(),
            note=given["note"],
            carrier_name=given.get("carrier", ""),
            tracking_number=given.get("tracking_number", ""),
        )
    except Problem as refusal:
        messages.error(request, str(refusal.title))
    else:
        messages.success(request, _("Done: %(what)s.") % {"what": label})
    return here


# --- pieces -------------------------------------------------------------------------------------
@require_safe
@for_sellers
def pieces(request: HttpRequest, seller: User) -> HttpResponse:
    own = Product.objects.sold_by(seller).prefetch_related("variants")
    asked = request.GET.get("q", "").strip()[:100]
    if asked:
        own = own.matching(asked)
    rows, more = paged(request, own.order_by("-pk"))
    return render(request, "seller/pieces.html", {"rows": rows, "q": asked, **more})


@require_http_methods(["GET", "HEAD", "POST"])
@for_sellers
def piece(request: HttpRequest, seller: User, pk: int) -> HttpResponse:
    product = Product.objects.sold_by(seller).filter(pk=pk).first()
    if product is None:
        raise Http404
    variants = list(Variant.objects.filter(product=product).order_by("position", "pk"))
    rows = [
        (one, forms.Stock(initial={"stock": one.stock}, prefix=str(one.pk))) for one in variants
    ]
    if request.method == "POST":
        answer = _set_stock(request, seller, product, rows)
        if answer is not None:
            return answer
    return render(request, "seller/piece.html", {"product": product, "rows": rows})


def _set_stock(
    request: HttpRequest, seller: User, product: Product, rows: list[tuple[Variant, forms.Stock]]
) -> HttpResponse | None:
    wanted = request.POST.get("variant", "")
    place = next((i for i, (one, _form) in enumerate(rows) if str(one.pk) == wanted), None)
    if place is None:
        raise Http404
    variant = rows[place][0]
    form = forms.Stock(request.POST, prefix=str(variant.pk))
    rows[place] = (variant, form)
    if not form.is_valid():
        return None
    try:
        opens_transaction(stock.set_stock)(variant, form.cleaned_data["stock"], by=seller)
    except Problem as refusal:
        form.add_error("stock", str(refusal.title))
        return None
    messages.success(request, _("The stock is as you counted it."))
    return redirect("seller:piece", pk=product.pk)


# --- statements ---------------------------------------------------------------------------------
@require_safe
@for_sellers
def statements(request: HttpRequest, seller: User) -> HttpResponse:
    mine = Transaction.objects.visible_to(seller)
    months = [
        rules.step_back(rules.day_of(timezone.now()).replace(day=1), Granularity.MONTH, back)
        for back in range(12)
    ]
    by_name = {f"{one:%Y-%m}": one for one in months}
    chosen = request.GET.get("month", "")
    chosen = chosen if chosen in by_name else next(iter(by_name))
    begins = by_name[chosen]
    next_month = rules.step_back(begins, Granularity.MONTH, -1)
    begin, end = Period(begins, next_month - rules.DAY).moments()
    rows = mine.filter(created_at__gte=begin, created_at__lt=end).order_by("-position")
    if "csv" in request.GET:
        return _as_file(rows, chosen)
    by_kind = rows.order_by().values("transaction_type").annotate(total=Sum("amount"))
    sums = dict(by_kind.values_list("transaction_type", "total"))
    kinds = dict(Transaction._meta.get_field("transaction_type").choices or ())
    shown, more = paged(request, rows)
    wallet = _wallet(seller)
    context = {
        "rows": shown,
        "owed": -wallet.debt,
        "months": list(by_name),
        "chosen": chosen,
        "sums": [(kinds[kind], sums[kind]) for kind in kinds if kind in sums],
        "wallet": wallet,
        **more,
    }
    return render(request, "seller/statements.html", context)


MOST_LINES = 20_000


def _as_file(rows: QuerySet[Transaction], month: str) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [_("When"), _("Type"), _("For"), _("Description"), _("Amount"), _("Balance after")]
    )
    for row in rows[:MOST_LINES]:
        when = row.created_at.astimezone(CAIRO).strftime("%Y-%m-%d %H:%M")
        cells = [when, row.get_transaction_type_display(), row.reference_id, row.told]
        amounts = [f"{row.amount:.2f}", f"{row.balance_after:.2f}"]
        writer.writerow([*(safe_cell(str(cell or "")) for cell in cells), *amounts])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="statement-{month}.csv"'
    return answer


def paged(request: HttpRequest, rows: QuerySet[Any]) -> tuple[list[Any], dict[str, Any]]:
    """Give one page of ``rows`` and what the links to its neighbours need."""
    given = request.GET.get("page", "1")
    page = int(given) if given.isascii() and given.isdigit() and 1 <= int(given) <= 500 else 1
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    asked = request.GET.copy()
    asked.pop("page", None)
    more = {
        "next_page": page + 1 if len(found) > PAGE else None,
        "previous_page": page - 1 if page > 1 else None,
        "asked": asked.urlencode(),
    }
    return found[:PAGE], more
