"""Everything that is collected from tables, in one list."""

from core.relay import Relay
from notifications.tasks import RELAYS as NOTIFICATIONS
from orders.tasks import RELAYS as ORDERS
from payment.tasks import RELAYS as PAYMENT

RELAYS: list[Relay] = [*NOTIFICATIONS, *ORDERS, *PAYMENT]
