"""Settings under which the sandbox runs all by itself, to show that it needs no shop."""

import os
import tempfile
from pathlib import Path

from to7fabackend import postgres

# Workers of a parallel run find the directory in the environment.
os.environ.setdefault("SANDBOX_TEST_DIR", f"{tempfile.gettempdir()}/sandbox-{os.getpid()}")
TEST_DIR = Path(os.environ["SANDBOX_TEST_DIR"])

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "sandbox.tests.urls"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.staticfiles", "sandbox"]
MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": postgres.DATABASE,
        "USER": postgres.USER,
        "HOST": str(postgres.socket_dir(TEST_DIR)),
        "PORT": "5432",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
USE_TZ = True
TIME_ZONE = "UTC"
APPEND_SLASH = False
