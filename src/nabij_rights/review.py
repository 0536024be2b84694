"""Which amounts need somebody to look again on a day, and where each of them is changed.

Only what the rules in force on that day use, and the index families that such an amount follows. Amounts
that one look at one source settles stand together, so that a whole table of the law is one thing to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from nabij_rights.blocks import right_name
from nabij_rights.catalogue import catalogue
from nabij_rights.engine.expression import Op, in_order
from nabij_rights.output import Json, source_json
from nabij_rights.parameters.book import Confidence, DatedAmount, Row, amounts, places, written_number
from nabij_rights.rights import Level, Right
from nabij_rights.shelf import is_published_here, rests_on_shelf
from nabij_rights.texts.citations import cited


class Reason(StrEnum):
    """Why somebody must look, the most pressing first."""

    MISSING = "missing"
    STALE = "stale"
    ESTIMATE = "estimate"
    SECONDARY = "secondary"


class Place(StrEnum):
    """How an amount is changed."""

    FILE = "file"
    """In the file named, with a new dated row."""

    INDEX = "index"
    """With a new coefficient in the file of an index family; what follows it comes along."""

    EDITOR = "editor"
    """In the editor for rights of the town, as the next version of the right."""


@dataclass(frozen=True)
class ToReview:
    """One amount that needs a look."""

    amount: DatedAmount
    row: Row
    reasons: tuple[Reason, ...]
    since: date
    rights: tuple[Right, ...]
    place: Place
    file: str
    """Where it is changed; of an amount that follows an index, the file of that index."""

    @property
    def reason(self) -> Reason:
        """The most pressing reason."""
        return self.reasons[0]

    @property
    def levels(self) -> frozenset[Level]:
        """The levels of government whose rights wait for this amount."""
        return frozenset(right.level for right in self.rights)

    @property
    def towns(self) -> frozenset[str]:
        """The towns whose own rights wait for this amount."""
        return frozenset(right.town for right in self.rights if right.town)


@dataclass(frozen=True)
class Task:
    """Amounts that are looked up in one go: one file, one source, one reason, one day."""

    items: tuple[ToReview, ...]

    @property
    def first(self) -> ToReview:
        """The amount that stands for the others; an index family before what follows it."""
        return self.items[0]

    @property
    def rights(self) -> tuple[Right, ...]:
        """Every right that waits, once."""
        return tuple({right.id: right for item in self.items for right in item.rights}.values())


@rests_on_shelf
@lru_cache(maxsize=8)
def users_of_amounts(on: date) -> Mapping[str, tuple[Right, ...]]:
    """The rights whose rule of this day uses an amount, by amount; an index is used by what follows it."""
    found: dict[str, dict[str, Right]] = {}
    for right in catalogue().values():
        if (version := right.version_on(on)) is None:
            continue
        for key in {node.meta for node in in_order(version.roots()) if node.op is Op.AMOUNT}:
            found.setdefault(key, {})[right.id] = right
            row = amounts()[key].row_on(on)
            if row is not None and row.follows:
                found.setdefault(row.follows, {})[right.id] = right
    return {key: tuple(found[key].values()) for key in amounts() if key in found}


@rests_on_shelf
@lru_cache(maxsize=8)
def to_review(on: date) -> tuple[ToReview, ...]:
    """Every amount that needs a look on this day: what is missing first, then what waits longest."""
    used = users_of_amounts(on).items()
    found = [item for key, rights in used if (item := _looked_at(amounts()[key], rights, on)) is not None]
    order = list(Reason)
    return tuple(
        sorted(found, key=lambda item: (order.index(item.reason), item.since, item.file, item.amount.id))
    )


def _looked_at(amount: DatedAmount, rights: tuple[Right, ...], on: date) -> ToReview | None:
    row = amount.row_on(on) or amount.rows[0]
    reasons = tuple(_reasons(amount, row, on))
    if not reasons:
        return None
    place, file = _place(amount, row)
    return ToReview(amount, row, reasons, _since(reasons[0], amount, row, on), rights, place, file)


def _reasons(amount: DatedAmount, row: Row, on: date) -> Iterable[Reason]:
    if row.low is None or row.from_on > on:
        yield Reason.MISSING
        return
    if row.review_by is not None and row.review_by <= on and not amount.is_fixed:
        yield Reason.STALE
    if row.confidence is Confidence.ESTIMATE:
        yield Reason.ESTIMATE
    if row.confidence is Confidence.SECONDARY:
        yield Reason.SECONDARY


def _since(reason: Reason, amount: DatedAmount, row: Row, on: date) -> date:
    if reason is Reason.STALE and row.review_by is not None:
        return row.review_by
    return amount.not_known_since(on) or row.from_on


def _place(amount: DatedAmount, row: Row) -> tuple[Place, str]:
    group = amount.id.partition(".")[0]
    if is_published_here(group):
        return Place.EDITOR, places().get(amount.id, "")
    if row.follows:
        return Place.INDEX, places()[row.follows]
    file = places().get(amount.id, "")
    return (Place.INDEX if file.startswith("parameters/index/") else Place.FILE), file


def tasks(found: Iterable[ToReview]) -> list[Task]:
    """The amounts put together by what settles them, in the same order."""
    together: dict[tuple[object, ...], list[ToReview]] = {}
    for item in found:
        of = item.file if item.place is Place.INDEX else (item.file, item.row.source)
        together.setdefault((item.reason, item.place, of, item.since), []).append(item)
    return [Task(tuple(sorted(items, key=_index_first))) for items in together.values()]


def _index_first(item: ToReview) -> bool:
    return not item.amount.id.startswith("index.")


def review_json(on: date, language: str) -> list[Json]:
    """The same list for programs."""
    return [_item_json(item, language) for item in to_review(on)]


def _item_json(item: ToReview, language: str) -> Json:
    row, unit = item.row, item.amount.unit
    return {
        "id": item.amount.id,
        "label": item.amount.label.get(language) or item.amount.label["nl"],
        "reasons": [str(reason) for reason in item.reasons],
        "since": item.since.isoformat(),
        "rights": [{"id": right.id, "name": right_name(right.id, language)} for right in item.rights],
        "levels": sorted(str(level) for level in item.levels),
        "towns": sorted(item.towns),
        "lowest": None if row.low is None else written_number(row.low, unit),
        "highest": None if row.high is None else written_number(row.high, unit),
        "unit": unit or "number",
        "confidence": str(row.confidence),
        "source": source_json(row.source),
        "article": cited(row.article, language),
        "review_by": row.review_by.isoformat() if row.review_by else None,
        "change": str(item.place),
        "file": item.file,
    }
