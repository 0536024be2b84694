"""Lines of the log, written in the transaction of what they tell of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from nabij.audit.queries.writing import write_lines, written_together
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose

__all__ = ["record", "record_read", "written_together"]

_NOTHING: Mapping[str, str | int | bool] = MappingProxyType({})


def record(
    event: str,
    *,
    actor: Actor,
    about: Iterable[UUID] = (),
    at: datetime,
    purpose: Purpose | None = None,
    detail: Mapping[str, str | int | bool] = _NOTHING,
) -> None:
    """Put an event on record: one line for each subject, or one line when it is about nobody.

    `about` holds numbers of subjects; `detail` never holds a name or free text about a person. The line is
    part of the transaction of the caller. Raises OutsideTransaction outside one, ValueError for what does not
    belong in the log, LogNotWritten when the database refuses the line; then the whole transaction is undone.
    """
    write_lines(event, actor=actor, about=about, at=at, purpose=purpose, detail=detail, is_read=False)


def record_read(
    event: str,
    *,
    actor: Actor,
    about: Iterable[UUID],
    purpose: Purpose,
    at: datetime,
    detail: Mapping[str, str | int | bool] = _NOTHING,
) -> None:
    """Put on record that somebody reads about these subjects, and why; a search without hits is one line.

    Raises as `record`.
    """
    write_lines(event, actor=actor, about=about, at=at, purpose=Purpose(purpose), detail=detail, is_read=True)
