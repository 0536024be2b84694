"""Basic bank account: Code of Economic Law, book VII, title 3, chapter 8."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="basisbankdienst",
    block="F29",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="year",
    provider="Bank",
    legal_basis=("Code of Economic Law, book VII, title 3, chapter 8",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "residence_proof"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Wikifin: basisbankdienst",
            "https://www.wikifin.be/nl/themas/uw-dagelijks-geld/bankrekeningen/basisbankdienst",
        ),
        (
            "Agentschap Integratie en Inburgering: voorwaarden voor de basisbankdienst",
            "https://www.agii.be/thema/sociaal-medisch/bankdiensten/basisbankdienst/wat-zijn-de-voorwaarden-voor-de-basisbankdienst",
        ),
        (
            "Agentschap Integratie en Inburgering: wat als de basisbankdienst geweigerd wordt",
            "https://www.agii.be/thema/sociaal-medisch/bankdiensten/basisbankdienst/wat-als-de-basisbankdienst-geweigerd-wordt",
        ),
    ),
)

ARTICLE = "Code of Economic Law, book VII, basic bank account"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """Lawful stay in the European Union, no other payment account and less than a sum on all accounts."""
    balance = you(fact("average_balance_eur"))
    named("highest_price", amount("basic_bank_account.highest_price"))
    return Rule(
        any_way(
            "lawful_stay",
            condition("stays_lawfully", you(~is_("residence_status", "unlawful")), ARTICLE),
            person_decides("bank_accepts_stay", ARTICLE),
        ),
        any_way(
            "no_other_account",
            condition("has_no_account", ~you(fact("has_payment_account")), ARTICLE),
            person_decides("closes_other_account", ARTICLE),
        ),
        condition("balance_below_limit", balance < amount("basic_bank_account.balance_limit"), ARTICLE),
        person_decides("bank_has_no_serious_ground", ARTICLE),
    )
