from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    default_site = "to7fabackend.backoffice.site.BackOffice"
