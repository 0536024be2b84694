"""All rights for a batch of rows, one per household: the same function in a loop, a pool or a cluster.

It takes a record batch and gives one with as many rows, in the same order, and knows of no files. The answers
are those of :func:`nabij_rights.answers.answer`, household by household.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pyarrow as pa

from nabij_rights.catalogue import RuleSet, catalogue
from nabij_rights.engine.arrays import Column, Population
from nabij_rights.engine.machine.running import with_kernel
from nabij_rights.lists.arrow_columns import (
    EUROS,
    OTHER,
    answers_column,
    euros_column,
    missing_column,
    others_column,
    warnings_column,
)
from nabij_rights.lists.columns import KEY
from nabij_rights.lists.other_adults import other_adults
from nabij_rights.lists.outcomes import MissingFacts, Outcomes, no_rule
from nabij_rights.lists.reading_batch import Read, RowProblem, keys_of, part_of, population_from
from nabij_rights.lists.screening import Evaluate, with_numpy
from nabij_rights.rights import Unit

PROBLEMS = "problems"

AT_ONCE = 2_000
"""Households of which NumPy has every expression in memory at the same time: some 300 MB."""

AT_ONCE_IN_KERNELS = 10_000
"""Kernels keep results only: the same memory for more households."""


def screen_batch(
    batch: pa.RecordBatch,
    rule_set: RuleSet,
    *,
    right_ids: Sequence[str] | None = None,
    evaluate: Evaluate = with_numpy,
    missing: MissingFacts = MissingFacts.NAMES,
    with_warnings: bool = True,
    ignored: Iterable[str] = (),
) -> pa.RecordBatch:
    """Every right for every household of the batch, on the day of the rule set.

    ``right_ids`` are the rights to show, by default those with a rule on that day; columns in ``ignored`` are
    not read. The schema is :func:`output_schema`. A row that cannot be read has no answers, and says why in
    ``problems``. Raises UnusableColumns when a column cannot be used at all.
    """
    screened, _ = screen_rows(
        batch,
        rule_set,
        right_ids=right_ids,
        evaluate=evaluate,
        missing=missing,
        with_warnings=with_warnings,
        ignored=ignored,
    )
    return screened


def screen_rows(
    batch: pa.RecordBatch,
    rule_set: RuleSet,
    *,
    right_ids: Sequence[str] | None = None,
    evaluate: Evaluate = with_numpy,
    missing: MissingFacts = MissingFacts.NAMES,
    with_warnings: bool = True,
    ignored: Iterable[str] = (),
    known_problems: Iterable[RowProblem] = (),
) -> tuple[pa.RecordBatch, list[RowProblem]]:
    """What :func:`screen_batch` gives, and the problems cell by cell.

    ``known_problems`` are those that only the reader of the whole file can see, such as a household that
    stands twice.
    """
    wanted = tuple(rule_set.versions) if right_ids is None else tuple(right_ids)
    read = population_from(batch, on=rule_set.on, ignored=ignored, known_problems=known_problems)
    schema = output_schema(rule_set, wanted, missing=missing, with_warnings=with_warnings)
    number, shown = batch.num_rows, {}
    if len(read.rows):
        table = _table_of(_ById(rule_set), wanted, evaluate, missing, with_warnings)
        at_once = AT_ONCE_IN_KERNELS if evaluate is with_kernel else AT_ONCE
        parts = [table.columns(part) for part in _parts(read.population, at_once)]
        shown = parts[0]
        if len(parts) > 1:
            shown = {name: pa.concat_arrays([part[name] for part in parts]) for name in parts[0]}
    columns = [
        _at_rows(shown[field.name], read.rows, number) if shown else pa.nulls(number, field.type)
        for field in list(schema)[2:]
    ]
    first = [keys_of(batch), _problems(read, number)]
    return pa.RecordBatch.from_arrays([*first, *columns], schema=schema), read.problems


def output_schema(
    rule_set: RuleSet,
    right_ids: Sequence[str],
    *,
    missing: MissingFacts = MissingFacts.NAMES,
    with_warnings: bool = True,
) -> pa.Schema:
    """The columns of the result.

    ``household`` and ``problems``, and per right ``.answer``, ``.lowest`` and ``.highest`` (in euro per the
    period of the right, when it has an amount), ``.missing``, ``.warnings``, and for a right of a person
    ``.others``: the answers for the other adults.
    """
    fields = [pa.field(KEY, pa.string()), pa.field(PROBLEMS, pa.list_(pa.string()))]
    for right_id in right_ids:
        version = rule_set.versions.get(right_id)
        fields.append(pa.field(f"{right_id}.answer", pa.string()))
        if version is not None and version.amount is not None:
            fields += [pa.field(f"{right_id}.{end}", EUROS) for end in ("lowest", "highest")]
        if missing is MissingFacts.NAMES:
            fields.append(pa.field(f"{right_id}.missing", pa.list_(pa.string())))
        if with_warnings:
            fields.append(pa.field(f"{right_id}.warnings", pa.list_(pa.string())))
        if catalogue()[right_id].unit is Unit.PERSON:
            fields.append(pa.field(f"{right_id}.others", pa.list_(OTHER)))
    return pa.schema(fields)


def _problems(read: Read, number: int) -> pa.Array:
    found: list[list[str] | None] = [None] * number
    for problem in read.problems:
        said = f"{problem.column}, member {problem.member}" if problem.member else problem.column
        found[problem.row] = [*(found[problem.row] or []), f"{said}: {problem.sentence}"]
    return pa.array(found, pa.list_(pa.string()))


def _at_rows(values: pa.Array, rows: Column, number: int) -> pa.Array:
    """The values in the rows of the batch; null in the rows that could not be read."""
    if len(rows) == number:
        return values
    places = np.full(number, -1, dtype=np.int64)
    places[rows] = np.arange(len(rows))
    return values.take(pa.array(places, mask=places < 0))


def _parts(population: Population, at_once: int) -> Iterator[Population]:
    """So many households at a time that all that is worked out of them fits in memory."""
    number = population.number_of_households
    if number <= at_once:
        yield population
        return
    for first in range(0, number, at_once):
        yield part_of(population, np.arange(first, min(first + at_once, number)))


@dataclass(frozen=True, eq=False)
class _ById:
    """A rule set as a key: the very same one."""

    rule_set: RuleSet

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.rule_set is self.rule_set

    def __hash__(self) -> int:
        return id(self.rule_set)


@lru_cache(maxsize=8)
def _table_of(
    rules: _ById,
    right_ids: tuple[str, ...],
    evaluate: Evaluate,
    missing: MissingFacts,
    with_warnings: bool,
) -> _Table:
    outcomes = Outcomes(rules.rule_set, evaluate=evaluate, missing=missing, with_warnings=with_warnings)
    return _Table(rules.rule_set, right_ids, evaluate, outcomes)


class _Table:
    """What is worked out once for a rule set, and the columns for one population after the other."""

    def __init__(
        self, rule_set: RuleSet, right_ids: tuple[str, ...], evaluate: Evaluate, outcomes: Outcomes
    ) -> None:
        self._rule_set, self._outcomes = rule_set, outcomes
        self._rights = [catalogue()[right_id] for right_id in right_ids]
        of_persons = {
            right.id: rule_set.versions[right.id]
            for right in self._rights
            if right.unit is Unit.PERSON and right.id in rule_set.versions
        }
        for_others = replace(rule_set, versions=of_persons)
        self._for_others = Outcomes(
            for_others, evaluate=evaluate, missing=MissingFacts.NONE, with_warnings=False
        )

    def columns(self, population: Population) -> dict[str, pa.Array]:
        """The columns about the rights, by name."""
        number = population.number_of_households
        found = self._outcomes.of(population)
        others = other_adults(population, on=self._rule_set.on)
        of_others = self._for_others.of(others.population) if len(others.members) else {}
        shown: dict[str, pa.Array] = {}
        for right in self._rights:
            one = found.get(right.id) or no_rule(number, right.id, self._rule_set)
            shown[f"{right.id}.answer"] = answers_column(one)
            if one.lowest is not None and one.highest is not None:
                shown[f"{right.id}.lowest"] = euros_column(one.lowest, one.is_amount_known)
                shown[f"{right.id}.highest"] = euros_column(one.highest, one.is_amount_known)
            shown[f"{right.id}.missing"] = missing_column(one, number)
            shown[f"{right.id}.warnings"] = warnings_column(one)
            if right.unit is Unit.PERSON:
                shown[f"{right.id}.others"] = others_column(of_others.get(right.id), others, number)
        return shown


__all__ = ["PROBLEMS", "MissingFacts", "output_schema", "screen_batch", "screen_rows"]
