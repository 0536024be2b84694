"""Vlaamse jobbonus: once a year for who earned a low or middle wage the year before."""

from nabij_rights.authoring import *

_BONUS = "Order on the job bonus, art. 2, 2/1 and 2/2"

RIGHT = Right(
    id="vlaamse_jobbonus",
    block="V2.12",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.PERSON,
    period="year",
    provider="Vlaamse Belastingdienst",
    legal_basis=(_BONUS,),
    granting=Granting.AUTOMATIC,
    documents=("bank_account_number",),
    procedure=Procedure(
        starts=Starter.NOBODY, at="Mijn Burgerprofiel (online)", appeal_to=AppealBody.ADMINISTRATION
    ),
    exceptions_to={Law.MORE_INCOME_NEVER_OPENS: "Order on the job bonus: without a wage there is nothing"},
    sources=(
        ("Accuria: de Vlaamse jobbonus", "https://accuria.be/de-vlaamse-jobbonus/"),
        ("Vlaanderen: jobbonus (2022)", "https://www.vlaanderen.be/jobbonus"),
        (
            "KW: 112.000 West-Vlamingen kregen jobbonus",
            "https://kw.be/nieuws/economie/al-112-000-west-vlamingen-kregen-jobbonus/",
        ),
        (
            "Sodalis: aanpassing loongrenzen en minimumbedrag (2023)",
            "https://sodalis.be/aanpassing-loongrenzen-en-minimumbedrag-jobbonus-2/",
        ),
    ),
)

LAST_YEAR = Day("year", years=-1)


@RIGHT.rule(from_on="2022-01-01")
def rule() -> Rule:
    """The full bonus up to a wage, from there a straight line down; less for less work in the year.

    All about last year, and only for who lived in Flanders on 1 January of this year. Jobs of students do not
    count. The amounts over 2023 and 2024 were not found.
    """
    wage = named("counted_wage", _counted_wage())
    bonus = named("bonus_for_work", divided(_full_time_bonus(wage) * _worked_share(), 100))
    least_paid = when(
        _worked_share() >= 100, amount("jobbonus.least_full_time"), amount("jobbonus.least_part_time")
    )
    return Rule(
        condition("lived_in_flanders_on_1_january", lives_in_flanders(at=days.FIRST_OF_JANUARY), _BONUS),
        condition("worked_as_employee", you(fact("average_gross_wage_eur_month") > 0), _BONUS),
        condition("wage_below_limit", wage < amount("jobbonus.wage_limit"), _BONUS),
        # under the pension age at the start of a quarter: at least of the first one
        condition("below_pension_age", you(younger_than(65, on=LAST_YEAR)), _BONUS),
        condition("bonus_high_enough", bonus >= least_paid, _BONUS),
        amount=bonus + amount("jobbonus.fixed_part"),
    )


def _worked_share() -> Node:
    """Of a full-time year, in percent."""
    return you(fact("worked_share_last_year_pct"))


def _counted_wage() -> Node:
    """The average wage of a month; of part-time work perhaps the wage of a full-time job."""
    wage = you(fact("average_gross_wage_eur_month"))
    of_full_time = divided(wage * 100, most(1, _worked_share()))
    return open_question("wage_counts_as_full_time", if_so=most(wage, of_full_time), else_=wage)


def _full_time_bonus(wage: Node) -> Node:
    """Full up to the first wage, the lowest amount at the second, a straight line between them."""
    full, lowest = amount("jobbonus.full"), amount("jobbonus.lowest")
    first, second = amount("jobbonus.full_up_to"), amount("jobbonus.falls_until")
    between = in_unit(second - first, None)
    beyond = in_unit(above_zero(least(wage, second) - first), None)
    return divided(full * between - (full - lowest) * beyond, most(1, between))
