"""The cases of a right show each condition from both sides: one household meets it, another does not."""

from collections.abc import Iterable

import pytest

from nabij_rights.answers import Outcome, answer
from nabij_rights.cases import Case, cases_of
from nabij_rights.catalogue import catalogue
from nabij_rights.engine.expression import Op
from nabij_rights.facts.reading import read_situation
from nabij_rights.reasons import Answer, Reason
from nabij_rights.rights import Right


def outcome_of(case: Case) -> Outcome:
    """The answer that the case is about: of the one who asks, or of another adult."""
    found = answer(read_situation(case.given, on=case.on), on=case.on, right_ids=(case.right_id,))
    outcome = found.of(case.right_id)
    return dict(outcome.for_others)[case.expected.person] if case.expected.person else outcome


def leaves(reasons: Iterable[Reason]) -> Iterable[Reason]:
    for reason in reasons:
        if reason.parts:
            yield from leaves(reason.parts)
        elif not reason.is_decided_by_person:
            yield reason


def shown_by_cases(right: Right) -> dict[str, set[Answer]]:
    """Per condition the answers that some case gives it."""
    shown: dict[str, set[Answer]] = {}
    for case in cases_of(right.id):
        if case.right_id == right.id:
            for reason in leaves(outcome_of(case).reasons):
                shown.setdefault(reason.key, set()).add(reason.answer)
    return shown


def conditions_of(right: Right) -> set[str]:
    """The conditions that facts decide, and that can be both true and false."""
    parts = [part for version in right.versions for one in version.conditions for part in one.walk()]
    return {
        part.key
        for part in parts
        if not part.parts and not part.is_decided_by_person and part.holds.op is not Op.CONST
    }


@pytest.mark.parametrize("right_id", catalogue())
def test_each_condition_is_met_by_one_case_and_not_by_another(right_id: str) -> None:
    right, shown = catalogue()[right_id], shown_by_cases(catalogue()[right_id])
    one_sided = {
        key: sorted(shown.get(key, ()))
        for key in conditions_of(right)
        if not {Answer.YES, Answer.NO} <= shown.get(key, set())
    }
    assert one_sided == {}
