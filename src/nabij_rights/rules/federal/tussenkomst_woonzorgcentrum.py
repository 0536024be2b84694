"""The OCMW pays what somebody cannot pay for a stay in a care home: organic law of 8 July 1976."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

RIGHT = Right(
    id="tussenkomst_woonzorgcentrum",
    block="N15",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    theme=Theme.HEALTH,
    unit=Unit.PERSON,
    period="month",
    provider="OCMW",
    legal_basis=("Organic law of 8 July 1976 on the OCMW, art. 57, 60 and 98",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "pension_proof", "bank_statements", "property_tax_bill", "invoice"),
    goes_after=("igo", "zorgbudget_ouderen_zorgnood", "zorgbudget_zwaar_zorgbehoevenden"),
    residual=True,
    procedure=_ocmw_aid.PROCEDURE,
    sources=(
        (
            "Merchtem: tegemoetkoming in verblijfskosten",
            "http://www.merchtem.be/tegemoetkoming-in-verblijfskosten",
        ),
        (
            "Hamme: tussenkomst verblijfskosten senioren",
            "https://www.hamme.be/tussenkomst-verblijfskosten-senioren",
        ),
        (
            "Heist-op-den-Berg: verblijfskosten woon- en zorgcentrum",
            "https://www.heist-op-den-berg.be/verblijfskosten-woon-en-zorgcentrum",
        ),
        *_ocmw_aid.TERMS,
    ),
)

ARTICLE = "Organic law, art. 57 and 60"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """After a social inquiry, for who cannot pay the bill; the OCMW may ask part of it back."""
    return Rule(
        any_way(
            "in_care_home_or_soon",
            condition("lives_in_care_home", you(fact("lives_in_care_home")), ARTICLE),
            every(
                "moves_in_soon",
                # no law sets an age: who is younger and ill for long may have to move in too
                any_way(
                    "may_need_care_home",
                    condition("is_65_or_older", you(aged(65)), ARTICLE),
                    condition("is_ill_or_disabled", you(_is_ill_or_disabled()), ARTICLE),
                ),
                person_decides("cannot_stay_at_home", ARTICLE),
            ),
        ),
        person_decides("cannot_pay_the_bill", ARTICLE),
        person_decides("ocmw_looks_at_family", "Organic law, art. 98"),
    )


def _is_ill_or_disabled() -> Node:
    """Of each person: unable to work through illness, invalid, or with an integration allowance."""
    return has("incapable_since_on") | fact("is_invalid") | fact("receives_integration_allowance")
