"""Second-line legal aid, a lawyer free or partly free of charge (pro deo): Judicial Code, art. 508/13 ff."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._legal_aid import ways_to_legal_aid

RIGHT = Right(
    id="juridische_tweedelijnsbijstand",
    block="F24",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="once",
    provider="Bureau voor Juridische Bijstand",
    legal_basis=(
        "Judicial Code, art. 508/13 to 508/13/2",
        "Law of 31 July 2020 (higher limits)",
    ),
    granting=Granting.APPLICATION,
    documents=(
        "identity_card",
        "household_composition",
        "income_proof",
        "benefit_proof",
        "tax_assessment",
        "debt_proof",
    ),
    opens=("rechtsbijstand",),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.LABOUR_COURT,
        decided_within=LegalTerm("Judicial Code, art. 508/15", days=15, confidence="unverified"),
        appeal_within=LegalTerm("Judicial Code, art. 508/16", months=1, confidence="unverified"),
    ),
    sources=(
        (
            "Hoven en rechtbanken: juridische bijstand",
            "https://www.tribunaux-rechtbanken.be/fr/frais-tarifs/aide-juridique-de-premiere-ligne-aide-juridique-de-deuxieme-ligne-assistance",
        ),
        ("Hoven en rechtbanken: wet van 31 juli 2020", "https://rechtbanken-tribunaux.be/de/node/1848"),
        (
            "SAM: komt iemand die veel schulden heeft in aanmerking voor een pro-Deoadvocaat?",
            "https://www.samvzw.be/index.php/kennis/komt-iemand-die-veel-schulden-heeft-aanmerking-voor-een-pro-deoadvocaat",
        ),
    ),
)


@RIGHT.rule(from_on="2018-09-01")
def rule() -> Rule:
    """Free for minors and with some benefits; else by net income, in two tables (art. 508/13/1)."""
    entitled, fully_free = ways_to_legal_aid()
    return Rule(entitled, reach=fully_free)
