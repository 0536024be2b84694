"""The same household seen by another adult: who is who for that person.

A right of a person is worked out once per adult. The vocabulary says how everybody relates to the person
who answers; this module says what that leaves possible for somebody else in the home. Where several
relations stay possible (the child of my brother, or of my sister?), all of them stay possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import vocabulary

_PARTNERS = ("spouse", "legal_cohabitant", "de_facto_partner")
_OTHER = ("other_relative", "unrelated")
_DESCENDANTS = frozenset({"child", "foster_child", "grandchild"})
_ON_MY_NAME = "is_dependent_in_health_insurance"
_BETWEEN_TWO = ("shares_household_costs", "has_opposed_interest")
"""What is said of somebody and the one who answers holds as much the other way round."""

# Seen by a person whom the one who answers calls <key>: what the others are, by what they were called.
_SEEN_BY: dict[str, dict[str, tuple[str, ...]]] = {
    "partner": {
        "child": ("child",),
        "foster_child": ("foster_child",),
        "grandchild": ("grandchild",),
        "parent": ("parent_in_law",),
        "parent_in_law": ("parent",),
        "child_in_law": ("child_in_law",),
        "sibling": _OTHER,
        "grandparent": _OTHER,
        "other_relative": ("other_relative", "sibling", "grandparent", "unrelated"),
        "unrelated": ("unrelated",),
    },
    "child": {
        "self": ("parent", "parent_in_law"),
        "partner": ("parent", "parent_in_law", "unrelated"),
        "child": ("sibling", "unrelated"),
        "foster_child": ("unrelated",),
        "grandchild": ("child", "other_relative"),
        "parent": ("grandparent",),
        "parent_in_law": ("grandparent", "unrelated"),
        "child_in_law": (*_PARTNERS, *_OTHER),
        "sibling": ("other_relative",),
        "grandparent": ("grandparent", "other_relative"),
        "other_relative": _OTHER,
        "unrelated": (*_PARTNERS, "unrelated"),
    },
    "parent": {
        "self": ("child",),
        "partner": ("child_in_law",),
        "child": ("grandchild", "other_relative"),
        "foster_child": ("unrelated",),
        "grandchild": ("grandchild", "other_relative"),
        "parent": (*_PARTNERS, "unrelated"),
        "sibling": ("child", "unrelated"),
        "grandparent": ("parent", "parent_in_law"),
        "other_relative": ("sibling", "other_relative", "unrelated"),
        "unrelated": (*_PARTNERS, "unrelated"),
    },
    "sibling": {
        "self": ("sibling",),
        "partner": _OTHER,
        "child": ("other_relative",),
        "foster_child": ("unrelated",),
        "parent": ("parent",),
        "sibling": ("sibling",),
        "grandparent": ("grandparent",),
        "other_relative": ("child", "other_relative", "unrelated"),
        "unrelated": (*_PARTNERS, "unrelated"),
    },
}


def seen_by(situation: Situation, person: int) -> Situation:
    """The situation with this person (counted from 0) as the one whom the question is about."""
    if person == 0:
        return situation
    relation = vocabulary()["relation_to_reference"]
    mine = _names(situation.persons[person])
    others = [facts for index, facts in enumerate(situation.persons) if index != person]
    themselves = 1 << relation.position("self")
    persons = [{**situation.persons[person], relation.id: (themselves, themselves)}]
    for facts in others:
        names = _relations(mine, _names(facts))
        mask = _mask(names)
        if _names(facts) == ("self",):
            facts = {**_between_two(situation.persons[person]), **facts}
        persons.append({**_in_health_insurance(facts, mine, names), relation.id: (mask, mask)})
    return replace(situation, persons=persons)


def _between_two(mine: Mapping[str, Span]) -> dict[str, Span]:
    return {key: mine[key] for key in _BETWEEN_TWO if key in mine}


def _in_health_insurance(
    facts: Mapping[str, Span], mine: tuple[str, ...], names: set[str]
) -> Mapping[str, Span]:
    """Whether this person is on the name of the other adult, or of that adult's partner.

    What was told is about the one who answers and the partner, so it holds for the partner too. For another
    adult: nobody is on two names, and only a child or grandchild may be on theirs.
    """
    if set(mine) <= set(_PARTNERS):
        return facts
    unknown = {key: value for key, value in facts.items() if key != _ON_MY_NAME}
    on_another = {**unknown, _ON_MY_NAME: (0, 0)}
    is_self, told = _names(facts) == ("self",), facts.get(_ON_MY_NAME)
    if set(mine) & set(_PARTNERS):
        return unknown
    if told == (1, 1) and not is_self:
        return on_another
    if names & _DESCENDANTS:
        return facts if is_self and told == (0, 0) else unknown
    return on_another if is_self else facts


def _names(facts: Mapping[str, Span]) -> tuple[str, ...]:
    """What this person may be to the one who answers."""
    relation = vocabulary()["relation_to_reference"]
    mask = facts.get(relation.id, (relation.any_value, 0))[0]
    return tuple(value for position, value in enumerate(relation.values) if mask >> position & 1)


def _relations(mine: tuple[str, ...], theirs: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for me in mine:
        for other in theirs:
            found |= set(_relation(me, other))
    return found


def _relation(me: str, other: str) -> tuple[str, ...]:
    if me in _PARTNERS and other == "self":
        return (me,)
    row = _SEEN_BY.get("partner" if me in _PARTNERS else me, {})
    relation = vocabulary()["relation_to_reference"]
    anyone = tuple(value for value in relation.values if value != "self")
    return row.get("partner" if other in _PARTNERS else other, anyone)


def _mask(names: set[str]) -> int:
    relation = vocabulary()["relation_to_reference"]
    mask = 0
    for name in names:
        mask |= 1 << relation.position(name)
    return mask
