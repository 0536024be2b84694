"""The thirteen items: five and seven, unknown kept, and only what is lacking for want of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij_rights.living_conditions import ITEMS, Afford, LivingConditions, living_conditions
from nabij_rights.reasons import Answer

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def said(lacking: int, has: int, by_choice: int = 0) -> dict[str, Afford]:
    """So many items that somebody cannot afford, has, or lacks by choice; the rest is unknown."""
    answers = [Afford.CANNOT_AFFORD] * lacking + [Afford.HAS] * has + [Afford.OTHER_REASON] * by_choice
    return dict(zip(ITEMS, answers, strict=False))


def test_the_list_has_seven_items_of_the_household_and_six_of_the_adult() -> None:
    assert len(ITEMS) == len(set(ITEMS)) == 13


@pytest.mark.parametrize(
    ("lacking", "has", "by_choice", "expected"),
    [
        (0, 13, 0, LivingConditions(0, 0, NO, NO)),
        (4, 9, 0, LivingConditions(4, 4, NO, NO)),
        (5, 8, 0, LivingConditions(5, 5, YES, NO)),
        (6, 7, 0, LivingConditions(6, 6, YES, NO)),
        (7, 6, 0, LivingConditions(7, 7, YES, YES)),
        (13, 0, 0, LivingConditions(13, 13, YES, YES)),
        (0, 0, 0, LivingConditions(0, 13, UNKNOWN, UNKNOWN)),
        (4, 0, 9, LivingConditions(4, 4, NO, NO)),
        (4, 8, 0, LivingConditions(4, 5, UNKNOWN, NO)),
        (5, 6, 0, LivingConditions(5, 7, YES, UNKNOWN)),
        (7, 0, 0, LivingConditions(7, 13, YES, YES)),
        (0, 9, 0, LivingConditions(0, 4, NO, NO)),
    ],
)
def test_five_and_seven_of_thirteen(
    lacking: int, has: int, by_choice: int, expected: LivingConditions
) -> None:
    assert living_conditions(said(lacking, has, by_choice)) == expected


def test_an_item_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(KeyError, match="telephone"):
        living_conditions({"telephone": Afford.HAS})


@given(
    known=st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(list(Afford))),
    item=st.sampled_from(ITEMS),
    answer=st.sampled_from(list(Afford)),
)
def test_filling_in_an_item_never_reopens_or_turns_what_was_settled(
    known: dict[str, Afford], item: str, answer: Afford
) -> None:
    before = living_conditions({key: value for key, value in known.items() if key != item})
    after = living_conditions({**known, item: answer})
    for was, now in (
        (before.is_deprived, after.is_deprived),
        (before.is_severely_deprived, after.is_severely_deprived),
    ):
        assert was is UNKNOWN or was is now
    assert before.lowest <= after.lowest <= after.highest <= before.highest
