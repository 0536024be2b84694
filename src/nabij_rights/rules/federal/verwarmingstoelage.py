"""Heating allowance of the Social Heating Fund: programme law of 27 December 2004, RD of 27 March 2009."""

from typing import NamedTuple

from nabij_rights.authoring import *

RIGHT = Right(
    id="verwarmingstoelage",
    block="F11",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider="OCMW",
    legal_basis=("Programme law of 27 December 2004", "RD of 27 March 2009, changed by RD of 6 August 2022"),
    granting=Granting.APPLICATION,
    documents=(
        "identity_card",
        "invoice",
        "tax_assessment",
        "income_proof",
        "benefit_proof",
        "debt_help_certificate",
        "bank_account_number",
    ),
    procedure=Procedure(
        starts=Starter.PERSON,
        decided_within=LegalTerm("RD of 27 March 2009", days=30),
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Organic law of 8 July 1976, art. 71", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "Mutualité chrétienne: une allocation pour se chauffer (2024)",
            "https://mc.be/en-marche/vos-droits/consommation/une-allocation-pour-se-chauffer",
        ),
        ("Buggenhout: verwarmingstoelage", "https://www.buggenhout.be/product/3519/verwarmingstoelage"),
        (
            "POD Maatschappelijke Integratie: categorie 2",
            "https://www.mi-is.be/nl/faq/welke-huishoudens-behoren-tot-categorie-2",
        ),
        (
            "Sociaal Verwarmingsfonds: hoeveel bedraagt de toelage",
            "https://www.verwarmingsfonds.be/index.php/hoeveel-bedraagt-de-toelage",
        ),
        (
            "Brafco: hogere tussenkomst van het Sociaal Verwarmingsfonds (2022)",
            "https://www.brafco.be/nl/nieuws/hogere-tussenkomst-van-het-sociaal-verwarmingsfonds",
        ),
    ),
)

LAW = "Programme law of 27 December 2004"
DECREE = "RD of 27 March 2009"


class Terms(NamedTuple):
    """What is paid for a delivery, and how many litres a year has room for."""

    allowance: Node
    most_litres: Node


# ------------------------------------------------- which amounts: by the day of delivery, not of asking


@RIGHT.rule(from_on="2019-01-01")
def rule_until_june_2022() -> Rule:
    """14 to 20 cents a litre, at most 1,500 litres a year; or a lump sum for fuel from the pump."""
    return _rule(_usual("heating_allowance.litres_until_june_2022"))


@RIGHT.rule(from_on="2022-07-01", note="deliveries of June 2022 still by the former amounts")
def rule_of_july_and_august_2022() -> Rule:
    """The raised amounts of RD 6 August 2022 are for deliveries from 1 July 2022 on."""
    return _rule(_by_delivery("2022-07-01", _usual("heating_allowance.litres_until_june_2022"), _raised()))


@RIGHT.rule(from_on="2022-08-30", note="raised amounts, RD of 6 August 2022")
def rule_of_the_raised_amounts() -> Rule:
    """14 to 36 cents a litre by the price, at most 2,000 litres a year; or a higher lump sum."""
    return _rule(_raised())


@RIGHT.rule(from_on="2023-04-01", note="deliveries until 31 March 2023 still by the raised amounts")
def rule_of_april_and_may_2023() -> Rule:
    """Deliveries from 1 April 2023 on have the usual amounts again, for at most 2,000 litres."""
    return _rule(_by_delivery("2023-04-01", _raised(), _usual("heating_allowance.litres")))


@RIGHT.rule(from_on="2023-05-31")
def rule() -> Rule:
    """14 to 20 cents a litre by the price, at most 2,000 litres a year; or a lump sum at the pump."""
    return _rule(_usual("heating_allowance.litres"))


def _rule(terms: Terms) -> Rule:
    """Fuel and home, asked in time, room in this year, and one of the three categories."""
    granted = fact("oil_litres_granted_this_year")
    return Rule(
        condition("right_fuel", is_("heating_fuel", "oil", "propane_bulk", "lamp_oil"), LAW),
        condition("main_home", you(fact("lives_here")), LAW),
        condition("delivered_in_time", fact("oil_delivered_on") >= day(Day(days=-60)), DECREE),
        condition("pump_or_tank", ~_bought_at_pump() | (granted <= 0), DECREE),
        condition("litres_left", _bought_at_pump() | (granted < terms.most_litres), DECREE),
        any_way("opened_by", _category_1(), _category_2(), _category_3()),
        amount=terms.allowance,
    )


# ----------------------------------------------------------------------------------- the amount


def _usual(most_litres: str) -> Terms:
    """The cent within 14 to 20 follows from the price of the litre; from which price on was not found."""
    lowest, highest = amount("heating_allowance.rate_lowest"), amount("heating_allowance.rate_highest")
    rate = open_question("highest_rate", if_so=highest, else_=lowest)
    return _terms(rate, amount(most_litres), amount("heating_allowance.pump_lump_sum"))


def _raised() -> Terms:
    """14 cents, and from 97 cents a litre on one cent more for each 2.5 cents of price, up to 36."""
    price, threshold = fact("oil_price_eur_litre"), amount("heating_allowance.raised_price_threshold")
    steps = whole_times(above_zero(price - threshold), amount("heating_allowance.raised_price_step")) + 1
    by_price = amount("heating_allowance.rate_lowest") + amount("heating_allowance.raised_rate_step") * steps
    rate = when(
        price < threshold,
        amount("heating_allowance.rate_lowest"),
        least(by_price, amount("heating_allowance.raised_rate_highest")),
    )
    litres, lump_sum = amount("heating_allowance.litres"), amount("heating_allowance.raised_pump_lump_sum")
    return _terms(rate, litres, lump_sum)


def _terms(rate: Node, most_litres: Node, lump_sum: Node) -> Terms:
    """At the pump once a lump sum; in a tank so much a litre, as far as the year still has room."""
    room = above_zero(most_litres - fact("oil_litres_granted_this_year"))
    by_litre = in_unit(rate * least(fact("oil_litres"), room), "EUR")  # euro per litre, times litres
    return Terms(when(_bought_at_pump(), lump_sum, by_litre), most_litres)


def _by_delivery(changed_on: str, before: Terms, after: Terms) -> Terms:
    is_before = fact("oil_delivered_on") < day(changed_on)
    return Terms(
        when(is_before, before.allowance, after.allowance),
        when(is_before, before.most_litres, after.most_litres),
    )


def _bought_at_pump() -> Node:
    """Petroleum for lamps is only sold at the pump, propane only in a tank."""
    return is_("heating_fuel", "lamp_oil") | (is_("heating_fuel", "oil") & is_("oil_bought_as", "pump"))


# ------------------------------------------------------------------------------ the three categories


def _category_1() -> Condition:
    """Increased reimbursement without an income check. With one, the ceiling is that of category 2."""
    has_it = fact("has_increased_reimbursement")
    others = lives_under_roof() & ~is_you()
    child_in_charge = is_("relation_to_reference", *CHILD_KINDS) & _is_in_charge()
    alone = everyone(child_in_charge, among=others)
    return any_way(
        "category_1",
        condition("all_have_reimbursement", everyone(has_it, among=lives_under_roof()), DECREE),
        condition("alone_with_reimbursement", you(has_it) & alone, DECREE),
    )


def _category_2() -> Condition:
    """Gross taxable income of the household not above a ceiling, higher for each person in charge."""
    income = sum_over(fact("gross_taxable_income_eur_year"), among=lives_under_roof())
    # a cadastral income is a yearly figure, told as one sum, and counts three times
    other_property = fact("other_built_cadastral_eur") + fact("land_cadastral_eur")
    counted = income + in_unit(sum_over(other_property, among=lives_under_roof()) * 3, "EUR/year")
    ceiling = (
        amount("heating_allowance.income_ceiling")
        + amount("heating_allowance.income_per_person") * _number_in_charge()
    )
    is_low = named("household_income", counted) <= named("income_limit", ceiling)
    return condition("category_2", is_low, DECREE)


def _category_3() -> Condition:
    """In debt mediation or a collective settlement, and the OCMW finds that the bill cannot be paid."""
    has_help = is_("debt_help", "amicable_recognised", "collective_admitted")
    return every(
        "category_3",
        condition("debt_help", has_help, f"{DECREE}; law of 12 June 1991"),
        person_decides("cannot_pay_bill", DECREE),
    )


def _number_in_charge() -> Node:
    """How many members of the household have hardly any income; at least one person has them in charge."""
    in_charge = number_of(lives_under_roof() & _is_in_charge())
    return named("persons_in_charge", least(in_charge, above_zero(number_of(lives_under_roof()) - 1)))


def _is_in_charge() -> Node:
    """Net income of a year below a limit; child benefit and maintenance for a child do not count.

    Whether leefloon counts stands in no source that we read.
    """
    month = (
        fact("net_work_income_eur_month")
        + fact("net_training_income_eur_month")
        + fact("net_benefit_income_eur_month")
        + fact("maintenance_for_self_eur_month")
        + fact("other_net_income_eur_month")
    )
    is_low = per_year(month) < amount("heating_allowance.net_limit_in_charge")
    leefloon_does_not_count = open_question("leefloon_does_not_count", if_so=True, else_=False)
    return is_low & (~has("integration_income_since_on") | leefloon_does_not_count)
