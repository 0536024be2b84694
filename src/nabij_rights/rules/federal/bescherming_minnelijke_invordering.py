"""Protection against costs on unpaid bills: Code of Economic Law, book XIX, since 1 September 2023."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="bescherming_minnelijke_invordering",
    block="N4",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="FOD Economie, Economische Inspectie",
    legal_basis=("Law of 4 May 2023: Code of Economic Law, book XIX (debts of the consumer)",),
    granting=Granting.AUTOMATIC,
    documents=("invoice", "reminder_letter"),
    procedure=Procedure(
        starts=Starter.NOBODY,
        at="Dienst schuldbemiddeling van OCMW of CAW",
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "Enactis: nieuwe wet minnelijke invordering",
            "https://enactis.be/nieuwe-wet-minnelijke-invordering/",
        ),
        (
            "Trends: wet die consumenten beschermt (augustus 2023)",
            "https://trends.knack.be/nieuws/macro-economie-beleid/wet-die-consumenten-beschermt-dwingt-bedrijven-snel-contracten-aan-te-passen/",
        ),
        (
            "VRT NWS: geen dure betalingsherinnering meer (september 2023)",
            "https://www.vrt.be/vrtnws/nl/2023/09/01/geen-dure-betalingsherinnering-meer0/",
        ),
        (
            "Prato: nieuwe regels minnelijke invordering (2023)",
            "https://www.prato.be/nieuwe-regels-in-kader-van-minnelijke-invordering-schulden-bij-consumenten/",
        ),
    ),
)

ARTICLE = "Code of Economic Law, book XIX"


@RIGHT.rule(from_on="2023-09-01", note="For contracts from 1 September 2023 on.")
def for_new_contracts() -> Rule:
    """First only for new contracts; what was signed before followed three months later."""
    return _protection(person_decides("contract_is_new", ARTICLE))


@RIGHT.rule(from_on="2023-12-01", note="For all contracts.")
def for_all_contracts() -> Rule:
    """A first reminder without costs and two weeks to pay; then costs up to a ceiling."""
    return _protection()


def _protection(*more: Condition) -> Rule:
    """For every consumer: whether a bill comes from a company and is private, somebody reads on the bill."""
    named("highest_cost_small_bill", amount("consumer_debt.cost_small_bill"))
    named("highest_cost_fourth_reminder", amount("consumer_debt.cost_fourth_reminder"))
    return Rule(person_decides("private_bill_of_company", ARTICLE), *more)
