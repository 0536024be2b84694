"""Carer's allowance of a municipality: each town decides whether there is one, for whom, and how much."""

from nabij_rights.authoring import *
from nabij_rights.rules.local._town_decides import ARTICLE, in_flanders, no_own_page, town_grants_it

RIGHT = Right(
    id="mantelzorgpremie_lokaal",
    block="V3.6",
    level=Level.LOCAL,
    kind=Kind.TOWN,
    theme=Theme.HEALTH,
    unit=Unit.PERSON,
    period="month",
    provider="Stad of gemeente",
    legal_basis=("Regulation of the town",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "certificate_doctor", "household_composition", "bank_account_number"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Kuurne: zorgtoelage vanaf 21 jaar",
            "https://www.kuurne.be/sociaalhuis/producten/zorgtoelage-21-jarige",
        ),
        (
            "KW: Harelbeke maakt geld vrij voor mantelzorgpremies",
            "https://kw.be/nieuws/samenleving/harelbeke-maakt-15-000-euro-vrij-voor-mantelzorgpremies-versoepelde-voorwaarden/",
        ),
        ("Kampenhout: mantelzorgpremie", "https://www.kampenhout.be/mantelzorgpremie"),
        ("Kortenberg: mantelzorgpremie", "https://www.kortenberg.be/mantelzorgpremie"),
    ),
)

CERTIFICATES = (
    "belrai_13",
    "belrai_iadl_adl_5_5",
    "home_nursing_b_c",
    "scale_c",
    "palliative",
    "kine_e_extension",
    "other",
)


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """Some towns pay the carer, others whoever is cared for; need, age and income limit differ by town."""
    return Rule(
        in_flanders(),
        no_own_page(RIGHT.id),
        any_way(
            "care_given_or_needed",
            condition("gives_care", you(fact("gives_informal_care")), ARTICLE),
            condition("care_at_home", anyone(lives_under_roof() & _has_care_need()), ARTICLE),
        ),
        town_grants_it(),
    )


def _has_care_need() -> Node:
    """Of each person: a recognised need of care, by a budget or by a certificate."""
    return one_of(
        fact("receives_heavy_care_budget"),
        fact("receives_older_care_budget"),
        fact("receives_basic_support_budget"),
        fact("receives_care_supplement"),
        is_("care_need_attest", *CERTIFICATES),
    )
