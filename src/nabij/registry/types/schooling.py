"""Whether a child goes to school on a day: yes, no, or not known.

In Flanders a child may go to nursery school from the age of two years and six months (for a child not yet
three there are a few days a year on which it may begin): decreet basisonderwijs of 25 February 1997, and the
ministry of education at https://onderwijs.vlaanderen.be/nl/toelatingsvoorwaarden-gewoon-basisonderwijs. It
falls under compulsory education from 1 September of the calendar year in which it turns five: law of
29 June 1983 on compulsory education, article 1, as changed by the law of 23 March 2019, and
https://data-onderwijs.vlaanderen.be/edulex/document.aspx?docid=15690. Between the two only the family knows.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from nabij.registry.types.births import BirthDate
from nabij.registry.types.kinds import Relation

FIRST_ADMITTED_MONTHS = 30
COMPULSORY_IN_THE_YEAR_OF = 5

NO_SMALL_CHILD = frozenset({Relation.REFERENCE, Relation.PARTNER, Relation.PARENT, Relation.GRANDPARENT})
"""Who is none, also when nothing is known of when they were born."""


def first_admitted_on(birth: BirthDate) -> date | None:
    """The first day on which somebody can be at school, at the earliest; None when no year is known."""
    return None if birth.earliest is None else _months_after(birth.earliest, FIRST_ADMITTED_MONTHS)


def first_year_not_compulsory(on: date) -> int:
    """Who was born in this year or later does not fall under compulsory education yet on a day."""
    has_begun = on >= date(on.year, 9, 1)
    return on.year - COMPULSORY_IN_THE_YEAR_OF + int(has_begun)


def goes_to_school(birth: BirthDate, school_from: date | None, *, on: date) -> bool | None:
    """Whether somebody goes to school on a day, or went before; None when that is not known.

    `school_from` is their first day at school, when it is known: on that day they go. Without it nobody goes
    before two years and six months, and everybody from 1 September of the year in which they turn five; who
    is taught at home then, counts as at school.
    """
    if school_from is not None:
        return on >= school_from
    earliest = first_admitted_on(birth)
    if birth.year is None or earliest is None:
        return None
    if birth.year < first_year_not_compulsory(on):
        return True
    return False if on < earliest else None


def is_before_school(
    birth: BirthDate, school_from: date | None, relation: Relation, *, on: date
) -> bool | None:
    """Whether a member is a child that does not go to school yet; None when it may be.

    Nobody is one before their birth. Of whom no year of birth is known is perhaps one, unless their relation
    to the reference person says otherwise.
    """
    if birth.earliest is not None and birth.earliest > on:
        return False
    if not birth.is_known and school_from is None and relation in NO_SMALL_CHILD:
        return False
    goes = goes_to_school(birth, school_from, on=on)
    return None if goes is None else not goes


def whole_months(born_on: date, on: date) -> int:
    """Whole months between two days: how old a small child is."""
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    return months - (on < _months_after(born_on, months))


def _months_after(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
