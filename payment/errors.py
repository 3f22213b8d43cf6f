from django.utils.translation import gettext_lazy as _

from core.problems import Problem


class GatewayUnavailable(Problem):
    status = 503
    code = "gateway_unavailable"
    title = _("The payment gateway cannot be reached at the moment. Nothing was charged.")


class GatewayRefused(Problem):
    status = 502
    code = "gateway_refused"
    title = _("The payment gateway did not accept the payment.")


class MethodUnavailable(Problem):
    code = "method_unavailable"
    title = _("This way to pay is not available for this order.")


class NotPayable(Problem):
    code = "not_payable"
    title = _("There is nothing to pay here, or no longer.")


class RefundExceedsPayment(Problem):
    code = "refund_exceeds_payment"
    title = _("The refund is more than what is left of the payment.")


class BadSignature(Problem):
    status = 403
    code = "bad_signature"
    title = _("The message is not signed by whom it claims.")


class CreditLimitReached(Problem):
    code = "credit_limit_reached"
    title = _("The wallet cannot hold so much store credit.")


class ProofRefused(Problem):
    code = "proof_refused"
    title = _("A proof of transfer is not expected here.")


class NotByHand(Problem):
    code = "refund_not_by_hand"
    title = _("This refund does not wait for a person, or no longer.")
