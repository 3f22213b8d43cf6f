import structlog
from django.apps import AppConfig
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import health

log = structlog.get_logger("tohfa.payment")


class PaymentConfig(AppConfig):
    name = "payment"
    verbose_name = _("Payments")

    def ready(self) -> None:
        from payment.actions import audit  # there are no models before this

        check = ("ledger", lambda: audit.is_clean(timezone.now()), False)
        if all(name != "ledger" for name, _check, _required in health.CHECKS):
            health.CHECKS.append(check)
        if not settings.ONLINE_PAYMENTS:
            log.warning("online payment is off: settings of the gateway are missing (PAYMOB_…)")
