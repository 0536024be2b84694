"""A list in a table household by household, for who asks of a whole list what is asked of one household."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from nabij_rights.engine.program import Situation
from nabij_rights.lists.columns import UnusableColumns
from nabij_rights.lists.parts import lines_of, without_doubles
from nabij_rights.lists.reading_batch import population_from
from nabij_rights.lists.situations import situations_of
from nabij_rights.lists.source import UnusableList, open_source


class Row(NamedTuple):
    """One household of a table, its key, and the text of a column that is no fact (empty without one)."""

    key: str
    situation: Situation
    beside: str


def rows_of(path: Path, *, on: date, beside: str, problems: list[str]) -> Iterator[Row]:
    """The households of a table that can be read, in order.

    What is wrong with the others is added to ``problems``, a sentence each with file and line. ``beside``
    names the column that is no fact. Raises UnusableList when the file cannot be used.
    """
    source = open_source(path)
    ignored = (beside,) if beside in source.columns else ()
    for part in without_doubles(source.parts()):
        try:
            read = population_from(part.batch, on=on, ignored=ignored, known_problems=part.known_problems)
        except UnusableColumns as problem:
            raise UnusableList("\n".join(f"{path}: {sentence}" for sentence in problem.sentences)) from None
        keys = read.keys.to_pylist()
        problems += [str(line) for line in lines_of(part, read.problems)]
        texts = _texts(part.batch, ignored)
        for key, row, situation in zip(keys, read.rows.tolist(), situations_of(read.population), strict=True):
            yield Row(str(key), situation, texts[row] if texts else "")


def _texts(batch: pa.RecordBatch, names: Sequence[str]) -> list[str]:
    return [str(text or "").strip() for name in names for text in batch.column(name).to_pylist()]
