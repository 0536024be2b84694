"""Social interpreter: an interpreter at the counter of a service, free for who comes for help."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="sociaal_tolk",
    block="N30",
    level=Level.FLEMISH,
    kind=Kind.MAY_ASK,
    unit=Unit.PERSON,
    period="once",
    provider="Agentschap Integratie en Inburgering",
    legal_basis=("Flemish policy on integration: social interpreting and translating",),
    granting=Granting.APPLICATION,
    procedure=Procedure(
        starts=Starter.PROFESSIONAL,
        at="Dienst waar je hulp vraagt",
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "Brugge: aanbod tolken",
            "https://www.brugge.be/zorg-welzijn/diversiteit-en-integratie/aanbod-tolken",
        ),
        (
            "Knack: de dienst betaalt de tolk (2019)",
            "https://www.knack.be/nieuws/belgie/sociaal-tolken-worden-zes-keer-duurder/article-normal-1492401.html",
        ),
    ),
)


@RIGHT.rule(from_on="2018-09-01", note="No fact: ask for it wherever Dutch does not work.")
def rule() -> Rule:
    """The service orders the interpreter and gets the bill; whether it does so is for the service."""
    return Rule(person_decides("service_books_interpreter", "Flemish policy on integration"))
