"""Basisondersteuningsbudget (BOB), care budget for people with a disability: closed, who has it keeps it.

The articles are those of the order of 30 November 2018 (art. 233 and 238).
"""

from nabij_rights.authoring import *

RIGHT = Right(
    id="zorgbudget_handicap_bob",
    block="V3.4",
    level=Level.FLEMISH,
    kind=Kind.CLOSED,
    unit=Unit.PERSON,
    period="month",
    provider="Zorgkas",
    legal_basis=(
        "Decree of 18 May 2018 on Flemish social protection",
        "Order of the Flemish Government of 30 November 2018, art. 233 and 238",
    ),
    granting=Granting.AUTOMATIC,
    recorded_as=("receives_basic_support_budget",),
    procedure=Procedure(
        starts=Starter.NOBODY,
        appeal_to=AppealBody.ADMINISTRATION,
        appeal_within=LegalTerm("Flemish social protection, appeal at the agency", days=90),
    ),
    sources=(
        (
            "Vlaamse sociale bescherming: zorgbudget voor mensen met een handicap",
            "https://vlaamsesocialebescherming.be/zorgbudget-voor-mensen-met-een-handicap",
        ),
        (
            "Vlaamse sociale bescherming: beroep tegen de beslissing",
            "https://www.vlaamsesocialebescherming.be/beroep-indienen-tegen-de-beslissing-over-uw-zorgbudget-voor-mensen-met-een-handicap",
        ),
        (
            "Lendelede: zorgbudget voor mensen met een beperking",
            "https://www.lendelede.be/zorgbudgetmensenmetbeperking",
        ),
        (
            "Vlaamse Codex: besluit van 30 november 2018",
            "https://codex.vlaanderen.be/PrintDocument.ashx?datum=&geannoteerd=false&id=1030063&print=true",
        ),
    ),
)

_ENTRY = "Order of 30 November 2018, art. 233"
_NOT_PAID = "Order of 30 November 2018, art. 238"


@RIGHT.rule(from_on="2019-01-01", note="Only listed groups, and who gave up other support.")
def with_last_ways_in() -> Rule:
    """Who had it, was in a listed group of the VAPH, or stepped down from other support until 2022."""
    ways = any_way(
        "has_it_or_may_enter",
        _has_it(),
        person_decides("in_listed_group", _ENTRY),
        person_decides("stepped_down", _ENTRY),
        article=_ENTRY,
    )
    return Rule(ways, _no_other_budget(), amount=amount("basic_support_budget.month"))


@RIGHT.rule(from_on="2023-01-01", note="Nobody new can enter; who has it keeps it.")
def only_who_has_it() -> Rule:
    """The last way in closed on 31 December 2022 (art. 233)."""
    return Rule(_has_it(), _no_other_budget(), amount=amount("basic_support_budget.month"))


@RIGHT.rule(from_on="2026-01-01", note="Not under 21 with a disability allowance.")
def not_with_young_allowance() -> Rule:
    """As before; not under 21 with an income replacement or integration allowance (art. 238)."""
    allowance = fact("receives_income_replacement_allowance") | fact("receives_integration_allowance")
    return Rule(
        _has_it(),
        _no_other_budget(),
        condition("not_young_with_allowance", ~you(younger_than(21) & allowance), _NOT_PAID),
        amount=amount("basic_support_budget.month"),
    )


def _has_it() -> Condition:
    return condition("gets_it_already", you(fact("receives_basic_support_budget")), _ENTRY)


def _no_other_budget() -> Condition:
    """Not together with a person-following or personal assistance budget."""
    return condition("no_person_following_budget", ~you(fact("has_person_following_budget")), _NOT_PAID)
