"""An amount of the law as it stood on the day of a fact, such as a move."""

from datetime import date

import pytest

from nabij_rights.cases import differences, parse_cases
from nabij_rights.parameters.book import amounts

CASE = """
[[case]]
name = "a move"
on = {on}
expect = {{ answer = "yes", amount = "{amount}" }}
household = {{ tenure = "private_tenant", moved_on = {moved_on} }}
[[case.persons]]
birth_on = 1990-05-01
lives_here = true
integration_income_since_on = 2018-01-01
was_homeless_before_move = true
had_installation_grant = false
"""


def _month(on: date) -> str:
    figure = amounts()["leefloon.family"].on(on)
    assert figure.low is not None
    return f"{(figure.low + 6) // 12 / 100:.2f}"


def _known_rows() -> list[date]:
    rows = amounts()["leefloon.family"].rows
    return [row.from_on for row in rows if row.from_on.year >= 2019 and row.low == row.high]


@pytest.mark.parametrize("from_on", _known_rows(), ids=str)
def test_each_row_is_paid_for_a_move_on_its_first_day_also_years_later(from_on: date) -> None:
    for on in (from_on, date(2026, 11, 21)):
        (case,) = parse_cases(
            "installatiepremie_rmi", CASE.format(on=on, moved_on=from_on, amount=_month(from_on))
        )
        assert differences(case) == []
