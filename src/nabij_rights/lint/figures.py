"""Lint of the dated amounts: unit, day, source, how sure, and when to look again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from nabij_rights.lint.findings import Finding, error, warning
from nabij_rights.parameters.book import BadAmount, Confidence, DatedAmount, Row, parse_book

FOLDERS = ("index", "federal", "flemish", "local")


def books() -> Iterator[tuple[str, str]]:
    """Every parameter file, by its place and its text; the index families first."""
    root = files("nabij_rights").joinpath("parameters")
    for folder in FOLDERS:
        if not (place := root.joinpath(folder)).is_dir():
            continue
        for path in sorted(place.iterdir(), key=lambda path: path.name):
            if path.name.endswith(".toml"):
                yield f"parameters/{folder}/{path.name}", path.read_text(encoding="utf-8")


def lint_book(place: str, text: str) -> tuple[dict[str, DatedAmount], list[Finding]]:
    """The amounts of a file that can be read, and what is wrong with it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        return {}, [error(place, f"this is not TOML ({problem}).")]
    return lint_table(place, table)


def lint_table(place: str, table: Mapping[str, Any]) -> tuple[dict[str, DatedAmount], list[Finding]]:
    """The same for a table: groups of amounts and their sources."""
    found: list[Finding] = list(_unread_keys(place, table))
    try:
        read = parse_book(place, table)
    except (BadAmount, KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as problem:
        return {}, [*found, error(place, f"{problem}".removeprefix(f"{place}: "))]
    for amount in read.values():
        found += _amount(place, amount)
    found += _sources(place, read.values())
    return read, found


_AMOUNT_KEYS = {
    "unit", "label", "values", "fixed", "growth", "note",
    "base", "base_from", "base_until", "base_source", "follows", "printed_on", "divided_by", "article",
}  # fmt: skip
_VALUE_KEYS = {"from", "value", "low", "high", "source", "confidence", "article", "note", "review_by"}
_SOURCE_KEYS = {"title", "url", "read_on", "note"}


def _unread_keys(place: str, table: Mapping[str, Any]) -> Iterable[Finding]:
    """Keys that nothing reads: most often a slip of the pen."""
    for group, entries in table.items():
        for key, row in entries.items() if isinstance(entries, dict) else ():
            if not isinstance(row, dict):
                yield error(f"{place}: [{group}]", f"{key} stands outside an amount.")
                continue
            known = _SOURCE_KEYS if group == "source" else _AMOUNT_KEYS
            yield from _unknown(f"{place}: [{group}.{key}]", row, known)
            values = row.get("values", [])
            for value in values if isinstance(values, list) else ():
                if isinstance(value, dict):
                    from_on = value.get("from")
                    yield from _unknown(f"{place}: [{group}.{key}], from {from_on}", value, _VALUE_KEYS)


def _unknown(place: str, row: Mapping[str, Any], known: set[str]) -> Iterable[Finding]:
    for key in sorted(row.keys() - known):
        yield error(place, f"{key} is read by nobody; known are {', '.join(sorted(known))}.")


def _amount(place: str, amount: DatedAmount) -> Iterable[Finding]:
    key = f"{place}: [{amount.id}]"
    for row in amount.rows:
        yield from _row(f"{key}, from {row.from_on}", row, is_fixed=amount.is_fixed)


def _row(place: str, row: Row, *, is_fixed: bool) -> Iterable[Finding]:
    if row.review_by is None and not is_fixed:
        yield error(place, "has no review date; say when to look again, or fixed = true if the law says so.")
    if row.review_by is not None and row.review_by <= row.from_on:
        yield error(place, f"is to be reviewed on {row.review_by}, before it begins.")
    if not row.article and not row.source.url:
        yield error(place, "cites no article, and its source names no page where people can read it.")
    if row.low is not None and row.high is not None:
        if row.low > row.high:
            yield error(place, "its lowest value is above its highest.")
        if row.low != row.high and row.confidence is not Confidence.ESTIMATE:
            yield error(place, f"is a span, so its confidence is estimate, not {row.confidence}.")
    is_index = place.startswith("parameters/index/")  # their source describes the method
    if row.confidence is Confidence.DERIVED and not row.note and not is_index:
        yield error(place, "is derived; say how in note.")


def _sources(place: str, read: Iterable[DatedAmount]) -> Iterable[Finding]:
    sources = {row.source.key: row.source for amount in read for row in amount.rows}
    for key, source in sources.items():
        if not source.url.startswith(("https://", "http://")):
            yield warning(f"{place}: [source.{key}]", "has no address, so nobody can look it up.")
        if source.read_on is None:
            yield warning(f"{place}: [source.{key}]", "does not say on which day it was read.")
