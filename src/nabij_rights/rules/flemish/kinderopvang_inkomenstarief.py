"""Childcare with a price by income: in settings that the Flemish government subsidises for it."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._childcare import (
    DECREE,
    PROVIDER,
    child_in_income_place,
    price_of_family,
    standard_minimum,
)

RIGHT = Right(
    id="kinderopvang_inkomenstarief",
    block="V1.9",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="day",
    provider=PROVIDER,
    legal_basis=(DECREE,),
    granting=Granting.APPLICATION,
    documents=("identity_card", "tax_assessment"),
    opens=("kinderopvang_individueel_verminderd_tarief", "kinderopvang_ocmw_tarief"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        ("Kind en Gezin, inkomenstarief", "https://www.kindengezin.be/nl/node/1003"),
        (
            "Blankenberge: kinderopvang met inkomenstarief (2018)",
            "https://www.blankenberge.be/product/220/kinderopvang-met-inkomenstarief",
        ),
        (
            "Moneytalk, nieuwe tarieven kinderopvang vanaf 1 januari 2014",
            "https://moneytalk.knack.be/geld-en-beurs/nieuwe-tarieven-kinderopvang-vanaf-1-januari-2014/article-normal-346993.html",
        ),
    ),
)


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A child in a place with a price by income, with a certificate for each child."""
    named("standard_minimum", standard_minimum())
    return Rule(child_in_income_place(), amount=price_of_family(lambda price: price))
