"""The households of a population once more, seen by each of the other adults in them.

Who is who for another adult is what :func:`nabij_rights.facts.reroot.seen_by` says. It rests on a handful of
facts, so every combination of those is asked once, whatever the number of households.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from nabij_rights.engine.arrays import Column, Ends, Population
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.reroot import seen_by
from nabij_rights.facts.vocabulary import FIRST_DAY, vocabulary
from nabij_rights.lists.reading_batch import RELATION, ends_at

_YES_NO = ("is_dependent_in_health_insurance", "shares_household_costs", "has_opposed_interest")
"""Beside the relation, all that depends on who asks."""

_STATES = ((0, 0), (0, 1), (1, 1))
_UNKNOWN = 1


class OtherAdults(NamedTuple):
    """One household per other adult, in the order of the households and of the persons in them.

    ``households`` says of which household it is a view, ``members`` whose (counted from 1).
    """

    population: Population
    households: Column
    members: Column


def other_adults(population: Population, *, on: date) -> OtherAdults:
    """Each household as seen by every person but the first who may be 18 or older."""
    sizes = np.diff(population.offsets)
    households = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(len(households)) - population.offsets[households]
    latest = date(on.year - 18, on.month, min(on.day, 28)).toordinal() + 3
    born = population.persons.get("birth_on")
    may_be_adult = np.full(len(households), latest >= FIRST_DAY) if born is None else born[0] <= latest
    adults = np.flatnonzero((within > 0) & may_be_adult)
    who, which = within[adults], households[adults]
    offsets = np.concatenate(([0], np.cumsum(sizes[which]))).astype(np.int64)
    return OtherAdults(_seen_by(population, adults, who, which, offsets), which, who + 1)


def _seen_by(
    population: Population, adults: Column, who: Column, which: Column, offsets: Column
) -> Population:
    view = np.repeat(np.arange(len(which)), np.diff(offsets))
    place = np.arange(int(offsets[-1])) - offsets[view]
    # the adult comes first, the others keep their order
    original = np.where(place == 0, who[view], place - (place <= who[view]))
    source = population.offsets[:-1][which][view] + original
    persons = {key: ends_at(ends, source) for key, ends in population.persons.items()}
    persons |= _relations(population.persons, adults[view], source, place == 0)
    home = {key: ends_at(ends, which) for key, ends in population.household.items()}
    decisions = {key: ends_at(ends, which) for key, ends in population.decisions.items()}
    return Population(offsets, home, persons, decisions)


def _relations(
    persons: Mapping[str, Ends], viewer: Column, source: Column, is_viewer: Column
) -> dict[str, Ends]:
    """What everybody is to the viewer, and the facts that hang on that."""
    relation = vocabulary()[RELATION]
    masks, codes = persons[RELATION][0], _codes(persons, len(persons[RELATION][0]))
    width, states = relation.any_value + 1, len(_STATES) ** len(_YES_NO)
    cases = ((masks[viewer] * width + masks[source]) * states + codes[viewer]) * states + codes[source]
    different, case_of = np.unique(cases[~is_viewer], return_inverse=True)
    seen = [_seen(*_apart(int(case), width, states)) for case in different]
    itself = 1 << relation.position("self")
    low, _ = _spread(seen, 0, case_of, is_viewer)
    low[is_viewer] = itself
    found = {RELATION: (low, low)}
    for number, key in enumerate(_YES_NO, 1):
        low, high = _spread(seen, number, case_of, is_viewer)
        own = persons.get(key)
        low[is_viewer] = 0 if own is None else own[0][source][is_viewer]
        high[is_viewer] = 1 if own is None else own[1][source][is_viewer]
        found[key] = low, high
    return found


def _spread(seen: list[tuple[Span, ...]], number: int, case_of: Column, is_viewer: Column) -> Ends:
    ends = np.array([facts[number] for facts in seen], dtype=np.int64).reshape(-1, 2)
    low, high = np.zeros(len(is_viewer), np.int64), np.zeros(len(is_viewer), np.int64)
    low[~is_viewer], high[~is_viewer] = ends[case_of, 0], ends[case_of, 1]
    return low, high


def _codes(persons: Mapping[str, Ends], length: int) -> Column:
    """What is known of the facts that hang on who asks, as one number per person."""
    codes = np.zeros(length, np.int64)
    for key in _YES_NO:
        state = sum(persons[key]) if key in persons else np.full(length, _UNKNOWN)
        codes = codes * len(_STATES) + state
    return codes


def _apart(case: int, width: int, states: int) -> tuple[int, int, int, int]:
    case, theirs = divmod(case, states)
    case, mine = divmod(case, states)
    my_mask, their_mask = divmod(case, width)
    return my_mask, mine, their_mask, theirs


@lru_cache(maxsize=100_000)
def _seen(my_mask: int, mine: int, their_mask: int, theirs: int) -> tuple[Span, ...]:
    """What somebody is to the viewer, from what both are to the one who answers."""
    they = seen_by(Situation({}, [_facts(their_mask, theirs), _facts(my_mask, mine)]), 1).persons[1]
    return (they[RELATION], *(they.get(key, _STATES[_UNKNOWN]) for key in _YES_NO))


def _facts(mask: int, code: int) -> dict[str, Span]:
    """The facts that the code of a person stands for; what is not known is absent."""
    found: dict[str, Span] = {RELATION: (mask, mask)}
    for key in reversed(_YES_NO):
        code, state = divmod(code, len(_STATES))
        if state != _UNKNOWN:
            found[key] = _STATES[state]
    return found
