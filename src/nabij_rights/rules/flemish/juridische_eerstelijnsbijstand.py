"""First-line legal aid: a first piece of advice of a lawyer, free for everybody."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="juridische_eerstelijnsbijstand",
    block="N6",
    level=Level.FLEMISH,
    kind=Kind.SERVICE,
    unit=Unit.PERSON,
    period="once",
    provider="Commissie voor Juridische Bijstand",
    legal_basis=(
        "Judicial Code, art. 508/1 (first-line legal aid)",
        "Decree of 26 April 2019 on the houses of justice and first-line legal aid",
    ),
    granting=Granting.APPLICATION,
    opens=("juridische_tweedelijnsbijstand",),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Justitiehuis, OCMW of Sociaal Huis",
        appeal_to=AppealBody.NONE,
    ),
    sources=(
        (
            "Hoven en rechtbanken: juridische bijstand",
            "https://www.tribunaux-rechtbanken.be/fr/frais-tarifs/aide-juridique-de-premiere-ligne-aide-juridique-de-deuxieme-ligne-assistance",
        ),
        (
            "Departement WVG: juridische eerstelijnsbijstand",
            "https://www.departementwvg.be/welzijn-en-samenleving/welzijnswerk/juridische-eerstelijns-bijstand",
        ),
        (
            "Decreet van 26 april 2019, Belgisch Staatsblad 17 juni 2019",
            "https://www.etaamb.be/nl/decreet-van-26-april-2019_n2019012937.html",
        ),
    ),
)


@RIGHT.rule(from_on="2018-09-01")
def rule() -> Rule:
    """Everybody, whatever the income; a question that needs more goes to second-line legal aid."""
    return Rule(person_decides("short_question", "Judicial Code, art. 508/1 (first-line legal aid)"))
