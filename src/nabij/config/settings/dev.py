"""Your own machine: `make run` and `make dev`. Works without setting anything."""

import secrets
from pathlib import Path

from nabij.config.settings import environment
from nabij.config.settings.base import *
from nabij.config.settings.running import *

DEBUG = environment.switch("NABIJ_DEBUG", default=False)
DATA_DIR = Path(environment.text("NABIJ_DATA_DIR", str(PROJECT / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)


def _own_secret(name: str) -> str:
    """Return a random secret of this data folder; the first start makes it."""
    kept = DATA_DIR / name
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(60), encoding="ascii")
    return kept.read_text(encoding="ascii")


SECRET_KEY = environment.text("NABIJ_SECRET_KEY", "") or _own_secret("secret-key")
ALLOWED_HOSTS = environment.names("NABIJ_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
DATABASES = {
    "default": database(environment.text("NABIJ_DATABASE_URL", f"sqlite:///{DATA_DIR}/nabij.sqlite3"))
}
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
CHECKPOINT_KEY = environment.text("NABIJ_CHECKPOINT_KEY", "") or _own_secret("checkpoint-key")
CHECKPOINT_DIR = Path(environment.text("NABIJ_CHECKPOINT_DIR", str(DATA_DIR / "checkpoints")))
ERASED_FILE = CHECKPOINT_DIR / "erased-subjects"
INSTALLED_APPS = ["nabij.demo", *INSTALLED_APPS]

town_log_in(globals())

# A town of one's own for each visitor, such as at a congress (decision 0038).
if environment.switch("NABIJ_OWN_DEMO", default=False):
    own_demo(globals(), DATA_DIR)

if DEBUG:  # files as they are on disk, no collecting first
    STORAGES = {
        **STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
    TEMPLATES[0]["OPTIONS"]["loaders"] = [("template_partials.loader.Loader", TEMPLATE_LOADERS)]
