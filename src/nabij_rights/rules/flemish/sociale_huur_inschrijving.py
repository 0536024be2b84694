"""Inschrijving voor een sociale woning. Besluit Vlaamse Codex Wonen van 2021, book 6."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._social_renting import (
    current_income_of,
    dependants_in_social_renting,
    housing_limit_for_tenants,
    in_a_register,
    income_of,
    no_property_of_tenants,
    tenants,
)

RIGHT = Right(
    id="sociale_huur_inschrijving",
    block="V2.1",
    level=Level.FLEMISH,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Woonmaatschappij",
    legal_basis=("Besluit Vlaamse Codex Wonen van 2021, book 6",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "income_proof", "tax_assessment", "ownership_statement", "custody_agreement"),
    opens=("vlaamse_huurpremie",),
    recorded_as=("social_waiting_list_since_on",),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.ADMINISTRATION),
    sources=(
        ("Ark: kom ik in aanmerking", "https://www.arkwonen.be/pagina/kom-ik-in-aanmerking"),
        (
            "Appartement.be: voorwaarden voor een sociale woning (2024)",
            "https://www.appartement.be/voorwaarden-voor-sociale-woning-huren/",
        ),
        (
            "Vlaanderen: middelentoets",
            "https://www.vlaanderen.be/een-sociale-woning-huren-bij-een-woonmaatschappij/middelentoets",
        ),
        ("Woonpunt Waas: ik wil inschrijven", "https://www.woonpuntwaas.be/ik-wil-inschrijven/"),
    ),
)

_ARTICLE = "Codex Wonen, conditions to register"


@RIGHT.rule(from_on="2019-05-01")
def without_means_test() -> Rule:
    """Adult, in a register, income up to the limit, and no property."""
    limit = _limit()
    return Rule(*_who(limit))


@RIGHT.rule(from_on="2024-01-01", note="Savings count too, for who registers from 2024 on.")
def with_means_test() -> Rule:
    """As before; and the savings of the tenants are not above the income limit.

    Who was on the list before is only tested when a dwelling is given.
    """
    limit = _limit()
    savings = named("counted_savings", sum_over(_own_savings(), among=tenants()))
    return Rule(
        *_who(limit),
        any_way(
            "savings_below_limit",
            condition("savings_up_to_limit", savings <= in_unit(limit, "EUR"), _MEANS),
            condition("on_list_before_2024", _was_on_list_before_2024(), _MEANS),
            article=_MEANS,
        ),
    )


_MEANS = "Codex Wonen, means test since 1 January 2024"


def _limit() -> Node:
    dependants = named("dependants", dependants_in_social_renting())
    return named("income_limit", housing_limit_for_tenants(dependants))


def _who(limit: Node) -> tuple[Condition, ...]:
    """Who may register, without the savings."""
    return (
        any_way(
            "is_adult",
            condition("is_18", you(aged(18)), _ARTICLE),
            person_decides("young_person_may_register", _ARTICLE),
            article=_ARTICLE,
        ),
        in_a_register(_ARTICLE),
        _income_up_to(limit),
        no_property_of_tenants(_ARTICLE),
    )


def _income_up_to(limit: Node) -> Condition:
    """The assessed income; else the income of now; else, with help for debts, what is left of it.

    The company works out the income of now from proofs. Twelve net months is less than it may count, so a
    person looks at it.
    """
    assessed = named("counted_income", income_of(tenants()))
    has_help = ~is_("budget_help", "none") | is_("debt_help", "amicable_recognised", "collective_admitted")
    return any_way(
        "income_below_limit",
        condition("assessed_income_below_limit", assessed <= limit, _ARTICLE),
        every(
            "current_income_is_lower",
            condition("current_income_below_limit", current_income_of(tenants()) <= limit, _ARTICLE),
            person_decides("company_counts_current_income", _ARTICLE),
            article=_ARTICLE,
        ),
        every(
            "has_debt_help",
            condition("gets_budget_or_debt_help", has_help, _ARTICLE),
            person_decides("company_counts_disposable_income", _ARTICLE),
            article=_ARTICLE,
        ),
        article=_ARTICLE,
    )


def _own_savings() -> Node:
    """Of each person: own accounts, and the own part of shared ones."""
    shared = fact("joint_savings_eur") * fact("joint_account_share_pct")
    return fact("savings_eur") + divided(shared, 100)


def _was_on_list_before_2024() -> Node:
    """Registered on or before 31 December 2023."""
    return fact("social_waiting_list_since_on") <= day("2023-12-31")
