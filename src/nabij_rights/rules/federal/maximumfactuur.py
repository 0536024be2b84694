"""Annual cap on own health costs (maximumfactuur, MAF): law of 14 July 1994, art. 37quater and following."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._charter import APPEAL_TERM
from nabij_rights.rules.federal._health_insurance import in_insured_family

RIGHT = Right(
    id="maximumfactuur",
    block="F18",
    level=Level.FEDERAL,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider="Ziekenfonds",
    legal_basis=("Law of 14 July 1994 on health insurance, art. 37quater and following",),
    granting=Granting.AUTOMATIC,
    documents=("bank_account_number", "income_proof"),
    procedure=Procedure(
        starts=Starter.NOBODY,
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=APPEAL_TERM,
    ),
    sources=(
        (
            "CM: le MAF, un plafond aux frais médicaux (2024)",
            "https://mc.be/en-marche/vos-droits/soins-de-sante/le-maf-un-plafond-aux-frais-medicaux",
        ),
        (
            "RIZIV: types van maximumfactuur (2022)",
            "https://www.inami.fgov.be/nl/thema-s/verzorging-kosten-en-terugbetaling/financiele-toegankelijkheid/types-van-maximumfactuur-maf",
        ),
        (
            "Plus Magazine: de maximumfactuur (2024)",
            "https://www.plusmagazine.be/nl/recht-en-geld/de-maximumfactuur-2024/",
        ),
        (
            "Plus Magazine: alles wat verandert in 2026",
            "https://www.plusmagazine.be/nl/maatschappij/alles-wat-verandert-in-2026/",
        ),
    ),
)

ARTICLE = "Law of 14 July 1994, art. 37quater and following"


@RIGHT.rule(from_on="2019-01-01", note="since 2019 the income of two years before counts")
def rule() -> Rule:
    """What a household pays itself in a calendar year has a ceiling; the rest of that year is paid back."""
    ceiling_by_income = named("income_ceiling", _income_ceiling())
    no_other_ceiling = amount("cost_cap.band_6_ceiling")  # no ceiling by income is higher
    social_ceiling = when(_has_increased_reimbursement(), _social_ceiling(), no_other_ceiling)
    ceiling = least(ceiling_by_income, social_ceiling)
    named("own_shares", _own_shares_of(at_address_on_1_january()))
    named("child_ceiling", _child_ceiling(ceiling))
    named("refund", _refund(ceiling_by_income, ceiling))
    return Rule(
        condition("insured", you(fact("has_health_insurance")), ARTICLE),
        amount=ceiling,
    )


# -------------------------------------------------------------------------------- the two ceilings


def at_address_on_1_january() -> Node:
    """Of each person: was registered at this address on 1 January of this year."""
    was_born = fact("birth_on") <= day(days.FIRST_OF_JANUARY)
    return fact("is_registered_here", at=days.FIRST_OF_JANUARY) & was_born


def _income_ceiling() -> Node:
    """Income cap: a band for the net taxable income, two years ago, of all who lived here on 1 January."""
    all_here = at_address_on_1_january()
    income = named("household_income", sum_over(fact("net_taxable_income_eur_year"), among=all_here))
    ceiling = brackets(
        income,
        (amount("cost_cap.band_1_limit"), amount("cost_cap.band_1_ceiling")),
        (amount("cost_cap.band_2_limit"), amount("cost_cap.band_2_ceiling")),
        (amount("cost_cap.band_3_limit"), amount("cost_cap.band_3_ceiling")),
        (amount("cost_cap.band_4_limit"), amount("cost_cap.band_4_ceiling")),
        (amount("cost_cap.band_5_limit"), amount("cost_cap.band_5_ceiling")),
        above=amount("cost_cap.band_6_ceiling"),
    )
    return ceiling - when(_has_chronically_ill(all_here), amount("cost_cap.chronic_reduction"), 0)


def _social_ceiling() -> Node:
    """Social cap: one ceiling for who has the increased reimbursement, the partner and who is on their names.

    Whether the reduction for a chronic illness also lowers it stands in no source that we read.
    """
    ceiling = amount("cost_cap.social_ceiling")
    lowered = open_question(
        "chronic_reduction_counts_too", if_so=ceiling - amount("cost_cap.chronic_reduction"), else_=ceiling
    )
    return when(_has_chronically_ill(in_insured_family()), lowered, ceiling)


def _has_increased_reimbursement() -> Node:
    """You or your partner. Not when it rests on an integration allowance alone, beside a partner's income."""
    holds_it = anyone((is_you() | is_partner()) & fact("has_increased_reimbursement"))
    with_allowance = anyone(in_insured_family() & fact("receives_integration_allowance")) & anyone(
        is_partner()
    )
    rests_on_allowance = open_question("rests_on_integration_allowance_alone", if_so=True, else_=False)
    return holds_it & ~(with_allowance & rests_on_allowance)


def _has_chronically_ill(among: Node) -> Node:
    """Somebody has the status of a chronic condition, or high own shares in each of the two years before."""
    last_year = in_unit(fact("own_shares_last_year_eur"), "EUR/year")  # the own shares of one calendar year
    year_before = in_unit(fact("own_shares_year_before_eur"), "EUR/year")
    twice_high = (last_year >= amount("cost_cap.chronic_threshold_last_year")) & (
        year_before >= amount("cost_cap.chronic_threshold_year_before")
    )
    return anyone(among & (fact("has_chronic_condition_status") | twice_high))


# ------------------------------------------------------------------------------ what is paid back


def _own_shares() -> Node:
    """Of each person: own shares paid this calendar year."""
    return in_unit(fact("own_shares_this_year_eur"), "EUR/year")


def _own_shares_of(among: Node) -> Node:
    return sum_over(_own_shares(), among=among)


def _child_ceiling(ceiling: Node) -> Node:
    """A child under 19 has a ceiling of its own, whatever the income; the household's when that is lower."""
    return least(amount("cost_cap.child_ceiling"), ceiling)


def _refund(ceiling_by_income: Node, ceiling: Node) -> Node:
    """What is paid back so far: above the ceiling of all at the address, of the family, or of each child."""
    of_all = above_zero(_own_shares_of(at_address_on_1_january()) - ceiling_by_income)
    of_family = above_zero(_own_shares_of(in_insured_family()) - ceiling)
    above_own = sum_over(above_zero(_own_shares() - _child_ceiling(ceiling)), among=younger_than(19))
    return most(of_all, when(_has_increased_reimbursement(), of_family, 0), above_own)
