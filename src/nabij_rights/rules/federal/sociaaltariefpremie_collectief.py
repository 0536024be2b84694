"""Social-tariff premium for who gets energy through the building: law of May 2024, since 1 July 2024."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._social_tariff import someone_in_social_group

RIGHT = Right(
    id="sociaaltariefpremie_collectief",
    block="F13",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="quarter",
    provider="FOD Economie",
    legal_basis=("Law of May 2024 on the social-tariff premium, in force since 1 August 2024",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "connection_report", "status_certificate"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Plus Magazine: vraag de sociaaltariefpremie aan (september 2024)",
            "https://www.plusmagazine.be/nl/recht-en-geld/collectieve-energie-installaties-vraag-de-sociaaltariefpremie-aan/",
        ),
        ("Sociale energie: sociaaltariefpremie (maart 2025)", "https://socialenergie.be/nl/?p=10585"),
        (
            "Econostrum: qui est concerné par le tarif social énergie (2024)",
            "https://econostrum.info/belgique/belgique-concerne-tarif-social-energie",
        ),
        (
            "03beheer: sociaaltariefpremie voor de verwarming",
            "https://03beheer.be/blog/sociaaltariefpremie-verwarming/",
        ),
    ),
)

ARTICLE = "Law of May 2024 on the social-tariff premium"


@RIGHT.rule(from_on="2024-07-01")
def rule() -> Rule:
    """Somebody in groups 1 to 3, and gas, electricity or heat of the building without an own contract.

    The premium of a quarter stands in no source that we read.
    """
    return Rule(
        someone_in_social_group(ARTICLE),
        condition("main_home", you(fact("lives_here")), ARTICLE),
        any_way("shared_installation", _shared_heating(), _shared_electricity()),
        any_way(
            "connection_reported",
            condition("manager_reported", fact("manager_reported_connection"), ARTICLE),
            person_decides("manager_still_reports", ARTICLE),
        ),
        amount=amount("social_tariff_premium.quarter"),
    )


def _shared_heating() -> Condition:
    """One heating for the building on gas, electricity or a heat network; oil has the heating allowance."""
    return every(
        "shared_heating",
        condition("collective_heating", fact("has_collective_heating"), ARTICLE),
        condition("right_energy", is_("heating_fuel", "gas", "electricity", "heat_network"), ARTICLE),
        any_way(
            "not_the_ordinary_tariff",
            _no_own_contract(),
            # the fact does not tell for which energy the contract is: gas may still come from the building
            person_decides("contract_for_other_energy", ARTICLE),
        ),
    )


def _shared_electricity() -> Condition:
    """Electricity of the building: nobody is asked for it, so a person looks."""
    return every("shared_electricity", _no_own_contract(), person_decides("electricity_of_building", ARTICLE))


def _no_own_contract() -> Condition:
    return condition("no_own_contract", ~fact("has_own_energy_contract"), ARTICLE)
