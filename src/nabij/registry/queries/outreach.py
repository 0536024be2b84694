"""Whom a campaign may go to: households of a town by what decides on it, and the little that a caller needs.

Choosing and counting names nobody; whoever is shown to somebody is on record there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from nabij.kernel.days import day_of
from nabij.registry.models import (
    ContactPoint,
    ContactWish,
    Household,
    Membership,
    SpokenLanguage,
    Stay,
    Street,
)
from nabij.registry.queries.protection import households_of_protected
from nabij.registry.types import BirthDate, ContactKind, LanguageLevel, Layer, Relation, StayKind, WishKind
from nabij.registry.types.schooling import is_before_school

LIVED_IN = frozenset({StayKind.HOME, StayKind.TEMPORARY})
"""Kinds of place that are a home of one's own, also for a while."""


@dataclass(frozen=True, slots=True)
class Resident:
    """A member of a household on a day: no name, only what a choice can rest on."""

    person_id: int
    born: BirthDate
    has_died: bool
    language: str
    """In which language they speak with us, Dutch first; empty when it is not known."""
    wishes: frozenset[str]
    relation: Relation
    school_from: date | None
    """Their first day at school, where it is known."""


@dataclass(frozen=True, slots=True)
class TownHome:
    """A household of a town on a day, by what decides whether somebody goes to it."""

    household_id: int
    team_id: int | None
    residents: tuple[Resident, ...]
    neighbourhood: str
    is_in_town: bool | None
    """Whether its address lies in the town; None when no address is known."""
    lives_independently: bool | None
    """Not in a care home or hospital; None when no place is known."""
    is_secret: bool
    """Where it lives is kept hidden."""
    is_protected: bool
    """Somebody in it may not be found."""
    has_phone: bool
    wishes: frozenset[str]
    expects_child: bool
    """A child is expected; it is no resident yet."""

    @property
    def living(self) -> tuple[Resident, ...]:
        """Its members who are alive."""
        return tuple(one for one in self.residents if not one.has_died)

    def has_child_before_school(self, residents: Iterable[Resident], *, on: date) -> bool | None:
        """Whether one of these residents does not go to school yet on a day, or a child is expected; None
        when that is not known of somebody."""
        answers = {is_before_school(one.born, one.school_from, one.relation, on=on) for one in residents}
        if self.expects_child or True in answers:
            return True
        return None if None in answers else False


READ_BY_NUMBER = 1000
"""Up to so many households are read by their numbers; more of them are quicker with the whole town."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """The households that are read: those of a town, or only some of them."""

    town: str
    only: frozenset[int] | None

    def where(self, household: str = "household__") -> Q:
        """As a condition on rows that hang on a household."""
        of_town = Q(**{f"{household}town": self.town})
        return of_town if self.only is None else of_town & Q(**{f"{household}pk__in": self.only})


def homes_of_town(town: str, *, on: date, only: Collection[int] | None = None) -> Iterator[TownHome]:
    """Every open household of a town with its members on a day, in a fixed number of questions.

    With `only` those of these numbers. Whoever died is in it too, so that a list can say why somebody is not
    on it.
    """
    wanted = None if only is None else frozenset(only)
    scope = _Scope(town, wanted if wanted is not None and len(wanted) <= READ_BY_NUMBER else None)
    teams = dict(Household.objects.open().filter(scope.where("")).values_list("pk", "team_id"))
    if wanted is not None:
        teams = {home: team for home, team in teams.items() if home in wanted}
    people = _people_of(scope, on)
    languages = languages_of(_members_in(scope, on))
    wishes, home_wishes = _wishes(scope, on)
    places, shut = _places(scope, on), households_of_protected(on=on)
    protected = set(shut if scope.only is None else shut.filter(household__in=scope.only))
    own_phones, home_phones = _phones(scope, on)
    expecting = _expecting(scope, on)
    for number in sorted(teams):
        members = people.get(number, ())
        place = places.get(number, _NOWHERE)
        yield TownHome(
            household_id=number,
            team_id=teams[number],
            residents=tuple(
                Resident(
                    one.person_id,
                    one.born,
                    one.has_died,
                    languages.get(one.person_id, ""),
                    wishes.get(one.person_id, frozenset()),
                    one.relation,
                    one.school_from,
                )
                for one in members
            ),
            neighbourhood=place.neighbourhood,
            is_in_town=place.is_in_town,
            lives_independently=place.lives_independently,
            is_secret=place.is_secret,
            is_protected=number in protected,
            has_phone=number in home_phones or any(one.person_id in own_phones for one in members),
            wishes=home_wishes.get(number, frozenset()),
            expects_child=number in expecting,
        )


@dataclass(frozen=True, slots=True)
class _Member:
    person_id: int
    born: BirthDate
    has_died: bool
    relation: Relation
    school_from: date | None


def _people_of(scope: _Scope, on: date) -> dict[int, list[_Member]]:
    rows = Membership.objects.on(on).filter(scope.where(), person__identity__is_expected=False)
    birth = "person__identity__birth"
    found: defaultdict[int, list[_Member]] = defaultdict(list)
    columns = ("household_id", "person_id", f"{birth}_year", f"{birth}_month", f"{birth}_day")
    for home, person, year, month, day, died_on, relation, school_from in rows.order_by(
        "household_id", "pk"
    ).values_list(*columns, "person__died_on", "relation", "person__school_from"):
        born = BirthDate(year, month, day)
        found[home].append(_Member(person, born, died_on is not None, Relation(relation), school_from))
    return found


def _expecting(scope: _Scope, on: date) -> set[int]:
    """The households in which a child is expected."""
    rows = Membership.objects.on(on).alive(on).filter(scope.where(), person__identity__is_expected=True)
    return set(rows.order_by().values_list("household", flat=True))


def _members_in(scope: _Scope, on: date) -> QuerySet[Membership, int]:
    """The persons who live in a household of a town on a day, for the choice of what belongs to them."""
    return Membership.objects.on(on).filter(scope.where()).order_by().values_list("person", flat=True)


def _belonging_to(scope: _Scope, on: date) -> Q:
    """What belongs to a household of a town, or to somebody who lives in one."""
    return scope.where() | Q(person__in=_members_in(scope, on))


def languages_of(people: Collection[int] | QuerySet[Membership, int]) -> dict[int, str]:
    """Dutch where somebody speaks it with us, else the language that they speak best; by person."""
    order = {LanguageLevel.WELL: 0, LanguageLevel.SIMPLE: 1, LanguageLevel.INTERPRETER: 2}
    best: dict[int, tuple[bool, int, str]] = {}
    rows = SpokenLanguage.objects.filter(ended_at=None, person__in=people).order_by()
    for person, code, level in rows.values_list("person_id", "code", "level"):
        speaks_dutch = code == "nl" and level != LanguageLevel.INTERPRETER
        rank = (not speaks_dutch, order[LanguageLevel(level)], code)
        best[person] = min(best.get(person, rank), rank)
    return {person: code for person, (_other, _level, code) in best.items()}


def _wishes(scope: _Scope, on: date) -> tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]]:
    """What people ask about being contacted on a day: by person, and by household."""
    persons: defaultdict[int, set[str]] = defaultdict(set)
    homes: defaultdict[int, set[str]] = defaultdict(set)
    standing = ContactWish.objects.filter(Q(until_on=None) | Q(until_on__gt=on), ended_at=None)
    standing = standing.filter(_belonging_to(scope, on)).order_by()
    for person, home, kind in standing.values_list("person_id", "household_id", "kind"):
        if person is not None:
            persons[person].add(kind)
        elif home is not None:
            homes[home].add(kind)
    return (
        {one: frozenset(kinds) for one, kinds in persons.items()},
        {one: frozenset(kinds) for one, kinds in homes.items()},
    )


@dataclass(frozen=True, slots=True)
class _Place:
    neighbourhood: str
    is_in_town: bool | None
    lives_independently: bool | None
    is_secret: bool


_NOWHERE = _Place("", None, None, False)


def _places(scope: _Scope, on: date) -> dict[int, _Place]:
    rows = Stay.objects.on(on).filter(scope.where()).order_by("household_id", "pk")
    columns = ("household_id", "kind", "layer", "address__municipality", "address__neighbourhood_id")
    here = set(
        Street.objects.filter(town=scope.town).order_by().values_list("municipality", flat=True).distinct()
    )
    names = {"", scope.town, *(name.casefold() for name in here)}
    by_home: defaultdict[int, list[tuple[str, str, bool | None, str | None]]] = defaultdict(list)
    for home, kind, layer, municipality, neighbourhood in rows.values_list(*columns):
        is_here = None if municipality is None else municipality.casefold() in names
        by_home[home].append((kind, layer, is_here, neighbourhood))
    return {home: _place(stays) for home, stays in by_home.items()}


def _place(stays: list[tuple[str, str, bool | None, str | None]]) -> _Place:
    kinds = {kind for kind, _layer, _here, _part in stays}
    lived = [(here, part) for kind, _layer, here, part in stays if kind in LIVED_IN and here is not None]
    in_care = StayKind.CARE in kinds
    return _Place(
        neighbourhood=next((part for here, part in lived if here and part), ""),
        is_in_town=any(here for here, _part in lived) if lived else None,
        lives_independently=False if in_care else (True if kinds & LIVED_IN else None),
        is_secret=any(layer == Layer.HIDDEN for _kind, layer, _town, _part in stays),
    )


def _phones(scope: _Scope, on: date) -> tuple[set[int], set[int]]:
    """The persons and the households of whom a telephone number is known."""
    known = ContactPoint.objects.filter(kind=ContactKind.PHONE, withdrawn_at=None)
    rows = list(known.filter(_belonging_to(scope, on)).order_by().values_list("person_id", "household_id"))
    return {person for person, _ in rows if person}, {home for _, home in rows if home}


def still_welcome(
    household_id: int, person_ids: Collection[int], *, against: Collection[WishKind], now: datetime
) -> frozenset[int]:
    """Those of these persons to whom one may still go at this moment, in their household.

    Nobody who died, left the household, is protected, or asks not to be contacted in this way (`against`).
    """
    return still_welcome_at({household_id: person_ids}, against=against, now=now)[household_id]


def still_welcome_at(
    persons: Mapping[int, Collection[int]], *, against: Collection[WishKind], now: datetime
) -> dict[int, frozenset[int]]:
    """The same of several households, given the persons of each, in a fixed number of questions."""
    on = day_of(now)
    everybody = {one for members in persons.values() for one in members}
    shut = set(households_of_protected(on=on).filter(household__in=list(persons)))
    members = Membership.objects.on(on).filter(household__in=list(persons), person__in=everybody)
    alive = members.filter(person__died_on=None).order_by().values_list("household_id", "person_id")
    wishes = ContactWish.objects.filter(Q(until_on=None) | Q(until_on__gt=on), ended_at=None)
    standing = wishes.filter(
        Q(household__in=list(persons)) | Q(person__in=everybody), kind__in=list(against)
    ).values_list("household_id", "person_id")
    refused = set(standing)
    shut |= {home for home, person in refused if home is not None and person is None}
    against_it = {person for _home, person in refused if person is not None}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for home, person in alive:
        if home not in shut and person in persons[home] and person not in against_it:
            found[home].add(person)
    return {home: frozenset(found[home]) for home in persons}
