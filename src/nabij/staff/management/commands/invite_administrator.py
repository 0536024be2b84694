"""Invites an administrator from the command line: the first one, or when all others are gone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nabij.kernel import clock
from nabij.staff.actions.invitations import invite_first_administrator
from nabij.staff.types import AlreadyOpen


class Command(BaseCommand):
    """Open an account that invites all others, and write the last part of its link."""

    help = "Invite an administrator. Prints the path of a link that works once, for 72 hours."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the address, the name and the towns."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("town", nargs="+", help="id of a town that the administrator looks after")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and print the link."""
        who = {"email": options["email"], "name": options["name"], "towns": options["town"]}
        try:
            _account, token = invite_first_administrator(now=clock.now(), **who)
        except AlreadyOpen:
            raise CommandError(f"{options['email']} has an account already. Nothing was changed.") from None
        self.stdout.write(f"/nl/werk/uitnodiging/{token}/")
