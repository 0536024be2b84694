"""Whom a campaign is for, written in the same expressions as the rules of rights and worked out by the same
evaluator: so "70 or over on 1 May" means on a list what it means in a rule, and unknown is not "no".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from nabij.rights.types import Composition, TargetGroup
from nabij_rights import authoring as words
from nabij_rights.engine.arrays import ArrayEvaluation, Column, Ends, Population
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Entity, Node, Op
from nabij_rights.engine.expression import fact as fact_node
from nabij_rights.engine.expression import fact_is as fact_is_node
from nabij_rights.engine.program import ANY_VALUE, Program, Setting
from nabij_rights.engine.serialise import to_json
from nabij_rights.facts.vocabulary import fact_named

LIVES_INDEPENDENTLY = "outreach.lives_independently"
HAD_CONTACT = "outreach.had_contact"
CHILD_BEFORE_SCHOOL = "outreach.child_before_school"
NEIGHBOURHOOD = "outreach.neighbourhood"
MOST_NEIGHBOURHOODS = 39
"""As many as fit in the mask of a fact with named values, with room for "another one"."""

ADULT = 18


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person: the first and the last day on which they can be born; None for not known."""

    person_id: int
    born_first: date | None
    born_last: date | None


@dataclass(frozen=True, slots=True)
class CandidateHome:
    """A household that may be chosen, by the facts that a group looks at. None is not known."""

    persons: Sequence[Candidate]
    neighbourhood: str
    lives_independently: bool | None
    had_contact: bool
    child_before_school: bool | None = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is certainly in a group, and of whom it is not known: a date of birth or a place lacks."""

    certain: frozenset[int]
    unsure: frozenset[int]


def choose(group: TargetGroup, homes: Sequence[CandidateHome], *, on: date) -> Chosen:
    """Who of these households belongs to a group on the reference date `on`. Nobody is read but these."""
    homes = [home for home in homes if home.persons]
    if not homes:
        return Chosen(frozenset(), frozenset())
    root = tree_of(group, on=on)
    ((certain, possible),) = to_bounds([root])
    program = Program([certain, possible])
    setting = Setting({}, {node.meta: node.meta.on(on) for node in program.leaves(Op.DAY)})
    evaluation = ArrayEvaluation(program, _population(group, homes), setting)
    numbers = [person.person_id for home in homes for person in home.persons]
    sizes = [len(home.persons) for home in homes]
    is_certain, is_possible = (_per_person(evaluation, node, sizes) for node in (certain, possible))
    yes = frozenset(number for number, here in zip(numbers, is_certain, strict=True) if here)
    maybe = frozenset(number for number, here in zip(numbers, is_possible, strict=True) if here)
    return Chosen(yes, maybe - yes)


def _per_person(evaluation: ArrayEvaluation, node: Node, sizes: Sequence[int]) -> Column:
    """The value for each person: what is said of a household holds for all who live there."""
    value = np.asarray(evaluation.value(node))
    if node.entity is Entity.HOUSEHOLD:
        return np.repeat(value, sizes)
    return np.broadcast_to(value, sum(sizes))


def tree_of(group: TargetGroup, *, on: date) -> Node:
    """The expression of a group: of each person, whether they belong to it."""
    day = words.Day(on.isoformat())
    parts: list[Node] = []
    if group.age_from is not None:
        parts.append(words.aged(group.age_from, on=day))
    if group.age_under is not None:
        parts.append(words.younger_than(group.age_under, on=day))
    if group.lives_independently:
        parts.append(_yes_no(LIVES_INDEPENDENTLY))
    if group.contact_from is not None:
        parts.append(_yes_no(HAD_CONTACT))
    if group.neighbourhoods:
        places = range(1, len(group.neighbourhoods) + 1)
        parts.append(words.one_of(*(fact_is_node(NEIGHBOURHOOD, at, Entity.HOUSEHOLD) for at in places)))
    parts += _composed(group, day)
    return words.all_of(words.ALWAYS, *parts)


def written_tree(group: TargetGroup, *, on: date) -> Mapping[str, Any]:
    """The expression of a group as JSON, to keep beside a list: what was asked stays readable."""
    return to_json([tree_of(group, on=on)])


def _composed(group: TargetGroup, day: words.Day) -> list[Node]:
    """Conditions on who lives together; of a group about families the adults are meant, not the children."""
    adults = words.number_of(words.aged(ADULT, on=day))
    children = words.number_of(words.younger_than(ADULT, on=day))
    if group.composition == Composition.ALONE:
        return [words.number_of_persons() == 1]
    if group.composition == Composition.SINGLE_PARENT:
        return [adults == 1, children >= 1, words.aged(ADULT, on=day)]
    if group.composition == Composition.WITH_CHILDREN:
        return [children >= 1, words.aged(ADULT, on=day)]
    if group.composition == Composition.WITH_CHILD_BEFORE_SCHOOL:
        return [_yes_no(CHILD_BEFORE_SCHOOL), words.aged(ADULT, on=day)]
    return []


def _yes_no(name: str) -> Node:
    return fact_node(name, Entity.HOUSEHOLD, None, 0, 1, is_yes_no=True)


def _population(group: TargetGroup, homes: Sequence[CandidateHome]) -> Population:
    sizes = np.array([len(home.persons) for home in homes], dtype=np.int64)
    offsets = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes)))
    birth = fact_named("birth_on")
    born = [
        (
            person.born_first.toordinal() if person.born_first else birth.lowest,
            person.born_last.toordinal() if person.born_last else birth.highest,
        )
        for home in homes
        for person in home.persons
    ]
    places = {code: 1 << at for at, code in enumerate(group.neighbourhoods, start=1)}
    household = {
        LIVES_INDEPENDENTLY: _ends([_span(home.lives_independently) for home in homes]),
        HAD_CONTACT: _ends([_span(home.had_contact) for home in homes]),
        CHILD_BEFORE_SCHOOL: _ends([_span(home.child_before_school) for home in homes]),
        NEIGHBOURHOOD: _ends([_mask(home.neighbourhood, places) for home in homes]),
    }
    return Population(offsets, household, {"birth_on": _ends(born)})


def _span(answer: bool | None) -> tuple[int, int]:
    return (0, 1) if answer is None else (int(answer), int(answer))


def _mask(neighbourhood: str, places: Mapping[str, int]) -> tuple[int, int]:
    """The neighbourhood that it is; any is still possible when it is not known."""
    mask = places.get(neighbourhood, 1) if neighbourhood else ANY_VALUE
    return mask, mask


def _ends(rows: Sequence[tuple[int, int]]) -> Ends:
    table: Column = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])
