"""A file of cases says what it means, and a case that does not hold says why."""

from dataclasses import replace

import pytest

from nabij_rights.cases import BadCase, case_files, cases_of, differences, parse_cases
from nabij_rights.reasons import Answer

ONE = """
[[case]]
name = "a tenant of 34 in Kortrijk"
on = 2026-11-21
municipality = "Kortrijk"
persons = [{ birth_on = 1992-05-01 }]
expect = { answer = "unknown", missing = ["net_work_income_eur_month"] }
"""


def test_a_case_is_read_as_it_is_written() -> None:
    (case,) = parse_cases("leefloon", ONE)
    assert (case.right_id, case.expected.answer) == ("leefloon", Answer.UNKNOWN)
    assert set(case.given) == {"municipality", "persons"}
    assert differences(case) == []


@pytest.mark.parametrize(
    ("part", "instead", "sentence"),
    [
        ("[[case]]", "[[cas]]", "holds [[case]] tables and nothing else"),
        ('name = "a tenant of 34 in Kortrijk"\n', "", "case 1 has no name"),
        ("on = 2026-11-21\n", "", "has no date"),
        ("on = 2026-11-21", 'on = "2026-11-21"', "has no date"),
        ('expect = { answer = "unknown", missing = ["net_work_income_eur_month"] }', "", "expects nothing"),
        ("municipality", "town", "town is not known here"),
        ('answer = "unknown"', 'answer = "perhaps"', "answer is one of yes, no, unknown, not 'perhaps'"),
        ('answer = "unknown"', "outcome = 3", "outcome is not known here"),
        ('answer = "unknown"', 'answer = "yes", amount = 12.5', "between quotes"),
        ('answer = "unknown"', 'answer = "yes", amount = "1", lowest = "1"', "not both"),
        ('answer = "unknown"', 'answer = "yes", person = -1', "counted from 0"),
        ('["net_work_income_eur_month"]', '"net_work_income_eur_month"', "missing is a list of names"),
        ('answer = "unknown"', 'answer = "yes", warnings = ["x"]', "a warning is one of person_decides"),
        ("[[case]]", ONE + "[[case]]", "two cases are called a tenant of 34 in Kortrijk"),
        ("[[case]]", "[[case]", "cases/leefloon.toml: "),
    ],
)
def test_a_case_that_cannot_be_read_is_refused_with_its_place(part: str, instead: str, sentence: str) -> None:
    assert part in ONE
    with pytest.raises(BadCase) as caught:
        parse_cases("leefloon", ONE.replace(part, instead, 1))
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("cases/leefloon.toml")


@pytest.mark.parametrize(
    ("part", "instead", "sentence"),
    [
        ('answer = "unknown"', 'answer = "no"', "the answer is unknown, not no (really_lives_in_belgium"),
        (
            'answer = "unknown"',
            'answer = "unknown", lowest = "12.00"',
            "the lowest amount is 0.00, not 12.00",
        ),
        ('["net_work_income_eur_month"]', '["tenure"]', "tenure is not missing"),
        ("missing = [", "not_missing = [", "net_work_income_eur_month is missing"),
        ('answer = "unknown"', 'answer = "unknown", group = "yes"', "the group is maybe, not yes"),
        ('answer = "unknown"', 'answer = "unknown", person = 3', "person 3 is no other adult"),
        (
            'answer = "unknown"',
            'answer = "unknown", warnings = ["closed"]',
            "the warning closed is not given",
        ),
        ("birth_on = 1992-05-01", "born_on = 1992-05-01", "person 1, born_on: is not a fact we know."),
        ("on = 2026-11-21", "on = 2011-11-21", "The catalogue begins on"),
        ("on = 2026-11-21", 'on = 2026-11-21\nright = "leeflon"', "leeflon is no right of the catalogue"),
    ],
)
def test_a_case_that_does_not_hold_says_why(part: str, instead: str, sentence: str) -> None:
    assert part in ONE
    (case,) = parse_cases("leefloon", ONE.replace(part, instead, 1))
    assert any(sentence in said for said in differences(case)), differences(case)


def test_a_cent_more_or_less_is_a_difference() -> None:
    """Every amount in every file is really looked at."""
    looked_at = 0
    for name in case_files():
        for case in cases_of(name)[:8]:
            if case.expected.lowest is not None and case.expected.answer is Answer.YES:
                wrong = f"{float(case.expected.lowest) + 0.01:.2f}"
                other = replace(case, expected=replace(case.expected, lowest=wrong))
                assert any("lowest amount" in said for said in differences(other)), (name, case.name)
                looked_at += 1
    assert looked_at > 20
