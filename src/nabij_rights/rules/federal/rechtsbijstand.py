"""Legal assistance of the court: no costs for bailiff, registry and expert (Judicial Code, art. 664 ff.)."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._legal_aid import ways_to_legal_aid

RIGHT = Right(
    id="rechtsbijstand",
    block="F24",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="once",
    provider="Rechtbank",
    legal_basis=("Judicial Code, art. 664 and following", "Judicial Code, art. 508/13 to 508/13/2"),
    granting=Granting.APPLICATION,
    documents=(
        "identity_card",
        "household_composition",
        "income_proof",
        "benefit_proof",
        "tax_assessment",
        "debt_proof",
    ),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.COURT,
        appeal_within=LegalTerm("Judicial Code, art. 688", months=1, confidence="unverified"),
    ),
    sources=(
        (
            "Droits Quotidiens: les avocats pro deo, pour qui, pour quoi (2025)",
            "https://www.droitsquotidiens.be/fr/actualites/les-avocats-pro-deo-pour-qui-pour-quoi",
        ),
        (
            "Hoven en rechtbanken: juridische bijstand",
            "https://www.tribunaux-rechtbanken.be/fr/frais-tarifs/aide-juridique-de-premiere-ligne-aide-juridique-de-deuxieme-ligne-assistance",
        ),
    ),
)


@RIGHT.rule(from_on="2018-09-01")
def rule() -> Rule:
    """The court grants it to whom legal aid is granted; that the case has a ground is for the judge."""
    entitled, fully_free = ways_to_legal_aid()
    return Rule(
        entitled,
        person_decides("case_has_ground", "Judicial Code, art. 664 and following"),
        reach=fully_free,
    )
