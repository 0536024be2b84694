"""Toddler supplement of the Growth Package: at 3 and at 4, for a child in a Dutch-language nursery school."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import APPEAL_SOURCE, DECREE, PAYER, may_stay, procedure

RIGHT = Right(
    id="kleutertoeslag",
    block="V1.6",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider=PAYER,
    legal_basis=(DECREE,),
    granting=Granting.AUTOMATIC,
    documents=("illness_certificate_child",),
    procedure=procedure(Starter.NOBODY),
    sources=(
        (
            "Gpedia: kleutertoeslag, voorwaarden",
            "https://gpedia.groeipakket.be/nl/thema/kleutertoeslag/bedrag-en-voorwaarden/theorie/aan-welke-voorwaarden",
        ),
        ("FONS: kleutertoeslag", "https://www.fons.be/toeslagen-Groeipakket/kleutertoeslag"),
        APPEAL_SOURCE,
    ),
)

_DECREE = "Decree of 27 April 2018, art. 54 and 55"
_AMOUNTS = "kleutertoeslag"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """In the year of 3: enrolled two months after the birthday. In the year of 4: still enrolled and present.

    The day of enrolment stands at the school, so the payer looks at it. Proved illness counts as presence.
    """
    in_age = _turns(3) | _turns(4)
    in_school = (_turns(3) & (_is_enrolled() | _may_still_enrol())) | (_turns(4) & _is_enrolled())
    children = in_school & (_turns(3) | _is_present_enough())
    named("number_of_children", number_of(children & may_stay()))
    return Rule(
        condition("child_turns_3_or_4", anyone(in_age), _DECREE),
        condition("in_dutch_nursery_school", anyone(in_school), _DECREE),
        condition("present_enough_at_4", anyone(children), _DECREE),
        condition("child_may_stay", anyone(children & may_stay()), _DECREE),
        person_decides("enrolled_in_time", _DECREE),
        amount=number_of(children & may_stay()) * amount(f"{_AMOUNTS}.per_year"),
    )


def _turns(years: int) -> Node:
    """Of each person: reaches this age in this calendar year."""
    born_from, born_before = Day("year", years=-years), Day("year", years=1 - years)
    return (fact("birth_on") >= day(born_from)) & (fact("birth_on") < day(born_before))


def _is_enrolled() -> Node:
    """Of each person: in a recognised Dutch-language nursery school."""
    return is_("study_level", "nursery") & fact("school_is_recognised_dutch")


def _may_still_enrol() -> Node:
    """Of each person: not at school yet, and not two months past the third birthday."""
    is_in_time = fact("birth_on") >= day(Day("today", years=-3, months=-2))
    enrols = open_question("enrols_in_time", if_so=True, else_=False)
    return is_("study_level", "none") & is_in_time & enrols


def _is_present_enough() -> Node:
    """Of each person: the half days of the second class, or of the first class, or absent by illness."""
    present = fact("half_days_present")
    in_first_class = open_question("in_first_class", if_so=True, else_=False)
    by_illness = open_question("absent_by_illness", if_so=True, else_=False)
    return one_of(
        present >= amount(f"{_AMOUNTS}.half_days_second_class"),
        (present >= amount(f"{_AMOUNTS}.half_days_first_class")) & in_first_class,
        by_illness,
    )
