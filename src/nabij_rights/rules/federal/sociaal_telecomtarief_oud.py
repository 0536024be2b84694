"""Old social tariff for telephone and internet: law of 13 June 2005, closed since 1 March 2024."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="sociaal_telecomtarief_oud",
    block="F15",
    level=Level.FEDERAL,
    kind=Kind.CLOSED,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="Telecomoperator",
    legal_basis=("Law of 13 June 2005 on electronic communications and annex, before 1 March 2024",),
    granting=Granting.APPLICATION,
    replaced_by=("sociaal_internetaanbod",),
    recorded_as=("telecom_social",),
    procedure=Procedure(starts=Starter.NOBODY, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Kortenberg: sociaal tarief voor telefonie en internet",
            "https://www.kortenberg.be/sociaal-tarief-voor-telefonie-en-internet",
        ),
        ("Hemiksem: sociaal telefoontarief (2024)", "https://www.hemiksem.be/sociaal-telefoontarief"),
    ),
)

ARTICLE = "Law of 13 June 2005, annex, before 1 March 2024"


@RIGHT.rule(from_on="2024-03-01", note="closed: only who had it on 29 February 2024 keeps it")
def rule() -> Rule:
    """Kept with the same tariff plan, operator and address, as long as the old conditions are met."""
    named("reduction", in_unit(amount("old_telecom_tariff.reduction"), "pct"))
    named("highest_reduction", amount("old_telecom_tariff.highest_reduction"))
    return Rule(
        condition("has_old_tariff", is_("telecom_social", "old_tariff"), ARTICLE),
        person_decides("nothing_changed", ARTICLE),
    )
