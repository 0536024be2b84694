"""Third payer at the general practitioner: law of 14 July 1994, art. 53, and RD of 18 September 2015."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="derdebetaler_huisarts",
    block="F17",
    level=Level.FEDERAL,
    kind=Kind.PRICE,
    unit=Unit.PERSON,
    period="visit",
    provider="Huisarts",
    legal_basis=("Law of 14 July 1994 on health insurance, art. 53", "RD of 18 September 2015"),
    granting=Granting.AUTOMATIC,
    documents=("identity_card",),
    procedure=Procedure(starts=Starter.PROFESSIONAL, at="Ziekenfonds", appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Caluwé: regeling betalende derde bij de huisarts (2016)",
            "https://www.caluwe.be/nl/caluweetjes/regeling-betalende-derde-bij-raadpleging-huisarts",
        ),
        (
            "Knack: huisartsen verplichten om enkel remgeld aan te rekenen (mei 2023)",
            "https://www.knack.be/nieuws/belgie/huisartsen-verplichten-om-enkel-remgeld-aan-te-rekenen-vandenbroucke-gaat-niet-in-op-cdv-voorstel/",
        ),
        (
            "Knack: voor 1 euro naar de huisarts (2011)",
            "https://www.knack.be/nieuws/gezondheid/voor-1-euro-naar-de-huisarts/article-normal-33044.html",
        ),
        (
            "OZ: statuut chronische aandoening",
            "https://www.oz.be/gezondheid/verplichte-ziekteverzekering/statuut-chronische-aandoening",
        ),
        (
            "Luttepauvrete Wallonie: consultations gratuites avant 25 ans (2023)",
            "http://luttepauvrete.wallonie.be/node/?page=3",
        ),
    ),
)

ARTICLE = "RD of 18 September 2015"


@RIGHT.rule(from_on="2019-01-01", note="the doctor must do it with the increased reimbursement")
def rule_until_2021() -> Rule:
    """With the increased reimbursement only the own share is paid; with a chronic condition it can be."""
    return Rule(any_way("opened_by", *_by_status()), amount=_own_share())


@RIGHT.rule(from_on="2022-01-01", note="the doctor may do it for everybody")
def rule_until_september_2023() -> Rule:
    """As before; for everybody else the doctor is free to do it."""
    return _rule(_own_share())


@RIGHT.rule(from_on="2023-10-01", note="under 25 with the increased reimbursement, a visit can be free")
def rule() -> Rule:
    """As before; under 25, with a medical file and a doctor who keeps the agreed fees, nothing is paid."""
    is_young = you(younger_than(25) & fact("has_increased_reimbursement") & fact("has_global_medical_file"))
    with_agreed_fees = open_question("doctor_keeps_agreed_fees", if_so=0, else_=_own_share())
    return _rule(when(is_young, with_agreed_fees, _own_share()))


def _rule(price: Node) -> Rule:
    return Rule(any_way("opened_by", *_by_status(), person_decides("doctor_chooses", ARTICLE)), amount=price)


def _by_status() -> tuple[Condition, ...]:
    """With the increased reimbursement the doctor must; with the status of a chronic condition he may."""
    return (
        condition("increased_reimbursement", you(fact("has_increased_reimbursement")), ARTICLE),
        every(
            "chronic_condition",
            condition("has_chronic_condition_status", you(fact("has_chronic_condition_status")), ARTICLE),
            person_decides("doctor_agrees", ARTICLE),
        ),
    )


def _own_share() -> Node:
    """Of an ordinary visit to a doctor who keeps the agreed fees; another doctor may ask more."""
    has_file = you(fact("has_global_medical_file"))
    low = when(has_file, amount("third_payer.low_with_file"), amount("third_payer.low_without_file"))
    ordinary = when(has_file, amount("third_payer.with_file"), amount("third_payer.without_file"))
    return when(you(fact("has_increased_reimbursement")), low, ordinary)
