from django.utils.translation import gettext_lazy as _

from core.problems import Problem


class EmptyOrder(Problem):
    status = 400
    code = "empty_order"
    title = _("There is nothing to order.")


class NotForSale(Problem):
    code = "not_for_sale"
    title = _("Something is no longer for sale.")


class VariantRequired(Problem):
    status = 400
    code = "variant_required"
    title = _("The piece comes in variants: choose one.")


class PersonalisationMissing(Problem):
    status = 400
    code = "personalisation_invalid"
    title = _("What is to be added to the piece is missing or too long.")


class OwnPiece(Problem):
    code = "own_piece"
    title = _("Your own pieces cannot be ordered by you.")


class QuoteChanged(Problem):
    code = "quote_changed"
    title = _("Something has changed since the quote.")


class MethodUnavailable(Problem):
    code = "method_unavailable"
    title = _("This way to pay is not available for this order.")


class NotDeliverable(Problem):
    code = "not_deliverable"
    title = _("This way of sending is not available for a parcel of this order.")


class CouponInvalid(Problem):
    code = "coupon_invalid"
    title = _("The coupon is not valid for this order.")


class CannotCancel(Problem):
    code = "cannot_cancel"
    title = _("The order can no longer be cancelled.")


class CarrierDecides(Problem):
    code = "carrier_decides"
    title = _("This parcel goes with a carrier of the marketplace, which says itself where it is.")


class NotPaidYet(Problem):
    code = "not_paid_yet"
    title = _("The order is not paid yet.")


class NotPayable(Problem):
    code = "not_payable"
    title = _("The order does not wait for a payment.")


class NotReturnable(Problem):
    code = "not_returnable"
    title = _("This cannot be returned any more, or not for this reason.")


class NothingLeftToRefund(Problem):
    code = "refund_exceeds_payment"
    title = _("The refund is more than what is left of the payment.")


class CartFull(Problem):
    code = "cart_full"
    title = _("The basket has as many different pieces as it can hold.")


class NotInvoiced(Problem):
    code = "not_invoiced"
    title = _("There is an invoice once the parcel has been delivered.")


class PaperNotReady(Problem):
    code = "paper_not_ready"
    title = _("The paper is being made. Please ask again in a moment.")


class UnknownCarrier(Problem):
    status = 404
    code = "unknown_carrier"
    title = _("There is no such carrier.")


class BadSignature(Problem):
    status = 403
    code = "bad_signature"
    title = _("The message is not signed by whom it claims.")


class CarrierUnavailable(Problem):
    status = 503
    code = "carrier_unavailable"
    title = _("The carrier cannot be reached at the moment.")


class OnHold(Problem):
    code = "on_hold"
    title = _("The order is being looked at by our team.")


class NotCompensable(Problem):
    code = "not_compensable"
    title = _("Only a parcel that a carrier of the marketplace lost can be compensated.")


class AlreadyCompensated(Problem):
    code = "already_compensated"
    title = _("This parcel was compensated before.")


class CompensationTooHigh(Problem):
    code = "compensation_too_high"
    title = _("This is more than what the seller lost with the parcel.")


class SettlementTooHigh(Problem):
    code = "settlement_too_high"
    title = _("This is more than what was asked for.")
