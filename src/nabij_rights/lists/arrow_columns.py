"""The columns of the result as Arrow arrays, made without a Python value per cell."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nabij_rights.answers import Warning_
from nabij_rights.engine.arrays import Column
from nabij_rights.engine.machine.gathering import MEMBERS
from nabij_rights.lists.other_adults import OtherAdults
from nabij_rights.lists.outcomes import NO, WARNINGS, Bools, RightOfList
from nabij_rights.reasons import Answer

EUROS = pa.decimal128(14, 2)

OTHER = pa.struct([("member", pa.int8()), ("answer", pa.string()), ("lowest", EUROS), ("highest", EUROS)])

_ANSWERS = pa.array([str(Answer.NO), str(Answer.UNKNOWN), str(Answer.YES)])


def answers_column(one: RightOfList) -> pa.Array:
    """yes, no or unknown."""
    return _ANSWERS.take(pa.array(one.answer))


def euros_column(cents: Column, is_known: Bools) -> pa.Array:
    """Amounts in euro, to the cent; null where nobody knows the amount."""
    halves = np.empty((len(cents), 2), dtype=np.int64)  # a decimal is one number of 128 bits
    halves[:, 0], halves[:, 1] = cents, cents >> 63
    validity = None if is_known.all() else pa.py_buffer(np.packbits(is_known, bitorder="little"))
    return pa.Array.from_buffers(EUROS, len(cents), [validity, pa.py_buffer(halves)])


def missing_column(one: RightOfList, number: int) -> pa.Array:
    """The names of the facts that can still change the answer, in the order of the rules."""
    if one.missing is None:
        return _lists(np.zeros(number + 1, np.int32), pa.array([], pa.string()))
    numbers = pa.array(one.missing.numbers)
    return _lists(one.missing.offsets, _names(one.missing.facts).take(numbers))


@lru_cache(maxsize=8)
def _names(facts: tuple[str, ...]) -> pa.Array:
    """The facts as they are named in a list: of the home, or of a member by number."""
    return pa.array([f"{fact}:{member}" if member else fact for fact in facts for member in range(MEMBERS)])


def warnings_column(one: RightOfList) -> pa.Array:
    """What somebody must know before relying on the answer."""
    if isinstance(one.warnings, Warning_):
        return pa.array([[str(one.warnings)]]).take(pa.array(np.zeros(len(one.answer), np.int64)))
    return _warnings_by_code().take(pa.array(one.warnings))


@cache
def _warnings_by_code() -> pa.Array:
    return pa.array(
        [
            [str(warning) for number, warning in enumerate(WARNINGS) if code >> number & 1]
            for code in range(1 << len(WARNINGS))
        ],
        pa.list_(pa.string()),
    )


def others_column(one: RightOfList | None, others: OtherAdults, number: int) -> pa.Array:
    """The answers for the other adults; None for a right that has no rule on this day."""
    size = len(others.members)
    if one is None:
        one = RightOfList(np.full(size, NO), None, None, np.ones(size, np.bool_), np.zeros(size, np.uint8))
    amounts = [
        pa.nulls(size, EUROS) if cents is None else euros_column(cents, one.is_amount_known)
        for cents in (one.lowest, one.highest)
    ]
    members = pa.array(others.members.astype(np.int8))
    rows = pa.StructArray.from_arrays([members, answers_column(one), *amounts], fields=list(OTHER))
    counts = np.bincount(others.households, minlength=number)
    return _lists(np.concatenate(([0], np.cumsum(counts))).astype(np.int32), rows)


def _lists(offsets: NDArray[np.int32], values: pa.Array) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array(offsets), values)
