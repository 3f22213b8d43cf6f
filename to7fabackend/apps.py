from django.apps import AppConfig


class TohfaConfig(AppConfig):
    name = "to7fabackend"
    verbose_name = "تحفة"
