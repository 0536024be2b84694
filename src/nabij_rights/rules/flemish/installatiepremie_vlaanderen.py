"""Vlaamse installatiepremie: once, with the first rent subsidy. Order of 2 February 2007."""

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
    id="installatiepremie_vlaanderen",
    block="V2.4",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Wonen in Vlaanderen",
    legal_basis=(
        "Order of the Flemish Government of 2 February 2007 on the rent subsidy",
        "Besluit Vlaamse Codex Wonen van 2021, art. 5.164 and 5.166",
    ),
    granting=Granting.SEMI,
    documents=("rent_contract", "decision_on_old_dwelling", "homelessness_proof"),
    # It comes with the request for the rent subsidy: there is no form of its own.
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.ADMINISTRATION),
    goes_after=("vlaamse_huursubsidie",),
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
            "Appartement.be: Vlaamse huursubsidie volgens de wetgeving",
            "https://www.appartement.be/vlaamse-huursubsidie-volgens-wetgeving/",
        ),
    ),
)


@RIGHT.rule(from_on="2019-01-01", note="A third of the rent, up to a fixed sum (until 30 April 2019).")
def with_part_of_the_rent() -> Rule:
    """Three times the first rent subsidy, for who gets that subsidy."""
    conditions, monthly = subsidy_before_may_2019()
    return Rule(*conditions, _no_grant(), amount=three_times(monthly))


@RIGHT.rule(from_on="2019-05-01", note="Three quarters of the highest rent minus 1/55 of the income.")
def with_the_income_counted() -> Rule:
    """Three times the first rent subsidy, which falls as the income rises."""
    conditions, monthly = subsidy_by_income(registered_for_social_renting())
    return Rule(*conditions, _no_grant(), amount=three_times(monthly))


@RIGHT.rule(from_on="2023-11-01", note="No need any more to register for a social dwelling.")
def without_registration() -> Rule:
    """As before; whether it is still three times the first month was not found, so the amount is a span."""
    conditions, monthly = subsidy_by_income()
    return Rule(*conditions, _no_grant(), amount=when(still_three_times(), three_times(monthly), 0))


def _no_grant() -> Condition:
    """Who was homeless and had an installation grant of an OCMW gets no second one."""
    return condition("no_grant_of_ocmw", ~had_grant_of_ocmw(), "Order, installation premium")
