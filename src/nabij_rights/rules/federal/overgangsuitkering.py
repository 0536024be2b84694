"""Transition benefit: temporary, for a widow or widower too young for a survivor's pension."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="overgangsuitkering",
    block="N12",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.PERSON,
    period="month",
    provider="Federale Pensioendienst",
    legal_basis=("Transition benefit of employees, self-employed and civil servants, since 2015",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "death_certificate", "bank_account_number"),
    opens=("verhoogde_tegemoetkoming",),
    recorded_as=("pension_kind",),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Pensioenpunt",
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Charter of the insured person, art. 23", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "Sociale zekerheid: wat bij een overlijden?",
            "https://www.socialsecurity.be/citizen/nl/pensioenen/wat-bij-een-overlijden",
        ),
        ("RSVZ: overgangsuitkering", "https://www.rsvz-inasti.fgov.be/nl/overgangsuitkering"),
        (
            "SDZ: langere overgangsuitkering (november 2021)",
            "https://sdz.be/2021/11/30/sociaal-statuut-verhoging-van-de-duur-van-de-overgangsuitkering-voor-weduwen-en-weduwnaars-van-zelfstandigen/",
        ),
    ),
)

ARTICLE = "Transition benefit, conditions"


@RIGHT.rule(from_on="2018-09-01", note="12 months, or 24 with a child in charge.")
def shorter() -> Rule:
    """After the death of the spouse; the pension service looks at the age and the marriage."""
    return _benefit()


@RIGHT.rule(from_on="2021-10-01", note="18 months; 36 or 48 with a child in charge.")
def longer() -> Rule:
    """As before, for a longer time."""
    return _benefit()


def _benefit() -> Rule:
    """No fact tells the day of the death, so the service sees whether the age of then was too low."""
    return Rule(
        condition("is_widowed", you(is_("civil_status", "widowed")), ARTICLE),
        condition("no_other_pension", you(is_("pension_kind", "none", "transition")), ARTICLE),
        person_decides("too_young_for_survivor_pension", ARTICLE),
        person_decides("married_for_a_year", ARTICLE),
    )
