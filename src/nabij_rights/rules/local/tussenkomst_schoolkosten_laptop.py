"""Help of an OCMW or town with school costs or a laptop: each decides for itself, after an inquiry."""

from nabij_rights.authoring import *
from nabij_rights.rules.local._town_decides import ARTICLE, in_flanders, no_own_page, town_grants_it

RIGHT = Right(
    id="tussenkomst_schoolkosten_laptop",
    block="V4.11",
    level=Level.LOCAL,
    kind=Kind.TOWN,
    theme=Theme.CHILDREN,
    unit=Unit.HOUSEHOLD,
    period="school year",
    provider="OCMW",
    legal_basis=(
        "Regulation of the town",
        "Organic law of 8 July 1976 on the OCMW, art. 60, § 1 (social inquiry)",
    ),
    granting=Granting.APPLICATION,
    documents=("identity_card", "income_proof", "invoice", "health_insurance_sticker"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.LABOUR_COURT),
    sources=(
        (
            "Oostrozebeke: ondersteuning via het Sociaal Huis",
            "https://www.oostrozebeke.be/ondersteuning-via-sociaal-huis",
        ),
        (
            "HLN: Leuven lanceert zorgzame initiatieven (laptops en wifi, juni 2020)",
            "https://www.hln.be/in-de-buurt/leuven/leuven-lanceert-zorgzame-initiatieven-1-840-000-euro-om-leuvenaars-proactief-te-bereiken~ae0d5af0c/",
        ),
    ),
)

STUDIES = ("nursery", "primary", "secondary", "nursing", "higher")


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A pupil or student at home; whom the OCMW helps, and with how much, it decides itself."""
    return Rule(
        in_flanders(),
        no_own_page(RIGHT.id),
        any_way(
            "has_pupil",
            condition("child_under_18", anyone(lives_under_roof() & younger_than(18)), ARTICLE),
            condition("studies", anyone(lives_under_roof() & is_("study_level", *STUDIES)), ARTICLE),
        ),
        town_grants_it(),
    )
