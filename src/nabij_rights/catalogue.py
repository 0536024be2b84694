"""All rights together: found in the rule modules, put in order, and compiled for a date."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType

from nabij_rights import rules
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.program import Program, Setting
from nabij_rights.parameters.book import Confidence, DatedAmount, Figure, Status, amounts
from nabij_rights.reasons import Seats, seats_of
from nabij_rights.rights import Right, Version
from nabij_rights.shelf import rests_on_shelf

EARLIEST_DAY = date(2019, 1, 1)
"""Before this day the catalogue knows too little to answer anything."""


class BadCatalogue(ValueError):
    """Rights that do not fit together: the same id twice, an edge to nowhere, a cycle."""


class UnknownRight(LookupError):
    """An id that is not in the catalogue."""


class TooEarly(ValueError):
    """A calculation date before the first version of the catalogue."""


@rests_on_shelf
@cache
def catalogue() -> Mapping[str, Right]:
    """All rights by id, each after the rights that must be claimed first. Raises BadCatalogue."""
    return ordered(_found())


def right_named(right_id: str) -> Right:
    """The right with this id. Raises UnknownRight."""
    try:
        return catalogue()[right_id]
    except KeyError:
        raise UnknownRight(right_id) from None


def _found() -> list[Right]:
    """Every module under ``rules`` holds one right; those that start with an underscore hold shared parts."""
    found = []
    for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        if not module.ispkg and not module.name.rpartition(".")[2].startswith("_"):
            found.append(importlib.import_module(module.name).RIGHT)
    return found + _town_rights()


def _town_rights() -> list[Right]:
    """The rights that are data. Imported late: reading their examples needs the catalogue."""
    from nabij_rights.town_rights.shelved import town_rights

    return [town_right.right for town_right in town_rights().values()]


def ordered(found: Iterable[Right]) -> Mapping[str, Right]:
    """The rights in the order in which they are claimed. Raises BadCatalogue for a cycle or a loose end."""
    by_id: dict[str, Right] = {}
    for right in found:
        if right.id in by_id:
            raise BadCatalogue(f"two rights are called {right.id}")
        by_id[right.id] = right
    sorter = TopologicalSorter({right.id: _known_before(right, by_id) for right in by_id.values()})
    try:
        return MappingProxyType({right_id: by_id[right_id] for right_id in sorter.static_order()})
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise BadCatalogue(f"these rights go before each other in a circle: {circle}") from None


def _known_before(right: Right, by_id: Mapping[str, Right]) -> list[str]:
    """Rights that go first, as far as they are in the catalogue already."""
    return [other for other in right.goes_after if other in by_id]


@dataclass(frozen=True)
class RuleSet:
    """The versions that are valid on one day, compiled together."""

    on: date
    versions: Mapping[str, Version]
    """Right id -> its version; a right without a version on this day is absent."""
    drafted: Mapping[str, DatedAmount] = field(default_factory=dict)
    """Amounts of a right that is not in the catalogue yet."""

    @cached_property
    def program(self) -> Program:
        """Every expression that an answer may show."""
        return _program(tuple(self.versions.values()))

    @cached_property
    def seats(self) -> Mapping[str, Seats]:
        """Where the parts of each version stand, by right."""
        return {key: seats_of(version, self.program) for key, version in self.versions.items()}

    @cached_property
    def bounds_program(self) -> Program:
        """For lists: lowest and highest of (holds, amount) per right, in that order."""
        return _bounds_program(tuple(self.versions.values()))

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The amounts of this day that the rules use."""
        known = {**amounts(), **self.drafted}
        return {node.meta: known[node.meta].on(self.on) for node in self.program.leaves(Op.AMOUNT)}

    @cached_property
    def missing_amounts(self) -> int:
        """The amounts whose value on this day nobody found: see ``Program.amount_slots``."""
        return self._amounts(lambda figure: figure.status is Status.MISSING)

    @cached_property
    def doubtful_steps(self) -> Mapping[str, list[tuple[str, Node]]]:
        """By right the steps of its calculation that may rest on a missing amount."""
        program, missing, found = self.program, self.missing_amounts, {}
        for right_id, version in self.versions.items():
            steps = [(key, step) for key, step in version.named.items() if not step.is_yes_no]
            found[right_id] = [row for row in steps if program.amounts_below[program.index(row[1])] & missing]
        return found

    @cached_property
    def outdated_amounts(self) -> int:
        """The amounts of which only an older value or an estimate is known."""
        return self._amounts(lambda figure: figure.status in (Status.STALE, Status.ESTIMATE))

    @cached_property
    def unofficial_amounts(self) -> int:
        """The amounts that rest on what somebody else wrote about the law."""
        return self._amounts(
            lambda figure: bool(figure.row and figure.row.confidence is Confidence.SECONDARY)
        )

    def _amounts(self, holds: Callable[[Figure], bool]) -> int:
        slots = self.program.amount_slots
        return sum(1 << number for number, slot in enumerate(slots) if holds(self.figures[slot]))

    def figures_of(self, amounts: int) -> Mapping[str, Figure]:
        """These amounts of this day: see ``Program.amount_slots``."""
        slots, found = self.program.amount_slots, {}
        while amounts:
            slot = slots[(amounts & -amounts).bit_length() - 1]
            found[slot] = self.figures[slot]
            amounts &= amounts - 1
        return found

    @cached_property
    def setting(self) -> Setting:
        """Amounts and days as the evaluators need them."""
        spans = {slot: (figure.low, figure.high) for slot, figure in self.figures.items()}
        days = {node.meta: node.meta.on(self.on) for node in self.program.leaves(Op.DAY)}
        return Setting(spans, days)


@rests_on_shelf
@lru_cache(maxsize=64)
def rules_on(on: date, right_ids: tuple[str, ...] | None = None) -> RuleSet:
    """The rules of a day, of all rights or of some. Raises TooEarly, UnknownRight."""
    if on < EARLIEST_DAY:
        raise TooEarly(f"The catalogue begins on {EARLIEST_DAY:%d/%m/%Y}; {on:%d/%m/%Y} is before that day.")
    wanted = catalogue().values() if right_ids is None else [right_named(right_id) for right_id in right_ids]
    versions = {right.id: version for right in wanted if (version := right.version_on(on)) is not None}
    return RuleSet(on, MappingProxyType(versions))


@lru_cache(maxsize=32)
def _program(versions: tuple[Version, ...]) -> Program:
    return Program([root for version in versions for root in version.roots()])


@lru_cache(maxsize=32)
def _bounds_program(versions: tuple[Version, ...]) -> Program:
    roots = []
    for version in versions:
        roots += [version.holds] + ([] if version.amount is None else [version.amount])
    return Program([node for pair in to_bounds(roots) for node in pair])
