"""Free dental care under 19: compulsory health insurance."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="gratis_tandzorg_kinderen",
    block="N8",
    level=Level.FEDERAL,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="visit",
    provider="Tandarts",
    legal_basis=("Law of 14 July 1994 on health insurance",),
    granting=Granting.AUTOMATIC,
    documents=("identity_card",),
    procedure=Procedure(starts=Starter.PROFESSIONAL, at="Ziekenfonds", appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Souriez: gratuité des soins dentaires pour les moins de 19 ans",
            "https://www.souriez.be/Couverture-des-soins",
        ),
    ),
)

ARTICLE = "Compulsory health insurance, dental care of young people"


@RIGHT.rule(from_on="2019-01-01", note="until the 18th birthday")
def rule_until_august_2023() -> Rule:
    """Basic dental care under 18 is fully paid back, at the agreed fee; braces are not part of it."""
    return _rule(under=18)


@RIGHT.rule(from_on="2023-09-01", note="until the 19th birthday")
def rule() -> Rule:
    """As before, until the 19th birthday."""
    return _rule(under=19)


def _rule(*, under: int) -> Rule:
    young = lives_under_roof() & younger_than(under)
    return Rule(
        condition("young_enough", anyone(young), ARTICLE),
        condition("insured", anyone(young & fact("has_health_insurance")), ARTICLE),
    )
