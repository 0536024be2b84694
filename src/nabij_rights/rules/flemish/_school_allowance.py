"""Parts of the school allowance: who is a pupil, the points of the family, presence at school, amounts.

Decree of 27 April 2018 on the Growth Package, selective participation supplement.
"""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import (
    income_replacement_of_the_year,
    integration_income_of_the_year,
    maintenance_that_counts,
    replacement_benefits_of_the_year,
)

_AMOUNTS = "schooltoeslag"
_MOST_POINTS = 20
_BEFORE_SCHOOL_YEAR = days.LAST_OF_AUGUST_BEFORE_SCHOOL_YEAR
_LAST_DAY_OF_SCHOOL_YEAR = Day("school_year", months=10, days=-1)
_LAST_OF_DECEMBER_OF_SCHOOL_YEAR = Day("school_year", months=4, days=-1)
_FIRST_DAY_OF_NURSERY_MONTHS = 30
_OLD_ENOUGH_ON_LAST_DAY = Day("school_year", months=10 - _FIRST_DAY_OF_NURSERY_MONTHS, days=-1)
_AGE_IN_DOUBT_IN_SECONDARY = 22


# ------------------------------------------------------------------------------------------- the pupil


def is_pupil() -> Node:
    """Of each person: in a recognised Dutch-language school at this address, present, and allowed to stay."""
    return all_of(
        goes_to_recognised_school(),
        registered_at_address(),
        is_present_enough(),
        may_stay_as_pupil(),
    )


def goes_to_recognised_school() -> Node:
    """Of each person: nursery (from 2 years and 6 months), primary, secondary school or nursing."""
    is_old_enough_for_nursery = _is_old_enough_for_nursery()
    # the age limit in secondary school was not found; from 22 we leave it open
    may_be_too_old = open_question("age_is_no_obstacle", if_so=True, else_=False)
    is_young_enough = younger_than(_AGE_IN_DOUBT_IN_SECONDARY, on=_BEFORE_SCHOOL_YEAR) | may_be_too_old
    in_school = one_of(
        is_("study_level", "nursery") & is_old_enough_for_nursery,
        is_("study_level", "primary"),
        is_("study_level", "secondary") & is_young_enough,
        is_("study_level", "nursing"),
    )
    return in_school & fact("school_is_recognised_dutch")


def _is_old_enough_for_nursery() -> Node:
    """Of each person: two years and six months. Enrolment is judged on the last day of the school year.

    So a child who reaches that age later in the school year may still get the allowance for that year.
    """
    turns_old_enough = fact("birth_on") <= day(_OLD_ENOUGH_ON_LAST_DAY)
    is_enrolled_then = open_question("enrolled_on_last_school_day", if_so=True, else_=False)
    return months_since("birth_on", _FIRST_DAY_OF_NURSERY_MONTHS) | (turns_old_enough & is_enrolled_then)


def may_stay_as_pupil() -> Node:
    """Of each person: Belgian or in lawful stay; for asylum, temporary and short stay the payer looks."""
    is_unclear = is_("residence_status", "asylum", "temporary", "short_stay")
    is_enough = open_question("stay_is_enough", if_so=True, else_=False)
    return ~is_("residence_status", "unlawful") & (~is_unclear | is_enough)


def is_independent_pupil() -> Node:
    """Of each person: an adult pupil who is married, supports himself or is single, on 31 August before."""
    is_adult = aged(18, on=_BEFORE_SCHOOL_YEAR)
    return is_adult & is_("student_status", "married", "self_supporting", "single", at=_BEFORE_SCHOOL_YEAR)


def is_single_pupil() -> Node:
    """Of each person: an adult single pupil."""
    return aged(18, on=_BEFORE_SCHOOL_YEAR) & is_("student_status", "single", at=_BEFORE_SCHOOL_YEAR)


def is_in_your_file() -> Node:
    """Of each person: your dependent child, a child in your charge; you or your partner as independent."""
    is_own_child = is_("relation_to_reference", *CHILD_KINDS)
    is_of_the_couple = is_you() | is_partner()
    return one_of(
        is_own_child & ~is_independent_pupil(),
        is_of_the_couple & is_independent_pupil(),
        ~is_of_the_couple & ~is_own_child & ~is_independent_pupil() & fact("is_in_own_charge"),
    )


def is_long_term_foster_child() -> Node:
    """Of each person: more than 12 months in a row in the same foster family on 31 August before."""
    a_year_before = Day("school_year", years=-1, days=-1)
    return is_("relation_to_reference", "foster_child") & (fact("foster_since_on") < day(a_year_before))


# --------------------------------------------------------------------------------- presence at school


def is_present_enough() -> Node:
    """Of each person: not too little at school two years in a row, judged on the last day of the year."""
    return ~(fact("was_insufficient_last_year") & _is_too_little_present())


def _is_too_little_present() -> Node:
    not_judged_yet = open_question("too_little_present_this_year", if_so=True, else_=False)
    is_judged = day(_LAST_DAY_OF_SCHOOL_YEAR) <= day(days.TODAY)
    return when(is_judged, _misses_too_much(not_judged_yet), not_judged_yet)


def _misses_too_much(limit_not_known: Node) -> Node:
    """Small children by the half days at school, others by unlawful absence; no limit found for secondary."""
    by_age = _half_days_expected()
    is_small = is_("study_level", "nursery") & younger_than(6, on=_LAST_OF_DECEMBER_OF_SCHOOL_YEAR)
    is_counted_by_absence = is_("study_level", "nursery", "primary")
    absent = fact("half_days_unlawfully_absent") > amount(f"{_AMOUNTS}.most_half_days_absent")
    otherwise = when(is_counted_by_absence, absent, limit_not_known)
    return when(is_small, fact("half_days_present") < by_age, otherwise)


def _half_days_expected() -> Node:
    """Of each person: by age on 31 December of the school year: 2, 3, 4, 5 and older."""
    on = _LAST_OF_DECEMBER_OF_SCHOOL_YEAR
    expected = amount(f"{_AMOUNTS}.half_days_age_2")
    for age in (3, 4, 5):
        expected = when(aged(age, on=on), amount(f"{_AMOUNTS}.half_days_age_{age}"), expected)
    return expected


# ------------------------------------------------------------------------------- points and the limits


def points() -> Node:
    """The points of the family on 31 August just before the school year.

    One to start, one for each fiscal dependant or other dependent pupil, one for each person in higher
    education but the first, one for each person with a severe disability.
    """
    is_of_the_couple = is_you() | is_partner()
    is_dependant = fact("is_fiscally_dependent", at=_BEFORE_SCHOOL_YEAR)
    is_other_pupil = goes_to_recognised_school() & ~is_independent_pupil()
    in_higher = number_of(is_("study_level", "higher") & ~is_("relation_to_reference", "unrelated"))
    return (
        _starting_point()
        + number_of(~is_of_the_couple & (is_other_pupil | is_dependant))
        + above_zero(in_higher - 1)
        + number_of(_has_severe_disability() & ~is_("relation_to_reference", "unrelated"))
    )


def _starting_point() -> Node:
    """Not for a single or self-supporting pupil without children."""
    is_alone = aged(18, on=_BEFORE_SCHOOL_YEAR) & is_(
        "student_status", "self_supporting", "single", at=_BEFORE_SCHOOL_YEAR
    )
    you_are_such_a_pupil = you(is_alone & goes_to_recognised_school())
    has_children = anyone(is_("relation_to_reference", *CHILD_KINDS))
    return when(you_are_such_a_pupil & ~has_children, 0, 1)


def _has_severe_disability() -> Node:
    """Of each person: 66 % or more, a child also with 4 points in pillar 1."""
    percentage = fact("disability_pct", at=_BEFORE_SCHOOL_YEAR)
    in_pillar_1 = fact("medical_social_points_pillar1")
    is_disabled_child = younger_than(21) & (in_pillar_1 >= amount(f"{_AMOUNTS}.severe_disability_points"))
    return (percentage >= amount(f"{_AMOUNTS}.severe_disability_pct")) | is_disabled_child


_ROWS = range(_MOST_POINTS + 1)


def _by_points(rows: dict[int, Node]) -> Node:
    """The row for this number of points. Above twenty points the row of twenty is used."""
    # steps, and not a look-up of the exact number: points that are only roughly known stay within their rows
    steps = [(number, rows[number]) for number in range(_MOST_POINTS)]
    return brackets(points(), *steps, above=rows[_MOST_POINTS])


def _highest_limit() -> Node:
    return _by_points({number: amount(f"{_AMOUNTS}.limit_{number}") for number in _ROWS})


def _lowest_limit() -> Node:
    return _by_points({number: amount(f"{_AMOUNTS}.full_until_{number}") for number in _ROWS})


def is_below_limit(income: Node) -> Node:
    """Not above the highest limit; whether it is higher still above twenty points was not found."""
    may_be_higher = open_question("limit_above_twenty_points_is_higher", if_so=True, else_=False)
    return (income <= _highest_limit()) | ((points() > _MOST_POINTS) & may_be_higher)


def is_exceptional(income: Node) -> Node:
    """At most a tenth of the highest limit, and at least 70 % of it from one and the same source."""
    is_very_low = 10 * income <= _highest_limit()
    most_of_it = share(income, amount(f"{_AMOUNTS}.exceptional_source_share"))
    sources = (
        integration_income_of_the_year(),
        income_replacement_of_the_year(),
        replacement_benefits_of_the_year(),
        maintenance_that_counts(),
    )
    return is_very_low & one_of(*[(source > 0) & (most_of_it <= source) for source in sources])


# --------------------------------------------------------------------------------------------- amounts


def amount_of_pupil(income: Node) -> Node:
    """Of each person: the amount for the school year.

    Nursery school has one amount. A long-term foster child gets the full one. Else it is the exceptional
    amount, the full one up to the lowest limit, or a part of it up to the highest.
    """
    full, exceptional = _of_kind("full"), _of_kind("exceptional")
    by_income = when(is_exceptional(income), exceptional, _full_or_partly(income))
    later = when(is_long_term_foster_child(), full, by_income)
    return when(is_("study_level", "nursery"), amount(f"{_AMOUNTS}.nursery"), later)


def _full_or_partly(income: Node) -> Node:
    """Of each person: the full amount up to the lowest limit of the points, from there on a part of it."""
    partly = _by_points({number: _part_in_row(income, number) for number in _ROWS})
    return when(income <= _lowest_limit(), _of_kind("full"), partly)


def _part_in_row(income: Node, number: int) -> Node:
    """Of each person: full x (highest limit - income) / (highest - lowest limit), at least the minimum."""
    full, minimum = _of_kind("full"), _of_kind("least")
    lower, upper = amount(f"{_AMOUNTS}.full_until_{number}"), amount(f"{_AMOUNTS}.limit_{number}")
    left, width = in_unit(upper - income, None), in_unit(upper - lower, None)
    # an income below the lowest limit of this row gives the full amount, never more
    return least(full, most(minimum, scaled(full, left, most(width, 1))))


_WITHOUT_EXCEPTIONAL_AMOUNT = (
    "secondary_boarder",
    "third_year_boarder",
    "independent",
    "nursing",
    "nursing_boarder",
)


def _of_kind(which: str) -> Node:
    """Of each person: the least, full or exceptional amount for this kind of pupil. Part-time comes first."""
    secondary = when(
        is_("study_form", "dual"),
        _amount_of("dual", which),
        when(is_independent_pupil(), _amount_of("independent", which), _of_full_time_secondary(which)),
    )
    after_primary = when(is_("study_level", "nursing"), _by_board("nursing", which), secondary)
    return when(is_("study_level", "primary"), _amount_of("primary", which), after_primary)


def _of_full_time_secondary(which: str) -> Node:
    is_third_year = is_("study_form", "third_year_third_stage_tv")
    return when(is_third_year, _by_board("third_year", which), _by_board("secondary", which))


def _by_board(kind: str, which: str) -> Node:
    return when(fact("is_boarder"), _amount_of(f"{kind}_boarder", which), _amount_of(kind, which))


def _amount_of(kind: str, which: str) -> Node:
    """Where a kind has no exceptional amount the full one is paid."""
    if which == "exceptional" and kind in _WITHOUT_EXCEPTIONAL_AMOUNT:
        which = "full"
    return amount(f"{_AMOUNTS}.{kind}_{which}")


def highest_amount_of_pupil() -> Node:
    """Of each person: what a pupil gets at most, whatever the income; for children of another family."""
    later = most(_of_kind("full"), _of_kind("exceptional"))
    return when(is_("study_level", "nursery"), amount(f"{_AMOUNTS}.nursery"), later)
