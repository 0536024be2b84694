"""Two rows beside each other: what the machine may merge, what a person looks at, what nobody asks."""

from dataclasses import replace

import pytest

from nabij_methods.linkage import (
    Doubt,
    Level,
    Row,
    RuleLinker,
    clusters,
    compare,
    in_english,
    partial_date,
    reasons,
)

LINA = Row(
    row_id="a1",
    list_id="a",
    first="Lina",
    last="El Amrani",
    birth=partial_date("2017-03-05"),
    phone="0499 12 34 56",
    street="Kerkstraat",
    number="12",
    box="3",
    postcode="8599",
    guardian="Fatiha El Amrani",
)


def other(**changes: object) -> Row:
    """The same child on another list, with changes."""
    return replace(LINA, **{"row_id": "b1", "list_id": "b", **changes})  # type: ignore[arg-type]


def born(text: str) -> dict[str, object]:
    return {"birth": partial_date(text)}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"first": "LINA", "last": "Elamrani", "phone": "+32 499 123456"},
        {"street": "Kerkstr. 12 bus 3", "number": "", "box": ""},
        {"first": "El Amrani", "last": "Lina"},
        {"street": "Molenstraat", "number": "4", "box": ""},
        {"phone": "0499 99 99 99"},
        {"guardian": "Ahmed Haddad", "phone": ""},
        {"last": "Haddad"},
        born("2017-05-03"),
        born("2017"),
        born("2017-01-01"),
        born("2017-03"),
        born(""),
        born("2017-03-06"),
    ],
)  # fmt: skip
def test_one_difference_is_merged_by_machine(changes: dict[str, object]) -> None:
    assert compare(LINA, other(**changes)).level is Level.CERTAIN


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"street": "Molenstraat", "phone": "", "guardian": "Ahmed Haddad"}, Doubt.NOTHING_ELSE_AGREES),
        ({"box": "4", **born("2017-03-15")}, Doubt.NEIGHBOURS),
        ({**born("2018-03-05"), "guardian": "Omar El Amrani"}, Doubt.OTHER_BIRTH_YEAR),
        ({**born("2017-08-25")}, Doubt.BIRTH_DIFFERS),
        ({"first": "Hajar"}, Doubt.FIRST_NAMES_DIFFER),
        ({"first": "Lena", **born("")}, Doubt.FIRST_NAMES_ONLY_ALIKE),
        ({"guardian": "Lina El Amrani", **born("")}, Doubt.PARENT_OF_THE_SAME_NAME),
    ],
)  # fmt: skip
def test_a_doubt_goes_to_a_person_with_its_reason(changes: dict[str, object], doubt: Doubt) -> None:
    comparison = compare(LINA, other(**changes))
    assert comparison.level is Level.PROBABLE
    assert doubt in comparison.judgement.doubts


@pytest.mark.parametrize(
    "changes",
    [
        {"first": "Hajar", **born("2019-11-30")},
        {"first": "Hajar", **born("")},
        {"last": "Peeters", "street": "Molenstraat", "phone": "", "guardian": "", **born("")},
        {**born("1990-03-05"), "guardian": ""},
    ],
)
def test_brothers_and_sisters_strangers_and_parents_are_no_question(changes: dict[str, object]) -> None:
    assert compare(LINA, other(**changes)).level is Level.NO


def test_a_father_and_a_son_of_one_name_are_never_certain() -> None:
    father = other(first="Lina", birth=partial_date("1987-03-05"))
    assert compare(LINA, father).level is not Level.CERTAIN


def test_two_children_in_one_row_of_a_family_are_never_a_pair() -> None:
    one, two = replace(LINA, group="7"), replace(LINA, row_id="a2", group="7", first="Lena")
    assert compare(one, two).level is Level.NO


def test_twins_on_both_lists_find_their_own_row_and_nobody_is_asked() -> None:
    rows = [
        replace(LINA, group="7"),
        replace(LINA, row_id="a2", group="7", first="Lena"),
        other(group="3"),
        other(row_id="b2", group="3", first="Lena"),
    ]
    grouping = clusters(rows, RuleLinker().pairs(rows))
    assert grouping.groups == (("a1", "b1"), ("a2", "b2"))
    assert grouping.questions == ()


def test_a_twin_known_to_one_list_makes_the_other_name_a_question() -> None:
    rows = [
        replace(LINA, group="7", first="Lana"),
        replace(LINA, row_id="a2", group="7", first="Lotte"),
        other(first="Lena"),
    ]
    grouping = clusters(rows, RuleLinker().pairs(rows))
    assert ("a1", "b1") not in grouping.groups
    assert ("a1", "b1") in [pair.key for pair in grouping.questions]


def test_a_brother_found_for_certain_settles_what_was_in_doubt() -> None:
    half_known = other(birth=partial_date(""), phone="", street="Molenstraat", guardian="", group="3")
    rows = [replace(LINA, group="7"), half_known]
    assert [pair.level for pair in RuleLinker().pairs(rows)] != [Level.CERTAIN]
    brother = {"first": "Younes", "birth": partial_date("2014-09-01")}
    rows += [
        replace(LINA, row_id="a2", group="7", **brother),
        replace(half_known, row_id="b2", **brother | {"phone": LINA.phone}),
    ]
    assert {pair.key: pair.level for pair in RuleLinker().pairs(rows)}["a1", "b1"] is Level.CERTAIN


def test_reasons_are_told_in_words() -> None:
    swapped = other(birth=partial_date("2017-05-03"), street="Molenstraat")
    told = [in_english(reason) for reason in reasons(LINA, swapped, compare(LINA, swapped))]
    assert "same telephone" in told
    assert "birth day and month swapped (2017-03-05, 2017-05-03)" in told
    assert "other address" in told


def test_every_doubt_has_words() -> None:
    from nabij_methods.linkage.reasons import ENGLISH

    assert {str(doubt) for doubt in Doubt} <= set(ENGLISH)
