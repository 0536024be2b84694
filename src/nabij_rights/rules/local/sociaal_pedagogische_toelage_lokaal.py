"""Socio-pedagogical allowance of a municipality, for raising a child with a disability at home."""

from nabij_rights.authoring import *
from nabij_rights.rules.local._town_decides import (
    ARTICLE,
    child_here,
    in_flanders,
    no_own_page,
    town_grants_it,
)

RIGHT = Right(
    id="sociaal_pedagogische_toelage_lokaal",
    block="V3.7",
    level=Level.LOCAL,
    kind=Kind.TOWN,
    theme=Theme.HEALTH,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider="Stad of gemeente",
    legal_basis=("Regulation of the town",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "disability_certificate", "household_composition", "bank_account_number"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Menen: sociaal-pedagogische toelage",
            "https://www.menen.be/producten/sociaal-pedagogische-toelage-voor-kinderen-met-een-handicap",
        ),
        (
            "Lokeren: sociaal-pedagogische toelage",
            "https://beta.lokeren.be/welzijn/premies-en-subsidies/sociaal-pedagogische-toelage",
        ),
        (
            "Berlaar: sociaal-pedagogische toelage",
            "https://www.berlaar.be/producten/sociaal-pedagogische-toelage-voor-kinderen-met-een-handicap",
        ),
        (
            "Baarle-Hertog: sociaal-pedagogische toelage",
            "https://www.baarle-hertog.be/sociaal-pedagogische-toelage",
        ),
    ),
)


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A child at home with a recognised disability. How heavy, and up to which age, differs by town."""
    return Rule(
        in_flanders(),
        no_own_page(RIGHT.id),
        any_way(
            "child_with_disability",
            condition("care_supplement", anyone(child_here() & fact("receives_care_supplement")), ARTICLE),
            condition("disability_percentage", anyone(child_here() & (fact("disability_pct") > 0)), ARTICLE),
            condition("points_on_scale", anyone(child_here() & (fact("medical_social_points") > 0)), ARTICLE),
        ),
        town_grants_it(),
    )
