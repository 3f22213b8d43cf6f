from typing import Any

from django.apps import AppConfig
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        post_migrate.connect(load_lexicon, sender=self)


def load_lexicon(**_given: Any) -> None:
    """Bring the lexicon of this release into its table whenever the tables are brought up to date."""
    from products.actions import search  # tables can be named only once all apps are loaded
    from products.models import SearchState

    if SearchState._meta.db_table in connection.introspection.table_names():
        with transaction.atomic():
            search.load_seed()
