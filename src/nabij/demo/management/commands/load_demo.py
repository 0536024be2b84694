"""Loads the fictional town of Zonnedam."""

import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import IntegrityError, transaction

from nabij.kernel import clock
from nabij.staff import actions
from nabij.staff.types import Role

EDITOR = "redactie@zonnedam.example"


class Command(BaseCommand):
    """Make the demo accounts; a second run changes nothing."""

    help = "Load the fictional town of Zonnedam. For a demonstration only, never for a real town."

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the accounts and keep their random passwords in the data folder."""
        kept = Path(settings.DATA_DIR) / "demo-accounts.json"
        password = f"zonnedam-{secrets.token_hex(4)}"
        try:
            with transaction.atomic():
                actions.open_account(
                    email=EDITOR,
                    name="Redactie Zonnedam",
                    password=password,
                    roles=[Role.EDITOR],
                    now=clock.now(),
                )
        except IntegrityError:
            self.stdout.write("Zonnedam was already loaded.")
            return
        kept.touch(mode=0o600)
        kept.write_text(json.dumps([{"email": EDITOR, "password": password}]), encoding="utf-8")
        self.stdout.write("Zonnedam is loaded.")
