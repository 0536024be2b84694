"""Corona support of Leuven: a closed emergency fund of the OCMW, kept as a pattern of a fund with an end."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="leuven_coronasteun",
    block="V4.8",
    level=Level.LOCAL,
    town="leuven",
    kind=Kind.CLOSED,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="OCMW Leuven",
    legal_basis=("Steunmaatregelen van stad en OCMW Leuven, aangekondigd op 29 juni 2020",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "income_proof", "bank_statements", "invoice"),
    sources=(
        (
            "Leuven lanceert zorgzame initiatieven, 29 juni 2020",
            "https://www.hln.be/in-de-buurt/leuven/leuven-lanceert-zorgzame-initiatieven-1-840-000-euro-om-leuvenaars-proactief-te-bereiken~ae0d5af0c/",
        ),
        (
            "OCMW Leuven blijft inwoners bijstaan, 19 november 2020",
            "https://www.meemetmo.be/nieuws/ocmw-leuven-blijft-inwoners-bijstaan/",
        ),
        (
            "Stad Leuven, maaltijdpas",
            "https://pers.leuven.be/stad-en-ocmw-leuven-steunen-leuvenaars-die-het-niet-breed-hebben-met-maaltijdpas",
        ),
    ),
)

_PLAN = "Support plan of Leuven, June 2020"
_MEAL_PASS = "Meal pass of Leuven, winter 2020-21"

_END = "2022-01-01"
"""The sheets of the fund name 2020 and 2021 and no day of closing: after 2021 nobody can enter."""


@RIGHT.rule(from_on="2020-06-29")
def emergency_fund() -> Rule:
    """After a social inquiry: little or no savings, an income that fell, or crisis costs on a low income."""
    return Rule(_lives_in_leuven(), _emergency_fund())


@RIGHT.rule(from_on="2020-12-01", until_on=_END, note="The meal pass was sent in the winter of 2020-21.")
def emergency_fund_and_meal_pass() -> Rule:
    """As before; and a meal pass for a year, sent to whoever had help of the OCMW or higher reimbursement."""
    return Rule(
        _lives_in_leuven(),
        any_way("fund_or_meal_pass", _emergency_fund(), _meal_pass()),
    )


def _lives_in_leuven() -> Condition:
    return condition("lives_in_leuven", lives_in("leuven"), _PLAN)


def _emergency_fund() -> Condition:
    hit_by_the_crisis = any_way(
        "hit_by_crisis",
        condition("income_fell", fact("income_drop_pct") > 0, _PLAN),
        person_decides("hardly_any_savings", _PLAN),
        person_decides("crisis_costs_on_low_income", _PLAN),
        article=_PLAN,
    )
    inquiry = any_way("inquiry", person_decides("social_inquiry", _PLAN), article=_PLAN)
    return every("emergency_fund", hit_by_the_crisis, inquiry, article=_PLAN)


def _meal_pass() -> Condition:
    is_known = fact("is_ocmw_user") | fact("has_increased_reimbursement")
    return condition("meal_pass", anyone(is_known), _MEAL_PASS)
