"""Huurwaarborglening: a loan without interest for the deposit. Order of 7 December 2018."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._social_renting import (
    dependants_in_social_renting,
    in_a_register,
    income_of,
    limit_for_tenants,
    no_property_of_tenants,
    tenants,
)

RIGHT = Right(
    id="huurwaarborglening",
    block="V2.5",
    level=Level.FLEMISH,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Vlaams Woningfonds",
    legal_basis=("Order of the Flemish Government of 7 December 2018 on the deposit loan",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "rent_contract", "tax_assessment", "custody_agreement"),
    procedure=Procedure(
        starts=Starter.PERSON,
        # the page says ten working days after the file is complete: two weeks by the calendar
        decided_within=LegalTerm("Order of 7 December 2018, application", days=14, confidence="secondary"),
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "Habito: huurwaarborglening",
            "https://habitowoonwinkel.be/nl/ver-huren-ver-kopen/huurwaarborglening/",
        ),
        (
            "Diest: renteloze huurwaarborglening",
            "https://diest.be/inwoners/wonen-en-omgeving/woonloket/renteloze-huurwaarborglening",
        ),
        (
            "Holsbeek: huurwaarborglening van het Vlaams Woningfonds",
            "https://www.holsbeek.be/huurwaarborglening-van-het-vlaams-woningfonds",
        ),
    ),
)

_ORDER = "Order of 7 December 2018, conditions"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """For a lease of this year or later, not of a social dwelling, signed no more than three months ago.

    The loan is at most the deposit, and the deposit at most three months of rent. Each tenant who signs the
    lease asks for it.
    """
    dependants = named("dependants", dependants_in_social_renting())
    limit = named("income_limit", _limit(dependants))
    income = named("counted_income", income_of(tenants()))
    named("highest_loan", least(fact("deposit_eur"), in_unit(fact("rent_eur_month") * 3, "EUR")))
    return Rule(
        condition("in_flemish_region", lives_in_flanders(), _ORDER),
        condition("no_social_dwelling", ~is_("tenure", "social_tenant"), _ORDER),
        condition("lease_in_own_name", fact("lease_in_own_name"), _ORDER),
        condition("lease_signed_in_time", _is_signed_in_time(), _ORDER),
        in_a_register(_ORDER),
        condition("income_below_limit", income <= limit, _ORDER),
        no_property_of_tenants(_ORDER),
        person_decides("no_arrears_at_the_fund", _ORDER),
    )


def _limit(dependants: Node) -> Node:
    """Limits of the fund itself; a child with a severe disability counts twice."""
    return limit_for_tenants(
        dependants,
        amount("deposit_loan.limit_single"),
        amount("deposit_loan.limit_single_disabled"),
        amount("deposit_loan.limit_others") + amount("deposit_loan.limit_per_dependant") * dependants,
    )


def _is_signed_in_time() -> Node:
    """No more than three months ago, and from 1 January 2019 on."""
    signed = fact("lease_signed_on")
    return (signed >= day(Day("today", months=-3))) & (signed >= day("2019-01-01"))
