"""Dyzo: free help for the self-employed in trouble, by phone, by mail and at the OCMW."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="dyzo_begeleiding",
    block="V4.10",
    level=Level.FLEMISH,
    kind=Kind.SERVICE,
    unit=Unit.PERSON,
    period="once",
    provider="Dyzo",
    legal_basis=("Non-profit association, supported by the Flemish agency VLAIO",),
    granting=Granting.APPLICATION,
    opens=("leefloon", "overbruggingsrecht", "collectieve_schuldenregeling"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.NONE),
    sources=(
        ("Caritas Vlaanderen: Dyzo", "https://caritasvlaanderen.be/nl/dyzo"),
        (
            "Extra steun voor vzw Dyzo",
            "https://www.hildecrevits.be/extra_steun_voor_vzw_dyzo_de_steunpilaar_voor_ondernemers_in_moeilijke_tijden",
        ),
        (
            "Dyzo werkt samen met Vlaamse lokale besturen",
            "https://www.dyzo.be/samenwerken/dyzo-werkt-samen-met-vlaamse-lokale-besturen",
        ),
    ),
)

ARTICLE = "Dyzo, who may ask"
_SELF_EMPLOYED = ("self_employed_main", "self_employed_side", "assisting_spouse")


@RIGHT.rule(from_on="2018-09-01")
def rule() -> Rule:
    """Active or former self-employed, with trouble now or coming; no limit of income."""
    return Rule(
        any_way(
            "is_or_was_self_employed",
            condition("works_self_employed", you(is_("work_status", *_SELF_EMPLOYED)), ARTICLE),
            condition("business_stopped", you(has("self_employed_stopped_on")), ARTICLE),
        ),
        person_decides("business_in_trouble", ARTICLE),
    )
