"""Foster care supplement of the Growth Package: for a foster child who stays for long."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import APPEAL_SOURCE, DECREE, PAYER, gives_right, procedure

RIGHT = Right(
    id="groeipakket_pleegzorgtoeslag",
    block="V1.5",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider=PAYER,
    legal_basis=(DECREE,),
    granting=Granting.AUTOMATIC,
    opens=("schooltoeslag",),
    goes_after=("groeipakket_basisbedrag",),
    procedure=procedure(Starter.NOBODY),
    sources=(
        ("Groeipakket: les montants (2023-24)", "http://www.groeipakket.be/fr/montants"),
        (
            "Kortrijk, rechtenverkenner: pleegzorgtoeslag",
            "https://sienonline.kortrijk.be/rechtenverkenner/producten/groeipakket-pleegzorgtoeslag",
        ),
        APPEAL_SOURCE,
    ),
)

_DECREE = "Decree of 27 April 2018, foster care supplement"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """For each foster child in the home. In a short stay it goes to who had the child before: the parents.

    Whether a stay is short or long goes by the kind of foster care that was decided, not by its days.
    """
    at_home = is_("relation_to_reference", "foster_child") & lives_under_roof()
    named("number_of_children", number_of(at_home & gives_right()))
    return Rule(
        condition("lives_in_flanders", lives_in_flanders(), _DECREE),
        condition("foster_child_at_home", anyone(at_home), _DECREE),
        condition("foster_child_with_right", anyone(at_home & gives_right()), _DECREE),
        person_decides("long_foster_care", _DECREE),
        amount=number_of(at_home & gives_right()) * amount("groeipakket_pleegzorgtoeslag.per_child"),
    )
