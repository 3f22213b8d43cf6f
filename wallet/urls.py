from django.urls import path

from wallet import views

urlpatterns = [
    path("api/wallet/", views.Wallet.as_view()),
    path("api/wallet/transactions/", views.Transactions.as_view()),
    path("api/wallet/statements/", views.Statements.as_view()),
    path("api/wallet/statements/<str:month>/", views.StatementOfMonth.as_view()),
    path("api/wallet/pin/", views.Pin.as_view()),
    path("api/wallet/withdraw/", views.Withdraw.as_view()),
    path("api/wallet/payouts/", views.Payouts.as_view()),
    path("api/wallet/payouts/schedule/", views.PayoutSchedule.as_view()),
    path("api/wallet/payouts/<int:pk>/cancel/", views.CancelPayout.as_view()),
]
