"""Load the demo marketplace (see ``to7fabackend.demo``)."""

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("tohfa: no demo yet")
