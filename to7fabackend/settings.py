"""Settings: everything that differs between machines comes from the environment.

``TOHFA_ENV=production`` demands what production needs and says what is missing; without it the
project runs as the demo, on its own database and with secrets it makes itself.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from environs import Env

from core import logs, tracing
from sandbox.configuration import Configuration as SandboxConfiguration
from to7fabackend import errors, mail_providers, postgres, secret, stream

django_stubs_ext.monkeypatch()

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
PRODUCTION = env.str("TOHFA_ENV", "demo") == "production"
DEMO = env.bool("DEMO", not PRODUCTION) and not PRODUCTION
DATA_DIR = Path(env.str("TOHFA_DATA_DIR", "") or BASE_DIR / ".data").resolve()
PORT = env.int("PORT", 8000)

# --- secrets and hosts --------------------------------------------------------------------------
_secrets = secret.load(DATA_DIR, production=PRODUCTION)
SECRET_KEY = _secrets["SECRET_KEY"]
JWT_PRIVATE_KEYS: list[str] = [
    "-----BEGIN" + part for part in _secrets["JWT_PRIVATE_KEYS"].split("-----BEGIN")[1:]
]
FIELD_KEYS: list[str] = _secrets["FIELD_KEYS"].split(",")
BLIND_INDEX_KEY = _secrets["BLIND_INDEX_KEY"]
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["*"])
PUBLIC_URL = env.str("PUBLIC_URL", f"http://localhost:{PORT}").rstrip("/")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

# --- applications -------------------------------------------------------------------------------
OUR_APPS = [
    "core",
    "notifications",
    "custom_auth",
    "wallet",
    "products",
    "orders",
    "payment",
    "analytics",
]
INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "to7fabackend.backoffice.apps.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular_sidecar",
    "procrastinate.contrib.django",
    "corsheaders",
    *OUR_APPS,
    *(["sandbox"] if DEMO else []),
    "to7fabackend",
    # After ours, whose command of the same name writes the clients beside the document.
    "drf_spectacular",
]
MIDDLEWARE = [
    "to7fabackend.refusals.Pages",
    "core.middleware.Surround",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.Sessions",
    "core.middleware.Csrf",
    "to7fabackend.card_data.PagesWithoutCards",
    "core.middleware.Authentication",
    "to7fabackend.backoffice.signing.KnownBrowsers",
    "core.middleware.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "to7fabackend.policies.Policies",
    "to7fabackend.clock.in_cairo",
]
ROOT_URLCONF = "to7fabackend.urls"
WSGI_APPLICATION = "to7fabackend.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "to7fabackend" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- database -----------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", "")
if PRODUCTION and not DATABASE_URL:
    raise ImproperlyConfigured(
        "Production needs DATABASE_URL; the embedded database is for the demo."
    )
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.dj_db_url("DATABASE_URL", postgres.url(DATA_DIR))
}
DATABASES["default"].update(
    {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "ENGINE": "core.database"}
)
DATABASES["default"].setdefault("OPTIONS", {}).update(
    {
        "connect_timeout": 5,
        "application_name": env.str("TOHFA_PROCESS", "tohfa"),
        # A server that a cut cable leads to is given up in a quarter of a minute, not of an hour.
        "tcp_user_timeout": 15_000,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
    }
)
if threads := env.int("DATABASE_POOL", 0):
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": threads,
        "timeout": 10,
        # A connection takes ten megabytes of the server: what a burst has opened is not kept for long.
        "max_idle": 30,
    }
# A pooler that lends a connection for a transaction knows no statement or cursor that outlives one.
DATABASE_POOLER = env.bool("DATABASE_POOLER", False)
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = DATABASE_POOLER
# Django forbids psycopg to prepare anything, even what asks for it (core/prepared.py). This allows that,
# and nothing for having been run often: the texts of Django's statements hold their values.
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = None if DATABASE_POOLER else sys.maxsize
# A streaming replica from which the public catalogue is read; see core/replica.py.
if DATABASE_REPLICA_URL := env.str("DATABASE_REPLICA_URL", ""):
    DATABASES["replica"] = {
        **DATABASES["default"],
        **env.dj_db_url("DATABASE_REPLICA_URL"),
        "ENGINE": "core.database",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            **env.dj_db_url("DATABASE_REPLICA_URL").get("OPTIONS", {}),
            **{k: v for k, v in DATABASES["default"]["OPTIONS"].items() if k != "host"},
        },
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["core.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- cache --------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# Answers of anonymous public reads are kept, and let go when what they show has changed.
PUBLIC_CACHE = env.bool("PUBLIC_CACHE", True)

# --- figures ------------------------------------------------------------------------------------
EVENTS_KEPT_MONTHS = env.int("EVENTS_KEPT_MONTHS", 14)

# --- languages and time -------------------------------------------------------------------------
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "lang"
FORMAT_MODULE_PATH = ["to7fabackend.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static" if PRODUCTION else None
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# The guides, built of docs/ when the program is prepared.
GUIDES_ROOT = DATA_DIR / "guides"
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Papers of applicants, encrypted: outside any path that is served.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "private",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o644
# Any S3-compatible store instead of the disk; pictures are public behind a CDN, papers are not.
if S3_BUCKET := env.str("S3_BUCKET", ""):
    _s3 = {
        "endpoint_url": env.str("S3_ENDPOINT_URL", None),
        "region_name": env.str("S3_REGION", None),
        "access_key": secret.from_environment("S3_ACCESS_KEY"),
        "secret_key": secret.from_environment("S3_SECRET_KEY"),
        "signature_version": "s3v4",
        "default_acl": None,
    }
    MEDIA_URL = env.str("MEDIA_URL").rstrip("/") + "/"
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            **_s3,
            "bucket_name": S3_BUCKET,
            "custom_domain": MEDIA_URL.partition("://")[2].rstrip("/"),
            "querystring_auth": False,
            "file_overwrite": True,  # names carry the digest of what they name
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            **_s3,
            "bucket_name": env.str("S3_PRIVATE_BUCKET"),
            "querystring_expire": 300,
            "file_overwrite": False,
        },
    }

# --- security -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "custom_auth.User"
PASSWORD_HASHERS = [
    "custom_auth.passwords.Argon2id",
    # Only read: what people who came over from the earlier backend signed in with (import_earlier).
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "custom_auth.password_rules.LengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "first_name", "last_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "custom_auth.password_rules.BreachedPasswordValidator"},
]
BREACHED_PASSWORDS_URL = env.str(
    "BREACHED_PASSWORDS_URL", "https://api.pwnedpasswords.com/range/" if PRODUCTION else ""
)
PASSWORD_RESET_TIMEOUT = env.int("PASSWORD_RESET_TIMEOUT", 2 * 3600)
EMAIL_KEY_TIMEOUT = env.int("EMAIL_KEY_TIMEOUT", 72 * 3600)
# The client ids of our apps at the providers; none means that provider is not offered.
SOCIAL_CLIENT_IDS: dict[str, list[str]] = {
    "google": env.list("GOOGLE_CLIENT_IDS", []),
    "apple": env.list("APPLE_CLIENT_IDS", []),
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "to7fabackend.refusals.stale_form"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
# The check looks for Django's own class by name; ours is that class, passed over for the API.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
RATE_LIMIT_FACTOR = env.float("RATE_LIMIT_FACTOR", 1.0)

# --- payment ------------------------------------------------------------------------------------
# Each of these, set in the environment, wins over the sandbox's value in the demo. In production
# online payment is off while one is missing, and the start says so.
_sandbox = SandboxConfiguration()
_paymob_defaults: dict[str, Any] = {
    "PAYMOB_BASE_URL": f"http://127.0.0.1:{PORT}/sandbox/paymob/",
    "PAYMOB_CHECKOUT_URL": f"{PUBLIC_URL}/sandbox/paymob/unifiedcheckout/",
    "PAYMOB_API_KEY": _sandbox.api_key,
    "PAYMOB_SECRET_KEY": _sandbox.secret_key,
    "PAYMOB_PUBLIC_KEY": _sandbox.public_key,
    "PAYMOB_HMAC_SECRET": _sandbox.hmac_secret,
    "PAYMOB_INTEGRATION_CARD": _sandbox.integration_card,
    "PAYMOB_INTEGRATION_WALLET": _sandbox.integration_wallet,
    "PAYMOB_INTEGRATION_KIOSK": _sandbox.integration_kiosk,
}


def _paymob(name: str) -> str:
    return secret.from_environment(name) or (str(_paymob_defaults[name]) if DEMO else "")


PAYMOB: dict[str, Any] = {
    "base_url": _paymob("PAYMOB_BASE_URL"),
    "checkout_url": _paymob("PAYMOB_CHECKOUT_URL"),
    "api_key": _paymob("PAYMOB_API_KEY"),
    "secret_key": _paymob("PAYMOB_SECRET_KEY"),
    "public_key": _paymob("PAYMOB_PUBLIC_KEY"),
    "hmac_secret": _paymob("PAYMOB_HMAC_SECRET"),
    "integrations": {
        method: int(number)
        for method, name in (
            ("credit_card", "PAYMOB_INTEGRATION_CARD"),
            ("mobile_wallet", "PAYMOB_INTEGRATION_WALLET"),
            ("kiosk", "PAYMOB_INTEGRATION_KIOSK"),
        )
        if (number := _paymob(name))
    },
}
# Both are classes by their names; examples/ has others.
PAYMENT_GATEWAY = env.str("PAYMENT_GATEWAY", "payment.gateways.paymob.Paymob")
CARRIERS = env.list("CARRIERS", ["orders.carriers.Manual", "orders.carriers.Bosta"])
_gateway_parts = [PAYMOB[part] for part in ("base_url", "checkout_url", "api_key", "secret_key")]
_gateway_parts += [PAYMOB["public_key"], PAYMOB["hmac_secret"]]
ONLINE_PAYMENTS = all(_gateway_parts) and bool(PAYMOB["integrations"])
PAYMOB_PAYOUTS: dict[str, str] = {
    name: secret.from_environment(f"PAYMOB_PAYOUTS_{name.upper()}")
    or (default if DEMO and env.bool("SANDBOX_PAYOUTS", False) else "")
    for name, default in {
        "base_url": f"http://127.0.0.1:{PORT}/sandbox/paymob/payouts/api/secure/",
        "client_id": _sandbox.payouts_client_id,
        "client_secret": _sandbox.payouts_client_secret,
        "username": _sandbox.payouts_username,
        "password": _sandbox.payouts_password,
        # In the address at which the payouts API calls us back; it signs nothing.
        "callback_key": "sandbox-payouts-callback-key",
    }.items()
}
BOSTA: dict[str, str] = {
    "base_url": env.str("BOSTA_BASE_URL", "")
    or (
        f"http://127.0.0.1:{PORT}/sandbox/bosta/api/v2/" if DEMO else "https://app.bosta.co/api/v2/"
    ),
    "api_key": secret.from_environment("BOSTA_API_KEY") or (_sandbox.bosta_api_key if DEMO else ""),
    "webhook_header": env.str("BOSTA_WEBHOOK_HEADER", "X-Tohfa-Carrier"),
    "webhook_secret": secret.from_environment("BOSTA_WEBHOOK_SECRET")
    or ("sandbox-carrier-secret" if DEMO else ""),
}
# The marketplace's own tax number, for invoices.
TAX_ID = env.str("TAX_ID", "")
# Where buyers send a bank transfer or InstaPay payment to; without it the method is not offered.
BANK_ACCOUNT = env.str("BANK_ACCOUNT", "InstaPay: tohfa@instapay" if DEMO else "")
# The partners' twins of the demo; they call and redirect to nobody else.
SANDBOX = {
    "allowed_origins": [PUBLIC_URL, f"http://127.0.0.1:{PORT}", f"http://localhost:{PORT}"],
    "outbox": str(DATA_DIR / "outbox"),
    "processed_callback_url": f"http://127.0.0.1:{PORT}/api/payments/webhooks/paymob/",
    "payouts_callback_url": (
        f"http://127.0.0.1:{PORT}/api/payments/webhooks/paymob-payouts/"
        f"?key={PAYMOB_PAYOUTS['callback_key']}"
        if PAYMOB_PAYOUTS["callback_key"]
        else ""
    ),
    "bosta_webhook_url": f"http://127.0.0.1:{PORT}/api/shipping/webhooks/bosta/",
    "bosta_webhook_header": "X-Tohfa-Carrier",
    "bosta_webhook_value": "sandbox-carrier-secret",
}
PAYMENT_METHODS = ["cash_on_delivery", "wallet"]
if ONLINE_PAYMENTS:
    PAYMENT_METHODS += list(PAYMOB["integrations"])
if BANK_ACCOUNT:
    PAYMENT_METHODS.append("bank_transfer")

# --- the API ------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["custom_auth.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["core.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["core.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "core.paging.KeysetPagination",
    "DEFAULT_THROTTLE_CLASSES": ["core.limits.RateLimits"],
    "DEFAULT_SCHEMA_CLASS": "core.schema.Schema",
    "EXCEPTION_HANDLER": "core.problems.handle",
    # What there is to know about a route stands in the document; other sites are let in by CORS.
    "DEFAULT_METADATA_CLASS": None,
    "PAGE_SIZE": 20,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tohfa",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "DESCRIPTION": (BASE_DIR / "docs" / "api-introduction.md").read_text(encoding="utf-8"),
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "SCHEMA_PATH_PREFIX": r"/api",
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "UserTypeEnum": ["customer", "artist", "store"],
        "SellerTypeEnum": ["artist", "store"],
        "PaymentMethodEnum": [
            "credit_card",
            "mobile_wallet",
            "kiosk",
            "wallet",
            "cash_on_delivery",
            "bank_transfer",
        ],
        "OnlineMethodEnum": ["credit_card", "kiosk", "mobile_wallet"],
        "KeptMethodEnum": ["wallet", "cash_on_delivery", "bank_transfer"],
        "OrderStatusEnum": ["pending", "processing", "shipped", "delivered", "cancelled"],
        "ParcelStatusEnum": [
            "pending",
            "processing",
            "shipped",
            "delivered",
            "cancelled",
            "refused",
            "returned",
            "lost",
        ],
        "SellerStepEnum": ["processing", "shipped", "delivered", "cancelled"],
        "NoticeChannelEnum": ["in_app", "email", "push"],
        "CheckoutChannelEnum": ["redirect", "sdk"],
        "JobStatusEnum": ["waiting", "running", "done", "failed"],
        "PictureStatusEnum": ["pending", "ready", "failed"],
        "ReturnReasonEnum": [
            "changed_mind",
            "defective",
            "not_as_described",
            "wrong_item",
            "never_arrived",
        ],
    },
    "POSTPROCESSING_HOOKS": [
        "core.schema.known_by_values",
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.schema.plainly",
        "core.schema.complete",
        "to7fabackend.examples.with_examples",
    ],
}

# --- mail, push and text messages ---------------------------------------------------------------
OUTBOX_DIR = DATA_DIR / "outbox"
MAIL_DOMAIN = env.str("MAIL_DOMAIN", "tohfa.example")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"تحفة <hello@{MAIL_DOMAIN}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A provider whose API takes our mails, and what it tells of them later; without one, SMTP.
EMAIL_PROVIDER = env.str("EMAIL_PROVIDER", "").strip().lower()
EMAIL_EVENTS_SECRET = secret.from_environment("EMAIL_EVENTS_SECRET") or ""
ANYMAIL = mail_providers.anymail(
    EMAIL_PROVIDER,
    events_secret=EMAIL_EVENTS_SECRET,
    url=env.str("EMAIL_PROVIDER_URL", ""),
)
EMAIL_PROVIDER_EVENTS = mail_providers.events_class(EMAIL_PROVIDER)
_own_mail = (
    "django.core.mail.backends.smtp.EmailBackend"
    if PRODUCTION
    else "notifications.channels.outbox.EmailBackend"
)
EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    "notifications.channels.provider.EmailBackend" if EMAIL_PROVIDER else _own_mail,
)
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 587 if PRODUCTION else 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = secret.from_environment("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", PRODUCTION)
EMAIL_TIMEOUT = 10
PUSH_SENDER = env.str(
    "PUSH_SENDER",
    "notifications.channels.firebase.FirebaseSender"
    if PRODUCTION
    else "notifications.channels.push.OutboxSender",
)
# Firebase's service account: the path of its JSON file, or the JSON itself.
FIREBASE_CREDENTIALS = env.str("FIREBASE_CREDENTIALS", "")
_goes_through_firebase = PUSH_SENDER.startswith("notifications.channels.firebase.")
if FIREBASE_CREDENTIALS and _goes_through_firebase and not find_spec("firebase_admin"):
    raise ImproperlyConfigured(
        "FIREBASE_CREDENTIALS is set; push needs requirements-push.txt installed."
    )
# Where the web finds the process that holds the live streams; both run on the same machine.
STREAM_SOCKET = stream.socket_path(DATA_DIR)
# What knows who agrees to promotions; notices know no people.
PROMOTION_CONSENTS = "custom_auth.actions.consents"
SMS_SENDER = env.str("SMS_SENDER", "notifications.channels.sms.OutboxSender")
SMS_GATEWAY: dict[str, str] = {
    "url": env.str("SMS_GATEWAY_URL", ""),
    "key": secret.from_environment("SMS_GATEWAY_KEY") or "",
    "authorization": env.str("SMS_GATEWAY_AUTHORIZATION", ""),
    "format": env.str("SMS_GATEWAY_FORMAT", "json"),
    "body": env.str(
        "SMS_GATEWAY_BODY", '{"to": "{to}", "message": "{text}", "reference": "{key}"}'
    ),
    "taken": env.str("SMS_GATEWAY_TAKEN", ""),
}
WHATSAPP: dict[str, str] = {
    "url": env.str("WHATSAPP_URL", "https://graph.facebook.com/v23.0"),
    "number_id": env.str("WHATSAPP_NUMBER_ID", ""),
    "token": secret.from_environment("WHATSAPP_TOKEN") or "",
    "template": env.str("WHATSAPP_TEMPLATE", ""),
}
# What the links in mails and push messages begin with; the app claims these addresses as its own.
APP_LINK_URL = env.str("APP_LINK_URL", f"{PUBLIC_URL}/app").rstrip("/")

# --- the back office ----------------------------------------------------------------------------
# What tells the roles of a member of staff; core knows of no people.
STAFF_ROLES = "custom_auth.permissions.roles_of"
# Staff act with a second factor alone. The demo spares its visitors that, unless it is asked for.
STAFF_SECOND_FACTOR = PRODUCTION or env.bool("STAFF_SECOND_FACTOR", not DEMO)
UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("Tohfa"),
    "SITE_HEADER": _("Tohfa"),
    "SITE_SUBHEADER": _("Back office"),
    "SITE_SYMBOL": "storefront",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_LANGUAGES": True,
    "SITE_URL": None,
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("seller/mark.svg"),
        }
    ],
    "STYLES": [lambda request: static("backoffice/backoffice.css")],
    "SCRIPTS": [
        lambda request: static("charts.js"),
        "to7fabackend.backoffice.theme.scrolling",
    ],
    "DASHBOARD_CALLBACK": "to7fabackend.backoffice.home.home",
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": True,
        "navigation": "to7fabackend.backoffice.navigation.menu",
    },
    "COLORS": {
        "primary": {
            "50": "253 246 240",
            "100": "250 232 219",
            "200": "244 206 182",
            "300": "234 172 138",
            "400": "220 130 88",
            "500": "201 96 54",
            "600": "172 72 38",
            "700": "140 55 31",
            "800": "114 46 29",
            "900": "94 41 28",
            "950": "52 20 13",
        }
    },
}

# --- other sites, errors, metrics ---------------------------------------------------------------
# The app needs no CORS; web pages elsewhere that may call the API are named one by one.
CORS_ALLOWED_ORIGINS: list[str] = env.list("CORS_ALLOWED_ORIGINS", [])
CORS_URLS_REGEX = r"^/api/.*$"
CORS_ALLOW_HEADERS = [
    "accept-language",
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "last-event-id",
    "x-request-id",
]
CORS_EXPOSE_HEADERS = ["etag", "idempotent-replayed", "retry-after", "x-request-id"]
CORS_PREFLIGHT_MAX_AGE = 86400
METRICS_TOKEN = secret.from_environment("METRICS_TOKEN") or ""
errors.report_to(
    secret.from_environment("SENTRY_DSN"), environment=env.str("SENTRY_ENVIRONMENT", "production")
)
# Traces are sent to whoever is named here, with the extra requirement `tracing` installed.
if OTEL_EXPORTER_OTLP_ENDPOINT := env.str("OTEL_EXPORTER_OTLP_ENDPOINT", ""):
    try:
        tracing.start(
            OTEL_EXPORTER_OTLP_ENDPOINT, service=f"tohfa-{env.str('TOHFA_PROCESS', 'web')}"
        )
    except ImportError as missing:
        raise ImproperlyConfigured(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set; traces need requirements-tracing.txt installed."
        ) from missing

# --- logs and errors ----------------------------------------------------------------------------
LOG_REQUESTS = env.bool("LOG_REQUESTS", True)
LOGGING = logs.configure(env.str("LOG_LEVEL", "INFO"), env.str("LOG_FILE", None))
