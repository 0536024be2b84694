"""Loads neighbourhoods, statistical sectors and streets of a town."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nabij.registry.actions.geo import load_sectors, load_streets, read_streets
from nabij.registry.types import NotPossible


class Command(BaseCommand):
    """Load what comes with Nabij for a town, and a list of streets when one is given. A repeat is safe."""

    help = "Load the neighbourhoods and statistical sectors of a town, and a CSV of its streets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the town, and the file."""
        parser.add_argument("town", help="the id of the town, such as kortrijk")
        parser.add_argument("--streets", type=Path, help="CSV of streets with house numbers per sector")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load both, and say what was found."""
        town = options["town"]
        self.stdout.write(f"{load_sectors(town)} statistical sectors of {town}.")
        if options["streets"] is None:
            return
        try:
            loaded = load_streets(town, read_streets(options["streets"]))
        except (OSError, NotPossible) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"{loaded.streets} streets in {loaded.parts} parts; {loaded.addresses} addresses have a place."
        )
