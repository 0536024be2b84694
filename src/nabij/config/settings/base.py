"""What holds everywhere. Settings come from NABIJ_ variables only; secrets have no default here."""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parents[2]
PROJECT = PACKAGE.parents[1]

INSTALLED_APPS = [
    "nabij.operations",  # first: its `check` stands before that of Django
    "nabij.rights",
    "nabij.registry",
    "nabij.staff",
    "nabij.audit",
    "nabij.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nabij.web.middleware.quiet_headers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nabij.staff.middleware.name_the_actor",
    "nabij.audit.middleware.ClosedWithoutLog",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "nabij.config.urls"
WSGI_APPLICATION = "nabij.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Templates -----------------------------------------------------------------------------------------------
TEMPLATE_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "nabij.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "nabij.web.templatetags.interface",
            ],
        },
    }
]

# Database ------------------------------------------------------------------------------------------------
# ATOMIC_REQUESTS stays off: with a transaction around every request each page would wait for the one writer
# of SQLite. IMMEDIATE, because a transaction that first reads and then writes fails at once when another one
# wrote in between, whatever the timeout.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=NORMAL;"
        "PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;"
        "PRAGMA cache_size=-20000;"
    ),
}


def database(url: str, *, lasting: int = 600) -> dict[str, Any]:
    """Return Django's settings for a database address (sqlite:///… or postgresql://…)."""
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=lasting, conn_health_checks=True))
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {**_SQLITE, **found.get("OPTIONS", {})}
    return found


# Languages -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [
    ("nl", "Nederlands"),
    ("fr", "Français"),
    ("en", "English"),
    ("uk", "Українська"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
]
# The address says the language; a visitor's choice is kept nowhere else.
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# Static files --------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The names carry a hash, so what is cached never goes stale.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Accounts ------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "staff.User"
LOGIN_URL = "staff:log-in"
LOGIN_REDIRECT_URL = "staff:start"
LOGOUT_REDIRECT_URL = "staff:log-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SESSION_COOKIE_AGE = 10 * 60 * 60  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone when the browser closes: on a shared phone nothing tells that somebody was here
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "nabij.web.views.form_expired"

# Headers -------------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its small signs as data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Files of people: beside what the web server gives out, never inside it, and without an address of their own.
MEDIA_URL = ""

# Running -------------------------------------------------------------------------------------------------
# What a demonstration or a test does without; `running` reads the rest from the environment.
FOR_A_TOWN = False
SETTINGS_FILE = BACKUP_DIR = BACKUP_SECOND_DIR = BACKUP_COMMAND = KEY_DIR = TIME_SERVER = SERVING_ROLE = (
    ALARM_MAIL
) = ""
WEB_WORKERS = 1

# Logs ----------------------------------------------------------------------------------------------------
# No mail on errors (it would hold what people typed), no access log, no SQL.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "nabij.kernel.logs.WithoutPersons",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.db.backends": {"handlers": [], "level": "ERROR", "propagate": True},
        "nabij": {"level": "INFO"},
    },
}
