"""Day-care supplement of the Growth Package: per day in childcare whose price does not follow the income."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import APPEAL_SOURCE, procedure

RIGHT = Right(
    id="kinderopvangtoeslag",
    block="V1.6",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="day",
    provider="Uitbetaler van het Groeipakket (FONS, Infino, KidsLife, MyFamily of Parentia)",
    legal_basis=("Groeipakketdecreet van 27 april 2018",),
    granting=Granting.AUTOMATIC,
    procedure=procedure(Starter.NOBODY),
    sources=(
        APPEAL_SOURCE,
        (
            "Groeipakket, kinderopvangtoeslag",
            "https://www.groeipakket.be/tegemoetkomingen/kinderopvangtoeslag",
        ),
        ("FONS, kleutertoeslag", "https://www.fons.be/toeslagen-Groeipakket/kleutertoeslag"),
    ),
)

_DECREE = "Decree of 27 April 2018, day-care supplement"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """For each day in licensed Dutch-language childcare without income price, before nursery school."""
    children = _pays_free_price() & ~_goes_to_school()
    full_day = amount("kinderopvangtoeslag.day")
    named("number_of_children", number_of(children & _stays_half_a_day()))
    in_half_days = when(_stays_full_day(), 2 * full_day, when(_stays_half_a_day(), full_day, 0))
    return Rule(
        condition("pays_free_price", anyone(_pays_free_price()), _DECREE),
        condition("before_nursery_school", anyone(children), _DECREE),
        condition("stays_at_least_half_a_day", anyone(children & _stays_half_a_day()), _DECREE),
        person_decides("licensed_dutch_childcare", _DECREE),
        condition("childcare_in_flanders_or_brussels", _is_where_it_counts(), _DECREE),
        amount=divided(sum_over(in_half_days, among=children), 2),
    )


_SCHOOL_IS_COMPULSORY_AT = 6


def _pays_free_price() -> Node:
    """Of each person: a small child in childcare with a price that does not depend on the income."""
    return younger_than(_SCHOOL_IS_COMPULSORY_AT) & is_("childcare_kind", "free_price")


def _is_where_it_counts() -> Node:
    """Childcare in Flanders or Brussels. Of who lives in Flanders we take that; of others it stays open."""
    return lives_in_flanders() | open_question("flemish_childcare_elsewhere", if_so=True, else_=False)


def _goes_to_school() -> Node:
    """Of each person: going to nursery school, even half time, ends the supplement."""
    return ~is_("study_level", "none")


def _stays_full_day() -> Node:
    """Of each person: at least five hours."""
    return fact("childcare_hours_day") >= amount("kinderopvangtoeslag.hours_full_day")


def _stays_half_a_day() -> Node:
    """Of each person: at least three hours; under three hours there is nothing."""
    return fact("childcare_hours_day") >= amount("kinderopvangtoeslag.hours_half_day")
