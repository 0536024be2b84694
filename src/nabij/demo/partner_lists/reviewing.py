"""Someone who knows the truth looks at the doubtful pairs: for tests and benchmarks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from nabij.demo.partner_lists.making import PartnerLists
from nabij_methods.linkage import Grouping, Level, Linker, clusters, doors

Groups = Iterable[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """How groups of rows compare with the truth."""

    recall: float
    precision: float
    lost: int
    """Children who get nothing, because they were merged with another child."""
    extra: int
    """Packages too many, because a child stands there twice."""

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision of pairs of rows."""
        return 2 * self.recall * self.precision / (self.recall + self.precision)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a list after the review."""

    grouping: Grouping
    score: Score
    asked: int
    wrong_by_machine: int
    candidate_recall: float
    number_of_doors: int


def scored(groups: Groups, truth: Mapping[str, str]) -> Score:
    """Compare groups with the truth (row -> child)."""
    groups = list(groups)
    of_child: dict[str, list[str]] = defaultdict(list)
    for row_id, child in truth.items():
        of_child[child].append(row_id)
    true, said = _pairs(of_child.values()), _pairs(groups)
    lost = sum(len({truth[row_id] for row_id in group}) - 1 for group in groups)
    return Score(
        recall=len(true & said) / len(true),
        precision=len(true & said) / max(1, len(said)),
        lost=lost,
        extra=len(groups) - len(of_child) + lost,
    )


def _pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def reviewed(lists: PartnerLists, linker: Linker, *, at_most: int, sitting: int = 40) -> Reviewed:
    """Let somebody who knows the truth answer the questions, a sitting at a time, at most so many in all."""
    truth = lists.child_of_row
    decisions: dict[tuple[str, str], bool] = {}
    proposed: set[tuple[str, str]] = set()
    while True:
        pairs = linker.pairs(lists.rows, decisions=decisions)
        proposed |= {pair.key for pair in pairs}
        grouping = clusters(lists.rows, pairs, decisions=decisions)
        asked = grouping.questions[: min(sitting, at_most - len(decisions))]
        if not asked:
            break
        decisions |= {pair.key: truth[pair.one] == truth[pair.other] for pair in asked}
    wrong = sum(
        truth[pair.one] != truth[pair.other]
        for pair in pairs
        if pair.level is Level.CERTAIN and pair not in grouping.refused
    )
    of_child: dict[str, list[str]] = defaultdict(list)
    for row_id, child in truth.items():
        of_child[child].append(row_id)
    true = _pairs(of_child.values())
    return Reviewed(
        grouping=grouping,
        score=scored(grouping.groups, truth),
        asked=len(decisions),
        wrong_by_machine=wrong,
        candidate_recall=len(true & proposed) / len(true),
        number_of_doors=len(doors(lists.rows, grouping.groups)),
    )
