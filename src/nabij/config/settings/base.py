"""What holds everywhere. Settings come from NABIJ_ variables only; secrets have no default here."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from nabij.config.settings import environment

PACKAGE = Path(__file__).resolve().parents[2]
PROJECT = PACKAGE.parents[1]

INSTALLED_APPS = [
    "nabij.operations",  # first: its `check` stands before that of Django
    "nabij.rights",
    "nabij.registry",
    "nabij.staff",
    "nabij.directory",
    "nabij.audit",
    "nabij.casework",
    "nabij.campaigns",
    "nabij.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
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
    "allauth.account.middleware.AccountMiddleware",
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
        # Four times the usual: lines of the log are written all over an index, and with the usual thousand
        # one page in twelve waits until they are put in their place.
        "PRAGMA wal_autocheckpoint=4000;"
    ),
}
# Compiling a statement takes longer than carrying it out: pages ask many small ones.
_POSTGRES = {"options": "-c jit=off"}


def database(url: str, *, lasting: int = 600) -> dict[str, Any]:
    """Return Django's settings for a database address (sqlite:///… or postgresql://…)."""
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=lasting, conn_health_checks=True))
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {**_SQLITE, **found.get("OPTIONS", {})}
    else:
        found["OPTIONS"] = {**_POSTGRES, **found.get("OPTIONS", {})}
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
LOCALE_PATHS = [PACKAGE / "kernel" / "locale"]  # the kernel is no app of Django, and names purposes
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# Static files --------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "nabij.config.static_files.NamedByContent"},
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
# Logging in goes through allauth, with pages, limits and words of our own (nabij.staff).
ACCOUNT_ADAPTER = "nabij.staff.panels.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation proved the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 15 * 60  # between the password and the end of the second step
ACCOUNT_RATE_LIMITS = (
    False  # its counters live in one process; ours in the database (nabij.staff.actions.throttle)
)
ALLAUTH_TRUSTED_PROXY_COUNT = 0
MFA_ADAPTER = "nabij.staff.panels.SecondSteps"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Nabij"
MFA_TOTP_TOLERANCE = 1  # half minutes that a clock may be wrong; each code still works once
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 10
SOCIALACCOUNT_ADAPTER = "nabij.staff.panels.TownService"
SOCIALACCOUNT_STORE_TOKENS = False
PROOF_SECONDS = 5 * 60
"""How long the second step counts as proof for what does much harm (export, roles, exceptional access)."""
PROOF_METHODS = ["mfa"]


def town_log_in(found: dict[str, Any]) -> None:
    """Let people log in with the service of the town that NABIJ_OIDC_ISSUER names, if it names one."""
    issuer = environment.text("NABIJ_OIDC_ISSUER", "")
    found["NABIJ_OIDC_NAME"] = environment.text("NABIJ_OIDC_NAME", "") if issuer else ""
    found["NABIJ_OIDC_HAS_SECOND_STEP"] = environment.switch("NABIJ_OIDC_HAS_SECOND_STEP", default=False)
    if not issuer:
        return
    found["NABIJ_OIDC_NAME"] = environment.text("NABIJ_OIDC_NAME")
    if found["NABIJ_OIDC_HAS_SECOND_STEP"]:
        found["PROOF_METHODS"] = ["mfa", "socialaccount"]
    found["SOCIALACCOUNT_PROVIDERS"] = town_service(
        name=found["NABIJ_OIDC_NAME"],
        issuer=issuer,
        client_id=environment.text("NABIJ_OIDC_CLIENT_ID"),
        secret=environment.text("NABIJ_OIDC_CLIENT_SECRET"),
    )
    place = urlsplit(issuer)
    forms = found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"]
    forms.append(f"{place.scheme}://{place.netloc}")  # the form that starts it ends there


def town_service(*, name: str, issuer: str, client_id: str, secret: str) -> dict[str, Any]:
    """Return what allauth wants to know of a service that speaks OpenID Connect, with PKCE."""
    app = {
        "provider_id": "stad",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


# Only the demonstration gives visitors a town of their own; `own_demo` says where.
OWN_DEMO_DIR = OWN_DEMO_TEMPLATE = Path()
OWN_DEMO_MOST = 300


def own_demo(found: dict[str, Any], data: Path) -> None:
    """Give each visitor who asks a copy of the demonstration. Raises ImproperlyConfigured without SQLite."""
    if not found["DATABASES"]["default"]["ENGINE"].endswith("sqlite3"):
        raise ImproperlyConfigured(
            "NABIJ_OWN_DEMO copies a SQLite file for each visitor. Leave NABIJ_DATABASE_URL empty, or set "
            "NABIJ_OWN_DEMO to 0."
        )
    found["OWN_DEMO_DIR"] = data / "own-demos"
    found["OWN_DEMO_TEMPLATE"] = data / "own-demo-template"
    found["OWN_DEMO_MOST"] = environment.number("NABIJ_OWN_DEMO_MOST", 300)
    found["ROOT_URLCONF"] = "nabij.config.urls_own_demo"
    first = found["MIDDLEWARE"].index("django.contrib.sessions.middleware.SessionMiddleware")
    found["MIDDLEWARE"] = [
        *found["MIDDLEWARE"][:first],
        "nabij.demo.own.switching.each_in_the_own_place",
        *found["MIDDLEWARE"][first:],
    ]


SESSION_COOKIE_AGE = 10 * 60 * 60  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone when the browser closes: on a shared phone nothing tells that somebody was here
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "nabij.web.views.form_expired"

# Log -----------------------------------------------------------------------------------------------------
# Public keys (hexadecimal) with which older checkpoints were signed, after the key was renewed.
CHECKPOINT_OLD_KEYS = environment.names("NABIJ_CHECKPOINT_OLD_KEYS", "")

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

# Mail ----------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "nabij@localhost"

# Files of people: beside what the web server gives out, never inside it, and without an address of their own.
MEDIA_URL = ""

# Running -------------------------------------------------------------------------------------------------
# What a demonstration or a test does without; `running` reads the rest from the environment.
FOR_A_TOWN = False
SETTINGS_FILE = BACKUP_DIR = BACKUP_SECOND_DIR = BACKUP_COMMAND = KEY_DIR = TIME_SERVER = SERVING_ROLE = (
    ALARM_MAIL
) = ""
WEB_WORKERS = 1

# Rounds --------------------------------------------------------------------------------------------------
# The road service (OSRM) of the town itself; `{mode}` in it becomes foot, bicycle or car. Nothing is called
# without one: travel times are then estimates along the straight line.
ROADS_URL = environment.text("NABIJ_ROADS_URL", "")

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

# National numbers ----------------------------------------------------------------------------------------
# Off: the field does not exist for anybody. On only where the law allows, with keys to seal them.
NATIONAL_NUMBERS = False
SEALING_KEYS: list[str] = []

# Reading that asks for a question ------------------------------------------------------------------------
# Where the lines lie; what is above one is shown to the privacy officer, with the reason in words.
ODD_READING = {
    "outside_a_day": environment.number("NABIJ_ODD_OUTSIDE_A_DAY", 30),
    "in_an_hour": environment.number("NABIJ_ODD_IN_AN_HOUR", 60),
    "at_night": environment.number("NABIJ_ODD_AT_NIGHT", 5),
    "quiet_days": environment.number("NABIJ_ODD_QUIET_DAYS", 365),
    "quiet_a_day": environment.number("NABIJ_ODD_QUIET_A_DAY", 5),
    "readers_a_day": environment.number("NABIJ_ODD_READERS_A_DAY", 6),
    "exports_a_day": environment.number("NABIJ_ODD_EXPORTS_A_DAY", 3),
}
