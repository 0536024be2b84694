"""Shows the log-in codes of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand

from nabij.demo import phone
from nabij.kernel import clock


class Command(BaseCommand):
    """Write the code of this half minute for each invented account."""

    help = "Show the codes of the second step for the accounts of Zonnedam, as their phones would."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write one line for each account."""
        for account in phone.accounts():
            if "key" in account:
                self.stdout.write(phone.line_of(account, clock.now()))
