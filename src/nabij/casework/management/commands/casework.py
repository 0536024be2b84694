"""`nabij casework check` looks at households in guidance; `nabij casework visits` watches over visits."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nabij.casework import queries
from nabij.casework.actions import upkeep
from nabij.kernel import clock


class Command(BaseCommand):
    """Checks what must always hold for a household in guidance, and tells whom a visit calls."""

    help = (
        "Checks that every household in guidance has a contact person and a next step (check); "
        "tells whom a visit calls (visits)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the parts."""
        parts = parser.add_subparsers(dest="part", required=True)
        parts.add_parser("check", help="look at every household in guidance; status 1 when something lacks")
        parts.add_parser("visits", help="tell whom a visit calls that did not end (a timer)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and name the numbers of the households where something lacks."""
        if options["part"] == "visits":
            self.stdout.write(upkeep.watch_visits(clock.now()))
            return
        found = queries.lacking(now=clock.now())
        self.stdout.write(f"{found.in_guidance} households in guidance.")
        if found.is_whole:
            self.stdout.write("All of them have a contact person and a next step.")
            return
        for words, numbers in (
            ("without a contact person with an open account", found.without_contact_person),
            ("without a next step", found.without_next_step),
        ):
            if numbers:
                self.stdout.write(f"{len(numbers)} {words}: {', '.join(map(str, numbers))}")
        raise CommandError(
            "Some households in guidance lack what they must always have. Let the team lead choose a contact "
            "person on the page of each household named above."
        )
