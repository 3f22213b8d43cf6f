from django.urls import path

from orders.views import baskets, orders

urlpatterns = [
    path("api/cart/", baskets.Cart.as_view()),
    path("api/cart/items/", baskets.CartItems.as_view()),
    path("api/cart/merge/", baskets.MergeCart.as_view()),
    path("api/orders/quote/", baskets.Quote.as_view()),
    path("api/orders/", orders.Orders.as_view()),
    path("api/orders/<int:pk>/", orders.OrderById.as_view()),
    path("api/orders/<int:pk>/cancel/", orders.CancelOrder.as_view()),
    path("api/orders/<int:pk>/tracking/", orders.Tracking.as_view()),
    path("api/seller/orders/", orders.Sold.as_view()),
    path("api/seller/orders/<int:pk>/", orders.SoldById.as_view()),
    path("api/seller/orders/<int:pk>/status/", orders.Step.as_view()),
]
