"""Vlaamse huursubsidie: rent subsidy after a move to a good dwelling. Order of 2 February 2007."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._rent_subsidy import (
    had_grant_of_ocmw,
    registered_for_social_renting,
    still_three_times,
    subsidy_before_may_2019,
    subsidy_by_income,
    three_times,
)

RIGHT = Right(
    id="vlaamse_huursubsidie",
    block="V2.4",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="Wonen in Vlaanderen",
    legal_basis=(
        "Order of the Flemish Government of 2 February 2007 on the rent subsidy",
        "Order of 5 April 2019 (new formula from 1 May 2019)",
        "Besluit Vlaamse Codex Wonen van 2021, art. 5.164 and 5.166",
    ),
    granting=Granting.APPLICATION,
    documents=(
        "rent_contract",
        "decision_on_old_dwelling",
        "homelessness_proof",
        "custody_agreement",
        "disability_certificate",
        "child_benefit_proof",
        "income_proof",
    ),
    opens=("installatiepremie_vlaanderen",),
    replaced_by=("vlaamse_huurpremie",),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.ADMINISTRATION),
    sources=(
        (
            "Wonen in Vlaanderen: voor wie is de Vlaamse huursubsidie",
            "https://www.wonenvlaanderen.be/premies/voor-wie-de-vlaamse-huursubsidie-0",
        ),
        (
            "Wonen in Vlaanderen: hoeveel bedraagt de Vlaamse huursubsidie, en de gemeenten met verhoging",
            "https://www.wonenvlaanderen.be/premies/hoeveel-bedraagt-de-vlaamse-huursubsidie-0",
        ),
        (
            "Wonen in Vlaanderen: hoe de Vlaamse huursubsidie aanvragen",
            "https://wonenvlaanderen.be/premies/hoe-de-vlaamse-huursubsidie-aanvragen-0",
        ),
        (
            "Knack: vanaf 1 november 2023 veranderen de huursubsidie en de huurpremie",
            "https://www.knack.be/nieuws/belgie/vanaf-1-november-veranderen-de-huursubsidie-en-de-huurpremie/",
        ),
    ),
)


@RIGHT.rule(from_on="2019-01-01", note="A third of the rent, up to a fixed sum (until 30 April 2019).")
def with_part_of_the_rent() -> Rule:
    """A third of the rent or a fixed sum, and a sum per dependant; mostly registered for social renting."""
    conditions, monthly = subsidy_before_may_2019()
    named("installation_premium", _installation_premium(monthly))
    return Rule(*conditions, amount=monthly)


@RIGHT.rule(from_on="2019-05-01", note="Three quarters of the highest rent minus 1/55 of the income.")
def with_the_income_counted() -> Rule:
    """Three quarters of the highest rent minus 1/55 of the income; mostly registered for social renting."""
    conditions, monthly = subsidy_by_income(registered_for_social_renting())
    named("installation_premium", _installation_premium(monthly))
    return Rule(*conditions, amount=monthly)


@RIGHT.rule(from_on="2023-11-01", note="No need any more to register for a social dwelling.")
def without_registration() -> Rule:
    """As before, but nobody has to register for a social dwelling any more."""
    conditions, monthly = subsidy_by_income()
    named("installation_premium", when(still_three_times(), _installation_premium(monthly), 0))
    return Rule(*conditions, amount=monthly)


def _installation_premium(monthly: Node) -> Node:
    """Three times the first month, but not for who was homeless and had an installation grant of the OCMW."""
    return when(had_grant_of_ocmw(), 0, three_times(monthly))
