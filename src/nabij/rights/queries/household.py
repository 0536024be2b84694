"""The rights of a household of the registry: the same engine and the same words as for a visitor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.queries import Member as Inhabitant
from nabij.registry.types import Relation, Sight
from nabij.rights.models import Fact
from nabij.rights.queries import steps
from nabij.rights.queries.known import Standing, known_at, standing_on, told_on
from nabij.rights.queries.steps import Findings
from nabij.rights.types import PARTNERS, RELATIVES, Check, Member, Place, Reply, Role, Screen

_RELATION: Mapping[Relation, Any] = {
    Relation.REFERENCE: "self",
    Relation.PARTNER: {"any_of": list(PARTNERS)},
    Relation.CHILD: "child",
    # Whether a right counts a child of the partner differs; the rules ask when it matters.
    Relation.PARTNERS_CHILD: {"any_of": ["child", "other_relative", "unrelated"]},
    Relation.GRANDCHILD: "grandchild",
    Relation.PARENT: "parent",
    Relation.GRANDPARENT: "grandparent",
    Relation.SIBLING: "sibling",
    Relation.RELATIVE: {"any_of": list(RELATIVES)},
    Relation.LIVES_ALONG: "unrelated",
}
_CHILDREN = {Relation.CHILD, Relation.PARTNERS_CHILD}


@dataclass(frozen=True)
class HouseholdRights:
    """What is known of a household on a day, and what follows. ``persons`` stand as in ``found.check``.

    ``found`` rests on every topic: only who may see the rights (``policies.may_see_rights``) is shown what
    follows; anybody else only the facts under the own topics (``policies.sees_fact``).
    """

    household_id: int
    number: UUID
    sight: Sight
    persons: tuple[Inhabitant, ...]
    facts: tuple[Fact, ...]
    found: Findings

    def standing(self, person: int | None) -> list[Standing]:
        """What holds of a person (counted from 0), or of the household, on the day."""
        person_id = None if person is None else self.persons[person].person_id
        own = [fact for fact in self.facts if fact.person_id == person_id]
        return standing_on(own, self.found.on)

    def place_of(self, person_id: int) -> int:
        """Where a person stands in the check. Raises ValueError for somebody else."""
        return [one.person_id for one in self.persons].index(person_id)


@transaction.atomic
def household_rights(
    actor: Actor,
    household_id: int,
    *,
    purpose: Purpose,
    on: date,
    now: datetime,
    known_when: datetime | None = None,
) -> HouseholdRights:
    """The rights of a household on a day; one line in the log for each person in it.

    With ``known_when`` only what was known and stood at that moment counts: so a decision is replayed.
    Raises NotFoundHere.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    persons = living_members(registry.members_of(household, sight, on=on), on=on)
    facts = _facts_of(household_id, persons, known_when or now)
    number = household.subject.number
    record_read(
        "rights.household_read",
        actor=actor,
        about=[person.subject for person in persons] or [number],
        purpose=purpose,
        at=now,
    )
    has_home = registry.has_home(household, on=on)
    check = check_of(household.town, persons, facts, has_home=has_home, on=on)
    return HouseholdRights(household_id, number, sight, persons, tuple(facts), steps.findings(check, on=on))


def living_members(members: Iterable[Inhabitant], *, on: date) -> tuple[Inhabitant, ...]:
    """Who counts at home on a day, the reference person first; who is expected or died does not."""
    here = [one for one in members if not one.is_expected and (one.died_on is None or one.died_on > on)]
    return tuple(sorted(here, key=lambda one: one.relation != Relation.REFERENCE))


def _facts_of(household_id: int, persons: Sequence[Inhabitant], moment: datetime) -> list[Fact]:
    about = Fact.objects.about(
        household_id=household_id, person_ids=[person.person_id for person in persons]
    ).annotate(replaced_at=F("replaced__at"))
    return known_at(about, moment)


def check_of(
    town: str, persons: Sequence[Inhabitant], facts: Sequence[Fact], *, has_home: bool, on: date
) -> Check:
    """The household as the finder reads it: what is told, and what the registry knows of who lives there."""
    place = Place.TOWN if has_home else Place.NO_ADDRESS
    of_household = [fact for fact in facts if fact.household_id is not None]
    members = [_member(person, facts, on) for person in persons] or [Member(Role.YOU)]
    members[0] = replace(members[0], role=Role.YOU)
    return Check(
        town=town,
        place=place,
        municipality=steps.municipality_of(place, town),
        household=told_on(of_household, on),
        members=tuple(members),
        replies={(screen, None): Reply.GIVEN for screen in Screen},
    )


def _member(person: Inhabitant, facts: Sequence[Fact], on: date) -> Member:
    told = told_on([fact for fact in facts if fact.person_id == person.person_id], on)
    known = {**_from_registry(person, on), **told}
    role = Role.CHILD if person.relation in _CHILDREN else _ROLES.get(person.relation, Role.OTHER)
    return Member(role, known, name=person.naming.shown)


_ROLES = {Relation.REFERENCE: Role.YOU, Relation.PARTNER: Role.PARTNER}


def _from_registry(person: Inhabitant, on: date) -> dict[str, Any]:
    """What the registry says, as the rules read it. A person without a first place is nobody's relation."""
    known: dict[str, Any] = {"relation_to_reference": _RELATION[person.relation], "lives_here": True}
    if (first := person.birth.earliest) and (last := person.birth.latest):
        last = min(last, on)
        known["birth_on"] = (
            first.isoformat() if first == last else {"min": first.isoformat(), "max": last.isoformat()}
        )
    if person.relation in _CHILDREN and person.share_pct < 100:
        known["custody_share_pct"] = person.share_pct
    return known
