"""Aid of the OCMW: organic law of 8 July 1976, art. 1, 57 and 60. A person looks at the need."""

from nabij_rights.authoring import *

AID = "Organic law of 8 July 1976, art. 57"
INQUIRY = "Organic law of 8 July 1976, art. 60"
NO_LAWFUL_STAY = "Organic law of 8 July 1976, art. 57, par. 2"

TERMS = (
    ("Herentals: beroep tegen een beslissing van het OCMW", "https://www.herentals.be/ocmw/beroep"),
    (
        "Arbeidsrechtbank Ieper, 18 december 2009: beslissing binnen een maand, beroep binnen drie maanden",
        "https://www.agii.be/arbeidsrechtbank-ieper-2009-12-18",
    ),
)
"""Where the terms of a decision and of an appeal were read."""

PROCEDURE = Procedure(
    starts=Starter.PERSON,
    appeal_to=AppealBody.LABOUR_COURT,
    at="Sociaal Huis of OCMW",
    decided_within=LegalTerm("Organic law of 8 July 1976, art. 71", months=1, confidence="secondary"),
    appeal_within=LegalTerm("Organic law of 8 July 1976, art. 71", months=3, confidence="secondary"),
)


def stays_lawfully() -> Condition:
    """Without a lawful stay the OCMW gives urgent medical care only (art. 57, par. 2)."""
    return condition("stays_lawfully", ~you(is_("residence_status", "unlawful")), NO_LAWFUL_STAY)
