"""OCMW tariff in childcare: an even lower price, after a social inquiry by the OCMW."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._childcare import (
    DECREE,
    child_in_income_place,
    half_price,
    price_of_family,
    standard_minimum,
)

RIGHT = Right(
    id="kinderopvang_ocmw_tarief",
    block="V1.10",
    level=Level.FLEMISH,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="day",
    provider="OCMW",
    legal_basis=(DECREE, "Organic law of 8 July 1976 on the OCMW, art. 60, § 1 (social inquiry)"),
    granting=Granting.APPLICATION,
    documents=("income_price_certificate", "identity_card", "income_proof", "debt_proof", "rent_contract"),
    goes_after=("kinderopvang_individueel_verminderd_tarief",),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Sociaal Huis of OCMW",
        appeal_to=AppealBody.LABOUR_COURT,
        decided_within=LegalTerm("Organic law of 8 July 1976, art. 71", days=30, confidence="unverified"),
        appeal_within=LegalTerm("Organic law of 8 July 1976, art. 71", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "VVSG: OCMW-tarief kinderopvang",
            "https://www.vvsg.be/samenleven-gezin-welzijn/kinderopvang-en-gezinsbeleid/ocmw-tarief-kinderopvang",
        ),
        ("Ravels, OCMW-tarief kinderopvang", "https://www.ravels.be/ocmw-tarief-kinderopvang"),
        (
            "Bierbeek, verminderd tarief kinderopvang",
            "https://www.bierbeek.be/verminderd-tarief-kinderopvang",
        ),
    ),
)

_INQUIRY = "Organic law of 8 July 1976 on the OCMW, art. 60, § 1 (social inquiry)"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """Half of the price, the standard minimum or the lowest price: the OCMW chooses after an inquiry.

    Some OCMWs ask that the parent works, learns or looks for work.
    """
    named("standard_minimum", standard_minimum())
    named("lowest_price", amount("kinderopvang.lowest"))
    return Rule(
        child_in_income_place(),
        person_decides("cannot_pay_price", _INQUIRY),
        amount=price_of_family(_lower_price),
    )


def _lower_price(price: Node) -> Node:
    """From the lowest price to half of the price; the standard minimum lies between them."""
    lowest = least(price, amount("kinderopvang.lowest"))
    return open_question("gets_lowest_price", if_so=lowest, else_=half_price(price))
