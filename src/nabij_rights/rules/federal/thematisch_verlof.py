"""Leave with a benefit for who cares: for a child, an ill relative, a dying person, or as a carer."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="thematisch_verlof",
    block="N25",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.PERSON,
    period="month",
    provider="Rijksdienst voor Arbeidsvoorziening (RVA)",
    legal_basis=("Rules on thematic leave (parental, medical, palliative and informal care)",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "employer_form", "certificate_doctor"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Werkgever",
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("RVA, leaflet T88 on the appeal", months=3),
    ),
    sources=(
        (
            "RVA, E52: aanvraagprocedure voor de thematische verloven (2020)",
            "https://www.rva.be/werkgevers/loopbaanonderbreking-tijdskrediet-en-thematische-verloven/aanvraagprocedure-voor-de-thematische-verloven",
        ),
        (
            "Palliatieve Zorg Vlaanderen: thematische verloven",
            "https://palliatievezorgvlaanderen.be/patient-mantelzorger/waar-heb-ik-recht-op/mantelzorger/thematische-verloven/",
        ),
        (
            "RVA, T88: beroep bij de arbeidsrechtbank",
            "https://www.rva.be/burgers/tijdelijke-werkloosheid/kunt-u-een-beroep-instellen-voor-de-arbeidsrechtbank",
        ),
    ),
)

ARTICLE = "RVA, leaflet E52"


@RIGHT.rule(from_on="2018-09-01", note="Parental leave, medical help and palliative care.")
def without_informal_care() -> Rule:
    """For employees; who cares for a small child, a very ill relative or somebody who is dying."""
    return _leave(_child_under_12())


@RIGHT.rule(from_on="2020-09-01", note="Also leave for recognised informal carers.")
def with_informal_care() -> Rule:
    """As before, and for an informal carer whom the health insurance fund recognises."""
    recognised = every(
        "is_recognised_carer",
        condition("gives_informal_care", you(fact("gives_informal_care")), ARTICLE),
        person_decides("fund_recognises_carer", ARTICLE),
    )
    return _leave(_child_under_12(), recognised)


def _leave(*reasons: Condition) -> Rule:
    """Illness and palliative care are no facts here, so a reason never makes a no."""
    return Rule(
        condition("is_employee", you(is_("work_status", "employee")), ARTICLE),
        any_way("has_reason", *reasons, person_decides("other_care", ARTICLE)),
        person_decides("terms_of_leave", ARTICLE),
    )


def _child_under_12() -> Condition:
    """Parental leave is for a child under 12; with a disability under 21, which is in the other care."""
    child = is_("relation_to_reference", *CHILD_KINDS) & younger_than(12)
    return condition("has_child_under_12", anyone(child), ARTICLE)
