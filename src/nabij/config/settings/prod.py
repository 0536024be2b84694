"""A real town. Everything that matters must be set; nothing falls back to a value of development."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from nabij.config.settings import environment
from nabij.config.settings.base import *
from nabij.config.settings.running import *

if environment.switch("NABIJ_OWN_DEMO", default=False):
    raise ImproperlyConfigured(
        "NABIJ_OWN_DEMO belongs to the demonstration: anybody would get a town of their own beside a real "
        "one. Take it away, or start the demonstration with make run."
    )

FOR_A_TOWN = True
DEBUG = False
SECRET_KEY = environment.text("NABIJ_SECRET_KEY")
ALLOWED_HOSTS = environment.names("NABIJ_ALLOWED_HOSTS")
DATA_DIR = Path(environment.text("NABIJ_DATA_DIR"))
# The owner of the tables is named only to commands of the administrator. What serves the pages is another
# role, which can add to the logs and not change them.
_SERVED_FROM = environment.text("NABIJ_DATABASE_URL")
DATABASES = {"default": database(environment.text("NABIJ_DATABASE_OWNER_URL", _SERVED_FROM))}
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
CHECKPOINT_KEY = environment.text("NABIJ_CHECKPOINT_KEY")
CHECKPOINT_DIR = Path(environment.text("NABIJ_CHECKPOINT_DIR", str(DATA_DIR / "checkpoints")))
ERASED_FILE = CHECKPOINT_DIR / "erased-subjects"

town_log_in(globals())
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the reverse proxy says who asks
# A reverse proxy ends TLS and says so in this header; it must remove the header from what visitors send.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = ["^health$"]  # the proxy asks it over plain HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
# Other sites under the domain of a town are not ours to force onto TLS: no subdomains, no preload list.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
