"""A day in words, as each language writes it."""

from datetime import date

import pytest
from django.utils.translation import override

from nabij.kernel.days import written_day


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("fr", date(2028, 11, 22), "22 novembre 2028"),
        ("fr", date(2027, 4, 1), "1er avril 2027"),
        ("fr", date(2027, 4, 11), "11 avril 2027"),
        ("nl", date(2027, 4, 1), "1 april 2027"),
        ("en", date(2027, 4, 1), "1 April 2027"),
        ("ar", date(2027, 4, 1), "01/04/2027"),
    ],
)
def test_a_day_is_written_as_its_language_does(language: str, day: date, written: str) -> None:
    with override(language):
        assert written_day(day) == written
