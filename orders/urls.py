from django.urls import path

from orders.views import baskets, orders, papers, returns, terms

urlpatterns = [
    path("api/cart/", baskets.Cart.as_view()),
    path("api/cart/items/", baskets.CartItems.as_view()),
    path("api/cart/merge/", baskets.MergeCart.as_view()),
    path("api/orders/quote/", baskets.Quote.as_view()),
    path("api/orders/", orders.Orders.as_view()),
    path("api/orders/<int:pk>/", orders.OrderById.as_view()),
    path("api/orders/<int:pk>/cancel/", orders.CancelOrder.as_view()),
    path("api/orders/<int:pk>/tracking/", orders.Tracking.as_view()),
    path("api/orders/<int:pk>/returns/", returns.AskForReturn.as_view()),
    path("api/orders/<int:pk>/parcels/<int:parcel>/invoice/", papers.BoughtInvoice.as_view()),
    path("api/orders/<int:pk>/credit-notes/", papers.CreditNotes.as_view()),
    path("api/credit-notes/<int:pk>/", papers.CreditNoteById.as_view()),
    path("api/parcels/<int:pk>/compensation/", orders.Compensate.as_view()),
    path("api/returns/", returns.Returns.as_view()),
    path("api/returns/photos/<str:token>/", returns.Photo.as_view()),
    path("api/returns/<int:pk>/", returns.ReturnById.as_view()),
    path("api/returns/<int:pk>/messages/", returns.Messages.as_view()),
    path("api/returns/<int:pk>/decision/", returns.Decision.as_view()),
    path("api/returns/<int:pk>/settlement/", returns.Settlement.as_view()),
    path("api/shipping/webhooks/<slug:carrier>/", returns.CarrierWebhook.as_view()),
    path("api/seller/shipping/", terms.Shipping.as_view()),
    path("api/seller/orders/", orders.Sold.as_view()),
    path("api/seller/orders/<int:pk>/", orders.SoldById.as_view()),
    path("api/seller/orders/<int:pk>/status/", orders.Step.as_view()),
    path("api/seller/orders/<int:pk>/booking/", returns.Booking.as_view()),
    path("api/seller/orders/<int:pk>/invoice/", papers.SoldInvoice.as_view()),
    path("api/seller/orders/<int:pk>/packing-slip/", papers.PackingSlip.as_view()),
]
