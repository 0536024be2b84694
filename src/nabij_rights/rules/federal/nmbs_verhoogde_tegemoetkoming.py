"""Train discount (NMBS) with the increased reimbursement: public service contract of the NMBS."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="nmbs_verhoogde_tegemoetkoming",
    block="F28",
    level=Level.FEDERAL,
    kind=Kind.PRICE,
    unit=Unit.PERSON,
    period="trip",
    provider="NMBS",
    legal_basis=("Public service contract of the NMBS",),
    granting=Granting.APPLICATION,
    documents=("identity_card",),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "Haaltert: kortingkaart NMBS verhoogde tegemoetkoming",
            "https://www.haaltert.be/producten/detail/454/kortingkaart-nmbs-verhoogde-tegemoetkoming",
        ),
        (
            "BX1: la plus grande réforme tarifaire de la SNCB (6 oktober 2025)",
            "https://bx1.be/categories/news/la-sncb-annonce-sa-plus-grande-reforme-tarifaire-des-30-dernieres-annees-voici-ce-qui-va-changer/",
        ),
        (
            "RTL: la plus grande réforme de la SNCB (6 oktober 2025)",
            "https://www.rtl.be/actu/belgique/societe/un-changement-majeur-concernant-les-prix-arrive-la-sncb-la-plus-grande-reforme/2025-10-06/article/765971",
        ),
    ),
)

ARTICLE = "Public service contract of the NMBS"


@RIGHT.rule(from_on="2019-01-01", note="half price on single tickets in second class, with a free card")
def rule_until_14_october_2025() -> Rule:
    """Half price on single tickets in second class for who has the increased reimbursement."""
    named("reduction", in_unit(amount("train_discount.reduction"), "pct"))
    return Rule(_has_increased_reimbursement())


@RIGHT.rule(from_on="2025-10-15", note="40 % off every trip in second class, more with a Train+ card")
def rule() -> Rule:
    """40 % off every trip in second class; with Train+ 40 % off again off-peak, and a highest price."""
    named("reduction", in_unit(amount("train_discount.reduction"), "pct"))
    named("train_plus_reduction", in_unit(amount("train_discount.train_plus_reduction"), "pct"))
    named("train_plus_highest_price", amount("train_discount.train_plus_highest_price"))
    return Rule(_has_increased_reimbursement())


def _has_increased_reimbursement() -> Condition:
    """The holder, the partner and who is on their names each have it in their own right."""
    return condition("has_increased_reimbursement", you(fact("has_increased_reimbursement")), ARTICLE)
