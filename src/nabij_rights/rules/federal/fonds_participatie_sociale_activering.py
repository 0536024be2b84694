"""Participation and social activation: money of the State for the OCMW, by a yearly royal decree."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

DECREE = "Yearly royal decree on participation and social activation"

RIGHT = Right(
    id="fonds_participatie_sociale_activering",
    block="F9",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider="OCMW",
    legal_basis=(DECREE, "RD of 10 July 2022 (participation and social activation in 2022)"),
    granting=Granting.APPLICATION,
    documents=("invoice", "identity_card"),
    sources=(
        (
            "PrimaBook: participatie en sociale activering",
            "https://primabook.mi-is.be/nl/fonds-voor-participatie-en-sociale-activering/sociale-activering",
        ),
        (
            "Koninklijk besluit van 10 juli 2022",
            "https://etaamb.openjustice.be/nl/koninklijk-besluit-van-10-juli-2022_n2022032785.html",
        ),
        (
            "Evergem: subsidie participatie en sociale activering",
            "https://www.evergem.be/product/420/participatie-en-sociale-activering-subsidie",
        ),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """Any user of the OCMW whose need is shown; not without a lawful stay or in a local reception place.

    Asking is enough to be a user. Each OCMW has its own ceilings, within the money it got for the year.
    """
    return Rule(
        condition("stays_lawfully", ~you(is_("residence_status", "unlawful")), DECREE),
        any_way(
            "not_in_reception",
            condition("no_asylum_procedure", ~you(is_("residence_status", "asylum")), DECREE),
            person_decides("outside_reception", DECREE),
        ),
        person_decides("uses_ocmw", DECREE),
        person_decides("need_shown", DECREE),
        person_decides("money_left_this_year", DECREE),
    )
