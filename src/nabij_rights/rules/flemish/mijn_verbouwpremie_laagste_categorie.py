"""Mijn VerbouwPremie, highest amounts: for the lowest incomes. By the day of the last invoice."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._renovation import (
    building_old_enough,
    income_of_owners,
    lives_in_own_home,
    renovation_dependants,
    renovation_limit,
)

_MVP = "Order on Mijn VerbouwPremie"

RIGHT = Right(
    id="mijn_verbouwpremie_laagste_categorie",
    block="V2.7",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Fluvius en Wonen in Vlaanderen",
    legal_basis=("Besluit Vlaamse Codex Wonen van 2021, book 5",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "invoice", "tax_assessment"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Mijn VerbouwLoket",
        appeal_to=AppealBody.ADMINISTRATION,
    ),
    sources=(
        ("Grimbergen: Mijn VerbouwPremie", "https://www.grimbergen.be/mijnverbouwpremie"),
        (
            "De Huisdokter: verhoging inkomensgrenzen (oktober 2022)",
            "https://www.de-huisdokter.be/nl/nieuws/96/",
        ),
        (
            "Damme: hogere Mijn VerbouwPremie blijft tot eind 2024",
            "https://www.damme.be/nieuwsdetail/5989/hogere-mijn-verbouwpremie-blijft-tot-eind-2024",
        ),
    ),
)


@RIGHT.rule(from_on="2022-10-01", note="Lowest of three classes, by the day of the invoice.")
def lowest_of_three() -> Rule:
    """An owner who lives there, in the lowest of three classes: a part of the invoice, by kind of works.

    The amount depends on the invoice and on a cap per kind of works, so only the percentage is given.
    """
    number = named("dependants", renovation_dependants())
    limit = named(
        "income_limit",
        renovation_limit(
            number,
            amount("renovation.lowest_single"),
            amount("renovation.lowest_couple"),
            amount("renovation.lowest_per_dependant"),
        ),
    )
    return _rule(limit)


@RIGHT.rule(from_on="2025-07-01", note="Four classes: 3 and 4 get a part of the invoice.")
def classes_3_and_4() -> Rule:
    """Up to the border of class 3. Which part of the invoice you get depends on class 3 or 4.

    The border between the two was not found. Invoices of before keep the older rule.
    """
    number = named("dependants", renovation_dependants())
    limit = named(
        "income_limit",
        renovation_limit(
            number,
            amount("renovation.class_3_single"),
            amount("renovation.class_3_couple"),
            amount("renovation.class_3_per_dependant"),
        ),
    )
    named("share_in_class_3", _as_shown(amount("renovation.share_class_3")))
    return _rule(limit)


def _rule(limit: Node) -> Rule:
    income = named("counted_income", income_of_owners())
    named("highest_share", _as_shown(amount("renovation.share_lowest")))
    return Rule(
        *lives_in_own_home(_MVP),
        building_old_enough(_MVP),
        condition("income_below_limit", income <= limit, _MVP),
    )


def _as_shown(percentage: Node) -> Node:
    """A percentage without its two decimals."""
    return divided(percentage, 100)
