"""Who is a child on a day, asked inside the database: for totals over many people at once."""

from __future__ import annotations

from datetime import date

from django.db.models import BooleanField, Case, F, Q, Value, When
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear
from django.db.models.lookups import GreaterThan

ADULT = 18


def is_child(person: str, day: str, *, from_on: date, until_on: date) -> Case:
    """Whether somebody is younger than 18 on the day of a row, for a query of rows with a person and a day.

    `person` and `day` are the names of those fields; all days lie from `from_on` until `until_on`. Where
    month or day of birth are not known, somebody counts as a child for as long as they may be one. Without a
    year of birth the answer is no: count those apart.
    """
    birth = f"{person}__identity__birth"
    birthday = (
        (F(f"{birth}_year") + ADULT) * 10000
        + Coalesce(F(f"{birth}_month"), 12) * 100
        + Coalesce(F(f"{birth}_day"), 31)
    )
    on = ExtractYear(day) * 10000 + ExtractMonth(day) * 100 + ExtractDay(day)
    return Case(  # only for those who turn 18 in these years the days themselves are compared: that is slower
        When(Q(**{f"{birth}_year": None}), then=Value(False)),
        When(Q(**{f"{birth}_year__gt": until_on.year - ADULT}), then=Value(True)),
        When(Q(**{f"{birth}_year__lt": from_on.year - ADULT}), then=Value(False)),
        default=GreaterThan(birthday, on),
        output_field=BooleanField(),
    )
