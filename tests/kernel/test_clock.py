from datetime import date

import pytest
import time_machine

from nabij.kernel import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-28T22:59:59Z", date(2026, 3, 28)),
        ("2026-03-28T23:00:00Z", date(2026, 3, 29)),
        ("2026-07-01T21:59:59Z", date(2026, 7, 1)),
        ("2026-07-01T22:00:00Z", date(2026, 7, 2)),
    ],
)
def test_a_day_begins_at_midnight_in_belgium_in_winter_and_summer(moment: str, day: date) -> None:
    with time_machine.travel(moment, tick=False):
        assert clock.today() == day


def test_now_knows_its_time_zone() -> None:
    assert clock.now().utcoffset() is not None
