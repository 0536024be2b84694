"""Aids and adaptations of the VAPH for people with a disability: order of 13 July 2001."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._social_protection import lives_in_brussels

RIGHT = Right(
    id="vaph_hulpmiddelen",
    block="N14",
    level=Level.FLEMISH,
    kind=Kind.MAY_ASK,
    unit=Unit.PERSON,
    period="once",
    provider="VAPH",
    legal_basis=("Order of the Flemish Government of 13 July 2001 on material aid",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "certificate_doctor", "disability_certificate"),
    goes_after=("mobiliteitshulpmiddelen",),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Dienst maatschappelijk werk van je ziekenfonds",
        appeal_to=AppealBody.ADMINISTRATION,
    ),
    sources=(
        ("VAPH: voorwaarden", "https://www.vaph.be/voorwaarden"),
        (
            "VAPH: brochure hulpmiddelen en aanpassingen (maart 2022)",
            "https://www.vaph.be/sites/default/files/documents/ALT_FILES/brochure_hulpmiddelen_maart_2022_txt-versie_adres_pk_aangepast.txt",
        ),
        (
            "VAPH: de terugbetaling van een hulpmiddel of aanpassing (april 2023)",
            "https://www.vaph.be/nieuws/2023/04/de-terugbetaling-van-een-hulpmiddel-aanpassing",
        ),
    ),
)

ARTICLE = "Order of 13 July 2001, conditions"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A disability that the VAPH recognises, asked before 65; the aid is needed and often used."""
    return Rule(
        condition("in_flanders_or_brussels", lives_in_flanders() | lives_in_brussels(), ARTICLE),
        any_way(
            "asked_before_65",
            condition("under_65", you(younger_than(65)), ARTICLE),
            person_decides("recognised_before_65", ARTICLE),
        ),
        person_decides("vaph_recognises_disability", ARTICLE),
        person_decides("stayed_long_enough_in_belgium", ARTICLE),
        person_decides("aid_is_needed", "Order of 13 July 2001, art. 4"),
    )
