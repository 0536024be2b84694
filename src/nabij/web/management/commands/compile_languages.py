"""Compiles translations with Babel, so that no gettext has to be installed."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Write the .mo file beside each .po file of our own apps."""

    help = "Compile the translations of all apps."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile each catalogue; a doubtful (fuzzy) message is left out and so falls back."""
        for app in apps.get_app_configs():
            if app.name.startswith("nabij."):
                for source in sorted(Path(app.path).glob("locale/*/LC_MESSAGES/*.po")):
                    compile_catalogue(source)


def compile_catalogue(source: Path) -> Path:
    """Write the compiled catalogue beside its source and return its place."""
    with source.open("rb") as readable:
        catalogue = read_po(readable, abort_invalid=True)
    # A header marked fuzzy would otherwise drop the character set and the plural rule.
    catalogue.fuzzy = False
    target = source.with_suffix(".mo")
    with target.open("wb") as writable:
        write_mo(writable, catalogue)
    return target
