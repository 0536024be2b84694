"""From pairs to children: which rows are one child, after what the machine may merge and what people
decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nabij_methods.linkage.judging import Doubt, Level
from nabij_methods.linkage.linker import NO_DECISIONS, Decisions, Pair
from nabij_methods.linkage.names import STRONG, first_names
from nabij_methods.linkage.rows import Row

_SETTLES_MORE = 4  # points
_MORE_THAN_ALL_POINTS = 1_000
_HARDLY_EVER = frozenset({Doubt.SAME_LIST, Doubt.NEIGHBOURS})
"""One list names two children as a rule; neighbours of one name are relatives as a rule."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Every row stands in exactly one group; each group is one child.

    `refused` are certain pairs that would have put two children of one list together: twins, as a rule.
    `questions`
    are the pairs that a person must look at, in the order in which they are best asked: one per two groups,
    and none that follows from an earlier answer. `turns` has a number for each, low before high, that may be
    compared with those of rows that were grouped apart.
    """

    groups: tuple[tuple[str, ...], ...]
    refused: tuple[Pair, ...]
    questions: tuple[Pair, ...]
    turns: Mapping[tuple[str, str], int]


def clusters(rows: Iterable[Row], pairs: Iterable[Pair], *, decisions: Decisions = NO_DECISIONS) -> Grouping:
    """Group the rows. What a person decided comes first, then certain pairs, the strongest first.

    Never in one group by machine: two rows of one list with other first names or other full birth dates, two
    rows that their list keeps in one family, and two groups of which a person said that they differ.
    """
    by_id = {row.row_id: row for row in rows}
    known = {key: same for key, same in decisions.items() if key[0] in by_id and key[1] in by_id}
    forest = _Forest(by_id)
    for key, same in sorted(known.items()):
        if same:
            forest.join(*key)
    for key, same in sorted(known.items()):
        if not same:
            forest.part(*key)
    ordered = sorted(pairs, key=lambda pair: (-pair.comparison.judgement.points, pair.key))
    refused = []
    for pair in ordered:
        if pair.level is Level.CERTAIN and pair.key not in known and not forest.are_one(*pair.key):
            if forest.may_join(*pair.key):
                forest.join(*pair.key)
            else:
                refused.append(pair)
    asked = [pair for pair in ordered if pair.level is Level.PROBABLE] + refused
    open_pairs = list(forest.still_open(asked))
    turns = {pair.key: forest.turn(pair) for pair in open_pairs}
    return Grouping(forest.groups(), tuple(refused), tuple(open_pairs), turns)


class _Forest:
    """Groups that grow by joining, and that remember what they may not join."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._rows = rows
        self._of = {row_id: row_id for row_id in rows}
        self._members = {row_id: [row_id] for row_id in rows}
        self._apart: dict[str, set[str]] = {row_id: set() for row_id in rows}

    def are_one(self, one: str, other: str) -> bool:
        return self._of[one] == self._of[other]

    def join(self, one: str, other: str) -> None:
        kept, gone = sorted((self._of[one], self._of[other]))
        if kept == gone:
            return
        for row_id in self._members[gone]:
            self._of[row_id] = kept
        self._members[kept] += self._members.pop(gone)
        for stranger in self._apart.pop(gone):
            self._apart[stranger].discard(gone)
            self.part(kept, stranger)

    def part(self, one: str, other: str) -> None:
        mine, theirs = self._of[one], self._of[other]
        if mine != theirs:
            self._apart[mine].add(theirs)
            self._apart[theirs].add(mine)

    def are_apart(self, one: str, other: str) -> bool:
        return self._of[other] in self._apart[self._of[one]]

    def may_join(self, one: str, other: str) -> bool:
        if self.are_apart(one, other):
            return False
        mine, theirs = self._members[self._of[one]], self._members[self._of[other]]
        return not any(_two_children(self._rows[a], self._rows[b]) for a in mine for b in theirs)

    def turn(self, pair: Pair) -> int:
        """The strongest first; a pair that settles more than its own two rows somewhat sooner."""
        settles_more = len(self._members[self._of[pair.one]]) + len(self._members[self._of[pair.other]]) > 2
        points = pair.comparison.judgement.points + _SETTLES_MORE * settles_more
        return _MORE_THAN_ALL_POINTS * _promise(pair) - points

    def groups(self) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))

    def still_open(self, pairs: Iterable[Pair]) -> Iterable[Pair]:
        seen: set[frozenset[str]] = set()
        for pair in sorted(pairs, key=lambda pair: (self.turn(pair), pair.key)):
            between = frozenset((self._of[pair.one], self._of[pair.other]))
            if len(between) == 2 and between not in seen and not self.are_apart(*pair.key):
                seen.add(between)
                yield pair


def _promise(pair: Pair) -> int:
    """0: only points are lacking. 1: as a rule. 2: hardly ever one child, so asked about when all else is."""
    doubts = pair.comparison.judgement.doubts
    if _HARDLY_EVER.isdisjoint(doubts):
        return 1 if doubts or pair.level is Level.CERTAIN else 0
    return 2


def _two_children(one: Row, other: Row) -> bool:
    if one.list_id != other.list_id:
        return False
    if (one.group and one.group == other.group) or first_names(one.first, other.first) not in STRONG:
        return True
    return one.birth.is_full and other.birth.is_full and one.birth != other.birth
