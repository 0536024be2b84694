"""Twins are never merged by machine: whatever lists leave out, and however alike the names are."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given

from nabij.demo.partner_lists.names import TWIN_NAMES
from nabij_methods.linkage import Doubt, Level, Row, RuleLinker, clusters, compare, partial_date
from nabij_methods.linkage.names import FAIR, STRONG, Likeness, first_names
from tests.linkage.test_comparing import LINA, other
from tests.linkage.test_properties import ROWS

CALLED_ALIKE = (
    *TWIN_NAMES,
    ("Alexander", "Alexandra"), ("Christian", "Christina"), ("Louis", "Louise"), ("Jamal", "Jamila"),
    ("Malik", "Malak"), ("Mohamed Amine", "Mohamed Yassine"), ("Mohamed", "Mohamed Yassine"),
    ("Sara", "Zara"), ("Marcella", "Mariella"), ("Daniel", "Danielle"), ("Julian", "Juliana"),
)  # fmt: skip
BIRTHS = ("2017-03-05", "2017", "2017-01-01", "2017-03", "")


@pytest.mark.parametrize("names", CALLED_ALIKE, ids="-".join)
def test_twins_of_whom_each_list_names_another_one_go_to_a_person(names: tuple[str, str]) -> None:
    """Each list forgot one of the two; a brother whom both name makes the families the same."""
    brother = {"first": "Younes", "birth": partial_date("2014-09-01")}
    for one, two in product(BIRTHS, BIRTHS):
        rows = [
            replace(LINA, first=names[0], group="7", birth=partial_date(one)),
            replace(LINA, row_id="a2", group="7", **brother),  # type: ignore[arg-type]
            other(first=names[1], group="3", birth=partial_date(two)),
            other(row_id="b2", group="3", **brother),
        ]
        assert ("a1", "b1") not in clusters(rows, RuleLinker().pairs(rows)).groups, (one, two)
        assert ("a2", "b2") in clusters(rows, RuleLinker().pairs(rows)).groups


@pytest.mark.parametrize("names", CALLED_ALIKE, ids="-".join)
def test_twins_on_both_lists_are_two_children_without_a_question(names: tuple[str, str]) -> None:
    first, second = names
    rows = [
        replace(LINA, first=first, group="7"),
        replace(LINA, row_id="a2", first=second, group="7"),
        other(first=second, group="3"),
        other(row_id="b2", first=first, group="3"),
    ]
    grouping = clusters(rows, RuleLinker().pairs(rows))
    assert grouping.groups == (("a1", "b2"), ("a2", "b1"))
    assert grouping.questions == ()


def test_twins_of_whom_one_birthday_is_half_known_go_to_a_person() -> None:
    """Karim and Karima, of whom one list knows the year only and each list another day."""
    rows = [
        replace(LINA, first="Karim"),
        replace(LINA, row_id="a2", first="Karima", birth=partial_date("2017")),
        other(first="Karim", street="Molenstraat", birth=partial_date("2017"), guardian="Omar"),
        other(row_id="b2", first="Karima", street="Molenstraat", guardian="Omar"),
    ]
    for group in clusters(rows, RuleLinker().pairs(rows)).groups:
        assert not {"a1", "b2"} <= set(group)
        assert not {"a2", "b1"} <= set(group)


@given(one=ROWS, other_row=ROWS)
def test_the_machine_merges_only_names_that_are_one_name(one: Row, other_row: Row) -> None:
    comparison = compare(replace(one, row_id="x1"), replace(other_row, row_id="x2"))
    if comparison.level is Level.CERTAIN:
        assert comparison.evidence is not None
        assert comparison.evidence.first in STRONG | {Likeness.PART}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Mohamed", "Muhammad"),
        ("Youssef", "Joesoef"),
        ("Maryam", "Miriam"),
        ("Oleksandr", "Aleksander"),
        ("Mohammed Amine", "Muhamad Amin"),
        ("Khadija", "Chadija"),
        ("Katharina", "Katarina"),
    ],
)
def test_spellings_of_one_name_are_one_name(one: str, two: str) -> None:
    assert first_names(one, two) is Likeness.SPELLING


@pytest.mark.parametrize("names", CALLED_ALIKE, ids="-".join)
def test_names_that_twins_may_have_are_not_one_name(names: tuple[str, str]) -> None:
    assert first_names(*names) not in STRONG
    assert names[0] != "Mohamed" or first_names(*names) not in FAIR


def test_a_double_first_name_is_the_child_that_another_list_calls_by_the_first_half() -> None:
    assert compare(replace(LINA, first="Lotte"), other(first="Lotte Fien")).level is Level.CERTAIN
    found = compare(replace(LINA, first="Fatima"), other(first="Fatima Zahra"))
    assert (found.level, found.judgement.doubts) == (Level.PROBABLE, (Doubt.FIRST_NAMES_ONLY_ALIKE,))


def test_sisters_of_one_name_are_not_merged_because_a_brother_stands_on_both_lists() -> None:
    rows = [
        replace(LINA, group="7", first="Nour"),
        replace(LINA, row_id="a2", group="7", first="Younes", birth=partial_date("2014-09-01")),
        other(group="3", first="Noor", birth=partial_date("2022-11-30")),
        other(row_id="b2", group="3", first="Younes", birth=partial_date("2014-09-01")),
    ]
    grouping = clusters(rows, RuleLinker().pairs(rows))
    assert ("a1", "b1") not in grouping.groups
    assert [pair.key for pair in grouping.questions] == [("a1", "b1")]
