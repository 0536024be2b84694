"""All rights for a batch of rows, one per household: the same function in a loop, a pool or a cluster.

It takes a record batch and gives one with as many rows, in the same order, and knows of no files. The answers
are those of :func:`nabij_rights.answers.answer`, household by household.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa

from nabij_rights.answers import Answers, Outcome, answer
from nabij_rights.catalogue import RuleSet, catalogue
from nabij_rights.engine.arrays import Column, Ends, Population
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.lists.columns import KEY
from nabij_rights.lists.reading_batch import Read, population_from
from nabij_rights.lists.reading_cells import unknown_span
from nabij_rights.lists.screening import Evaluate, with_numpy
from nabij_rights.rights import Unit

PROBLEMS = "problems"

EUROS = pa.decimal128(14, 2)

OTHER = pa.struct(
    [("member", pa.int8()), ("answer", pa.string()), ("lowest", EUROS), ("highest", EUROS)],
)


class MissingFacts(StrEnum):
    """Whether the facts that can still change an answer are named; that is most of the work."""

    NAMES = "names"
    NONE = "none"


def screen_batch(
    batch: pa.RecordBatch,
    rule_set: RuleSet,
    *,
    right_ids: Sequence[str] | None = None,
    evaluate: Evaluate = with_numpy,
    missing: MissingFacts = MissingFacts.NAMES,
    ignored: Iterable[str] = (),
) -> pa.RecordBatch:
    """Every right for every household of the batch, on the day of the rule set.

    ``right_ids`` are the rights to show, by default those with a rule on that day; columns in ``ignored`` are
    not read. The schema is :func:`output_schema`. A row that cannot be read has no answers, and says why in
    ``problems``. Raises UnusableColumns when a column cannot be used at all.
    """
    wanted = tuple(rule_set.versions) if right_ids is None else tuple(right_ids)
    read = population_from(batch, on=rule_set.on, ignored=ignored)
    found = [
        answer(situation, on=rule_set.on, right_ids=wanted) for situation in situations_of(read.population)
    ]
    schema = output_schema(rule_set, wanted, missing=missing)
    columns = [_at_rows(_column(field, found), read.rows, batch.num_rows) for field in list(schema)[2:]]
    first = [batch.column(KEY).cast(pa.string()), _problems(read, batch.num_rows)]
    return pa.RecordBatch.from_arrays([*first, *columns], schema=schema)


def output_schema(
    rule_set: RuleSet, right_ids: Sequence[str], *, missing: MissingFacts = MissingFacts.NAMES
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
        fields.append(pa.field(f"{right_id}.warnings", pa.list_(pa.string())))
        if catalogue()[right_id].unit is Unit.PERSON:
            fields.append(pa.field(f"{right_id}.others", pa.list_(OTHER)))
    return pa.schema(fields)


def situations_of(population: Population) -> Iterator[Situation]:
    """The households one by one, as the interpreter takes them."""
    household, persons = _known(population.household), _known(population.persons)
    decisions = population.decisions
    for row, (first, last) in enumerate(zip(population.offsets[:-1], population.offsets[1:], strict=True)):
        yield Situation(
            _facts(household, row),
            [_facts(persons, place) for place in range(first, last)],
            {key: _span(ends, row) for key, ends in decisions.items() if _span(ends, row) != (0, 1)},
        )


def _known(columns: Mapping[str, Ends]) -> Mapping[str, tuple[Ends, Span]]:
    return {key: (ends, unknown_span(key)) for key, ends in columns.items()}


def _facts(columns: Mapping[str, tuple[Ends, Span]], place: int) -> dict[str, Span]:
    return {key: span for key, (ends, unknown) in columns.items() if (span := _span(ends, place)) != unknown}


def _span(ends: Ends, place: int) -> Span:
    return int(ends[0][place]), int(ends[1][place])


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


def _column(field: pa.Field, found: Sequence[Answers]) -> pa.Array:
    right_id, _, what = field.name.rpartition(".")
    return pa.array([_SHOWN[what](answers.of(right_id)) for answers in found], field.type)


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)


def _missing(outcome: Outcome) -> list[str]:
    return [one.fact if one.person is None else f"{one.fact}:{one.person + 1}" for one in outcome.missing]


def _others(outcome: Outcome) -> list[dict[str, Any]]:
    return [
        {
            "member": person + 1,
            "answer": str(other.answer),
            "lowest": _euros(other.lowest),
            "highest": _euros(other.highest),
        }
        for person, other in outcome.for_others
    ]


_SHOWN = {
    "answer": lambda outcome: str(outcome.answer),
    "lowest": lambda outcome: _euros(outcome.lowest),
    "highest": lambda outcome: _euros(outcome.highest),
    "missing": _missing,
    "warnings": lambda outcome: [str(warning) for warning in outcome.warnings],
    "others": _others,
}
