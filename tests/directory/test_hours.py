"""Opening hours: as people write them, at any moment, on holidays and in the night of the clock change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.directory.types import Exceptional, Hours, OpenState, Slot
from nabij.directory.types.holidays import easter, holidays
from nabij.directory.types.hours_text import (
    read_exceptions,
    read_week,
    schema_org,
    written_exceptions,
    written_week,
)

SLOTS = st.builds(
    lambda day, start, length: Slot(
        day, time(start // 60, start % 60), time(*divmod(min(start + length, 1439), 60))
    ),
    st.integers(0, 6),
    st.integers(0, 1400),
    st.integers(1, 600),
)


@pytest.mark.parametrize(
    ("written", "days", "first"),
    [
        ("ma-vr 9-12", [0, 1, 2, 3, 4], (time(9), time(12))),
        ("Maandag tot woensdag: 9u30 - 12u", [0, 1, 2], (time(9, 30), time(12))),
        ("Mo,We 09:00-12:00; Sa off", [0, 2], (time(9), time(12))),
        ("lundi et mercredi 9h-12h", [0, 2], (time(9), time(12))),
        ("za-ma 10:00–11:00", [0, 5, 6], (time(10), time(11))),
        ("Mo-Fr 08:00-24:00", [0, 1, 2, 3, 4], (time(8), time(23, 59))),
    ],
)
def test_hours_are_read_as_people_and_files_write_them(written: str, days: list[int], first: tuple) -> None:
    read = read_week(written)
    assert read.unread == ()
    assert [slot.weekday for slot in read.slots] == days
    assert {(slot.opens, slot.closes) for slot in read.slots} == {first}


@pytest.mark.parametrize(
    "written",
    ["elke dag na de middag", "ma 12-9", "ma 25:00-26:00", "op afspraak", "9-12", "ma 9-12 (bel eerst)"],
)
def test_what_cannot_be_read_is_given_back_and_never_guessed(written: str) -> None:
    assert read_week(written).slots == ()
    assert read_week(written).unread == (written,)


@given(st.lists(SLOTS, max_size=12))
def test_a_week_that_is_written_out_reads_back_as_the_same_week(slots: list[Slot]) -> None:
    once = read_week(written_week(slots)).slots
    assert read_week(written_week(once)).slots == once == read_week(schema_org(once)).slots
    for day in range(7):
        of_day = [slot for slot in once if slot.weekday == day]
        assert all(one.closes < next_one.opens for one, next_one in pairwise(of_day))


@given(st.text(max_size=60))
def test_any_text_is_read_or_given_back_whole(text: str) -> None:
    read = read_week(text)
    assert read.slots or read.unread or "".join(text.split()).strip(";") == "" or "gesloten" not in text
    read_exceptions(text)


def test_an_exception_stands_instead_of_the_week() -> None:
    exceptions, unread = read_exceptions(
        "24/12/2026 - 02/01/2027 gesloten kerstverlof\n31/11/2026 gesloten\n23/12/2026 9-10"
    )
    assert unread == ("31/11/2026 gesloten",)
    hours = Hours(read_week("ma-vr 9-12").slots, exceptions)
    assert hours.times_on(date(2026, 12, 23)) == ((time(9), time(10)),)
    assert hours.times_on(date(2026, 12, 28)) == ()
    assert hours.times_on(date(2027, 1, 4)) == ((time(9), time(12)),)
    assert read_exceptions(written_exceptions(exceptions)) == (exceptions, ())


def test_open_closed_and_not_known_are_three_answers() -> None:
    friday = datetime(2026, 11, 20, 10, 59, tzinfo=UTC)  # a minute to twelve in Belgium
    hours = Hours(read_week("ma-vr 9-12").slots)
    assert (hours.at(friday).state, hours.at(friday).until) == (OpenState.OPEN, time(12))
    at_noon = hours.at(friday + timedelta(minutes=1))
    assert at_noon.state is OpenState.CLOSED
    assert at_noon.opens_again is not None
    assert at_noon.opens_again.isoformat() == "2026-11-23T09:00:00+01:00"
    assert Hours().at(friday).state is OpenState.UNKNOWN


def test_on_a_legal_holiday_it_is_closed_unless_somebody_said_otherwise() -> None:
    week = read_week("ma-zo 9-12").slots
    christmas = date(2026, 12, 25)
    assert Hours(week).times_on(christmas) == ()
    assert Hours(week, closed_on_holidays=False).times_on(christmas) != ()
    assert Hours(week, (Exceptional(christmas, christmas, time(10), time(11)),)).times_on(christmas) == (
        (time(10), time(11)),
    )


def test_the_ten_holidays_of_2026_are_those_of_the_law() -> None:
    assert easter(2026) == date(2026, 4, 5)
    assert {date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25), date(2026, 7, 21)} < holidays(2026)
    assert len(holidays(2026)) == 10


def test_hours_follow_the_clock_of_belgium_through_the_change_to_winter_time() -> None:
    hours = Hours(read_week("ma-vr 9-12").slots)
    assert hours.at(datetime(2026, 10, 23, 7, 30, tzinfo=UTC)).state is OpenState.OPEN
    assert hours.at(datetime(2026, 10, 26, 7, 30, tzinfo=UTC)).state is OpenState.CLOSED
    assert hours.at(datetime(2026, 10, 26, 8, 30, tzinfo=UTC)).state is OpenState.OPEN
