"""Mijn VerbouwLening, until August 2022 the Energielening: a loan of the Energiehuis for renovation works."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._renovation import (
    building_old_enough,
    income_of_owners,
    lives_in_own_home,
    renovation_dependants,
    renovation_limit,
)

RIGHT = Right(
    id="mijn_verbouwlening",
    block="N21",
    level=Level.FLEMISH,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Energiehuis",
    legal_basis=("Energiebesluit van 19 november 2010, Mijn VerbouwLening",),
    granting=Granting.APPLICATION,
    documents=("quotations", "tax_assessment", "household_composition", "income_proof"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Vlaanderen: Mijn VerbouwLening",
            "https://www.vlaanderen.be/lenen-voor-een-woning/mijn-verbouwlening",
        ),
        ("Energiehuis 3Wplus: Mijn VerbouwLening", "https://energiehuis.3wplus.be/MijnVerbouwLening"),
        (
            "Tienen: Mijn VerbouwLening, rente vanaf 24 februari 2024",
            "https://wonentussenzoetenzout.tienen.be/frge-leningen",
        ),
    ),
)

_LOAN = "Mijn VerbouwLening, conditions"


@RIGHT.rule(from_on="2022-09-01", note="For the lowest and middle class of Mijn VerbouwPremie.")
def by_income() -> Rule:
    """An owner with an income up to the limit; the Energiehuis looks whether you can pay it back.

    There was no interest at first; there is now.
    """
    number = named("dependants", renovation_dependants())
    limit = named(
        "income_limit",
        renovation_limit(
            number,
            amount("renovation.middle_single"),
            amount("renovation.middle_couple"),
            amount("renovation.middle_per_dependant"),
        ),
    )
    income = named("counted_income", income_of_owners())
    return _rule(condition("income_below_limit", income <= limit, _LOAN))


@RIGHT.rule(from_on="2025-07-01", note="The classes changed on 1 July 2025.")
def by_new_classes() -> Rule:
    """As before; since the premium has four classes, which of them may borrow was not found."""
    return _rule(person_decides("income_class_may_borrow", _LOAN))


def _rule(income: Condition) -> Rule:
    named("highest_loan", amount("renovation.loan_highest"))
    return Rule(
        *lives_in_own_home(_LOAN),
        building_old_enough(_LOAN),
        income,
        person_decides("can_pay_it_back", _LOAN),
    )
