"""Premiums of a municipality for families (birth, child, school): each town decides which ones it has."""

from nabij_rights.authoring import *
from nabij_rights.rules.local._town_decides import ARTICLE, in_flanders, no_own_page, town_grants_it

RIGHT = Right(
    id="gemeentelijke_premies_gezin",
    block="29",
    level=Level.LOCAL,
    kind=Kind.TOWN,
    theme=Theme.CHILDREN,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Stad of gemeente",
    legal_basis=("Regulation of the town",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "household_composition", "bank_account_number"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "KW: Kuurne geeft schoolpremie aan gezinnen (2022)",
            "https://kw.be/nieuws/samenleving/onderwijs/kuurne-geeft-schoolpremie-aan-kwetsbare-gezinnen/",
        ),
    ),
)


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A family with a child, or with one on the way; which premiums there are differs by town."""
    expects = fact("expected_birth_on") <= day("2100-12-31")
    return Rule(
        in_flanders(),
        no_own_page(RIGHT.id),
        any_way(
            "family_with_child",
            condition("child_under_18", anyone(lives_under_roof() & younger_than(18)), ARTICLE),
            condition("child_expected", anyone(lives_under_roof() & expects), ARTICLE),
        ),
        town_grants_it(),
    )
