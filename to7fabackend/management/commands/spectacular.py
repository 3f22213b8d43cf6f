"""Write the API document, and where it is the committed one, the clients that are made from it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from drf_spectacular.management.commands.spectacular import Command as Document


class Command(Document):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)  # type: ignore[no-untyped-call]
        committed = settings.BASE_DIR / "docs" / "openapi.yaml"
        if options.get("file") and Path(options["file"]).resolve() == committed:
            from tools.clients.__main__ import write  # absent where there are no sources

            write()
