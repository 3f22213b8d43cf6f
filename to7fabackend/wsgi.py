"""The web server's entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "to7fabackend.settings")
django_application = get_wsgi_application()

from core import bodies, middleware  # noqa: E402 - they need the settings

application = bodies.whole(django_application, largest=middleware.LARGEST_UPLOAD)
