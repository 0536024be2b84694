"""School bonus of the Growth Package: each August a small amount for every child, whatever the income."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import APPEAL_SOURCE, DECREE, PAYER, gives_right, procedure

RIGHT = Right(
    id="groeipakket_schoolbonus",
    block="V1.2",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider=PAYER,
    legal_basis=(DECREE,),
    granting=Granting.AUTOMATIC,
    goes_after=("groeipakket_basisbedrag",),
    procedure=procedure(Starter.NOBODY),
    sources=(
        ("Groeipakket: les montants (2023-24)", "http://www.groeipakket.be/fr/montants"),
        (
            "ABVV-jongeren, naar school met het Groeipakket",
            "https://abvv-jongeren.be/naar-school-met-het-groeipakket/",
        ),
        ("Parentia, amounts", "https://www.parentia.be/en/vlaanderen/groeipakket/amounts/new-system"),
        APPEAL_SOURCE,
    ),
)

_DECREE = "Decree of 27 April 2018, art. 19 to 22"
_LAST_OF_DECEMBER_BEFORE = Day("school_year", months=4, days=-1)


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """For each child with a right in July; the amount goes by the age on 31 December of the year before.

    It is the bonus of the coming August: from September on that is the one of the next year.
    """
    children = gives_right() & _is_not_too_old_in_july()
    named("number_of_children", number_of(children))
    return Rule(
        condition("lives_in_flanders", lives_in_flanders(), _DECREE),
        condition("child_with_right", anyone(children), _DECREE),
        amount=sum_over(_by_age(), among=children),
    )


def _by_age() -> Node:
    """Of each child: under 4, 11 and 17 years, and older, on 31 December of the year before."""
    result = amount("groeipakket_schoolbonus.age_17")
    for years, key in ((17, "age_11"), (11, "age_4"), (4, "age_0")):
        is_younger = younger_than(years, on=_LAST_OF_DECEMBER_BEFORE)
        result = when(is_younger, amount(f"groeipakket_schoolbonus.{key}"), result)
    return result


def _is_not_too_old_in_july() -> Node:
    """Of each child: the month of the 25th birthday is July or later."""
    return fact("birth_on") >= day(Day("school_year", years=-25, months=10))
