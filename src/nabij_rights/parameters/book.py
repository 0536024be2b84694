"""The dated amounts of the law, each with unit, source, confidence and review date.

An amount is stored as a series of rows, each valid from a day. Asked for a day, it answers with a span:

* a verified row gives one value;
* a row whose review date has passed gives a span up to the value it may have become (``stale``);
* a row that is only an estimate gives the span that it states;
* a row that says that nobody knows yet, or no row at all, gives the whole domain (``missing``).

So an old figure is never used in silence. Rows that follow an index family (base x coefficient) are
computed on load, so that one new coefficient moves the whole family.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from nabij_rights.shelf import documents, rests_on_shelf

DEFAULT_GROWTH = Decimal("1.06")
"""How much a figure may have moved per started year after its review date; 2022 would have needed 1.14."""

LANGUAGES = ("nl", "fr", "en")

_SCALES = {"EUR": 100, "ct": 1000, "pct": 100, "coefficient": 10_000}
_DOMAIN_CEILING = 10_000_000


class BadAmount(ValueError):
    """An amount that may not be loaded: no unit, no date, no source, or a figure that is no number."""


class Confidence(StrEnum):
    """How sure a figure is."""

    VERIFIED = "verified"  # read in the source named
    DERIVED = "derived"  # computed from verified figures by a tested formula
    SECONDARY = "secondary"  # read in an unofficial source: shown as "to be checked"
    ESTIMATE = "estimate"  # a span, never shown as a fact
    MISSING = "missing"  # looked for, not found: to be filled in


class Status(StrEnum):
    """What a figure is worth on the day asked for."""

    CURRENT = "current"
    STALE = "stale"
    ESTIMATE = "estimate"
    MISSING = "missing"


@dataclass(frozen=True)
class Source:
    """Where a figure was read."""

    key: str
    title: str
    url: str
    read_on: date | None


@dataclass(frozen=True)
class Row:
    """One value from a day on. ``low`` and ``high`` are in the engine's numbers, None when missing."""

    from_on: date
    low: int | None
    high: int | None
    source: Source
    confidence: Confidence
    article: str = ""
    note: str = ""
    review_by: date | None = None
    follows: str = ""
    """The index family that this value was computed from, for values that are."""


@dataclass(frozen=True)
class Figure:
    """What is known of an amount on one day."""

    low: int
    high: int
    status: Status
    row: Row | None


@dataclass(frozen=True)
class DatedAmount:
    """An amount or limit of the law with all its rows, oldest first."""

    id: str
    unit: str | None
    label: Mapping[str, str]
    rows: tuple[Row, ...]
    is_fixed: bool
    growth: Decimal

    @property
    def scale(self) -> int:
        """How many engine units go in one: 100 cents in a euro."""
        return scale_of(self.unit)

    @property
    def ceiling(self) -> int:
        """The highest value the engine reckons with."""
        highest = max((row.high for row in self.rows if row.high is not None), default=None)
        return _DOMAIN_CEILING * self.scale if highest is None else max(4 * highest, 1)

    @property
    def floor(self) -> int:
        """The lowest value the engine reckons with: 1 when every known value is above zero."""
        lows = [row.low for row in self.rows if row.low is not None]
        return 1 if lows and min(lows) >= 1 else 0

    def row_on(self, on: date) -> Row | None:
        """The row that is valid on this day, or None before the first."""
        valid = [row for row in self.rows if row.from_on <= on]
        return valid[-1] if valid else None

    def not_known_since(self, on: date) -> date | None:
        """The day since which nobody has found the value; None when it is known, or was never looked for."""
        since = None
        for row in reversed([row for row in self.rows if row.from_on <= on]):
            if row.low is not None:
                break
            since = row.from_on
        return since

    def on(self, on: date) -> Figure:
        """The value on this day, as a span with its status."""
        row = self.row_on(on)
        if row is None or row.low is None or row.high is None:
            return Figure(self.floor, self.ceiling, Status.MISSING, row)
        if row.confidence is Confidence.ESTIMATE:
            return Figure(row.low, self._grown(row, on), Status.ESTIMATE, row)
        highest = self._grown(row, on)
        return Figure(row.low, highest, Status.STALE if highest != row.high else Status.CURRENT, row)

    def _grown(self, row: Row, on: date) -> int:
        """The value this row may have become since its review date."""
        assert row.high is not None
        if self.is_fixed or row.review_by is None or on < row.review_by:
            return row.high
        years = _started_years(row.review_by, on)
        grown = Decimal(row.high) * self.growth**years
        return min(int(grown.to_integral_value(ROUND_HALF_UP)), self.ceiling)


def scale_of(unit: str | None) -> int:
    """How many engine units one of this unit is."""
    if unit is None:
        return 1
    return _SCALES.get(unit.split("/")[0], 1)


def _started_years(since: date, on: date) -> int:
    years = on.year - since.year - ((on.month, on.day) < (since.month, since.day))
    return years + 1


# ---------------------------------------------------------------------------------------- loading


def parse_book(name: str, table: Mapping[str, Any]) -> dict[str, DatedAmount]:
    """The amounts of one TOML file. Raises BadAmount with the place in the file."""
    sources = {key: _source(key, row) for key, row in table.get("source", {}).items()}
    found: dict[str, DatedAmount] = {}
    for group, entries in table.items():
        if group == "source":
            continue
        for key, row in entries.items():
            place = f"{name}: [{group}.{key}]"
            found[f"{group}.{key}"] = _amount(f"{group}.{key}", row, sources, place, found)
    return found


def _source(key: str, row: Mapping[str, Any]) -> Source:
    if not row.get("title"):
        raise BadAmount(f"source {key} has no title")
    return Source(key, row["title"], row.get("url", ""), row.get("read_on"))


def _amount(
    amount_id: str,
    row: Mapping[str, Any],
    sources: Mapping[str, Source],
    place: str,
    found: Mapping[str, DatedAmount],
) -> DatedAmount:
    if "unit" not in row:
        raise BadAmount(f"{place} has no unit")
    label = row.get("label", {})
    if lacking := [language for language in LANGUAGES if not label.get(language)]:
        raise BadAmount(f"{place} has no label in {', '.join(lacking)}")
    unit = row["unit"] or None
    is_fixed = row.get("fixed", False)
    rows = [_row(value, unit, sources, place, is_fixed=is_fixed) for value in row.get("values", ())]
    if "base" in row:
        rows += _indexed_rows(row, unit, sources, place, found)
    if not rows:
        raise BadAmount(
            f"{place} has no values; say `missing = true` with a date and a source where it was sought"
        )
    rows.sort(key=lambda item: item.from_on)
    if len({item.from_on for item in rows}) < len(rows):
        raise BadAmount(f"{place} has two values from the same day")
    family = (index_families() | dict(found)).get(row.get("follows", "")) if "base" in row else None
    growth = Decimal(str(row.get("growth", family.growth if family else DEFAULT_GROWTH)))
    return DatedAmount(amount_id, unit, label, tuple(rows), is_fixed, growth)


def _row(
    value: Mapping[str, Any], unit: str | None, sources: Mapping[str, Source], place: str, *, is_fixed: bool
) -> Row:
    if type(value.get("from")) is not date:
        raise BadAmount(
            f"{place} has a value without a date `from`; write a day without quotes, such as 2026-09-01: "
            f"{dict(value)}"
        )
    if value.get("source") not in sources:
        known = ", ".join(sources) or "none"
        raise BadAmount(
            f"{place}, from {value['from']}: source {value.get('source')!r} is not described in this file; "
            f"described are: {known}"
        )
    if "confidence" not in value:
        raise BadAmount(f"{place}, from {value['from']}: say how sure it is with `confidence`")
    confidence = _confidence(value["confidence"], f"{place}, from {value['from']}")
    low, high = _span(value, unit, place, is_missing=confidence is Confidence.MISSING)
    review_by = value.get("review_by") or (None if is_fixed else _a_year_after(value["from"]))
    return Row(
        value["from"],
        low,
        high,
        sources[value["source"]],
        confidence,
        value.get("article", ""),
        value.get("note", ""),
        review_by,
    )


def _confidence(written: object, place: str) -> Confidence:
    try:
        return Confidence(str(written))
    except ValueError:
        known = ", ".join(Confidence)
        raise BadAmount(f"{place}: confidence is one of {known}, not {written!r}") from None


def _a_year_after(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28))


def _span(
    value: Mapping[str, Any], unit: str | None, place: str, *, is_missing: bool
) -> tuple[int | None, int | None]:
    if is_missing:
        return None, None
    if "value" in value:
        number = engine_number(value["value"], unit, place)
        return number, number
    if "low" in value and "high" in value:
        return engine_number(value["low"], unit, place), engine_number(value["high"], unit, place)
    raise BadAmount(
        f'{place}, from {value["from"]}: give a value, or low and high, or confidence = "missing"'
    )


def engine_number(text: str, unit: str | None, place: str) -> int:
    """A figure as the engine counts it: whole cents for euro. Raises BadAmount when it is no such number."""
    if not isinstance(text, str):
        raise BadAmount(
            f'{place}: write the figure between quotes, such as "{text}", so that no cent is lost'
        )
    try:
        number = Decimal(text) * scale_of(unit)
    except ArithmeticError:
        hint = f'; write a point: "{text.replace(",", ".")}"' if re.fullmatch(r"\d+,\d+", text) else ""
        raise BadAmount(f"{place}: {text!r} is not a number{hint}") from None
    if number != number.to_integral_value():
        raise BadAmount(f"{place}: {text!r} has more decimals than {unit} allows")
    return int(number)


def written_number(number: int, unit: str | None) -> str:
    """A number of the engine as it is written: 14736 cents is "147.36". The inverse of ``engine_number``."""
    scale = scale_of(unit)
    return format(Decimal(number) / scale, f".{len(str(scale)) - 1}f")


def _indexed_rows(
    row: Mapping[str, Any],
    unit: str | None,
    sources: Mapping[str, Source],
    place: str,
    found: Mapping[str, DatedAmount],
) -> Iterable[Row]:
    """Rows of a family: base x coefficient, for each coefficient from ``base_from`` until ``base_until``."""
    index = (index_families() | dict(found)).get(row["follows"])
    if index is None:
        raise BadAmount(f"{place} follows {row['follows']!r}, and that index is not known")
    if row.get("base_source") not in sources:
        raise BadAmount(f"{place}: base_source {row.get('base_source')!r} is not described in this file")
    until = row.get("base_until", date.max)
    for coefficient in index.rows:
        if coefficient.low is not None and row["base_from"] <= coefficient.from_on < until:
            yield _indexed_row(row, unit, coefficient, index, sources[row["base_source"]])


def _indexed_row(
    row: Mapping[str, Any], unit: str | None, coefficient: Row, index: DatedAmount, source: Source
) -> Row:
    assert coefficient.low is not None
    factor = Decimal(coefficient.low) / index.scale
    year = (Decimal(row["base"]) * factor).quantize(Decimal("0.01"), ROUND_HALF_UP)
    value = (year / row.get("divided_by", 1)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    number = int(value * scale_of(unit))
    is_printed = coefficient.from_on in row.get("printed_on", ())
    confidence = Confidence.VERIFIED if is_printed else Confidence.DERIVED
    note = f"{row['base']} x {factor}" + (f" / {row['divided_by']}" if "divided_by" in row else "")
    return Row(
        coefficient.from_on,
        number,
        number,
        source,
        confidence,
        row.get("article", ""),
        note,
        coefficient.review_by,
        index.id,
    )


def _tables(folder: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    place = files("nabij_rights.parameters").joinpath(folder)
    if not place.is_dir():  # nobody wrote an amount of this level yet
        return
    for path in sorted(place.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            yield f"{folder}/{path.name}", tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def index_families() -> dict[str, DatedAmount]:
    """The coefficients that other amounts follow."""
    found: dict[str, DatedAmount] = {}
    for name, table in _tables("index"):
        found |= parse_book(name, table)
    return found


@rests_on_shelf
@cache
def amounts() -> Mapping[str, DatedAmount]:
    """All dated amounts by id. Raises BadAmount when one of them may not be loaded."""
    found = dict(index_families())
    for folder in ("federal", "flemish", "local"):
        for name, table in _tables(folder):
            read = parse_book(name, table)
            if twice := found.keys() & read.keys():
                raise BadAmount(f"{name}: {', '.join(sorted(twice))} stands in another file too")
            found |= read
    for document in documents().values():
        with suppress(BadAmount, KeyError, TypeError, ValueError, AttributeError):  # the lint tells about it
            found |= book_in(document)
    return MappingProxyType(found)


@rests_on_shelf
@cache
def places() -> Mapping[str, str]:
    """The file in which each amount stands, by the id of the amount."""
    found: dict[str, str] = {}
    for folder in ("index", "federal", "flemish", "local"):
        for name, table in _tables(folder):
            groups = ((group, entries) for group, entries in table.items() if group != "source")
            found |= {f"{group}.{key}": f"parameters/{name}" for group, entries in groups for key in entries}
    for document in documents().values():
        right_id, town = document.get("id"), document.get("town")
        if isinstance(held := document.get("amounts"), Mapping):
            found |= {f"{right_id}.{key}": f"towns/{town}/rights/{right_id}.toml" for key in held}
    return MappingProxyType(found)


def book_in(document: Mapping[str, Any]) -> dict[str, DatedAmount]:
    """The amounts of a right that is data, by ``<right>.<amount>``. Raises BadAmount."""
    if not document.get("amounts"):
        return {}
    return parse_book("amounts", {"source": document.get("source", {}), document["id"]: document["amounts"]})
