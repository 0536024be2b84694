"""The same household seen by another adult: who is on whose name at the health insurance fund."""

import pytest

from nabij_rights.engine.program import Situation, Span
from nabij_rights.facts.reroot import seen_by
from nabij_rights.facts.vocabulary import vocabulary

NAME = "is_dependent_in_health_insurance"
YES, NO = (1, 1), (0, 0)


def person(relation: str, on_my_name: Span | None = None) -> dict[str, Span]:
    mask = 1 << vocabulary()["relation_to_reference"].position(relation)
    return {"relation_to_reference": (mask, mask)} | ({} if on_my_name is None else {NAME: on_my_name})


def seen(viewer: dict[str, Span], other: dict[str, Span]) -> Span | None:
    """What the viewer's view says of the other, who stands last."""
    return seen_by(Situation({}, [person("self"), viewer, other]), 1).persons[-1].get(NAME)


@pytest.mark.parametrize(
    ("viewer", "other", "told", "expected"),
    [
        ("spouse", "child", YES, YES),
        ("spouse", "parent", NO, NO),
        ("child", "child", YES, NO),  # my sister is on our mother's name, so not on mine
        ("parent", "child", YES, NO),
        ("child", "grandchild", NO, None),  # my own child may well be on my name
        ("child", "grandchild", None, None),
        ("child", "sibling", NO, NO),
    ],
)
def test_nobody_is_on_two_names(viewer: str, other: str, told: Span | None, expected: Span | None) -> None:
    assert seen(person(viewer), person(other, told)) == expected


def test_the_one_who_answers_is_not_on_the_name_of_a_child_but_perhaps_on_that_of_a_parent() -> None:
    def view_of_me(viewer: str) -> Span | None:
        return seen_by(Situation({}, [person("self"), person(viewer)]), 1).persons[-1].get(NAME)

    assert view_of_me("child") == NO
    assert view_of_me("sibling") == NO
    assert view_of_me("parent") is None
    assert view_of_me("spouse") is None


def test_what_somebody_says_of_their_own_insurance_goes_along() -> None:
    view = seen_by(Situation({}, [person("self"), person("child", YES)]), 1)
    assert view.persons[0][NAME] == YES
