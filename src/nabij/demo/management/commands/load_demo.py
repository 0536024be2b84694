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

EDITORS = {"redactie@zonnedam.example": "Redactie Zonnedam", "nazicht@zonnedam.example": "Nazicht Zonnedam"}
"""Two editors, because whoever writes a right of the town does not publish it."""


TOWN = "zonnedam"


class Command(BaseCommand):
    """Make the demo accounts; a second run changes nothing, and opens what a newer demo adds."""

    help = "Load the fictional town of Zonnedam. For a demonstration only, never for a real town."

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the accounts and keep their random passwords in the data folder."""
        kept = Path(settings.DATA_DIR) / "demo-accounts.json"
        known = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else []
        opened = [account for email, name in EDITORS.items() if (account := self._opened(email, name))]
        for email in EDITORS:  # also those of an older demonstration, from before accounts had a town
            actions.work_for(email=email, towns=[TOWN])
        if not opened:
            self.stdout.write("Zonnedam was already loaded.")
            return
        kept.touch(mode=0o600)
        kept.write_text(json.dumps([*known, *opened]), encoding="utf-8")
        self.stdout.write("Zonnedam is loaded.")

    def _opened(self, email: str, name: str) -> dict[str, str] | None:
        """The account with its new password, or None when it is there already."""
        password = f"zonnedam-{secrets.token_hex(4)}"
        try:
            with transaction.atomic():
                actions.open_account(
                    email=email, name=name, password=password, roles=[Role.EDITOR], now=clock.now()
                )
        except IntegrityError:
            return None
        return {"email": email, "password": password}
