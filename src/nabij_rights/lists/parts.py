"""The parts of a list as they are read: a household that stands twice, and the line of every problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np
import pyarrow as pa

from nabij_rights.lists.columns import KEY
from nabij_rights.lists.reading_batch import RowProblem, keys_of
from nabij_rights.lists.source import LineProblem, Part


def lines_of(part: Part, problems: Sequence[RowProblem]) -> list[LineProblem]:
    """The problems of a part with their file and line, in the order of the file."""
    keys = keys_of(part.batch)
    found = [part.line_of(problem, keys[problem.row].as_py()) for problem in problems]
    return sorted([*found, *part.loose])


def without_doubles(parts: Iterator[Part]) -> Iterator[Part]:
    """The same parts; a household that stands for the second time has a problem."""
    seen = _Seen()
    for part in parts:
        keys = keys_of(part.batch)
        sentence = "stands twice in the list. Give each household a name or number of its own."
        doubles = [
            RowProblem(row, KEY, 0, f"household {keys[row].as_py()} {sentence}") for row in seen.again(keys)
        ]
        yield replace(part, known_problems=[*part.known_problems, *doubles])


class _Seen:
    """The households that came by, eight bytes each: all that is kept of a list while it is read."""

    def __init__(self) -> None:
        self._runs: list[np.ndarray[tuple[int], np.dtype[np.uint64]]] = []

    def again(self, keys: pa.StringArray) -> list[int]:
        """The rows of which the household came by before."""
        known = [(row, key) for row, key in enumerate(keys.to_pylist()) if key is not None]
        digest = b"".join(blake2b(key.encode(), digest_size=8).digest() for _, key in known)
        numbers = np.frombuffer(digest, dtype=np.uint64)
        different, first = np.unique(numbers, return_index=True)
        is_again = np.ones(len(numbers), np.bool_)
        is_again[first] = False
        for run in self._runs:
            place = np.minimum(np.searchsorted(run, numbers), len(run) - 1)
            is_again |= run[place] == numbers
        if len(different):
            self._runs.append(different)
        while len(self._runs) > 1 and len(self._runs[-2]) <= 2 * len(self._runs[-1]):
            last = self._runs.pop()
            self._runs[-1] = np.union1d(self._runs[-1], last)
        return [known[place][0] for place in np.flatnonzero(is_again)]
