from django.urls import path

from analytics.views import figures, reports

urlpatterns = [
    path("api/analytics/events/", figures.Events.as_view()),
    path("api/seller/analytics/", figures.SellerAnalytics.as_view()),
    path("api/reports/", reports.Reports.as_view()),
    path("api/reports/jobs/", reports.Jobs.as_view()),
    path("api/reports/jobs/<int:pk>/", reports.JobById.as_view()),
    path("api/reports/jobs/<int:pk>/file/", reports.JobFile.as_view()),
    path("api/reports/<slug:name>/", reports.ReportByName.as_view()),
]
