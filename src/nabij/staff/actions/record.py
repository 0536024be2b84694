"""What happens to accounts goes on record, in the same transaction."""

from collections.abc import Mapping
from datetime import datetime

from nabij.audit import actions as audit
from nabij.kernel.actors import Actor

Detail = Mapping[str, str | int | bool]


def record(event: str, *, actor: Actor, at: datetime, detail: Detail) -> None:
    """Write one line about an account. `detail` holds numbers and codes, never a name or an address."""
    audit.record(event, actor=actor, at=at, detail=detail)
