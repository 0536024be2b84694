"""Days that follow from the calculation date, with the ends of months and 29 February."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij_rights.engine.days import (
    FIRST_OF_JANUARY,
    FIRST_OF_MONTH,
    LAST_OF_AUGUST_BEFORE_SCHOOL_YEAR,
    LAST_OF_DECEMBER,
    START_OF_SCHOOL_YEAR,
    THIS_MONTH,
    TODAY,
    Day,
)


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        (TODAY, "2026-11-21", "2026-11-21"),
        (FIRST_OF_MONTH, "2026-11-21", "2026-11-01"),
        (FIRST_OF_JANUARY, "2026-11-21", "2026-01-01"),
        (LAST_OF_DECEMBER, "2026-11-21", "2026-12-31"),
        (START_OF_SCHOOL_YEAR, "2026-08-31", "2025-09-01"),
        (START_OF_SCHOOL_YEAR, "2026-09-01", "2026-09-01"),
        (LAST_OF_AUGUST_BEFORE_SCHOOL_YEAR, "2026-09-01", "2026-08-31"),
        (LAST_OF_AUGUST_BEFORE_SCHOOL_YEAR, "2026-08-31", "2025-08-31"),
        (Day(years=-18), "2026-11-21", "2008-11-21"),
        (Day(years=-18), "2024-02-29", "2006-02-28"),
        (Day(years=-4), "2024-02-29", "2020-02-29"),
        (Day(months=-1), "2026-03-31", "2026-02-28"),
        (Day(months=-1), "2024-03-31", "2024-02-29"),
        (Day(months=-1), "2026-01-15", "2025-12-15"),
        (Day(months=1), "2026-12-31", "2027-01-31"),
        (Day(months=-13), "2026-01-31", "2024-12-31"),
        (Day(days=-1), "2024-03-01", "2024-02-29"),
        (Day(months=1, days=-1), "2026-01-31", "2026-02-27"),
        (Day("2024-02-29"), "2026-11-21", "2024-02-29"),
        (Day("2024-02-29", years=1), "2026-11-21", "2025-02-28"),
    ],
)
def test_a_day_follows_from_today(day: Day, today: str, expected: str) -> None:
    assert day.date_on(date.fromisoformat(today)) == date.fromisoformat(expected)


def test_who_is_born_on_29_february_grows_older_on_1_march_in_a_common_year() -> None:
    born = date(2008, 2, 29).toordinal()
    eighteen_years_ago = Day(years=-18)
    assert not born <= eighteen_years_ago.on(date(2026, 2, 28))
    assert born <= eighteen_years_ago.on(date(2026, 3, 1))


def test_a_number_of_the_calendar() -> None:
    assert THIS_MONTH.on(date(2026, 11, 21)) == 11


_DAYS = st.builds(
    Day,
    st.sampled_from(["today", "month", "year", "school_year", "2024-02-29"]),
    st.integers(-110, 10),
    st.integers(-30, 30),
    st.integers(-400, 400),
)


@given(_DAYS)
def test_a_day_is_read_back_as_it_is_written(day: Day) -> None:
    assert Day.parse(str(day)) == day


@given(_DAYS, st.dates(date(2019, 1, 1), date(2060, 12, 31)), st.integers(0, 400))
def test_a_later_today_never_gives_an_earlier_day(day: Day, today: date, later: int) -> None:
    assert day.on(today) <= day.on(date.fromordinal(today.toordinal() + later))


@pytest.mark.parametrize("text", ["", "tomorrow", "today-18", "2024-2-9", "today-18y ", "year+1d-1m"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        Day.parse(text)
