"""The search box: a household from a misspelt name, a year of birth, a street, four figures of a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import (
    Household,
    Identity,
    Membership,
    PhoneTail,
    SearchEntry,
    SearchGram,
    SearchWord,
    Stay,
)
from nabij.registry.queries.protection import households_of_protected, protected_among
from nabij.registry.types import BirthDate, Naming
from nabij.registry.types.kinds import FoundIn
from nabij.registry.types.search_words import Typed, grams_to_find, likeness, read_typed, skeleton_of

FIRST = 5
MOST_CANDIDATES = 200
MOST_WORDS = 60
GOOD = 0.95
"""The same word, or its beginning; below it something was misspelt."""
ALIKE = 0.6

Words = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody found: enough to know them again, and where what was typed stands."""

    household_id: int
    person_id: int
    subject: UUID
    naming: Naming
    birth: BirthDate
    place: str
    """Street and number, or the place where they can be met; empty when it is secret or unknown."""
    team_id: int | None
    found_in: frozenset[FoundIn]


@dataclass(slots=True)
class _Candidate:
    household_id: int
    person_id: int
    team_id: int | None
    score: float = 0.0
    found_in: set[FoundIn] = field(default_factory=set)


@transaction.atomic
def search(actor: Actor, text: str, *, now: datetime, first: int = FIRST) -> list[Hit]:
    """The households that fit best among those that the actor sees, at most `first`; each hit is on record.

    Words may be misspelt; each should fit, and when nothing fits all, what fits most comes. Raises Refused,
    and NotPossible for text that cannot be read.
    """
    require(policies.may_search_households(actor))
    typed = read_typed(text, this_year=day_of(now).year)
    found = (
        [] if typed.is_empty else _best(Household.objects.visible_to(actor, now, at_once=True), typed, first)
    )
    hits = _shown(found, now)
    record_read(
        "registry.search_hit",
        actor=actor,
        about=[hit.subject for hit in hits],
        purpose=Purpose.SEARCH,
        at=now,
        detail={"hits": len(hits)},
    )
    return hits


def found_in_scope(scope: QuerySet[Household], text: str, *, now: datetime, first: int) -> list[Hit]:
    """The hits of a text in a scope that the caller answers for, and puts on record. Raises NotPossible."""
    typed = read_typed(text, this_year=day_of(now).year)
    return [] if typed.is_empty else _shown(_best(scope, typed, first), now)


@transaction.atomic
def search_beyond(actor: Actor, text: str, *, now: datetime) -> list[Hit]:
    """Households of other teams of the own towns, to open one exceptionally: only who is known well enough.

    A name as well as the year of birth or four figures of the telephone must fit, without slips. No place is
    told, and who may not be found is not found here either. Raises Refused, NotPossible.
    """
    require(policies.may_open_exceptionally(actor))
    typed = read_typed(text, this_year=day_of(now).year)
    hits: list[Hit] = []
    if typed.words and (typed.year is not None or typed.figures):
        others = (
            Household.objects.filter(town__in=actor.towns)
            .exclude(pk__in=Household.objects.visible_to(actor, now).values("pk"))
            .exclude(pk__in=households_of_protected(on=day_of(now)))
        )
        matches = [_good(word, _begun(word), least=GOOD) for word in typed.words]
        figures = _with_figures(typed.figures)
        found = _ranked(_households(others, typed, matches, all_of=True), typed, matches, figures, FIRST)
        hits = [replace(hit, place="") for hit in _shown(found, now) if FoundIn.NAME in hit.found_in]
    about = [hit.subject for hit in hits]
    record_read("registry.search_beyond", actor=actor, about=about, purpose=Purpose.EXCEPTION, at=now)
    return hits


def _best(scope: QuerySet[Household], typed: Typed, first: int) -> list[_Candidate]:
    """First what fits without slips, then with slips, then what fits in part."""
    figures = _with_figures(typed.figures)
    begun = [_begun(word) for word in typed.words]
    exact = [_good(word, words, least=GOOD) for word, words in zip(typed.words, begun, strict=True)]
    if all(exact) and (
        found := _ranked(_households(scope, typed, exact, all_of=True), typed, exact, figures, first)
    ):
        if len(found) >= first or not typed.words:
            return found
    else:
        found = []
    alike = [
        _good(word, words | _sounding(word), least=ALIKE)
        for word, words in zip(typed.words, begun, strict=True)
    ]
    for all_of in (True, False):
        more = _ranked(_households(scope, typed, alike, all_of=all_of), typed, alike, figures, first)
        known = {candidate.household_id for candidate in found}
        found += [candidate for candidate in more if candidate.household_id not in known]
        if found:
            break
    return found[:first]


def _begun(typed: str) -> dict[int, str]:
    """The kept words that begin so, in order: the word itself comes first."""
    return _beginning_with("word", typed, MOST_WORDS * 2)


def _sounding(typed: str) -> dict[int, str]:
    """The kept words that sound so, or share most of their letters; two questions.

    Each way of finding is a question of its own: one of several ways together reads all words there are.
    """
    sound = skeleton_of(typed)
    found = _beginning_with("skeleton", sound, MOST_WORDS * 3) if len(sound) > 1 else {}
    return found | _by_letters(typed)


def _good(typed: str, found: Mapping[int, str], *, least: float) -> Words:
    """Of these words the best sixty, each with how well the typed one leads to it."""
    scored = {number: likeness(typed, word) for number, word in found.items()}
    good = sorted(((score, number) for number, score in scored.items() if score >= least), reverse=True)
    return {number: score for score, number in good[:MOST_WORDS]}


def _beginning_with(column: str, text: str, most: int) -> dict[int, str]:
    """Kept words with this beginning, in order: what is exactly so comes first."""
    found = SearchWord.objects.filter(_begins_with(column, text)).order_by(column, "pk")
    return dict(found.values_list("pk", "word")[:most])


def _by_letters(typed: str) -> dict[int, str]:
    """Kept words that share most of the letters of a typed one."""
    grams = grams_to_find(typed)
    sharing = (
        SearchGram.objects.filter(gram__in=grams)
        .values("word")
        .annotate(shared=Count("gram"))
        .filter(shared__gte=max(1, len(grams) // 2))
        .order_by("-shared", "word")
    )
    return dict(
        SearchWord.objects.filter(pk__in=sharing.values("word")[: MOST_WORDS * 5]).values_list("pk", "word")
    )


def _begins_with(column: str, text: str) -> Q:
    """A beginning that an index can find: SQLite does not use one for LIKE with an escape."""
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": text, f"{column}__lt": f"{text}{{"})
    return Q(**{f"{column}__startswith": text})


def _households(
    scope: QuerySet[Household], typed: Typed, matches: list[Words], *, all_of: bool
) -> QuerySet[Household]:
    """The households of the scope for which every part of what was typed fits, or any of them."""
    parts = [
        Q(pk__in=SearchEntry.objects.filter(word__in=list(words)).values("household")) for words in matches
    ]
    if numbers := _by_numbers(typed):
        # One set instead of one condition or another: an index finds it, and the database does not read all.
        parts.append(Q(pk__in=numbers[0].union(*numbers[1:])))
    if all_of:
        for part in parts:
            scope = scope.filter(part)
        return scope
    any_of = Q()
    for part in parts:
        any_of |= part
    return scope.filter(any_of)


def _by_numbers(typed: Typed) -> list[QuerySet[Any, Any]]:
    """The households in which somebody was born in the year, or that have these figures in a number."""
    found: list[QuerySet[Any, Any]] = []
    members = Membership.objects.order_by()
    if typed.year is not None:
        born = Identity.objects.filter(birth_year=typed.year, is_expected=False).order_by().values("person")
        found.append(members.filter(person__in=born).values_list("household"))
    if typed.figures:
        points = _tails(typed.figures).order_by()
        found.append(points.filter(point__household__isnull=False).values_list("point__household"))
        of_persons = points.filter(point__person__isnull=False).values("point__person")
        found.append(members.filter(person__in=of_persons).values_list("household"))
    return found


def _tails(figures: str) -> QuerySet[PhoneTail]:
    return PhoneTail.objects.filter(_begins_with("figures", figures))


def _ranked(
    households: QuerySet[Household], typed: Typed, matches: list[Words], figures: frozenset[int], first: int
) -> list[_Candidate]:
    """The best member of each household, by how much of what was typed fits that one member."""
    numbers = list(households.order_by("pk").values_list("pk", flat=True)[:MOST_CANDIDATES])
    if not numbers:
        return []
    best: dict[int, _Candidate] = {}
    folded: dict[int, str] = {}
    entries = _entries_of(numbers, matches)
    members = Membership.objects.filter(household__in=numbers).values_list(
        "household",
        "household__team",
        "person",
        "person__identity__birth_year",
        "person__identity__folded",
        "until_on",
    )
    for household, team, person, year, name, until_on in members:
        candidate = _scored(_Candidate(household, person, team), entries, matches)
        if typed.year is not None and year == typed.year:
            candidate.score += 1.0
            candidate.found_in.add(FoundIn.BIRTH_YEAR)
        if person in figures or -household in figures:
            candidate.score += 1.0 if person in figures else 0.9
            candidate.found_in.add(FoundIn.PHONE)
        candidate.score -= 0.01 if until_on is not None else 0.0
        standing = best.get(household)
        if standing is None or (candidate.score, -person) > (standing.score, -standing.person_id):
            best[household], folded[household] = candidate, name
    found = [candidate for candidate in best.values() if candidate.score > 0]
    return sorted(found, key=lambda one: (-round(one.score, 3), folded[one.household_id]))[:first]


Entries = Mapping[tuple[int, int | None], list[tuple[int, FoundIn]]]


def _entries_of(households: list[int], matches: list[Words]) -> Entries:
    words = {number for words in matches for number in words}
    found: dict[tuple[int, int | None], list[tuple[int, FoundIn]]] = {}
    rows = SearchEntry.objects.filter(household__in=households, word__in=words)
    for household, person, word, where in rows.values_list("household", "person", "word", "found_in"):
        found.setdefault((household, person), []).append((word, FoundIn(where)))
    return found


def _scored(candidate: _Candidate, entries: Entries, matches: list[Words]) -> _Candidate:
    """Each typed word counts once, by the kept word of this person or of the household that fits it best."""
    household = candidate.household_id
    own = [*entries.get((household, candidate.person_id), ()), *entries.get((household, None), ())]
    for words in matches:
        fitting = [(words[word], where) for word, where in own if word in words]
        if fitting:
            score, where = max(fitting)
            candidate.score += score
            candidate.found_in.add(where)
    return candidate


def _with_figures(figures: str) -> frozenset[int]:
    """Persons of the town with these figures in a number, and households as negative numbers.

    Four figures stand in a few hundred numbers of a large town. Who of them is shown is decided elsewhere.
    """
    if not figures:
        return frozenset()
    pairs = _tails(figures).order_by().values_list("point__person", "point__household")
    return frozenset(person if person is not None else -(household or 0) for person, household in pairs)


def _shown(candidates: list[_Candidate], now: datetime) -> list[Hit]:
    """What stands on the page of each hit; three queries, however many hits."""
    homes = [candidate.household_id for candidate in candidates]
    told = set(homes) - protected_among(homes, on=day_of(now))
    identities = Identity.objects.select_related("person__subject").in_bulk(
        [candidate.person_id for candidate in candidates]
    )
    places = {
        stay.household_id: stay.address.first_line if stay.address else stay.spot
        for stay in Stay.objects.filter(household__in=told, until_on=None)
        .not_hidden()
        .select_related("address")
        .order_by("-pk")
    }
    return [
        Hit(
            household_id=candidate.household_id,
            person_id=candidate.person_id,
            subject=identities[candidate.person_id].person.subject.number,
            naming=identities[candidate.person_id].naming,
            birth=identities[candidate.person_id].birth,
            place=places.get(candidate.household_id, ""),
            team_id=candidate.team_id,
            found_in=frozenset(candidate.found_in),
        )
        for candidate in candidates
    ]
