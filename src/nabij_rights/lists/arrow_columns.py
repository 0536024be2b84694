"""The columns of the result as Arrow arrays, made without a Python value per cell."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nabij_rights.answers import Warning_
from nabij_rights.engine.arrays import Column
from nabij_rights.engine.expression import MOST_PERSONS
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
    if not one.missing:
        return _lists(np.zeros(number, np.int64), pa.array([], pa.string()))
    households = np.concatenate([open_.households for open_ in one.missing])
    names = [_names(open_.key).take(pa.array(open_.members)) for open_ in one.missing]
    order = np.argsort(households, kind="stable")
    counts = np.bincount(households, minlength=number)
    return _lists(counts, pa.concat_arrays(names).take(pa.array(order)))


@cache
def _names(key: str) -> pa.Array:
    """The fact as it is named in a list: of the home, or of a member by number."""
    return pa.array([key, *(f"{key}:{member}" for member in range(1, MOST_PERSONS + 1))])


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
    return _lists(np.bincount(others.households, minlength=number), rows)


def _lists(counts: NDArray[np.int64], values: pa.Array) -> pa.Array:
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values)
