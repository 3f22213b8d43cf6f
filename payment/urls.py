from django.urls import path

from payment.views import payments, webhooks

urlpatterns = [
    path("api/payments/", payments.Payments.as_view()),
    path("api/payments/methods/", payments.Methods.as_view()),
    path("api/payments/methods/<int:pk>/", payments.MethodById.as_view()),
    path("api/payments/process/", payments.Process.as_view()),
    path("api/payments/verify/", payments.Verify.as_view()),
    path("api/payments/refund/", payments.Refunds.as_view()),
    path("api/payments/<int:pk>/", payments.PaymentById.as_view()),
    path("api/payments/<int:pk>/proofs/", payments.Proofs.as_view()),
    path("api/payments/proofs/<str:token>/", payments.ProofPicture.as_view()),
    path("api/payments/webhooks/paymob/", webhooks.PaymobCallback.as_view()),
    path("api/payments/webhooks/paymob-payouts/", webhooks.PayoutCallback.as_view()),
    path("api/wallet/deposit/", payments.Deposit.as_view()),
]
