"""The public catalogue: each right with its rule in words, its amounts over time, cases and sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from nabij.rights.queries.wording import (
    Wording,
    cited,
    from_leaflet,
    html_of,
    leaflet_of,
    marked,
    page_language,
    provided_by,
)
from nabij_rights.cases import Case, cases_of
from nabij_rights.catalogue import UnknownRight, catalogue, right_named
from nabij_rights.checklist import ProcedureInWords, place_of, procedure_in_words
from nabij_rights.engine.expression import Op, in_order
from nabij_rights.parameters.book import DatedAmount, Row, Status, amounts
from nabij_rights.rights import Condition, Right, Version
from nabij_rights.shelf import rests_on_shelf
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES, FURTHER_LANGUAGES, SECTIONS, Leaflet, leaflet
from nabij_rights.towns.packs import town_named

GOOD_ENOUGH = 72
"""How alike a word and a name must be, out of 100, to be offered as what somebody meant."""

_SEARCHED_LANGUAGES = (*COMPLETE_LANGUAGES, *FURTHER_LANGUAGES)


class NoSuchRight(LookupError):
    """No right with this name in the catalogue."""


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    right: Right
    name: Wording
    summary: Wording
    town: str


@dataclass(frozen=True)
class ConditionInWords:
    """A condition with its sentence and article, and what it consists of."""

    sentence: Wording
    article: Wording
    is_decided_by_person: bool
    needs_all_parts: bool
    parts: tuple[ConditionInWords, ...]


@dataclass(frozen=True)
class VersionInWords:
    """A rule from a day on, in words."""

    from_on: date
    until_on: date | None
    is_valid_now: bool
    note: Wording
    conditions: tuple[ConditionInWords, ...]
    steps: tuple[Wording, ...]


@dataclass(frozen=True)
class Series:
    """An amount of the law over time."""

    amount: DatedAmount
    label: Wording
    rows: tuple[Row, ...]
    status: Status
    not_known_since: date | None = None


@dataclass(frozen=True)
class Page:
    """Everything that stands on the page of a right."""

    right: Right
    leaflet: Leaflet
    name: Wording
    summary: Wording
    sections: Mapping[str, tuple[str, str]]
    versions: tuple[VersionInWords, ...]
    series: tuple[Series, ...]
    legal_basis: tuple[Wording, ...]
    cases: tuple[Case, ...]
    review_on: date | None
    opens: tuple[Entry, ...]
    opened_by: tuple[Entry, ...]
    town: str
    place: Wording
    procedure: ProcedureInWords
    articles: tuple[Wording, ...]


def entries(search: str = "") -> list[Entry]:
    """All rights by name, or those that resemble what somebody looks for, the best first."""
    found = [_entry(right) for right in catalogue().values()]
    if not search.strip():
        return sorted(found, key=lambda entry: folded(str(entry.name)))
    scored = [(_likeness(search, entry.right.id), entry) for entry in found]
    good = [pair for pair in scored if pair[0] >= GOOD_ENOUGH]
    return [entry for _, entry in sorted(good, key=lambda pair: -pair[0])]


def _entry(right: Right) -> Entry:
    written = leaflet_of(right.id)
    town = town_named(right.town).name if right.town else ""
    return Entry(right, from_leaflet(written, written.name), from_leaflet(written, written.summary), town)


def folded(text: str) -> str:
    """Text as it is compared: small letters, no accents, one form of apostrophe."""
    plain = unicodedata.normalize("NFKD", text).replace("\u2019", "'")
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _likeness(search: str, right_id: str) -> float:
    wanted = folded(search)
    return max(_likeness_to(wanted, text, weight) for text, weight in _searched(right_id))


def _likeness_to(wanted: str, text: str, weight: float) -> float:
    best_part = fuzz.partial_ratio(wanted, text) if len(wanted) > 3 else 100.0 * (wanted in text)
    return weight * max(best_part, fuzz.token_set_ratio(wanted, text))


@rests_on_shelf
@lru_cache(maxsize=512)
def _searched(right_id: str) -> tuple[tuple[str, float], ...]:
    """What a right is found by, in every language that it has: its name, then its summary."""
    found = [(folded(right_id.replace("_", " ")), 1.0)]
    for language in _SEARCHED_LANGUAGES:
        if (written := leaflet(right_id, language)) is not None:
            found += [(folded(written.name), 1.0), (folded(written.summary), 0.9)]
    return tuple(found)


def page_of(right_id: str, *, on: date) -> Page:
    """The page of a right. Raises NoSuchRight."""
    try:
        right = right_named(right_id)
    except UnknownRight:
        raise NoSuchRight(right_id) from None
    written = leaflet_of(right.id)
    series = tuple(_series(right, on))
    procedure = procedure_in_words(right, page_language())
    return Page(
        right=right,
        leaflet=written,
        name=from_leaflet(written, written.name),
        summary=from_leaflet(written, written.summary),
        sections={key: (key, html_of(written.sections[key])) for key in SECTIONS},
        versions=tuple(_version(version, written, on) for version in reversed(right.versions)),
        series=series,
        legal_basis=tuple(cited(law) for law in right.legal_basis),
        cases=cases_of(right.id),
        review_on=_next_review(series, on),
        opens=tuple(_known(right.opens)),
        opened_by=tuple(_known(other.id for other in catalogue().values() if right.id in other.opens)),
        town=town_named(right.town).name if right.town else "",
        place=provided_by(place_of(right)),
        procedure=procedure,
        articles=tuple(cited(text) for text in (procedure.decided_article, procedure.appeal_article) if text),
    )


def _known(right_ids: Iterable[str]) -> Iterable[Entry]:
    return (_entry(catalogue()[right_id]) for right_id in right_ids if right_id in catalogue())


def _version(version: Version, written: Leaflet, on: date) -> VersionInWords:
    is_valid = version.from_on <= on and (version.until_on is None or on < version.until_on)
    return VersionInWords(
        version.from_on,
        version.until_on,
        is_valid,
        cited(version.note),
        tuple(_condition(part, written) for part in version.conditions),
        tuple(_term(key, written) for key in version.named),
    )


def _condition(condition: Condition, written: Leaflet) -> ConditionInWords:
    return ConditionInWords(
        _term(condition.key, written),
        cited(condition.article),
        condition.is_decided_by_person,
        condition.needs_all_parts,
        tuple(_condition(part, written) for part in condition.parts),
    )


def _term(key: str, written: Leaflet) -> Wording:
    return from_leaflet(written, written.terms.get(key, key))


def _series(right: Right, on: date) -> Iterable[Series]:
    """Every amount that a version of this right uses, in the order of the law."""
    ids = {
        node.meta: None
        for version in right.versions
        for node in in_order(version.roots())
        if node.op is Op.AMOUNT
    }
    for amount_id in ids:
        amount = amounts()[amount_id]
        label = marked(amount.label.get(page_language(), amount.label["nl"]), amount.label["nl"])
        yield Series(
            amount, label, tuple(reversed(amount.rows)), amount.on(on).status, amount.not_known_since(on)
        )


def _next_review(series: Iterable[Series], on: date) -> date | None:
    """The day on which the first amount must be read again; it may be past."""
    days = []
    for one in series:
        row = one.amount.row_on(on)
        if row is not None and row.review_by is not None:
            days.append(row.review_by)
    return min(days, default=None)


def case_in_words(case: Case) -> dict[str, Any]:
    """A case as a table: what is given, and what is expected."""
    given = case.given
    return {
        "name": case.name,
        "on": case.on,
        "municipality": given.get("municipality", ""),
        "household": given.get("household", {}),
        "persons": given.get("persons", []),
        "expected": case.expected,
        "note": case.note,
    }
