from django.urls import path

from to7fabackend.seller import returning, views

app_name = "seller"
urlpatterns = [
    path("", views.dashboard, name="home"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("orders/", views.orders, name="orders"),
    path("orders/<int:pk>/", views.order, name="order"),
    path("orders/<int:pk>/packing-slip/", views.packing_slip, name="packing_slip"),
    path("returns/", returning.returned, name="returns"),
    path("returns/<int:pk>/", returning.one, name="return"),
    path("returns/<int:pk>/photos/<int:photo_pk>/", returning.photo, name="return_photo"),
    path("pieces/", views.pieces, name="pieces"),
    path("pieces/<int:pk>/", views.piece, name="piece"),
    path("statements/", views.statements, name="statements"),
]
