"""The rule scorer: pairs of rows that are certainly or probably the same child, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType
from typing import Protocol

from nabij_methods.linkage.births import BirthLikeness
from nabij_methods.linkage.blocking import candidates
from nabij_methods.linkage.evidence import Evidence, Reading, evidence, is_almost_the_same, read
from nabij_methods.linkage.judging import Judgement, Level, judge
from nabij_methods.linkage.names import FAIR, STRONG
from nabij_methods.linkage.normal import folded, without_particles
from nabij_methods.linkage.rows import Row

Key = tuple[str, str]
Decisions = Mapping[Key, bool]
NO_DECISIONS: Decisions = MappingProxyType({})
Places = tuple[int, int]
Families = tuple[int, int]
"""Two families by number, the smaller first; the same one twice when a list names a child twice."""


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
    def key(self) -> Key:
        """What a decision about this pair is remembered by."""
        return self.one, self.other


class Linker(Protocol):
    """What finds pairs. One engine today; another one only has to do this."""

    def pairs(self, rows: Iterable[Row], *, decisions: Decisions = NO_DECISIONS) -> list[Pair]:
        """Every certain and every probable pair, in the order of the ids of the rows."""
        ...


VETOED = Comparison(Judgement(Level.NO, 0, ()), None)


def compare(one: Row, other: Row) -> Comparison:
    """Compare two rows on what they say themselves. The order of the two does not matter."""
    return _compared(evidence(read(one), read(other)))


def _compared(found: Evidence | None) -> Comparison:
    return VETOED if found is None else Comparison(judge(found), found)


class RuleLinker:
    """The plain rule scorer: no training, nobody's town in it, the same answer every time."""

    def pairs(self, rows: Iterable[Row], *, decisions: Decisions = NO_DECISIONS) -> list[Pair]:
        """Every certain and every probable pair, in the order of the ids of the rows.

        First each pair on its own. Then a pair whose brother or sister was found for certain gains by it,
        and a
        probable pair falls away where the same family offers a certain match. `decisions` are what people
        said of pairs (True: the same child); those count as certain, or as no. Raises ValueError when two
        rows have one id.
        """
        readings = sorted((read(row) for row in rows), key=lambda reading: reading.row.row_id)
        place_of = {reading.row.row_id: place for place, reading in enumerate(readings)}
        if len(place_of) != len(readings):
            raise ValueError("Two rows have the same row_id; give each row of each list its own.")
        found = {}
        for one, other in candidates(readings):
            seen = evidence(readings[one], readings[other])
            if seen is not None and _may_matter(seen):
                found[one, other] = seen
        decided = {
            (place_of[one], place_of[other]): same
            for (one, other), same in decisions.items()
            if one in place_of and other in place_of
        }
        settled = _Families(readings, found, decided).settled()
        return [
            Pair(readings[one].row.row_id, readings[other].row.row_id, comparison)
            for (one, other), comparison in sorted(settled.items())
        ]


def _may_matter(found: Evidence) -> bool:
    """Whether a pair may become one, or tell of its families, when no brother or sister is found for certain.

    When one was found, all children of the two families are laid side by side anyway.
    """
    return found.birth is BirthLikeness.SAME or judge(found).level is not Level.NO


class _Families:
    """What is known of one pair says something about the other pairs of the same two families."""

    def __init__(
        self, readings: Sequence[Reading], found: Mapping[Places, Evidence], decided: Mapping[Places, bool]
    ) -> None:
        self._readings = readings
        self._family = _families(readings)
        self._members: dict[int, list[int]] = defaultdict(list)
        for place, family in enumerate(self._family):
            self._members[family].append(place)
        self._decided = decided
        self._twins = _with_a_twin(readings, self._family)
        self._found: dict[Places, Comparison] = {}
        self._pairs_of: dict[Families, list[Places]] = defaultdict(list)
        for places, seen in found.items():
            if places not in decided:
                self._keep(places, seen)

    def settled(self) -> dict[Places, Comparison]:
        """Judge all pairs until nothing new is certain. What is certain stays so, for the reasons it had
        first."""
        sure: dict[Places, Comparison] = {}
        same = {places for places, is_same in self._decided.items() if is_same}
        fresh = self._twice_the_same() | {self._between(places) for places in same}
        matched: set[Families] = set()
        while True:
            matched |= fresh
            for families in fresh:
                self._tell_that_one_matched(families)
            judged = self._open(same | sure.keys())
            more = {
                places: comparison
                for places, comparison in judged.items()
                if comparison.level is Level.CERTAIN
            }
            if not more:
                return sure | judged
            sure |= more
            fresh = {self._between(places) for places in more} - matched

    def _keep(self, places: Places, seen: Evidence) -> None:
        if places not in self._found:
            self._pairs_of[self._between(places)].append(places)
        twin = places[0] in self._twins or places[1] in self._twins
        self._found[places] = _compared(replace(seen, twin=True) if twin else seen)

    def _open(self, same: set[Places]) -> dict[Places, Comparison]:
        """The pairs of which two families do not offer a better one already."""
        taken = {(one, self._family[other]) for one, other in same}
        taken |= {(other, self._family[one]) for one, other in same}
        return {
            (one, other): comparison
            for (one, other), comparison in self._found.items()
            if comparison.level is not Level.NO
            and (one, other) not in same
            and (one, self._family[other]) not in taken
            and (other, self._family[one]) not in taken
        }

    def _tell_that_one_matched(self, families: Families) -> None:
        """Judge the children of two families anew, and lay every child of one beside every one of the other.

        One of them may be written so differently that nothing else brought the two together.
        """
        for places in self._pairs_of.get(families, ()):
            seen = self._found[places].evidence
            if seen is not None:
                self._keep(places, replace(seen, sibling=True))
        one_family, other_family = families
        if one_family == other_family:
            return
        for one, other in product(self._members[one_family], self._members[other_family]):
            places = (one, other) if one < other else (other, one)
            if places not in self._found and places not in self._decided:
                seen = evidence(*(self._readings[place] for place in places), sibling=True)
                if seen is not None:
                    self._keep(places, seen)

    def _between(self, places: Places) -> Families:
        one, other = self._family[places[0]], self._family[places[1]]
        return (one, other) if one < other else (other, one)

    def _twice_the_same(self) -> set[Families]:
        """Families of which two children agree, whatever else differs.

        Both in first name and birth date; or one in first name, surname and birth date, and another one who
        is not written quite the same (`is_almost_the_same`).
        """
        agreeing: dict[Families, list[Places]] = defaultdict(list)
        for places, comparison in self._found.items():
            seen = comparison.evidence
            if seen is not None and seen.birth is BirthLikeness.SAME and seen.first in STRONG:
                agreeing[self._between(places)].append(places)
        return {
            families
            for families, pairs in agreeing.items()
            if families[0] != families[1] and (_are_two(pairs) or self._has_another(families, pairs[0]))
        }

    def _has_another(self, families: Families, first: Places) -> bool:
        seen = self._found[first].evidence
        if seen is None or seen.last not in FAIR:
            return False
        ones, others = (self._members[family] for family in families)
        return any(
            one not in first and other not in first and self._is_another(one, other)
            for one, other in product(ones, others)
        )

    def _is_another(self, one: int, other: int) -> bool:
        seen = evidence(self._readings[one], self._readings[other])
        return seen is not None and is_almost_the_same(seen)


def _are_two(pairs: Sequence[Places]) -> bool:
    return len({one for one, _ in pairs}) > 1 and len({other for _, other in pairs}) > 1


def _families(readings: Sequence[Reading]) -> list[int]:
    """Per row the number of what its own list keeps together.

    Without that, the same telephone and address on that list; without those, the same parent and surname.
    """
    numbers: dict[tuple[str, str], int] = {}
    families = []
    for reading in readings:
        row, house = reading.row, reading.house
        if row.group:
            name = f"group {row.group}"
        elif reading.phones or house.number:
            name = "|".join(("door", *sorted(reading.phones), house.street, house.number, house.box))
        elif row.guardian and row.last:
            name = f"parent {folded(row.guardian)}|{without_particles(row.last)}"
        else:
            name = f"row {row.row_id}"
        families.append(numbers.setdefault((row.list_id, name), len(numbers)))
    return families


def _with_a_twin(readings: Sequence[Reading], families: Sequence[int]) -> set[int]:
    born: dict[object, list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        if reading.row.birth.is_full:
            born[families[place], reading.row.birth].append(place)
    return {place for places in born.values() if len(places) > 1 for place in places}
