"""Urgent medical care without a lawful stay: organic law of 8 July 1976, art. 57, par. 2."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

ARTICLE = _ocmw_aid.NO_LAWFUL_STAY

RIGHT = Right(
    id="dringende_medische_hulp",
    block="F7",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="quarter",
    provider="OCMW",
    legal_basis=("Organic law of 8 July 1976 on the OCMW, art. 57, par. 2", "RD of 12 December 1996"),
    granting=Granting.APPLICATION,
    documents=("proof_of_identity_any", "urgent_care_certificate", "income_statement"),
    sources=(
        (
            "Kruispunt Migratie-Integratie (agii): voorwaarden voor dringende medische hulp",
            "https://www.agii.be/thema/sociaal-medisch/ocmw-steun/dringende-medische-hulp-dmh/wat-zijn-de-voorwaarden-voor-dringende-medische-hulp",
        ),
        ("Ruiselede: dringende medische hulp", "https://www.ruiselede.be/illegalen"),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """Three conditions and no other: no lawful stay, in need, and a certificate of a doctor."""
    return Rule(
        _stay(),
        any_way(
            "certificate_of_doctor",
            condition("has_certificate", you(fact("has_urgent_care_certificate")), ARTICLE),
            person_decides("doctor_may_certify", ARTICLE),
        ),
        person_decides("in_need", "Organic law of 8 July 1976, art. 60"),
    )


def _stay() -> Condition:
    """Some lawful stayers too: Europeans in their first three months, some with a temporary or short stay."""
    is_new = is_("residence_status", "eu", "eu_family") & ~fact("right_of_residence_over_3_months")
    passing = is_("residence_status", "temporary", "short_stay")
    return any_way(
        "stay_for_urgent_care",
        condition("no_lawful_stay", you(is_("residence_status", "unlawful")), ARTICLE),
        every(
            "other_stay",
            condition("new_from_europe_or_passing", you(is_new | passing), ARTICLE),
            person_decides("ocmw_looks_at_stay", ARTICLE),
        ),
    )
