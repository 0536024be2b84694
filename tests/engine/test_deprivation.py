"""The six criteria: at least three weak, unknown is never "not weak", and the next one to ask."""

from itertools import product

import pytest

from nabij_rights.deprivation import CRITERIA, Deprivation, deprivation_of
from nabij_rights.engine.program import Span
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.reasons import Answer

WEAK = {name: 1 << vocabulary()[name].position("weak") for name in CRITERIA}
NOT_WEAK = {name: 1 << vocabulary()[name].position("not_weak") for name in CRITERIA}


def household(states: str) -> dict[str, Span]:
    """The six facts from a word of six letters in the order of asking: w(eak), n(ot weak) or ? (unknown)."""
    masks = {"w": WEAK, "n": NOT_WEAK}
    return {
        name: (masks[state][name],) * 2
        for name, state in zip(CRITERIA, states, strict=True)
        if state in masks
    }


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("wwwnnn", Deprivation(Answer.YES, 3, 0, None)),
        ("wwnnnn", Deprivation(Answer.NO, 2, 0, None)),
        ("nnnnnn", Deprivation(Answer.NO, 0, 0, None)),
        ("wwwwww", Deprivation(Answer.YES, 6, 0, None)),
        ("nnnwww", Deprivation(Answer.YES, 3, 0, None)),
        ("??????", Deprivation(Answer.UNKNOWN, 0, 6, "deprivation_income")),
        ("ww?nnn", Deprivation(Answer.UNKNOWN, 2, 1, "deprivation_work")),
        ("w?nn?n", Deprivation(Answer.UNKNOWN, 1, 2, "deprivation_education")),
        ("wnnn?n", Deprivation(Answer.NO, 1, 1, None)),
        ("www???", Deprivation(Answer.YES, 3, 3, None)),
        ("?nnn??", Deprivation(Answer.UNKNOWN, 0, 3, "deprivation_income")),
        ("?nnnn?", Deprivation(Answer.NO, 0, 2, None)),
    ],
)
def test_three_of_six(states: str, expected: Deprivation) -> None:
    assert deprivation_of(household(states)) == expected


def test_every_combination_of_the_six() -> None:
    for states in product("wn?", repeat=6):
        found = deprivation_of(household("".join(states)))
        weak, unknown = states.count("w"), states.count("?")
        expected = Answer.YES if weak >= 3 else Answer.UNKNOWN if weak + unknown >= 3 else Answer.NO
        assert (found.flagged, found.weak, found.unknown) == (expected, weak, unknown)
        first_open = next((name for name, s in zip(CRITERIA, states, strict=True) if s == "?"), None)
        assert found.to_ask == (first_open if expected is Answer.UNKNOWN else None)


def test_filling_in_a_criterion_never_reopens_the_answer() -> None:
    for states in product("wn?", repeat=6):
        before = deprivation_of(household("".join(states))).flagged
        for place in (place for place, state in enumerate(states) if state == "?"):
            for state in "wn":
                filled = (*states[:place], state, *states[place + 1 :])
                after = deprivation_of(household("".join(filled))).flagged
                assert before is Answer.UNKNOWN or after is before


def test_other_facts_play_no_part() -> None:
    weak = household("wwwnnn")
    assert deprivation_of({**weak, "rent_eur_month": (0, 0)}) == deprivation_of(weak)
