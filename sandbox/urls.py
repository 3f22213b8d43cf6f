"""Every address of the sandbox; to be included under ``sandbox/``."""

from django.urls import path

from sandbox import views
from sandbox.bosta import views as bosta
from sandbox.control import views as control
from sandbox.doors import unknown
from sandbox.outbox import views as outbox
from sandbox.paymob.views import access, checkout, inquiries, intentions, kiosk, older, refunds
from sandbox.payouts import views as payouts

app_name = "sandbox"

PAYOUTS = "paymob/payouts/api/secure"
BOSTA = "bosta/api/v2"

urlpatterns = [
    path("", views.index, name="index"),
    # --- the payment gateway: for the shop ---
    path("paymob/api/auth/tokens", access.create_token),
    path("paymob/v1/intention/", intentions.create_intention),
    path("paymob/v1/intention/<str:client_secret>", intentions.update_intention),
    path("paymob/v1/intention/<str:client_secret>/", intentions.update_intention),
    path(
        "paymob/v1/intention/element/<str:public_key>/<str:client_secret>/",
        intentions.retrieve_intention,
    ),
    path("paymob/api/acceptance/void_refund/refund", refunds.refund),
    path("paymob/api/acceptance/void_refund/void", refunds.void),
    path("paymob/api/acceptance/capture", refunds.capture),
    path("paymob/api/acceptance/transactions", inquiries.list_transactions),
    path("paymob/api/acceptance/transactions/<int:transaction_id>", inquiries.retrieve_transaction),
    path("paymob/api/acceptance/order_card_tokens", inquiries.list_card_tokens),
    path("paymob/api/acceptance/payment_keys", older.create_payment_key),
    path("paymob/api/acceptance/payments/pay", older.pay),
    path("paymob/api/ecommerce/orders", older.create_order),
    path("paymob/api/ecommerce/orders/transaction_inquiry", inquiries.inquire_transaction),
    path(
        "paymob/api/ecommerce/orders/<int:order_id>", inquiries.retrieve_order, name="paymob-order"
    ),
    # --- the payment gateway: for its customers ---
    path("paymob/unifiedcheckout/", checkout.checkout, name="paymob-checkout"),
    path("paymob/unifiedcheckout/payment-status/", checkout.result, name="paymob-result"),
    path("paymob/unifiedcheckout/step/<str:step_token>/", checkout.step, name="paymob-step"),
    path("paymob/api/acceptance/iframes/<int:iframe_id>", checkout.iframe),
    path("paymob/kiosk/", kiosk.kiosk, name="paymob-kiosk"),
    # --- its payouts ---
    path(f"{PAYOUTS}/o/token/", payouts.create_token),
    path(f"{PAYOUTS}/disburse/", payouts.disburse),
    path(f"{PAYOUTS}/transaction/inquire/", payouts.inquire),
    path(f"{PAYOUTS}/transaction/inquire/by-reference/", payouts.inquire_by_reference),
    path(f"{PAYOUTS}/budget/inquire/", payouts.inquire_budget),
    # --- controlling both ---
    path("paymob/", control.gateway_page, name="paymob"),
    path("paymob/control/", control.gateway_page, name="paymob-control"),
    path("paymob/control/api/", control.gateway_overview),
    path("paymob/control/api/<str:verb>/", control.gateway_verb),
    path("paymob/<path:rest>", unknown("gateway.unknown")),
    # --- the carrier ---
    path(f"{BOSTA}/deliveries", bosta.create_delivery),
    path(f"{BOSTA}/deliveries/search", bosta.search_deliveries),
    path(f"{BOSTA}/deliveries/mass-awb", bosta.print_labels),
    path(f"{BOSTA}/deliveries/business/<str:tracking_number>", bosta.retrieve_delivery),
    path(f"{BOSTA}/deliveries/business/<str:tracking_number>/terminate", bosta.terminate_delivery),
    path(f"{BOSTA}/cities", bosta.list_cities),
    path(f"{BOSTA}/cities/getAllDistricts", bosta.list_all_districts),
    path(f"{BOSTA}/cities/<str:city_id>/districts", bosta.list_districts),
    path(f"{BOSTA}/pickup-locations", bosta.list_pickup_locations),
    path(f"{BOSTA}/pickups", bosta.create_pickup),
    path("bosta/", control.carrier_page, name="bosta"),
    path("bosta/control/", control.carrier_page, name="bosta-control"),
    path("bosta/control/api/", control.carrier_overview),
    path("bosta/control/api/<str:verb>/", control.carrier_verb),
    path("bosta/<path:rest>", unknown("bosta.unknown", speech=bosta.as_carrier)),
    # --- what the shop itself sent ---
    path("phone/", outbox.phone, name="phone"),
    path("mail/", outbox.mail_box, name="mail-box"),
    path("mail/<path:name>/", outbox.mail, name="mail"),
]
