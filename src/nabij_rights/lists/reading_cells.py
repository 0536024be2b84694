"""A column of a table to what the engine counts with: the lowest and highest value in every cell.

What a value means, its limits and the sentence for one that does not fit are those of
:mod:`nabij_rights.facts.reading`. Columns of a fitting type are read whole; of text each different value is
read once; what remains is read cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nabij_rights.engine.arrays import Column
from nabij_rights.engine.program import ANY_VALUE
from nabij_rights.engine.spans import Span
from nabij_rights.facts.reading import BadValue, shown, span_of
from nabij_rights.facts.vocabulary import FIRST_DAY, LAST_DAY, Fact, vocabulary

EPOCH = date(1970, 1, 1).toordinal()
"""Arrow counts days from here."""

Bits = NDArray[np.bool_]

_YES = frozenset({"true", "yes", "ja", "oui", "waar", "vrai", "1"})
_NO = frozenset({"false", "no", "nee", "neen", "non", "onwaar", "faux", "0"})
_NOT_SINCE = frozenset({"no", "nee", "neen", "non", "false"})

_AMOUNT = re.compile(
    r"""(?P<whole> \d+ | \d{1,3} (?:[ \u00a0\u202f]\d{3})+ ) (?: [.,] (?P<cents> \d+ ) )?
      | (?P<dots> \d{1,3} (?:\.\d{3})+ ) , (?P<after_comma> \d{1,2} )
      | (?P<commas> \d{1,3} (?:,\d{3})+ ) \. (?P<after_dot> \d{1,2} )""",
    re.VERBOSE,
)
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""One thousand seven hundred and eighty, or one euro and 78 cents?"""


@dataclass
class Cells:
    """The lowest and highest value of every cell, which cells are told, and what is wrong with which."""

    low: Column
    high: Column
    is_told: Bits
    problems: dict[int, str] = field(default_factory=dict)


def unknown_span(key: str) -> Span:
    """The ends of a fact (``fact`` or ``fact@day``) of which nothing is known."""
    fact_id, _, snapshot = key.partition("@")
    fact = vocabulary()[fact_id]
    if fact.type == "enum":
        return (ANY_VALUE, ANY_VALUE)
    return (0, 1) if snapshot and fact.type == "since" else (fact.lowest, fact.highest)


def read_cells(key: str, values: pa.Array, *, on: date) -> Cells:
    """Every cell of a column as a span of one fact; a null is unknown."""
    values = _plainly_typed(values)
    lowest, highest = unknown_span(key)
    is_told = _told(values)
    whole = _whole_column(key, values) if is_told.any() else None
    if whole is None:
        cells = Cells(np.full(len(values), lowest), np.full(len(values), highest), is_told)
        rest = np.flatnonzero(is_told)
    else:
        numbers, fits = whole[0], whole[1] & is_told
        cells = Cells(np.where(fits, numbers, lowest), np.where(fits, numbers, highest), is_told)
        rest = np.flatnonzero(is_told & ~fits)
    if len(rest):
        _read_each_value(cells, rest, key, values, on)
    return cells


def _plainly_typed(values: pa.Array) -> pa.Array:
    """The same values in one of the types below."""
    kind = values.type
    if pa.types.is_dictionary(kind):
        return _plainly_typed(values.dictionary_decode())
    if pa.types.is_timestamp(kind):  # a moment is a day when it is midnight
        days = values.cast(pa.timestamp("us"), safe=False).cast(pa.date32(), safe=False)
        is_midnight = pc.equal(days.cast(kind, safe=False), values)
        return (
            days
            if pc.all(is_midnight).as_py() in (True, None)
            else values.cast(pa.timestamp("us"), safe=False)
        )
    if pa.types.is_date64(kind):
        return values.cast(pa.date32(), safe=False)
    return values


def _told(values: pa.Array) -> Bits:
    told: Bits = np.asarray(values.is_valid().to_numpy(zero_copy_only=False), dtype=np.bool_)
    return told


# ------------------------------------------------------------------------------- columns read whole


def _whole_column(key: str, values: pa.Array) -> tuple[Column, Bits] | None:
    """The values as the engine's numbers and which of them are sure; None for a type to be read by value."""
    read = _WHOLE.get((_kind(key), _family(values.type)))
    return read(vocabulary()[key.partition("@")[0]], values) if read else None


def _family(kind: pa.DataType) -> str:
    for name, is_one in (
        ("bool", pa.types.is_boolean),
        ("int", pa.types.is_integer),
        ("float", pa.types.is_floating),
        ("date", pa.types.is_date32),
        ("text", lambda one: pa.types.is_string(one) or pa.types.is_large_string(one)),
        ("decimal", pa.types.is_decimal128),
    ):
        if is_one(kind):
            return name
    return "other"


def _numbers(values: pa.Array, kind: Any) -> Any:
    return values.fill_null(0).to_numpy(zero_copy_only=False).astype(kind)


def _yes_no(_fact: Fact, values: pa.Array) -> tuple[Column, Bits]:
    numbers = values.fill_null(False).to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers, np.ones(len(values), np.bool_)


def _whole_numbers(fact: Fact, values: pa.Array) -> tuple[Column, Bits]:
    if pa.types.is_uint64(values.type):
        return np.zeros(len(values), np.int64), np.zeros(len(values), np.bool_)
    numbers = _numbers(values, np.int64)
    return numbers, (numbers >= fact.lowest) & (numbers <= fact.highest)


def _floats_as_whole(fact: Fact, values: pa.Array) -> tuple[Column, Bits]:
    floats = _numbers(values, np.float64)
    fits = (floats == np.floor(floats)) & (floats >= fact.lowest) & (floats <= fact.highest)
    return np.where(fits, floats, 0).astype(np.int64), fits


def _whole_euros(fact: Fact, values: pa.Array) -> tuple[Column, Bits]:
    if pa.types.is_uint64(values.type):
        return _whole_numbers(fact, values)
    numbers = _numbers(values, np.int64)
    fits = (numbers >= 0) & (numbers <= fact.highest // 100)
    return np.where(fits, numbers, 0) * 100, fits


def _euros(fact: Fact, values: pa.Array) -> tuple[Column, Bits]:
    """A float is an amount when it is the one nearest to a number of cents."""
    euros = values.fill_null(0).to_numpy(zero_copy_only=False)
    euros = euros.astype(np.float32) if euros.dtype == np.float16 else euros
    with np.errstate(invalid="ignore", over="ignore"):
        cents = np.rint(euros.astype(np.float64) * 100)
        fits = ((cents / 100).astype(euros.dtype) == euros) & (cents >= 0) & (cents <= fact.highest)
    return np.where(fits, cents, 0).astype(np.int64), fits


def _exact_euros(fact: Fact, values: pa.Array) -> tuple[Column, Bits]:
    nothing = np.zeros(len(values), np.int64), np.zeros(len(values), np.bool_)
    try:
        cents = pc.multiply(values.cast(pa.decimal128(24, 2)), pa.scalar(Decimal(100), pa.decimal128(3, 0)))
        numbers = _numbers(cents.cast(pa.int64()), np.int64)
    except pa.ArrowInvalid:  # parts of a cent, or too large: said of the cell in which it stands
        return nothing
    return numbers, (numbers >= 0) & (numbers <= fact.highest)


def _days(_fact: Fact, values: pa.Array) -> tuple[Column, Bits]:
    numbers = _numbers(values.cast(pa.int32()), np.int64) + EPOCH
    return numbers, (numbers >= FIRST_DAY) & (numbers <= LAST_DAY)


def _amounts_in_text(fact: Fact, values: pa.Array) -> tuple[Column, Bits]:
    is_plain = pc.match_substring_regex(values, r"^[0-9]{1,8}([.,][0-9]{1,2})?$")
    plain = pc.replace_substring(pc.if_else(is_plain, values, pa.scalar("0", values.type)), ",", ".")
    numbers, fits = _euros(fact, plain.cast(pa.float64()))
    return numbers, fits & _is_true(is_plain)


def _days_in_text(fact: Fact, values: pa.Array) -> tuple[Column, Bits]:
    is_plain = pc.match_substring_regex(values, r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$")
    plain = pc.if_else(is_plain, values, pa.scalar("2000-01-01", values.type))
    numbers, fits = _days(fact, plain.cast(pa.date32()))
    return numbers, fits & _is_true(is_plain)


def _is_true(bits: pa.Array) -> Bits:
    true: Bits = bits.fill_null(False).to_numpy(zero_copy_only=False).astype(np.bool_)
    return true


_Whole = Callable[[Fact, pa.Array], tuple[Column, Bits]]

_WHOLE: dict[tuple[str, str], _Whole] = {
    ("bool", "bool"): _yes_no,
    ("int", "int"): _whole_numbers,
    ("pct", "int"): _whole_numbers,
    ("int", "float"): _floats_as_whole,
    ("pct", "float"): _floats_as_whole,
    ("money", "int"): _whole_euros,
    ("money", "float"): _euros,
    ("money", "decimal"): _exact_euros,
    ("money", "text"): _amounts_in_text,
    ("date", "date"): _days,
    ("since", "date"): _days,
    ("date", "text"): _days_in_text,
    ("since", "text"): _days_in_text,
}


# ------------------------------------------------------------------------------- values one by one


def _read_each_value(cells: Cells, which: Column, key: str, values: pa.Array, on: date) -> None:
    """These cells, each different value once."""
    different, codes = _different(values.take(pa.array(which)))
    spans: list[Span] = []
    wrong: dict[int, str] = {}
    for number, value in enumerate(different):
        try:
            spans.append(cell_span(key, value, on))
        except BadValue as problem:
            spans.append((0, 0))
            wrong[number] = str(problem)
    ends = np.array(spans, dtype=np.int64).reshape(-1, 2)
    cells.low[which], cells.high[which] = ends[codes, 0], ends[codes, 1]
    if wrong:
        is_wrong = np.isin(codes, list(wrong))
        for cell, code in zip(which[is_wrong], codes[is_wrong], strict=True):
            cells.problems[int(cell)] = wrong[int(code)]


def _different(values: pa.Array) -> tuple[list[Any], Column]:
    """The different values, and for every cell which of them it holds."""
    try:
        encoded = values.dictionary_encode()
    except pa.ArrowException:  # a list or a table where one value was expected
        return values.to_pylist(), np.arange(len(values))
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64)


@lru_cache(maxsize=65_536)
def _text_span(key: str, text: str, on: date) -> Span:
    return span_of(key, plain_text_value(key, text), on=on)


def cell_span(key: str, value: Any, on: date) -> Span:
    """What one cell says of a fact. Raises BadValue with a sentence for people."""
    if isinstance(value, str):
        return _text_span(key, value, on)
    return span_of(key, plain_value(value, is_yes_no=_kind(key) == "bool"), on=on)


def _kind(key: str) -> str:
    """The type of a fact; on another day than today a "since" is only asked as yes or no."""
    fact_id, _, snapshot = key.partition("@")
    kind = vocabulary()[fact_id].type
    return "bool" if snapshot and kind == "since" else kind


def plain_value(value: Any, *, is_yes_no: bool) -> Any:
    """A typed cell as the reader of files takes it: a whole float is a number, midnight is a day."""
    if is_yes_no and value in (0, 1):
        return bool(value)
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return int(value)
    return value


def plain_text_value(key: str, text: str) -> Any:
    """The text in a cell as the reader of files takes it. Raises BadValue when it can mean two things."""
    read = _FROM_TEXT.get(_kind(key))
    return read(text.strip()) if read else text.strip()


def _yes_no_in(text: str) -> Any:
    word = text.casefold()
    return True if word in _YES else False if word in _NO else text


def _since_in(text: str) -> Any:
    word = text.casefold()
    return False if word in _NOT_SINCE else True if word in _YES - {"1"} else text


def _choice_in(text: str) -> Any:
    return {"any_of": [part.strip() for part in text.split("|")]} if "|" in text else text


def _number_in(text: str) -> Any:
    return int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else text


def _amount_in(text: str) -> Any:
    bare = text.replace("€", "").strip()
    if _TWO_WAYS.fullmatch(bare):
        raise BadValue(
            f"{shown(text)} can mean thousands or cents. Write the amount with two decimals, such as 1780.40."
        )
    if (match := _AMOUNT.fullmatch(bare)) is None:
        return text
    whole = re.sub(r"\D", "", match["whole"] or match["dots"] or match["commas"])
    cents = match["cents"] or match["after_comma"] or match["after_dot"]
    return f"{whole}.{cents}" if cents else whole


_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "bool": _yes_no_in,
    "since": _since_in,
    "enum": _choice_in,
    "int": _number_in,
    "pct": _number_in,
    "money": _amount_in,
}
