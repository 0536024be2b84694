"""Households for a what-if: their facts by column, the kind of each, and the neighbourhood of each.

The kind follows from rules like those of a right, over relation and age. When what is known leaves two
kinds possible, the kind is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nabij_rights.authoring import (
    CHILD_KINDS,
    aged,
    anyone,
    everyone,
    is_,
    is_partner,
    is_you,
    younger_than,
)
from nabij_rights.catalogue import catalogue
from nabij_rights.engine.arrays import Population, population_of
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.program import Program, Setting, Situation
from nabij_rights.facts.reading import UnreadableCase, read_situation, shown
from nabij_rights.lists.screening import Evaluate, with_numpy
from nabij_rights.rights import Right
from nabij_rights.shelf import rests_on_shelf
from nabij_rights.synthetic import PlainCase
from nabij_rights.town_rights.trying import made_up_town
from nabij_rights.towns.packs import towns

CHILD_UNDER = 25
"""From this age a child in the home is counted among the others."""

OLDER_FROM = 65

MOST_PROBLEMS = 20

NEIGHBOURHOOD = "neighbourhood"


class Composition(StrEnum):
    """What a household looks like, in the order in which tables show it."""

    SINGLE = "single"
    COUPLE = "couple"
    SINGLE_CHILDREN = "single_children"
    COUPLE_CHILDREN = "couple_children"
    OLDER = "older"  # one person or a couple, everybody of 65 or more
    OTHERS = "others"  # somebody else lives there too, or a child of 25 or more
    UNKNOWN = "unknown"


class UnreadableHouseholds(ValueError):
    """Households that cannot be read; ``sentences`` has a line of the file and what to change."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True)
class Households:
    """A population on a day, with what is counted by. ``neighbourhoods`` is None when nobody gave them."""

    population: Population
    compositions: tuple[Composition, ...]
    neighbourhoods: tuple[str, ...] | None
    is_made_up: bool = False

    @property
    def number(self) -> int:
        """How many households."""
        return self.population.number_of_households


def households_of(
    population: Population,
    *,
    on: date,
    neighbourhoods: Sequence[str] | None = None,
    evaluate: Evaluate = with_numpy,
    is_made_up: bool = False,
) -> Households:
    """A population that was read elsewhere, with the neighbourhood of each household if it is known."""
    if neighbourhoods is not None and len(neighbourhoods) != population.number_of_households:
        raise ValueError(
            f"{len(neighbourhoods)} neighbourhoods for {population.number_of_households} households"
        )
    known = None if neighbourhoods is None else tuple(neighbourhoods)
    return Households(population, compositions(population, on=on, evaluate=evaluate), known, is_made_up)


# ------------------------------------------------------------------------------------- composition


@cache
def _composition_program() -> Program:
    rules = _composition_rules()
    return Program([node for pair in to_bounds(list(rules.values())) for node in pair])


def _composition_rules() -> dict[Composition, Node]:
    is_child = is_("relation_to_reference", *CHILD_KINDS) & younger_than(CHILD_UNDER)
    has_other = anyone(~(is_you() | is_partner() | is_child))
    has_child, has_partner = anyone(is_child), anyone(is_partner())
    is_older = ~has_other & ~has_child & everyone(aged(OLDER_FROM))
    plain = ~has_other & ~is_older
    return {
        Composition.SINGLE: plain & ~has_child & ~has_partner,
        Composition.COUPLE: plain & ~has_child & has_partner,
        Composition.SINGLE_CHILDREN: plain & has_child & ~has_partner,
        Composition.COUPLE_CHILDREN: plain & has_child & has_partner,
        Composition.OLDER: is_older,
        Composition.OTHERS: has_other,
    }


def compositions(
    population: Population, *, on: date, evaluate: Evaluate = with_numpy
) -> tuple[Composition, ...]:
    """The kind of each household on a day."""
    program = _composition_program()
    days = {node.meta: node.meta.on(on) for node in program.leaves(Op.DAY)}
    columns = evaluate(program, population, Setting({}, days))
    kinds = list(_composition_rules())
    found: NDArray[np.int64] = np.full(population.number_of_households, len(kinds), dtype=np.int64)
    for number, certain in enumerate(columns[::2]):
        found[np.asarray(certain) != 0] = number
    return tuple([*kinds, Composition.UNKNOWN][number] for number in found)


# ------------------------------------------------------------------------------------ from a file


def read_json_lines(lines: Iterable[str], name: str, *, on: date, drafts: Sequence[Right] = ()) -> Households:
    """One household per line, as ``nabij-rights check`` takes it, with ``neighbourhood`` beside the facts.

    ``id`` may stand there too and is not looked at. ``drafts`` are rights that are tried: what they ask is
    kept too. Raises UnreadableHouseholds with every line that
    cannot be read, up to twenty.
    """
    situations: list[Situation] = []
    neighbourhoods: list[str] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = _table_in(line)
            neighbourhood = given.pop(NEIGHBOURHOOD, "")
            given.pop("id", None)
            if not isinstance(neighbourhood, str):
                raise ValueError(f"neighbourhood: {shown(neighbourhood)} is not a text.")
            situations.append(read_situation(given, on=on))
            neighbourhoods.append(neighbourhood.strip())
        except UnreadableCase as error:
            problems += [f"{name}, line {number}: {problem}" for problem in error.problems]
        except ValueError as error:
            problems.append(f"{name}, line {number}: {error}")
        if len(problems) >= MOST_PROBLEMS:
            problems[MOST_PROBLEMS:] = [f"{name}: and perhaps more; nothing was worked out."]
            break
    if not problems and not situations:
        problems = [f"{name}: holds no household. Write one household per line, as JSON."]
    if problems:
        raise UnreadableHouseholds(problems)
    return _of_situations(situations, neighbourhoods, on=on, drafts=drafts)


def read_table(path: Path, *, on: date, drafts: Sequence[Right] = ()) -> Households:
    """A table as ``nabij-rights template`` describes it, with a column ``neighbourhood`` if you have one.

    Raises UnreadableHouseholds with what cannot be read, up to twenty lines, and UnusableList.
    """
    from nabij_rights.lists.rows import rows_of

    problems: list[str] = []
    rows = [*rows_of(path, on=on, beside=NEIGHBOURHOOD, problems=problems)]
    if problems[MOST_PROBLEMS:]:
        problems[MOST_PROBLEMS:] = [f"{path}: and {len(problems) - MOST_PROBLEMS} more."]
    if not problems and not rows:
        problems = [f"{path}: holds no household."]
    if problems:
        raise UnreadableHouseholds([*problems, "Nothing was worked out. Correct these lines and run again."])
    return _of_situations([row.situation for row in rows], [row.beside for row in rows], on=on, drafts=drafts)


def _of_situations(
    situations: Sequence[Situation], neighbourhoods: Sequence[str], *, on: date, drafts: Sequence[Right]
) -> Households:
    population = population_of(situations, _everything_asked(tuple(drafts)))
    return households_of(population, on=on, neighbourhoods=neighbourhoods if any(neighbourhoods) else None)


@rests_on_shelf
@lru_cache(maxsize=4)
def _everything_asked(drafts: tuple[Right, ...]) -> Program:
    """All facts that some version of some right asks: the rules of another day may ask other ones."""
    rights = (*catalogue().values(), *drafts)
    return Program([root for right in rights for version in right.versions for root in version.roots()])


def _table_in(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line, parse_float=Decimal)
    except RecursionError:
        raise ValueError("is nested too deep.") from None
    except ValueError as error:
        told = getattr(error, "msg", "a number that is too long")
        raise ValueError(f"this is not JSON ({told}). One household stands on one line.") from None
    if not isinstance(found, dict):
        raise ValueError(f"holds {shown(found)} where a household was expected.")
    return found


# --------------------------------------------------------------------------------------- made up


def made_up(number: int, *, town: str, seed: int, on: date, drafts: Sequence[Right] = ()) -> Households:
    """So many made-up households of a town, spread by chance over its districts. They resemble nobody."""
    cases: list[PlainCase] = made_up_town(town, number, seed=seed, on=on)
    districts = towns()[town].districts
    random = Random(seed)
    neighbourhoods = [random.choice(districts) for _ in cases] if districts else None
    situations = [read_situation(case, on=on) for case in cases]
    population = population_of(situations, _everything_asked(tuple(drafts)))
    return households_of(population, on=on, neighbourhoods=neighbourhoods, is_made_up=True)
