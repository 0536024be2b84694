"""General tax of the province: none or less for a household with the increased reimbursement or a leefloon.

Each province makes its own rule. Antwerp and East Flanders exempt, West Flanders asks less. The rules of
Flemish Brabant and Limburg were sought and not found: there the province decides, and nobody gets a no.
"""

from nabij_rights.authoring import *

RIGHT = Right(
    id="provinciebelasting_vrijstelling",
    block="V4.3",
    level=Level.LOCAL,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider="Provincie",
    legal_basis=("Tax regulation of the province",),
    granting=Granting.APPLICATION,
    documents=("province_tax_bill", "health_insurance_sticker", "benefit_proof"),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.ADMINISTRATION,
        appeal_within=LegalTerm("Decree of 30 May 2008, art. 9", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "Oost-Vlaanderen: algemene provinciebelasting gezinnen (2020 en 2022)",
            "https://oost-vlaanderen.be/bestuur-en-regio/wat-doet-het-provinciebestuur/belastingen/algemene-provinciebelasting-gezinnen/algemene-info.html",
        ),
        (
            "Rechtenverkenner: vrijstelling van de provinciebelasting",
            "https://rechtenverkenner.dendermonde.be/vrijstelling-provinciebelasting",
        ),
        (
            "West-Vlaanderen: provinciebelastingen (november 2022)",
            "https://www.west-vlaanderen.be/over-west-vlaanderen/provinciebelastingen",
        ),
        (
            "Groen West-Vlaanderen: belastingvermindering (2019)",
            "https://www.groenwestvlaanderen.be/belastingvermindering",
        ),
        (
            "Provincie Antwerpen: algemene provinciebelasting (2019)",
            "https://www.provincieantwerpen.be/provinciebestuur/financien/provinciebelastingen/algemene-provinciebelasting.html",
        ),
        (
            "Radio Zuidrand: vrijstelling provinciebelasting gebeurt automatisch (2020)",
            "https://www.radiozuidrand.be/vrijstelling-provinciebelasting-gebeurt-automatisch-door-efficiente-gegevensuitwisseling/",
        ),
    ),
)

ARTICLE = "Tax regulation of the province"
NEW_YEAR = days.FIRST_OF_JANUARY


@RIGHT.rule(from_on="2019-01-01", note="In West Flanders only the reference person counts.")
def by_reference_person() -> Rule:
    """Statuses of the reference person on 1 January, in all provinces."""
    return _less_tax(_had_increased_reimbursement_as_reference())


@RIGHT.rule(from_on="2020-01-01", note="In West Flanders any member of the household counts.")
def by_any_member_in_the_west() -> Rule:
    """West Flanders: the lower tariff as soon as one member has the increased reimbursement."""
    anybody = anyone(_lived_here() & fact("has_increased_reimbursement", at=NEW_YEAR))
    return _less_tax(condition("somebody_had_increased_reimbursement", anybody, ARTICLE))


def _less_tax(in_the_west: Condition) -> Rule:
    """Where the household lived on 1 January, and what that province asks."""
    return Rule(
        condition("in_flemish_region_on_new_year", one_of(_exempting(), _west(), _elsewhere()), ARTICLE),
        any_way(
            "province_asks_less",
            _exempt_in("in_antwerp", _antwerp(), _had_increased_reimbursement_as_reference()),
            _exempt_in(
                "in_east_flanders",
                _east(),
                any_way(
                    "reference_person_had_status",
                    _had_increased_reimbursement_as_reference(),
                    condition(
                        "reference_person_had_leefloon",
                        you(fact("integration_income_since_on", at=NEW_YEAR)),
                        ARTICLE,
                    ),
                ),
            ),
            _reduced_in_the_west(in_the_west),
            _another_reference_person(),
            _decided_elsewhere(),
            article=ARTICLE,
        ),
        amount=_tax(),
    )


def _exempt_in(key: str, lives_there: Node, status: Condition) -> Condition:
    """A province that asks nothing of the reference person with this status."""
    return every(f"{key}_exempt", condition(key, lives_there, ARTICLE), status, article=ARTICLE)


def _reduced_in_the_west(status: Condition) -> Condition:
    """West Flanders asks less; whether a leefloon alone is enough was not found."""
    return every("in_west_flanders_reduced", condition("in_west_flanders", _west(), ARTICLE), status)


def _another_reference_person() -> Condition:
    """The status of another adult counts when that one is the reference person in the register."""
    had_it = fact("has_increased_reimbursement", at=NEW_YEAR) | fact(
        "integration_income_since_on", at=NEW_YEAR
    )
    other = anyone(~is_you() & _lived_here() & aged(18) & had_it)
    return every(
        "another_reference_person",
        condition("another_adult_had_status", other & ~_elsewhere(), ARTICLE),
        person_decides("other_adult_is_reference_person", ARTICLE),
    )


def _decided_elsewhere() -> Condition:
    """Flemish Brabant, Limburg, and a leefloon without increased reimbursement in the west."""
    leefloon = you(fact("integration_income_since_on", at=NEW_YEAR))
    return every(
        "rule_not_known",
        condition("province_without_known_rule", _elsewhere() | (_west() & leefloon), ARTICLE),
        person_decides("province_decides", ARTICLE),
    )


def _had_increased_reimbursement_as_reference() -> Condition:
    """The reference person of the household had it on 1 January of the tax year."""
    had_it = you(fact("has_increased_reimbursement", at=NEW_YEAR))
    return condition("reference_person_had_increased_reimbursement", had_it, ARTICLE)


def _tax() -> Node:
    """Nothing, or the lower tariff of West Flanders: one for who lives alone, one for the others."""
    is_alone = number_of(_lived_here() & aged(18)) <= 1
    in_the_west = when(
        is_alone, amount("province_tax.west_reduced_alone"), amount("province_tax.west_reduced_family")
    )
    return when(_exempting(), 0, when(_west(), in_the_west, amount("province_tax.reduced_elsewhere")))


# ---------------------------------------------------------------------------------------- provinces


def _in(first: int, last: int) -> Node:
    """Lived on 1 January in a municipality whose NIS code lies between these."""
    nis = fact("municipality", at=NEW_YEAR)
    return (nis >= first) & (nis < last)


def _antwerp() -> Node:
    return _in(10_000, 20_000)


def _east() -> Node:
    return _in(40_000, 50_000)


def _west() -> Node:
    return _in(30_000, 40_000)


def _exempting() -> Node:
    return _antwerp() | _east()


def _elsewhere() -> Node:
    """Flemish Brabant, Limburg, and the fictional towns of demos."""
    return one_of(_in(23_000, 25_000), _in(70_000, 80_000), _in(99_000, 100_000))


def _lived_here() -> Node:
    """Of each person: registered at this address on 1 January."""
    return fact("is_registered_here", at=NEW_YEAR)
