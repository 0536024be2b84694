"""First-line psychologist at a fixed low price: agreement of the health insurance with the care networks."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="eerstelijnspsycholoog",
    block="N7",
    level=Level.FEDERAL,
    kind=Kind.PRICE,
    unit=Unit.PERSON,
    period="visit",
    provider="Eerstelijnspsycholoog",
    legal_basis=("Agreement of the RIZIV with the networks for mental health",),
    granting=Granting.APPLICATION,
    documents=("identity_card",),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "RIZIV: eerstelijns psychologische zorg vanaf 1 april 2024",
            "https://www.riziv.fgov.be/nl/thema-s/verzorging-kosten-en-terugbetaling/wat-het-ziekenfonds-terugbetaalt/eerstelijns-psychologische-zorg-in-netwerken-voor-geestelijke-gezondheid-vanaf-1-april-2024",
        ),
        (
            "Eerstelijnszone: psychologische zorg",
            "https://www.eerstelijnszone.be/eerstelijnspsychologische-zorg",
        ),
        (
            "Hospichild: psychologische zorg binnenkort gratis voor kinderen en jongeren",
            "https://www.hospichild.be/nl/psychologische-zorg-binnenkort-gratis-voor-kinderen-en-jongeren/",
        ),
    ),
)

ARTICLE = "Agreement of the RIZIV with the networks for mental health"


@RIGHT.rule(from_on="2022-01-01")
def rule_until_january_2024() -> Rule:
    """A fixed own share for each talk, lower with the increased reimbursement; the first talk is free."""
    return Rule(_insured(), amount=_own_share())


@RIGHT.rule(from_on="2024-02-01", note="free until the 24th birthday")
def rule() -> Rule:
    """As before; children and young people until 23 years pay nothing."""
    is_young = you(younger_than(24))
    price = when(is_young, amount("first_line_psychologist.price_under_24"), _own_share())
    return Rule(_insured(), amount=price)


def _insured() -> Condition:
    return condition("insured", you(fact("has_health_insurance")), ARTICLE)


def _own_share() -> Node:
    return when(
        you(fact("has_increased_reimbursement")),
        amount("first_line_psychologist.price_low"),
        amount("first_line_psychologist.price"),
    )
