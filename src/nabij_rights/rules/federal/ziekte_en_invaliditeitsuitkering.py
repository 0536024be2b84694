"""Sickness and invalidity benefit: law of 14 July 1994 on health insurance.

Its amounts and its waiting time were read in no source yet: the health insurance fund looks at them.
"""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._charter import APPEAL_TERM_READ

RIGHT = Right(
    id="ziekte_en_invaliditeitsuitkering",
    block="N11",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.PERSON,
    period="month",
    provider="Ziekenfonds",
    legal_basis=("Law of 14 July 1994 on health insurance",),
    granting=Granting.APPLICATION,
    documents=("certificate_doctor", "identity_card", "bank_account_number"),
    opens=("verhoogde_tegemoetkoming",),
    procedure=Procedure(
        starts=Starter.PERSON, appeal_to=AppealBody.LABOUR_COURT, appeal_within=APPEAL_TERM_READ
    ),
    sources=(
        (
            "Hulpkas (HZIV): uitkering arbeidsongeschiktheid",
            "https://www.caami-hziv.fgov.be/nl/leden/uitkering-arbeidsongeschiktheid",
        ),
        (
            "Liberale Mutualiteit: vraag een uitkering aan",
            "https://www.lm-ml.be/nl/wat-te-doen-bij/arbeidsongeschikt-wat-nu/werknemer-en-arbeidsongeschikt-wat-te-doen/je-bent-werknemer-wat-te-doen-om-een-uitkering-te-ontvangen/werknemer-interimwerker-werkloos-vraag-een-uitkering-aan",
        ),
    ),
)

ARTICLE = "Law of 14 July 1994, sickness and invalidity benefit"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """For who cannot work because of illness and was insured long enough; the doctor of the fund judges."""
    is_ill = you(has("incapable_since_on") | fact("is_invalid"))
    return Rule(
        condition("cannot_work", is_ill, ARTICLE),
        person_decides("insured_long_enough", ARTICLE),
        person_decides("doctor_of_fund_agrees", ARTICLE),
    )
