"""Rent deposit through the OCMW: a guarantee, a loan or an advance, for who cannot pay it at once."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

RIGHT = Right(
    id="huurwaarborg_ocmw",
    block="N19",
    level=Level.LOCAL,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="OCMW",
    legal_basis=("Organic law of 8 July 1976 on the OCMW, art. 57", "Rules of the own OCMW"),
    granting=Granting.APPLICATION,
    documents=("identity_card", "rent_contract", "income_proof", "bank_statements"),
    goes_after=("huurwaarborglening",),
    residual=True,
    sources=(
        (
            "Oudsbergen: financiële tussenkomst in de huurwaarborg",
            "https://www.oudsbergen.be/financiele-tussenkomst-in-de-huurwaarborg",
        ),
        ("Sint-Laureins: huurwaarborg", "https://www.sint-laureins.be/huurwaarborg"),
        ("Linter: huurwaarborg", "https://www.linter.be/huurwaarborg"),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """A tenant in need who does not get, or cannot wait for, the deposit loan of the Flemish housing fund.

    The forms differ by OCMW, and most of it is paid back. Nothing about it stands in a law of the State.
    """
    return Rule(
        _ocmw_aid.stays_lawfully(),
        person_decides("cannot_pay_deposit", _ocmw_aid.AID),
        person_decides("no_deposit_loan", "Rules of the own OCMW"),
    )
