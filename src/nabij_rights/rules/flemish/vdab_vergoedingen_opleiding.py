"""Allowances of the VDAB during a recognised training: travel, childcare, lodging.

The travel allowance is a sum a kilometre, or a bus pass; childcare is paid back at its real cost.
"""

from nabij_rights.authoring import *

RIGHT = Right(
    id="vdab_vergoedingen_opleiding",
    block="N22",
    level=Level.FLEMISH,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="month",
    provider="VDAB",
    legal_basis=("Order of the Flemish Government on job placement and vocational training, trainees",),
    granting=Granting.APPLICATION,
    documents=("training_enrolment", "invoice", "bank_account_number"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Cursistenadministratie van de VDAB",
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "VDAB: financiële voordelen tijdens je opleiding, studie of stage",
            "https://www.vdab.be/opleidingen/premieserkend",
        ),
        (
            "VDAB: verplaatsingsvergoedingen vanaf 1 januari 2024",
            "https://extranet.vdab.be/home/nieuws/nieuws-23-10-2023-vanaf-1-januari-2024-past-vdab-verplaatsingsvergoedingen-aan",
        ),
        (
            "Kortenberg: kosten kinderopvang voor werkzoekenden in opleiding",
            "https://www.kortenberg.be/tegemoetkoming-in-kosten-kinderopvang-voor-werkzoekenden-in-opleiding",
        ),
    ),
)

ARTICLE = "VDAB, allowances for trainees"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A registered jobseeker in a training, study or internship that the VDAB recognises."""
    named("travel_per_km", amount("vdab_training.per_km"))
    return Rule(
        condition("registered_jobseeker", you(fact("is_registered_jobseeker")), ARTICLE),
        condition("in_recognised_training", you(fact("follows_recognised_training")), ARTICLE),
    )
