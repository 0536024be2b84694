"""Works out one planning of rounds, beside the requests."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from nabij.campaigns import actions
from nabij.kernel import clock
from nabij_methods.rounds import Effort


class Command(BaseCommand):
    """Started by the page where rounds are asked; a second time it finds the planning taken."""

    help = "Work out one planning of rounds, by its number. The page that asks for rounds starts this."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number of the planning, and how long to search; without that as its size asks."""
        parser.add_argument("planning", type=int, help="its number")
        parser.add_argument("--seconds", type=float, help="search for so many seconds at most")

    def handle(self, *args: Any, **options: Any) -> None:
        """Give way to the pages, and plan."""
        os.nice(5)
        seconds = options.get("seconds")
        effort = Effort(seconds=seconds) if seconds else None
        with translation.override(settings.LANGUAGE_CODE):
            actions.carry_out(options["planning"], moment=clock.now, effort=effort)
