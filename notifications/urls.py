from django.urls import path

from notifications import views

urlpatterns = [
    path("api/notifications/", views.Notifications.as_view()),
    path("api/notifications/unread-count/", views.UnreadCount.as_view()),
    path("api/notifications/read-all/", views.ReadAll.as_view()),
    path("api/notifications/<int:pk>/read/", views.Read.as_view()),
    path("api/notifications/preferences/", views.Preferences.as_view()),
    path("api/notifications/devices/", views.Devices.as_view()),
    path("api/notifications/devices/<path:token>/", views.DeviceByToken.as_view()),
    path("api/notifications/stream/", views.Stream.as_view()),
    path("api/notifications/mail-events/", views.MailEvents.as_view()),
    path("api/notifications/opened/<str:token>/", views.Opened.as_view()),
    path("api/notifications/unsubscribe/<str:token>/", views.Unsubscribe.as_view()),
]
