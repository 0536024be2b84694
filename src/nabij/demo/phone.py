"""The phone of the invented staff of Zonnedam: its codes appear in the terminal of the demonstration.

Whoever sees the terminal has the second step, as whoever holds the phone has in a real town (decision
0021). The keys stand beside the passwords in the data folder, readable by its owner only, and open nothing
but invented accounts.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TextIO

from django.conf import settings

from nabij.kernel import clock
from nabij.staff.actions import code_at

PERIOD_SECONDS = 30


def accounts() -> list[dict[str, str]]:
    """Return the invented accounts with their address, password and key, as the data folder keeps them."""
    kept = Path(settings.DATA_DIR) / "demo-accounts.json"
    if not kept.is_file():
        return []
    found: list[dict[str, str]] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def line_of(account: dict[str, str], now: datetime) -> str:
    """Return what the phone shows at a moment."""
    left = PERIOD_SECONDS - int(now.timestamp()) % PERIOD_SECONDS
    return f"  code of {account['email']}: {code_at(account['key'], now)}  (changes in {left} s)"


def show_code(email: str, *, now: datetime | None = None, out: TextIO | None = None) -> None:
    """Write the code of an invented account to the terminal; say nothing of any other account."""
    for account in accounts():
        if account["email"] == email and "key" in account:
            print(line_of(account, now or clock.now()), file=out or sys.stdout, flush=True)
