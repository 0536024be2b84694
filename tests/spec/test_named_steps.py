"""A case may say what the named steps of an answer are."""

from nabij_rights.cases import differences, parse_cases

CASE = """
[[case]]
name = "a couple"
on = 2025-02-01
household = { tenure = "private_tenant" }
persons = [
  { birth_on = 1990-05-01, lives_here = true },
  { birth_on = 1991-05-01, relation_to_reference = "spouse", lives_here = true },
]
expect = { answer = "unknown", named = { STEP } }
"""


def _differences(step: str) -> list[str]:
    (case,) = parse_cases("leefloon", CASE.replace("STEP", step))
    return differences(case)


def test_steps_as_they_are_say_nothing() -> None:
    assert _differences('shares_a_home = true, full_amount_year = "10513.60"') == []


def test_a_number_that_is_still_open_is_told_with_both_ends() -> None:
    (told,) = _differences('exempt_wages_month = "0.00"')
    assert told == "the step exempt_wages_month is 0.00 to 443.52, not 0.00"


def test_another_value_is_told_with_both_values() -> None:
    assert _differences("shares_a_home = false") == ["the step shares_a_home is True, not False"]


def test_a_step_that_does_not_exist_is_told_with_those_that_do() -> None:
    (told,) = _differences("shares_home = true")
    assert told.startswith(
        "shares_home is no step of this right on this day; steps are has_family_to_support"
    )
