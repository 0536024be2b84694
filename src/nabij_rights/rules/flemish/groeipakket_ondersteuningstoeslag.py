"""Support allowance of the Growth Package: for a child with a heavy support need, beside the care one."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import APPEAL_SOURCE, DECREE, PAYER, may_stay, procedure

RIGHT = Right(
    id="groeipakket_ondersteuningstoeslag",
    block="V1.4",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider=PAYER,
    legal_basis=(DECREE,),
    granting=Granting.AUTOMATIC,
    goes_after=("groeipakket_zorgtoeslag_ondersteuningsbehoefte",),
    procedure=procedure(Starter.NOBODY),
    sources=(
        (
            "Groeipakket: support allowance",
            "https://www.groeipakket.be/en/tegemoetkoming/support-allowance",
        ),
        (
            "FONS: de ondersteuningstoeslag vanaf januari 2023",
            "https://www.fons.be/nieuws/de-ondersteuningstoeslag-nieuw-het-groeipakket-vanaf-januari-2023",
        ),
        APPEAL_SOURCE,
    ),
)

_DECREE = "Decree of 27 April 2018, support allowance"


@RIGHT.rule(from_on="2023-01-01")
def rule() -> Rule:
    """Twelve points or more in total, up to the month of 21; who was on the waiting list of 2015 up to 25.

    Of the waiting list only those are in sight who had the basic support budget that this one replaced.
    """
    by_points = until_month_of(21) & _has_enough_points() & may_stay()
    listed = _perhaps_on_list_of_2015() & ~by_points
    per_child = amount("groeipakket_ondersteuningstoeslag.per_child")
    return Rule(
        condition("lives_in_flanders_or_brussels", lives_in_flanders() | _lives_in_brussels(), _DECREE),
        any_way(
            "heavy_support_need",
            condition("twelve_points", anyone(by_points), _DECREE),
            every(
                "waiting_list_of_2015",
                condition("had_basic_support_budget", anyone(listed), _DECREE),
                person_decides("was_on_list_of_2015", _DECREE),
            ),
            article=_DECREE,
        ),
        amount=number_of(by_points) * per_child
        + open_question("was_on_list_of_2015", if_so=number_of(listed) * per_child, else_=0),
    )


def _has_enough_points() -> Node:
    return fact("medical_social_points") >= amount("groeipakket_ondersteuningstoeslag.points")


def _perhaps_on_list_of_2015() -> Node:
    """Of each person: born when the list was closed, not past the month of 25, with the budget of before."""
    was_born = fact("birth_on") <= day("2015-06-30")
    return was_born & until_month_of(25) & fact("receives_basic_support_budget")


def _lives_in_brussels() -> Node:
    nis = fact("municipality")
    return (nis >= 21_000) & (nis < 22_000)
