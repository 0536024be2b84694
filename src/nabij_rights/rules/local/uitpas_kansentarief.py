"""UiTPAS met kansentarief: leisure at a fifth of the price. Each town decides who gets it.

A town names its grounds in its ``town.toml`` under ``[uitpas]``. For every other town the town itself
decides, so nobody gets a no.
"""

from nabij_rights.authoring import *
from nabij_rights.towns.packs import UITPAS_GROUNDS, towns

RIGHT = Right(
    id="uitpas_kansentarief",
    block="V4.1",
    level=Level.LOCAL,
    kind=Kind.YES_NO,
    theme=Theme.LEISURE,
    unit=Unit.PERSON,
    period="year",
    provider="Stad of gemeente",
    legal_basis=(
        "Regulation on the UiTPAS of the town or region",
        "Organic law of 8 July 1976 on the OCMW, art. 60, § 1 (social inquiry)",
    ),
    granting=Granting.SEMI,
    documents=("identity_card", "health_insurance_sticker", "benefit_proof"),
    opens=("iedereen_verdient_vakantie",),
    recorded_as=("has_uitpas_reduced",),
    procedure=Procedure(starts=Starter.PERSON, at="UiTPAS-balie", appeal_to=AppealBody.COMPLAINT),
    sources=(
        ("Kortrijk: UiTPAS aan kortingstarief", "https://www.kortrijk.be/uitpas/kortingstarief"),
        (
            "HLN: vijf jaar UiTPAS in Dendermonde (november 2022)",
            "https://www.hln.be/dendermonde/vijf-jaar-na-lancering-uitpas-gebruik-stijgt-ook-met-kansentarief~a3a6b5d7/",
        ),
    ),
)


def _towns_with(ground: str) -> list[str]:
    return [town_id for town_id, town in towns().items() if ground in town.uitpas_grounds]


def _status(ground: str) -> Node:
    """Whether you have this status, or a foster child that lives with you gets the card."""
    return {
        "integration_income": you(has("integration_income_since_on")),
        "equivalent_support": you(has("equivalent_support_since_on")),
        "increased_reimbursement": you(fact("has_increased_reimbursement")),
        "foster_child": anyone(lives_under_roof() & is_("relation_to_reference", "foster_child")),
    }[ground]


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A status that the own town names, or a decision of the town, also for who is just outside."""
    return Rule(
        condition(
            "in_flanders_or_brussels",
            lives_in_flanders() | _lives_in_brussels(),
            "UiTPAS, towns that take part",
        ),
        any_way(
            "town_grants_it",
            *[_ground(ground) for ground in UITPAS_GROUNDS if _towns_with(ground)],
            person_decides("town_decides", "Regulation of the town; organic law, art. 60, § 1"),
            article="Regulation of the town",
        ),
    )


def _ground(ground: str) -> Condition:
    """This status, in one of the towns that name it."""
    return condition(
        ground, one_of(*map(lives_in, _towns_with(ground))) & _status(ground), "Regulation of the town"
    )


def _lives_in_brussels() -> Node:
    """The Brussels Region, where the same card is called Paspartoe."""
    nis = fact("municipality")
    return (nis >= 21_000) & (nis < 22_000)
