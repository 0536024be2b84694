"""Individual reduced price in childcare: half of the price by income, for a year."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._childcare import (
    DECREE,
    PROVIDER,
    child_in_income_place,
    half_price,
    price_of_family,
    standard_minimum,
)

RIGHT = Right(
    id="kinderopvang_individueel_verminderd_tarief",
    block="V1.10",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="day",
    provider=PROVIDER,
    legal_basis=(DECREE,),
    granting=Granting.APPLICATION,
    documents=("identity_card", "benefit_proof", "income_proof"),
    goes_after=("kinderopvang_inkomenstarief",),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Antwerpen: verminderd tarief voor kinderopvang",
            "https://www.antwerpen.be/socialecentra/ik-zoek-hulp/financi%C3%ABle-hulp/goedkope-tarieven/verminderd-tarief-voor-kinderopvang",
        ),
        (
            "Kinderopvang Brugge: individueel verminderd tarief",
            "https://kinderopvangbrugge.be/nl/individueel-verminderd-tarief-kinderopvang",
        ),
    ),
)

_ARTICLE = "Decree of 20 April 2012, individual reduced price"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A parent with leefloon or equal support, or an income that fell by a fifth for three months.

    The official brochure has more situations, which we did not find; so other grounds stay open.
    """
    named("standard_minimum", standard_minimum())
    return Rule(
        child_in_income_place(),
        any_way(
            "reduced_price_ground",
            condition("parent_has_leefloon", anyone(_is_parent() & _has_leefloon()), _ARTICLE),
            condition("income_fell", _income_fell(), _ARTICLE),
            person_decides("other_situation", _ARTICLE),
            article=_ARTICLE,
        ),
        amount=price_of_family(half_price),
    )


def _is_parent() -> Node:
    """Of each person: you, and the partner who lives here."""
    return is_you() | (is_partner() & lives_under_roof())


def _has_leefloon() -> Node:
    return has("integration_income_since_on") | has("equivalent_support_since_on")


def _income_fell() -> Node:
    """Against the income that was used for the price."""
    enough = fact("income_drop_pct") >= amount("kinderopvang.income_drop_pct")
    return enough & (fact("income_drop_months") >= amount("kinderopvang.income_drop_months"))
