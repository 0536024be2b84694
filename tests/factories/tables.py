"""Made-up households as rows of a table, with some of their facts hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from random import Random
from typing import Any

import pyarrow as pa

from nabij_rights.synthetic import PlainCase, made_up_households

NEVER_HIDDEN = ("relation_to_reference", "birth_on")


def hidden(case: PlainCase, *, share: float, random: Random) -> PlainCase:
    """The same household with part of its facts not told."""

    def left(facts: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in facts.items() if key in NEVER_HIDDEN or random.random() > share}

    return {
        "municipality": case["municipality"],
        "household": left(case["household"]),
        "persons": [left(person) for person in case["persons"]],
    }


def hidden_households(number: int, *, seed: int, on: date, share: float = 0.25) -> list[PlainCase]:
    """Made-up households of which part is not told."""
    random = Random(seed)
    return [hidden(case, share=share, random=random) for case in made_up_households(number, seed=seed, on=on)]


def batch_of(cases: Sequence[PlainCase], keys: Iterable[str] | None = None) -> pa.RecordBatch:
    """The households as a batch of rows: a value per fact of the home, a list per fact of the members."""
    columns: dict[str, list[Any]] = {
        "household": list(keys) if keys is not None else [f"h{number}" for number in range(len(cases))],
        "members": [len(case["persons"]) for case in cases],
        "municipality": [case["municipality"] for case in cases],
    }
    for key in dict.fromkeys(key for case in cases for key in case["household"]):
        columns[key] = [_written(case["household"].get(key)) for case in cases]
    for key in dict.fromkeys(key for case in cases for person in case["persons"] for key in person):
        columns[key] = [[_written(person.get(key)) for person in case["persons"]] for case in cases]
    return pa.RecordBatch.from_pydict({key: _array(values) for key, values in columns.items()})


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _array(values: list[Any]) -> pa.Array:
    """Amounts are given as whole numbers and as fractions; a column has one type."""
    try:
        return pa.array(values)
    except pa.ArrowInvalid:
        kind = pa.list_(pa.float64()) if any(isinstance(value, list) for value in values) else pa.float64()
        return pa.array(values, kind)
