"""De Lijn, vervoergarantie (VG): the cheapest season ticket, for who lives on a living wage or alike."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="de_lijn_vervoergarantie",
    block="V2.11",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.PERSON,
    period="year",
    provider="De Lijn",
    legal_basis=("Tariffs of De Lijn, vervoergarantie",),
    granting=Granting.SEMI,
    documents=("identity_card", "pension_proof"),
    procedure=Procedure(
        starts=Starter.PROVIDER,
        at="Lijnwinkel",
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "Vlaanderen: Buzzy Pazz of Omnipas vervoergarantie (VG)",
            "https://www.vlaanderen.be/buzzy-pazz-of-omnipas-vervoergarantie-vg",
        ),
        (
            "De Lijn: nieuwe tarieven vanaf 1 februari 2016",
            "https://delijn.prezly.com/nieuwe-tarieven-de-lijn-vanaf-1-februari-2016",
        ),
        (
            "Pitane: tarieven van De Lijn vanaf april 2025",
            "https://en.pitane.blue/2025/03/01/standard-ticket-the-line-from-April-three-euros-other-rates-will-also-increase/",
        ),
    ),
)

ARTICLE = "Tariffs of De Lijn, vervoergarantie"
GROWN_UP_AT = 25
"""Until this age somebody may still be in supported living of the youth services."""


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """Leefloon or counted with one, support of that height, IGO or GIB, reception of asylum seekers, or
    supported living of the youth services.
    """
    return Rule(
        any_way(
            "has_ground",
            condition("gets_integration_income", you(has("integration_income_since_on")), ARTICLE),
            condition("gets_equivalent_support", you(has("equivalent_support_since_on")), ARTICLE),
            condition("gets_older_guarantee", you(fact("receives_older_income_guarantee")), ARTICLE),
            condition("asks_asylum", you(is_("residence_status", "asylum")), ARTICLE),
            _counted_with_somebody(),
            _still_in_reception(),
            _in_supported_living(),
            article=ARTICLE,
        ),
        amount=amount("de_lijn.vervoergarantie"),
    )


def _counted_with_somebody() -> Condition:
    """Resident schoolchildren and parents of who gets a leefloon, and those whose income was counted."""
    gets_it = has("integration_income_since_on") | has("equivalent_support_since_on")
    return every(
        "counted_with_leefloon",
        condition("somebody_else_gets_leefloon", anyone(~is_you() & lives_under_roof() & gets_it), ARTICLE),
        person_decides("ocmw_counted_you", ARTICLE),
    )


def _still_in_reception() -> Condition:
    """A place in a local reception initiative (LOI), which people keep for a while after recognition."""
    recently = is_("residence_status", "refugee", "subsidiary", "temporary")
    return every(
        "in_local_reception",
        condition("may_be_in_reception", you(recently), ARTICLE),
        person_decides("lives_in_reception_place", ARTICLE),
    )


def _in_supported_living() -> Condition:
    """Young people who live on their own with support of the youth services; the service asks for it."""
    has_parent_here = anyone(is_("relation_to_reference", "parent") & lives_under_roof())
    alone_and_young = you(younger_than(GROWN_UP_AT)) & ~has_parent_here
    return every(
        "in_supported_living",
        condition("young_without_parents", alone_and_young, ARTICLE),
        person_decides("youth_service_asks", ARTICLE),
    )
