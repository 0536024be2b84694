"""Loads the fictional town of Zonnedam."""

import json
import secrets
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import IntegrityError, transaction

from nabij.demo import phone
from nabij.kernel import clock
from nabij.kernel.actors import SYSTEM
from nabij.staff import actions
from nabij.staff.queries import account_with_address, has_second_step
from nabij.staff.types import Role

ACCOUNTS = {
    "redactie@zonnedam.example": ("Redactie Zonnedam", Role.EDITOR),
    "nazicht@zonnedam.example": ("Nazicht Zonnedam", Role.EDITOR),
    "beheer@zonnedam.example": ("Beheer Zonnedam", Role.ADMINISTRATOR),
}
"""Two editors, because whoever writes a right of the town does not publish it; and one who invites others."""


TOWN = "zonnedam"


class Command(BaseCommand):
    """Make the demo accounts; a second run changes nothing, and opens what a newer demo adds."""

    help = "Load the fictional town of Zonnedam. For a demonstration only, never for a real town."

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the accounts and keep their random passwords and keys in the data folder."""
        known = {account["email"]: account for account in phone.accounts()}
        opened = [account for email in ACCOUNTS if (account := self._opened(email))]
        for email in ACCOUNTS:  # also those of an older demonstration, from before accounts had a town
            actions.work_for(email=email, towns=[TOWN])
        known |= {account["email"]: account for account in opened}
        given = [account for account in known.values() if self._given_a_phone(account)]
        if opened or given:
            kept = Path(settings.DATA_DIR) / "demo-accounts.json"
            kept.touch(mode=0o600)
            kept.write_text(json.dumps(list(known.values())), encoding="utf-8")
        self.stdout.write("Zonnedam is loaded." if opened else "Zonnedam was already loaded.")

    def _opened(self, email: str) -> dict[str, str] | None:
        """The account with its new password, or None when it is there already."""
        password = f"zonnedam-{secrets.token_hex(4)}"
        name, role = ACCOUNTS[email]
        try:
            with transaction.atomic():
                actions.open_account(email=email, name=name, password=password, roles=[role], now=clock.now())
        except IntegrityError:
            return None
        return {"email": email, "password": password}

    def _given_a_phone(self, account: dict[str, str]) -> bool:
        """Whether the account got a key just now; one of an older demonstration gets it at the next start."""
        user = account_with_address(account["email"])
        if user is None or has_second_step(user):
            return False
        account["key"] = generate_totp_secret()
        actions.tie_app(user, account["key"], actor=SYSTEM, now=clock.now())
        return True
