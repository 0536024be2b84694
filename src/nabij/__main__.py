"""Command line of the application: `nabij migrate`, `nabij serve …`, as Django's manage.py."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one management command, with the settings of development unless DJANGO_SETTINGS_MODULE is set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings.dev")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
