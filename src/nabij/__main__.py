"""Command line of the application: `nabij migrate`, `nabij serve …`, as Django's manage.py."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

SETTINGS_FILE = Path("/etc/nabij/nabij.env")
"""Where `nabij setup` keeps the settings of a town; NABIJ_SETTINGS_FILE names another file."""


def read_settings_file(file: Path) -> None:
    """Take the variables of a file that are not set already; lines are NAME=value. Raises SystemExit."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        sys.exit(
            f"nabij: the settings in {file} cannot be read ({error.strerror}). Start it as: sudo nabij …"
        )
    for line in lines:
        name, is_setting, value = line.strip().partition("=")
        if is_setting and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip('"'))


def main() -> None:
    """Run one management command: on the settings of this server when it was set up, else of development."""
    if sys.argv[1:2] == ["setup"]:
        from nabij.operations.management import setting_up

        sys.exit(setting_up.main(sys.argv[2:]))
    file = Path(os.environ.get("NABIJ_SETTINGS_FILE", SETTINGS_FILE))
    if "DJANGO_SETTINGS_MODULE" not in os.environ and file.exists():
        read_settings_file(file)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings.dev")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
