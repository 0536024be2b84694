"""Sociale huurprijs: the rent of a social dwelling follows the income. Besluit Codex Wonen, book 6."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._housing import (
    assessment_is_recent,
    income_limit,
    is_child_in_charge,
    is_recognised_disabled,
    lives_alone,
    resident_family,
)
from nabij_rights.rules.flemish._social_renting import dependants_in_social_renting, income_of

_RENT = "Codex Wonen, rent of a social dwelling"

RIGHT = Right(
    id="sociale_huurprijs",
    block="V2.2",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="Woonmaatschappij",
    legal_basis=("Besluit Vlaamse Codex Wonen van 2021, book 6",),
    granting=Granting.AUTOMATIC,
    documents=("custody_agreement", "disability_certificate"),
    procedure=Procedure(starts=Starter.NOBODY, appeal_to=AppealBody.ADMINISTRATION),
    exceptions_to={
        Law.ONE_MORE_CHILD_NEVER_LOWERS: "Codex Wonen, rent of a social dwelling: an income below the living "
        "wage counts as that living wage, and the one of a family is higher",
    },
    sources=(
        (
            "Woonschakel Bergen Nete: huurprijsberekening (2024)",
            "https://www.woonschakelbergennete.be/Ik-ben-huurder/Mijn-huurcontract-en-huurprijs/Huurprijsberekening",
        ),
        ("Woonpunt Waas: de huurprijs (2024)", "https://www.woonpuntwaas.be/de-huurprijs/"),
        (
            "De Ideale Woning: huurprijsberekening (2023)",
            "https://www.theistbest.be/huurder/huurprijsberekening/",
        ),
        (
            "Lindenhof: huurprijsberekening",
            "https://www.lindenhof-wonen.be/Huurder/Huurprijzen/Huurprijsberekening",
        ),
        ("Volkshuisvesting Willebroek: huurprijs (2018)", "https://volkshuisvestingwillebroek.be/huurprijs"),
    ),
)


@RIGHT.rule(from_on="2019-05-01")
def rule() -> Rule:
    """A part of the income, minus discounts, between the minimum and the base rent of the dwelling.

    What the dwelling is worth decides on one discount and on the minimum, so without the letter of the
    company the rent is a span. Charges and the correction for an energy-efficient dwelling come on top.
    """
    dependants = named("dependants", dependants_in_social_renting())
    limit = named("income_limit", income_limit(dependants))
    income = named("counted_income", _counted_income())
    part = named("part_of_income", divided(in_unit(income, "EUR/month"), _divisor(income, limit)))
    discount = named("family_discount", _family_discount())
    named("assessment_is_recent", assessment_is_recent())
    rent = most(amount("social_rent.minimum"), part - discount - amount("social_rent.dwelling_discount"))
    return Rule(
        condition("rents_social_dwelling", is_("tenure", "social_tenant"), _RENT),
        amount=least(rent, fact("base_rent_eur_month")),
    )


def _counted_income() -> Node:
    """Of all adults at home, but not of adult children with child benefit; at least the living wage."""
    adults = lives_under_roof() & aged(18) & ~fact("gives_right_to_child_benefit")
    # which category the company takes for a household was not found
    of_household = open_question(
        "living_wage_of_a_family", if_so=amount("leefloon.family"), else_=amount("leefloon.alone")
    )
    return most(income_of(adults), when(lives_alone(), amount("leefloon.alone"), of_household))


def _divisor(income: Node, limit: Node) -> Node:
    """One less above the limit, from 125 % of it on, and from 150 % of it on: the rent rises."""
    divisor = amount("social_rent.divisor")
    above = when(income < share(limit, 125), 1, when(income < share(limit, 150), 2, 3))
    return most(1, when(income <= limit, divisor, divisor - above))


def _family_discount() -> Node:
    """One per dependant; half for a child that is registered elsewhere, double for one with a disability."""
    registered = number_of(is_child_in_charge() & registered_at_address())
    elsewhere = number_of(is_child_in_charge() & ~registered_at_address())
    disabled = number_of(resident_family() & is_recognised_disabled())
    halves = 2 * registered + elsewhere + 2 * disabled
    return divided(amount("social_rent.family_discount") * halves, 2)
