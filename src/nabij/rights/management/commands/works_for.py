"""Says which towns an account works for."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nabij.staff import actions
from nabij.staff.types import NoSuchAccount
from nabij_rights.towns.packs import towns


class Command(BaseCommand):
    """Let an account write the rights of these towns, and of no other."""

    help = "Say which towns an account works for; it writes the rights of those and of no other."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the e-mail address, and the ids of the towns."""
        parser.add_argument("email", help="the e-mail address of the account")
        parser.add_argument("town", nargs="*", help="ids of towns, such as zonnedam; none takes all away")

    def handle(self, *args: Any, **options: Any) -> None:
        """Change the towns of the account; refuse a town that this installation does not know."""
        wanted = sorted(set(options["town"]))
        if unknown := [town for town in wanted if town not in towns()]:
            known = ", ".join(towns())
            raise CommandError(f"Nothing changed: {', '.join(unknown)} is no town here; known are {known}.")
        try:
            actions.work_for(email=options["email"], towns=wanted)
        except NoSuchAccount:
            raise CommandError(f"Nothing changed: no account has the address {options['email']}.") from None
        self.stdout.write(f"{options['email']} works for {', '.join(wanted) or 'no town'}.")
