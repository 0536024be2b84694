"""Entry for web servers. The settings must be named: a server never falls back to those of development."""

import os

from django.core.wsgi import get_wsgi_application

if "DJANGO_SETTINGS_MODULE" not in os.environ:
    raise RuntimeError("Set DJANGO_SETTINGS_MODULE, for instance to nabij.config.settings.prod.")

application = get_wsgi_application()

# Only now are the apps ready to be imported.
from nabij.operations.management import guard  # noqa: E402
from nabij.rights.queries import beside  # noqa: E402

guard.start_or_refuse()
beside.start()
