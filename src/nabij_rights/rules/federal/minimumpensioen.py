"""Guaranteed minimum pension of employees and self-employed, after a career of at least 30 years."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="minimumpensioen",
    block="N12",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="month",
    provider="Federale Pensioendienst",
    legal_basis=(
        "Guaranteed minimum pension of employees and self-employed",
        "Pension reform voted on 4 April 2024 (days really worked, from 2025)",
    ),
    granting=Granting.AUTOMATIC,
    documents=("pension_proof",),
    procedure=Procedure(
        starts=Starter.NOBODY,
        at="Pensioenpunt",
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Charter of the insured person, art. 23", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "Plus Magazine: de pensioenhervorming uitgelegd (2024)",
            "https://www.plusmagazine.be/nl/recht-en-geld/de-pensioenhervorming-uitgelegd-2/",
        ),
        (
            "Boekhouder.be: minimumpensioen en pensioenbonus vanaf 2025",
            "https://www.boekhouder.be/accountancy/overzicht-van-de-belangrijkste-verschillen-tussen-het-minimumpensioen-en-de-pensioenbonus-onder-de-nieuwe-pensioenhervormingen-die-vanaf-2025-ingaan",
        ),
    ),
)

BASIS = "Guaranteed minimum pension, career"
REFORM = "Pension reform of 4 April 2024"


@RIGHT.rule(from_on="2018-09-01", note="Thirty years of career.")
def by_career() -> Rule:
    """A pension that the calculation leaves under the minimum goes up to it."""
    return Rule(_gets_pension(), _long_career(), person_decides("own_pension_is_lower", BASIS))


@RIGHT.rule(from_on="2025-01-01", note="Also enough days really worked, with exceptions.")
def by_career_and_days() -> Rule:
    """From 2025 also 5000 days really worked; older people and who was ill for long need fewer or none.

    Years of birth and exceptions were read in a secondary source only, so the service counts.
    """
    return Rule(
        _gets_pension(),
        _long_career(),
        any_way(
            "enough_days_worked",
            condition("born_before_1963", you(fact("birth_on") <= day("1962-12-31")), REFORM),
            person_decides("service_counts_days", REFORM),
        ),
        person_decides("own_pension_is_lower", BASIS),
    )


def _gets_pension() -> Condition:
    """A pension after work, or as a widow or widower."""
    return condition("gets_pension", you(is_("pension_kind", "retirement", "survivor")), BASIS)


def _long_career() -> Condition:
    """Thirty years as employee or self-employed; civil servants have a minimum of their own from twenty."""
    career = you(fact("career_years"))
    return any_way(
        "long_career",
        condition("career_of_30_years", career >= 30, BASIS),
        every(
            "career_as_civil_servant",
            condition("career_of_20_years", career >= 20, BASIS),
            person_decides("years_were_as_civil_servant", BASIS),
        ),
    )
