"""What happens to accounts goes on record, in the same transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from nabij.kernel.actors import Actor


def record(event: str, *, actor: Actor, at: datetime, detail: Mapping[str, str | int | bool]) -> None:
    """TEMPORARY until the audit app is merged."""
    assert transaction.get_connection().in_atomic_block
