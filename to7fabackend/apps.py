from django.apps import AppConfig

from to7fabackend.backoffice import labels


class TohfaConfig(AppConfig):
    name = "to7fabackend"
    verbose_name = "تحفة"

    def ready(self) -> None:
        labels.translate_derived_names()
        labels.name_background_work()
        labels.name_links()
