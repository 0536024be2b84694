"""Recording what is known of a household and the persons in it. Nothing that was recorded is ever changed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions.operations import once
from nabij.registry.queries import Member
from nabij.registry.types import NotPossible
from nabij.rights import policies
from nabij.rights.models import Fact, Replacement
from nabij.rights.models.facts import FactQuerySet
from nabij.rights.types import FactSource
from nabij_rights.engine.expression import Entity
from nabij_rights.facts.reading import BadValue, span_of
from nabij_rights.facts.vocabulary import vocabulary


@dataclass(frozen=True)
class Told:
    """One answer: what is said of the household, or of a person in it. ``value`` None: not known any more.

    With ``only_on`` it is said of that one day, such as 1 January, and of no other.
    """

    key: str
    value: Any
    person_id: int | None = None
    only_on: date | None = None


@dataclass(frozen=True)
class Telling:
    """When it is true, and how we know it."""

    from_on: date
    source: FactSource
    until_on: date | None = None
    proof: str = ""
    beside: bool = False
    """Whether it stands beside what was told before, until somebody chooses, instead of in its place."""


@transaction.atomic
def record_facts(
    *,
    actor: Actor,
    household_id: int,
    told: Sequence[Told],
    telling: Telling,
    client_id: UUID,
    now: datetime,
) -> int:
    """Record the answers of one form, and return the number of the first fact.

    What they say anew takes the place of what stood, from that day on; of the days before it what stood stays
    true. A repeat under the same ``client_id`` changes nothing. Raises NotFoundHere, Refused, ClientIdReused,
    and NotPossible for a value that cannot be.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    _check_keys(told)
    require(policies.may_record_facts(actor, sight, keys=[one.key for one in told]))
    members = {
        one.person_id: one.subject for one in registry.members_of(household, sight, on=telling.from_on)
    }
    _check(told, telling, persons=members)

    def work() -> int:
        rows = Fact.objects.bulk_create(_row(one, telling, household_id, actor, now) for one in told)
        if not telling.beside:
            _replace(rows, by=actor, at=now)
        subjects = {members[one.person_id] for one in told if one.person_id}
        if any(one.person_id is None for one in told):
            subjects.add(registry.number_of_household(household_id))
        record("rights.facts_recorded", actor=actor, about=subjects, at=now, detail={"facts": len(told)})
        return rows[0].pk

    content = {
        "household": household_id,
        "told": [asdict(one) for one in told],
        "telling": {**asdict(telling), "source": str(telling.source)},
    }
    return once("rights.record_facts", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def choose_fact(*, actor: Actor, household_id: int, fact_id: int, client_id: UUID, now: datetime) -> int:
    """Choose one of two answers that stand beside each other; the others no longer count from its first day.

    Returns the number of the fact. Raises NotFoundHere, Refused, ClientIdReused.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    fact = _standing_fact(fact_id, household_id, registry.members_of(household, sight, on=now.date()))
    require(policies.may_record_facts(actor, sight, keys=[fact.key]))

    def work() -> int:
        _replace([fact], by=actor, at=now)
        subject = (
            registry.number_of_person(fact.person_id)
            if fact.person_id
            else registry.number_of_household(household_id)
        )
        record("rights.fact_chosen", actor=actor, about=[subject], at=now)
        return fact.pk

    content = {"household": household_id, "fact": fact_id}
    return once("rights.choose_fact", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _standing_fact(fact_id: int, household_id: int, members: Iterable[Member]) -> Fact:
    persons = [member.person_id for member in members]
    about = Fact.objects.about(household_id=household_id, person_ids=persons).standing()
    if (fact := about.filter(pk=fact_id).first()) is None:
        raise NotFoundHere
    return fact


def _replace(rows: Sequence[Fact], *, by: Actor, at: datetime) -> None:
    """Put these facts in the place of what says something of the same days; other days stay as they were."""
    standing = [(old, new) for new in rows for old in _in_the_way(new)]
    Replacement.objects.bulk_create(
        Replacement(old=old, new=new, at=at, by_id=_staff(by)) for old, new in standing
    )
    Fact.objects.bulk_create(
        kept for old, new in standing for kept in _what_stays_true(old, new, recorded_at=at)
    )


def _check_keys(told: Iterable[Told]) -> None:
    for one in told:
        fact = vocabulary().get(one.key)
        if fact is None or (one.person_id is not None) != (fact.entity is Entity.PERSON):
            raise NotPossible(_("This question does not exist any more. Open the page again."))


def _check(told: Iterable[Told], telling: Telling, *, persons: Container[int]) -> None:
    if telling.until_on is not None and telling.until_on <= telling.from_on:
        raise NotPossible(
            _("The end of this lies before its beginning. Change one of the two days."), field="until"
        )
    for one in told:
        if one.person_id is not None and one.person_id not in persons:
            raise NotPossible(
                _("This person does not belong to the household any more. Open the page again.")
            )
        try:
            if one.value is not None:
                span_of(one.key, one.value, on=telling.from_on)
        except BadValue as problem:
            raise NotPossible(_("This answer cannot be. Look at it again and save once more.")) from problem


def _row(one: Told, telling: Telling, household_id: int, actor: Actor, now: datetime) -> Fact:
    return Fact(
        household_id=None if one.person_id else household_id,
        person_id=one.person_id,
        key=one.key,
        value=one.value,
        from_on=one.only_on or telling.from_on,
        until_on=one.only_on + timedelta(days=1) if one.only_on else telling.until_on,
        source=telling.source,
        proof=telling.proof,
        recorded_at=now,
        recorded_by_id=_staff(actor),
    )


def _staff(actor: Actor) -> int:
    """The number of whoever records; policies let nobody without one through."""
    if actor.staff_id is None:
        raise TypeError("a fact is recorded by a member of staff")
    return actor.staff_id


def _in_the_way(new: Fact) -> FactQuerySet:
    """What stands now and says something of the same days."""
    whose = Q(person_id=new.person_id) if new.person_id else Q(household_id=new.household_id)
    overlaps = Q(until_on=None) | Q(until_on__gt=new.from_on)
    if new.until_on is not None:
        overlaps &= Q(from_on__lt=new.until_on)
    return Fact.objects.standing().filter(whose, overlaps, key=new.key).exclude(pk=new.pk)


def _what_stays_true(old: Fact, new: Fact, *, recorded_at: datetime) -> list[Fact]:
    """What an older fact still says of the days before and after the new one: it was true then."""
    spans: list[tuple[date, date | None]] = [(old.from_on, new.from_on)]
    if new.until_on is not None:
        spans.append((max(new.until_on, old.from_on), old.until_on))
    return [_kept(old, first, end, recorded_at) for first, end in spans if end is None or first < end]


def _kept(old: Fact, from_on: date, until_on: date | None, recorded_at: datetime) -> Fact:
    """The same fact for fewer days, known from now on: a replay of before sees the old one only."""
    return Fact(
        household_id=old.household_id,
        person_id=old.person_id,
        key=old.key,
        value=old.value,
        from_on=from_on,
        until_on=until_on,
        source=old.source,
        proof=old.proof,
        recorded_at=recorded_at,
        recorded_by_id=old.recorded_by_id,
    )
