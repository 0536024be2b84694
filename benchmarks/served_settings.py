"""The settings of `make run`, without compressing style sheets: that takes a minute, and pages stay the same."""

from nabij.config.settings.dev import *

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
