"""The settings of `make run`, without compressing style sheets: that takes a minute and changes no page."""

from nabij.config.settings.dev import *
from nabij.config.settings.dev import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
