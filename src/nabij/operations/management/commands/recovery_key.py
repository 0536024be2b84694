"""Makes the recovery key of backups and proves that it is stored twice."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nabij.kernel import clock
from nabij.operations.actions import keys
from nabij.operations.management import asking
from nabij.operations.queries.places import Places, places
from nabij.operations.types import BackupProblem

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


class Command(BaseCommand):
    """new: make the key and show it once. prove: read a copy back. status: say what is known."""

    help = "Make the key that opens the backups, and prove that it is stored in two places."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["new", "prove", "status"])
        parser.add_argument("place", nargs="?", default="", help="where the copy stands, in your words")
        parser.add_argument("--file", default="", help="read the copy from this file instead of asking")
        parser.add_argument("--replace", action="store_true", help="make a new key although there is one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        here = places()
        try:
            if options["what"] == "new":
                self._new(here, replace=options["replace"])
            elif options["what"] == "prove":
                self._prove(here, options["place"], options["file"])
        except BackupProblem as problem:
            raise CommandError(str(problem)) from None
        self._status(here)

    def _new(self, here: Places, *, replace: bool) -> None:
        secret = keys.make_recovery_key(here, now=clock.now(), may_replace=replace)
        self.stdout.write(
            "This is the recovery key. It opens every backup, it is shown once, and this server does not "
            "keep it:\n\n"
            f"    {secret}\n\n"
            "Store it now in two places that do not burn or get lost together, for instance on paper in "
            "the safe\n"
            "and in the password safe of a colleague. Next you type it from each place.\n"
        )
        if not sys.stdin.isatty():
            return
        input("Press Enter when it is stored twice; the screen is then wiped. ")
        self.stdout.write(_CLEAR)
        for which in ("first", "second"):
            self._prove(here, input(f"Where does the {which} copy stand? "), "")

    def _prove(self, here: Places, place: str, file: str) -> None:
        secret = (
            keys.read_key_file(Path(file), here)
            if file
            else asking.typed(f"Take the copy in “{place}” and type or scan the key (it is not shown): ")
        )
        keys.prove_copy(here, place=place, secret=secret, now=clock.now())

    def _status(self, here: Places) -> None:
        known = keys.recovery_key(here)
        if known is None:
            self.stdout.write(
                "There is no recovery key yet, and so no backups. Make one: nabij recovery_key new"
            )
            return
        for copy in known.copies:
            self.stdout.write(f"Read back from “{copy.place}” on {copy.proven_at[:10]}.")
        self.stdout.write(
            "The key is stored twice; backups can be made."
            if known.is_proven
            else f"The key was read back from {len(known.copies)} of 2 places; until then no backup is made. "
            'Next: nabij recovery_key prove "where it stands"'
        )
