"""Budget guidance, budget management and debt mediation, free at a recognised OCMW or CAW."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

RIGHT = Right(
    id="budgetbegeleiding_schuldbemiddeling",
    block="N3",
    level=Level.LOCAL,
    kind=Kind.SERVICE,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="OCMW en CAW",
    legal_basis=("Organic law of 8 July 1976 on the OCMW, art. 57 and 60",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "income_proof", "bank_statements", "invoice", "reminder_letter"),
    opens=("verwarmingstoelage", "collectieve_schuldenregeling"),
    recorded_as=("budget_help", "debt_help"),
    sources=(
        ("Zoutleeuw: budgetbegeleiding en schuldbemiddeling", "https://www.zoutleeuw.be/product/910"),
        ("Jabbeke: schuldbemiddeling", "https://www.jabbeke.be"),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """For every resident with trouble in paying; together you choose which help fits."""
    return Rule(
        person_decides("trouble_with_paying", _ocmw_aid.AID),
        person_decides("chosen_together", _ocmw_aid.INQUIRY),
    )
