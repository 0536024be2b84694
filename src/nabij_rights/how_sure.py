"""How sure the figures are that the rules of a day use: counted per level, per right and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nabij_rights.blocks import right_name
from nabij_rights.cases import cases_of
from nabij_rights.catalogue import catalogue
from nabij_rights.output import Json
from nabij_rights.parameters.book import Confidence, DatedAmount, Status, amounts
from nabij_rights.review import users_of_amounts
from nabij_rights.rights import Kind, Level, Right
from nabij_rights.shelf import rests_on_shelf


@dataclass(frozen=True)
class Tally:
    """Figures counted in two ways: how sure they were when written down, and what they are worth today."""

    confidence: Mapping[Confidence, int]
    status: Mapping[Status, int]
    doubtful: int
    """Known, but to be checked: past its review date, from an unofficial source, or an estimate."""

    @property
    def total(self) -> int:
        """How many figures."""
        return sum(self.status.values())

    @property
    def sound(self) -> int:
        """Read or calculated from an official source, and not past the day to read it again."""
        return self.total - self.doubtful - self.confidence[Confidence.MISSING]


@dataclass(frozen=True)
class OfRight:
    """One right with the tally of its figures."""

    right: Right
    tally: Tally
    cases: int


@dataclass(frozen=True)
class HowSure:
    """Everything counted, for one day."""

    on: date
    all: Tally
    levels: Mapping[Level, Tally]
    rights: tuple[OfRight, ...]
    kinds: Mapping[Kind, Mapping[Level, int]]
    rows: int
    """Dated values of all amounts, from every year."""

    @property
    def cases(self) -> int:
        """All worked-out examples."""
        return sum(one.cases for one in self.rights)

    def rights_of(self, level: Level) -> int:
        """How many rights of this level there are."""
        return sum(row[level] for row in self.kinds.values())


@rests_on_shelf
@lru_cache(maxsize=8)
def how_sure(on: date) -> HowSure:
    """The counts for a day. A figure that two rights use counts once in a total."""
    used = users_of_amounts(on)
    plain = {key: rights for key, rights in used.items() if not key.startswith("index.")}
    levels = {
        level: _tally((key for key, users in plain.items() if any(one.level is level for one in users)), on)
        for level in Level
    }
    rights = tuple(
        OfRight(
            right,
            _tally((key for key, users in plain.items() if right in users), on),
            len(cases_of(right.id)),
        )
        for right in catalogue().values()
    )
    kinds = Counter((one.kind, one.level) for one in catalogue().values())
    table = {kind: {level: kinds[kind, level] for level in Level} for kind in Kind}
    rows = sum(len(amount.rows) for amount in amounts().values())
    return HowSure(on, _tally(plain, on), levels, rights, table, rows)


def _tally(keys: Iterable[str], on: date) -> Tally:
    confidence: Counter[Confidence] = Counter()
    status: Counter[Status] = Counter()
    doubtful = 0
    for key in keys:
        sure, worth = _worth(amounts()[key], on)
        confidence[sure] += 1
        status[worth] += 1
        is_official = sure in (Confidence.VERIFIED, Confidence.DERIVED)
        doubtful += worth is not Status.MISSING and not (is_official and worth is Status.CURRENT)
    return Tally({one: confidence[one] for one in Confidence}, {one: status[one] for one in Status}, doubtful)


def _worth(amount: DatedAmount, on: date) -> tuple[Confidence, Status]:
    """What was written down, and what it is worth. A review date that passed counts, whatever may change."""
    row = amount.row_on(on)
    if row is None or row.low is None:
        return Confidence.MISSING, Status.MISSING
    if row.review_by is not None and row.review_by <= on and not amount.is_fixed:
        return row.confidence, Status.STALE
    return row.confidence, amount.on(on).status


def how_sure_json(on: date, language: str) -> Json:
    """The same counts for programs."""
    found = how_sure(on)
    return {
        "on": on.isoformat(),
        "cases": found.cases,
        "dated_values": found.rows,
        "figures": _tally_json(found.all),
        "levels": {str(level): _tally_json(tally) for level, tally in found.levels.items()},
        "kinds": {
            str(kind): {str(level): number for level, number in row.items()}
            for kind, row in found.kinds.items()
        },
        "rights": [
            {
                "id": one.right.id,
                "name": right_name(one.right.id, language),
                "level": str(one.right.level),
                "kind": str(one.right.kind),
                "cases": one.cases,
                "figures": _tally_json(one.tally),
            }
            for one in found.rights
        ],
    }


def _tally_json(tally: Tally) -> Json:
    return {
        "total": tally.total,
        "confidence": {str(one): number for one, number in tally.confidence.items()},
        "status": {str(one): number for one, number in tally.status.items()},
    }
