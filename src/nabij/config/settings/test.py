"""The tests: nothing from the environment but the database, and mistakes in templates are errors."""

import atexit
import secrets
import shutil
import tempfile
from pathlib import Path

from nabij.config.settings import environment
from nabij.config.settings.base import *

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(60)
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATA_DIR = Path(tempfile.mkdtemp(prefix="nabij-test-"))  # each process of a test run has its own
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
# On SQLite both databases are files: the live server of the browser tests would share one in memory between
# threads, and that crashes.
_SQLITE_FILE = f"sqlite:///{DATA_DIR}/untouched.sqlite3"
DATABASES = {"default": database(environment.text("NABIJ_TEST_POSTGRES_URL", _SQLITE_FILE), lasting=0)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}

INSTALLED_APPS = ["nabij.demo", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; accounts of tests only
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = None
NABIJ_OIDC_NAME = ""
NABIJ_OIDC_HAS_SECOND_STEP = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the live server of the browser tests speaks plain HTTP
MEDIA_ROOT = DATA_DIR / "files"
CHECKPOINT_KEY = secrets.token_urlsafe(60)
CHECKPOINT_DIR = DATA_DIR / "checkpoints"
ERASED_FILE = CHECKPOINT_DIR / "erased-subjects"
