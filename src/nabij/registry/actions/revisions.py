"""Changing a record that somebody else may have changed meanwhile: nothing is written over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from nabij.kernel.actors import Actor
from nabij.registry.models import Address, Conflict, Revision


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose record it is: of a person or of a household. Erasing them takes what stood there along."""

    person_id: int | None = None
    household_id: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of a change: the fields that were saved, and those where somebody else was first."""

    changed: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def edit(
    record: Any,
    *,
    owner: Owner,
    base_version: int,
    changes: Mapping[str, Any],
    together: Sequence[Set[str]] = (),
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> Edit:
    """Change fields of a locked record, as seen at `base_version`; a field left as it was seen is no change.

    Fields that nobody else touched since are saved. Where somebody else changed the same field to something
    else, what stands there stays, and the other value is kept as a Conflict with both authors and moments.
    `together` names fields that are one thing, such as the parts of a date: they are never mixed.
    """
    table = record._meta.label_lower
    theirs, seen = _changed_since(table, record.pk, base_version)
    changes = _altered(changes, seen, together)
    for group in together:
        if touched := [theirs[field] for field in group if field in theirs]:
            theirs.update(dict.fromkeys(group, max(touched, key=lambda revision: revision.version)))
    free: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for field, value in changes.items():
        if _in_json(getattr(record, field)) == _in_json(value):
            continue
        if field in theirs:
            conflicts.append(_conflict(record, owner, field, value, theirs[field], actor, now))
        else:
            free[field] = value
    if free:
        _save(record, table, owner, free, actor, now, reason)
    return Edit(changed=tuple(free), conflicts=tuple(conflicts))


def _changed_since(table: str, record_id: int, version: int) -> tuple[dict[str, Revision], dict[str, Any]]:
    """Per field that changed after a version: its last change, and its value at that version."""
    last: dict[str, Revision] = {}
    seen: dict[str, Any] = {}
    since = Revision.objects.filter(record=table, record_id=record_id, version__gt=version)
    for revision in since.order_by("version"):
        for field, (before, _after) in revision.fields.items():
            seen.setdefault(field, before)
            last[field] = revision
    return last, seen


def _altered(
    changes: Mapping[str, Any], seen: Mapping[str, Any], together: Iterable[Set[str]]
) -> dict[str, Any]:
    """The fields that say something else than what was seen, with those that are one thing with them."""
    altered = {
        field for field, value in changes.items() if field not in seen or _in_json(value) != seen[field]
    }
    for group in together:
        if altered & group:
            altered |= group
    return {field: value for field, value in changes.items() if field in altered}


def _save(
    record: Any,
    table: str,
    owner: Owner,
    free: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    reason: str,
) -> None:
    before_and_after = {
        field: [_in_json(getattr(record, field)), _in_json(value)] for field, value in free.items()
    }
    record.version += 1
    Revision.objects.create(
        person_id=owner.person_id,
        household_id=owner.household_id,
        record=table,
        record_id=record.pk,
        version=record.version,
        fields=before_and_after,
        reason=reason,
        at=now,
        by_id=actor.staff_id,
    )
    for field, value in free.items():
        setattr(record, field, value)
    record.save(update_fields=[*free, "version"])


def _conflict(
    record: Any, owner: Owner, field: str, value: Any, first: Revision, actor: Actor, now: datetime
) -> Conflict:
    """What somebody else wrote, beside what stands; a form that is sent again finds its own."""
    written = {
        "record": record._meta.label_lower,
        "record_id": record.pk,
        "field": field,
        "other_value": _in_json(value),
        "other_by_id": actor.staff_id,
    }
    again = Conflict.objects.filter(settled_at=None, **written).first()
    return again or Conflict.objects.create(
        **written,
        person_id=owner.person_id,
        household_id=owner.household_id,
        kept_value=_in_json(getattr(record, field)),
        kept_by_id=first.by_id,
        kept_at=first.at,
        other_at=now,
    )


def _in_json(value: Any) -> Any:
    """A value as it stands in JSON: days, decimals and addresses as text, another row as its number."""
    if isinstance(value, Address):
        return value.one_line
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, str | int | bool):
        return value
    return str(value)
