"""What two people wrote of the same thing, side by side, until somebody chooses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry.models import Conflict, Identity, Membership
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import numbers_of_persons
from nabij.registry.types import Naming, Relation

TOGETHER = ("birth_year", "birth_month", "birth_day", "is_expected")
"""The parts of a date of birth: one thing, chosen at once."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two values of one thing about somebody. `stands` is what stands there now; None is nothing."""

    number: int
    person_id: int
    naming: Naming
    label: str
    stands: str
    stands_by: int | None
    stands_at: datetime
    other: str
    other_by: int | None
    other_at: datetime


def count_disputes(household_id: int) -> int:
    """How many choices wait in a household, for a line on its page. It tells about nobody."""
    return len({_key(one) for one in _open(household_id)})


@transaction.atomic
def disputes(actor: Actor, household_id: int, *, purpose: Purpose, now: datetime) -> list[Dispute]:
    """The choices that wait in a household, the oldest first; a line in the log for each person.

    Raises NotFoundHere.
    """
    household, _sight = household_in_sight(actor, household_id, at=now)
    groups: dict[tuple[object, ...], list[Conflict]] = {}
    for conflict in _open(household.pk):
        groups.setdefault(_key(conflict), []).append(conflict)
    persons = {group[0].person_id for group in groups.values() if group[0].person_id is not None}
    record_read(
        "registry.conflicts_read",
        actor=actor,
        about=numbers_of_persons(persons),
        purpose=purpose,
        at=now,
    )
    identities = Identity.objects.in_bulk(persons)
    memberships = Membership.objects.in_bulk(
        [group[0].record_id for group in groups.values() if group[0].record == Membership._meta.label_lower]
    )
    found = []
    for group in groups.values():
        identity = identities[group[0].person_id or 0]
        on_membership = group[0].record == Membership._meta.label_lower
        row: Any = memberships.get(group[0].record_id) if on_membership else identity
        found.append(_dispute(group, identity.naming, row))
    return found


def _open(household_id: int) -> Iterable[Conflict]:
    """Open conflicts about those who belong to a household; of a membership, only of one in it."""
    own = Membership.objects.filter(household=household_id).order_by()
    here = ~Q(record=Membership._meta.label_lower) | Q(record_id__in=own.values("pk"))
    return Conflict.objects.filter(here, person__in=own.values("person"), settled_at=None)


def _key(conflict: Conflict) -> tuple[object, ...]:
    if conflict.field in TOGETHER:
        return (conflict.record, conflict.record_id, conflict.other_by_id, conflict.other_at)
    return (conflict.pk,)


def _dispute(group: list[Conflict], naming: Naming, row: Any) -> Dispute:
    first = group[0]
    standing = {
        name: getattr(row, name, None) for name in (TOGETHER if first.field in TOGETHER else [first.field])
    }
    other = standing | {one.field: one.other_value for one in group}
    return Dispute(
        number=first.pk,
        person_id=first.person_id or 0,
        naming=naming,
        label=labels()[first.field],
        stands=in_words(standing),
        stands_by=first.kept_by_id,
        stands_at=first.kept_at,
        other=in_words(other),
        other_by=first.other_by_id,
        other_at=first.other_at,
    )


def labels() -> dict[str, str]:
    """What the fields of a person are called on a page."""
    birth = _("Date of birth")
    return {
        **dict.fromkeys(TOGETHER, birth),
        "given": _("First names"),
        "family": _("Surname"),
        "called": _("Name they go by"),
        "nickname": _("Nickname"),
        "relation": _("To the reference person"),
        "share_pct": _("Share of the time here, in per cent"),
        "died_on": _("Day of the death"),
        "school_from": _("First day at school"),
    }


def in_words(values: dict[str, Any]) -> str:
    """One thing as it is read: a date from its parts, a relation by its name; empty is said in words."""
    if values.keys() & set(TOGETHER):
        parts = [values.get(name) for name in ("birth_day", "birth_month", "birth_year")]
        written = "/".join(str(part) for part in parts if part is not None)
        if values.get("is_expected"):
            return _("expected, due %(month)s") % {"month": written} if written else _("expected")
        return written or _("not filled in")
    value = next(iter(values.values()))
    if "relation" in values and value in Relation.values:
        return str(Relation(value).label)
    return str(value) if value not in (None, "") else _("not filled in")
