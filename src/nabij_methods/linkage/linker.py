"""The rule scorer: pairs of rows that are certainly or probably the same child, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Protocol

from nabij_methods.linkage.blocking import candidates
from nabij_methods.linkage.evidence import Evidence, Reading, evidence, read
from nabij_methods.linkage.judging import Doubt, Judgement, Level, judge
from nabij_methods.linkage.rows import Row


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rows beside each other. Evidence is None when the veto of names or birth dates spoke."""

    judgement: Judgement
    evidence: Evidence | None

    @property
    def level(self) -> Level:
        """Certain, probable or no."""
        return self.judgement.level


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows, by id and in the order of their ids, that are certainly or probably the same child."""

    one: str
    other: str
    comparison: Comparison

    @property
    def level(self) -> Level:
        """Certain or probable."""
        return self.comparison.level

    @property
    def key(self) -> tuple[str, str]:
        """What a decision about this pair is remembered by."""
        return self.one, self.other


class Linker(Protocol):
    """What finds pairs. One engine today; another one only has to do this."""

    def pairs(self, rows: Iterable[Row]) -> list[Pair]:
        """Every certain and every probable pair, in the order of the ids of the rows."""
        ...


VETOED = Comparison(Judgement(Level.NO, 0, ()), None)


def compare(one: Row, other: Row) -> Comparison:
    """Compare two rows on what they say themselves. The order of the two does not matter."""
    return _compared(read(one), read(other))


def _compared(one: Reading, other: Reading) -> Comparison:
    found = evidence(one, other)
    return VETOED if found is None else Comparison(judge(found), found)


class RuleLinker:
    """The plain rule scorer, the default: no training, no town's people in it, the same answer every time."""

    def pairs(self, rows: Iterable[Row]) -> list[Pair]:
        """Every certain and every probable pair, in the order of the ids of the rows.

        First each pair on its own. Then a pair whose brother or sister was certainly found gains by it, and a
        probable pair falls away where the same family offers a certain match. Raises ValueError when two
        rows have one id.
        """
        readings = sorted((read(row) for row in rows), key=lambda reading: reading.row.row_id)
        if len({reading.row.row_id for reading in readings}) != len(readings):
            raise ValueError("Two rows have the same row_id; give each row of each list its own.")
        found = {}
        for one, other in candidates(readings):
            seen = evidence(readings[one], readings[other])
            if seen is not None:
                found[one, other] = Comparison(judge(seen), seen)
        settled = _with_siblings(readings, found)
        return [
            Pair(readings[one].row.row_id, readings[other].row.row_id, comparison)
            for (one, other), comparison in sorted(settled.items())
        ]


Places = tuple[int, int]


def _with_siblings(
    readings: Sequence[Reading], found: dict[Places, Comparison]
) -> dict[Places, Comparison]:
    families = _families(readings)
    certain = {places for places, comparison in found.items() if comparison.level is Level.CERTAIN}
    matched = {families[one] + families[other] for one, other in certain}
    matched |= {families[other] + families[one] for one, other in certain}
    taken = {(one, families[other]) for one, other in certain} | {
        (other, families[one]) for one, other in certain
    }
    settled = {}
    for (one, other), comparison in found.items():
        seen = comparison.evidence
        assert seen is not None
        if comparison.level is not Level.CERTAIN:
            if (one, families[other]) in taken or (other, families[one]) in taken:
                continue  # this family already offers a certain match
            if families[one] + families[other] in matched:
                seen = replace(seen, sibling=True)
                comparison = Comparison(judge(seen), seen)
        if comparison.level is not Level.NO:
            settled[one, other] = comparison
    return settled


def _families(readings: Sequence[Reading]) -> list[tuple[str, str]]:
    """Per row: what its own list keeps together; without that, the same telephone and address on that list."""
    names = []
    for reading in readings:
        row = reading.row
        if row.group:
            names.append((row.list_id, f"group {row.group}"))
        elif reading.phones or reading.house.number:
            house = reading.house
            together = "|".join((*sorted(reading.phones), house.street, house.number, house.box))
            names.append((row.list_id, f"door {together}"))
        else:
            names.append((row.list_id, f"row {row.row_id}"))
    return names


_ = (product, Iterator, defaultdict, Doubt)
