"""Tells somebody that a job failed."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Mail whoever gets alarms; the unit is named, nothing about people is in it."""

    help = "Mail the address for alarms that a job failed (used by the units of systemd)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the job."""
        parser.add_argument("unit")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send it, or say that it could not be sent."""
        if not settings.ALARM_MAIL:
            raise CommandError(f"{options['unit']} failed, and nobody is told: set NABIJ_ALARM_MAIL.")
        text = (
            f"{options['unit']} failed on {', '.join(settings.ALLOWED_HOSTS)}.\n\n"
            f"What it said: journalctl --unit {options['unit']} --lines 50\n"
            "What is not in order: sudo nabij check\n"
        )
        try:
            send_mail(f"Nabij: {options['unit']} failed", text, None, [settings.ALARM_MAIL])
        except OSError as error:
            raise CommandError(
                f"{options['unit']} failed, and the mail server does not work: {error}."
            ) from None
        self.stdout.write(f"Told {settings.ALARM_MAIL} that {options['unit']} failed.")
