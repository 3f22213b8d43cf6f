"""Everything that is collected from tables, in one list."""

from django.conf import settings
from django.utils.module_loading import import_string

from analytics.tasks import RELAYS as ANALYTICS
from core.relay import Relay
from notifications.tasks import RELAYS as NOTIFICATIONS
from orders.tasks import RELAYS as ORDERS
from payment.tasks import RELAYS as PAYMENT
from products.tasks import RELAYS as PRODUCTS

RELAYS: list[Relay] = [*NOTIFICATIONS, *PRODUCTS, *ORDERS, *PAYMENT, *ANALYTICS]
if settings.DEMO:
    # Looked up by name: in production the sandbox is not installed at all.
    deliver_due = import_string("sandbox.deliveries.deliver_due")
    RELAYS.append(Relay("sandbox", deliver_due, every=0.3))
