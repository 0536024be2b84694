"""The cases of a right lie on each limit of the law, and one cent, hour or point beyond it.

A limit is a comparison in a condition, of a number that facts make with one in which an amount of the law
plays a part: ``income <= amount(...)``. Both sides are worked out for every case. Some case must lie on the
limit, another just beyond it, and there the condition must say something else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import pytest

from nabij_rights.cases import cases_of
from nabij_rights.catalogue import catalogue
from nabij_rights.engine.expression import Entity, Node, Op, in_order
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.spans import Span
from nabij_rights.rights import Condition, Right
from tests.spec.test_cases_cover import outcome_of

STEPS: Final[Mapping[tuple[str, str], int]] = {
    # twelve times what somebody has in a month: a cent a month is twelve a year
    ("equivalent_leefloon", "means_below_full_amount"): 12,
    ("leefloon", "means_below_full_amount"): 12,
    ("sociale_huur_inschrijving", "current_income_below_limit"): 12,
    ("verhoogde_tegemoetkoming", "month_income_checked"): 12,
    ("verhoogde_tegemoetkoming", "month_income_low"): 12,
    ("verwarmingstoelage", "alone_with_reimbursement"): 12,
    ("vlaamse_huurpremie", "current_income_below_limit"): 12,
    # the budget of a month is rounded to a euro (order of 30 November 2018, art. 228)
    ("zorgbudget_ouderen_zorgnood", "resources_leave_a_budget"): 100,
}
"""Right and condition -> the smallest step of the difference, where the two sides do not meet to the cent."""

STILL_TO_SHOW: Final[frozenset[tuple[str, str]]] = frozenset()
"""Right and condition with a limit that the cases do not show yet. This list may only become shorter."""

_LOGIC: Final = (Op.AND, Op.OR, Op.NOT, Op.ANY, Op.REFERENCE)


class Seen(NamedTuple):
    """An end of what a case leaves up to the limit (below zero: so much beyond it), and what is said."""

    is_lowest: bool
    left: int
    said: Span


def comparisons(node: Node) -> Iterator[Node]:
    """What a yes/no expression compares; not what stands inside the numbers that it compares."""
    if node.op in (Op.LE, Op.LT):
        yield node
    elif node.op in _LOGIC or (node.op is Op.WHEN and node.is_yes_no):
        for arg in node.args:
            yield from comparisons(arg)


def is_limit(comparison: Node) -> bool:
    """Whether it compares what facts make with an amount of the law."""
    below = {node.op for node in in_order([comparison])}
    return Op.AMOUNT in below and Op.FACT in below


def limits_of(conditions: Iterable[Condition]) -> Iterator[tuple[Condition, Node]]:
    """The limits in these conditions, each with the condition in which it stands."""
    for part in (part for one in conditions for part in one.walk()):
        if not part.parts and not part.is_decided_by_person:
            yield from ((part, found) for found in comparisons(part.holds) if is_limit(found))


def ends_left(comparison: Node, evaluation: Evaluation, person: int) -> tuple[int, int]:
    """The least and most that is left up to the limit; one less when the limit itself is too much."""
    (low, high), (limit_low, limit_high) = (evaluation.span(arg, person) for arg in comparison.args)
    too_much = int(comparison.op is Op.LT)
    return limit_low - high - too_much, limit_high - low - too_much


def seen_in_cases(right: Right) -> Mapping[tuple[str, int], list[Seen]]:
    """Condition and limit -> what the cases show of it."""
    seen: dict[tuple[str, int], list[Seen]] = defaultdict(list)
    for case in cases_of(right.id):
        if case.right_id != right.id or (outcome := outcome_of(case)).version is None:
            continue
        evaluation = outcome.view.evaluation
        for part, limit in limits_of(outcome.version.conditions):
            said = evaluation.span(part.holds)
            persons = len(evaluation.persons) if limit.entity is Entity.PERSON else 1
            for person in range(persons):
                lowest, highest = ends_left(limit, evaluation, person)
                seen[part.key, limit.key] += [Seen(True, lowest, said), Seen(False, highest, said)]
    return seen


def is_shown(seen: Iterable[Seen], step: int) -> bool:
    """Whether one case lies on the limit, another just beyond it, and the condition tells them apart."""
    near = [one for one in seen if -step <= one.left < step]
    on, beyond = ([one for one in near if (one.left >= 0) is wanted] for wanted in (True, False))
    return any(a.is_lowest is b.is_lowest and a.said != b.said for a in on for b in beyond)


def not_shown(right: Right) -> set[str]:
    """The conditions with a limit that no condition of this right shows: several may share one."""
    seen, where = seen_in_cases(right), defaultdict(set)
    for version in right.versions:
        for part, limit in limits_of(version.conditions):
            where[limit.key].add(part.key)
    return {
        key
        for limit, keys in where.items()
        if not any(is_shown(seen[key, limit], STEPS.get((right.id, key), 1)) for key in keys)
        for key in keys
    }


@pytest.mark.parametrize("right_id", catalogue())
def test_each_limit_has_a_case_on_it_and_one_just_beyond(right_id: str) -> None:
    still = {key for of, key in STILL_TO_SHOW if of == right_id}
    assert not_shown(catalogue()[right_id]) == still, "what is shown now leaves STILL_TO_SHOW"


@pytest.mark.parametrize(("right_id", "key"), [*STEPS, *STILL_TO_SHOW])
def test_what_is_excepted_is_a_limit(right_id: str, key: str) -> None:
    conditions = [one for version in catalogue()[right_id].versions for one in version.conditions]
    assert key in {part.key for part, _ in limits_of(conditions)}


@pytest.mark.parametrize(
    ("left", "said", "shown"),
    [
        ((0, -1), ((1, 1), (0, 0)), True),
        ((0, -2), ((1, 1), (0, 0)), False),
        ((1, -1), ((1, 1), (0, 0)), False),
        ((0, -1), ((1, 1), (1, 1)), False),
        ((0, -1), ((1, 1), (0, 1)), True),
    ],
)
def test_only_two_cases_side_by_side_that_differ_show_a_limit(
    left: tuple[int, int], said: tuple[Span, Span], shown: bool
) -> None:
    cases = [Seen(True, left[0], said[0]), Seen(True, left[1], said[1])]
    assert is_shown(cases, 1) is shown
    assert not is_shown([cases[0], cases[1]._replace(is_lowest=False)], 1)
