"""Bridging right for self-employed who must stop: law of 22 December 2016, reformed from 2023."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="overbruggingsrecht",
    block="F27",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    theme=Theme.WORK,
    unit=Unit.PERSON,
    period="month",
    provider="Sociaal verzekeringsfonds voor zelfstandigen",
    legal_basis=(
        "Law of 22 December 2016 on the bridging right for the self-employed",
        "Reform of the bridging right for facts from 1 January 2023",
    ),
    granting=Granting.APPLICATION,
    documents=("identity_card", "stop_proof", "income_proof", "household_composition"),
    opens=("verhoogde_tegemoetkoming",),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Law of 22 December 2016, appeal", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "Partena Professional: réforme du droit passerelle en 2023",
            "https://www.partena-professional.be/fr/knowledge-center/infoflashes/reforme-du-droit-passerelle-en-2023",
        ),
        (
            "Avixi: gedwongen stopzetting",
            "https://avixi.be/ik-ben-zelfstandige/gebeurtenis-met-impact-op-mijn-activiteit-of-statuut/gedwongen-stopzetting/",
        ),
        (
            "RSVZ: ik zet mijn zaak stop door economische moeilijkheden",
            "https://www.rsvz-inasti.fgov.be/nl/faq/ik-zet-mijn-zaak-stop-door-economische-moeilijkheden-wat-nu",
        ),
        (
            "Dyzo: recht op een inkomen na een gedwongen stopzetting",
            "https://www.dyzo.be/failliet/na-gedwongen-stopzetting-hebben-zelfstandigen-recht-op-een-inkomen-uit-de-sociale-zekerheid",
        ),
        (
            "UCM: je suis forcé d'interrompre mon activité d'indépendant",
            "https://www.ucm.be/faq/je-cessetransmets/je-suis-force-dinterrompre-mon-activite-dindependant-ai-je-droit-des-aides",
        ),
    ),
)

LAW = "Law of 22 December 2016"
REFORM = "Law of 22 December 2016, as reformed from 2023"
STOPPED_ON = "self_employed_stopped_on"
QUARTERS = 4
"""So many of the sixteen quarters before must be paid."""


@RIGHT.rule(from_on="2018-07-01", note="Before the reform of 2023.")
def before_reform() -> Rule:
    """Bankruptcy, a collective settlement, a forced stop, or economic trouble after a long career."""
    in_settlement = condition("in_collective_settlement", is_("debt_help", "collective_admitted"), LAW)
    economic = every(
        "stopped_by_economic_trouble",
        condition("economic_reason", you(is_("stop_reason", "economic")), LAW),
        person_decides("economic_ground_and_career", LAW),
    )
    return _bridging(LAW, 65, in_settlement, economic)


@RIGHT.rule(from_on="2023-01-01", note="One right for all, from 2023.")
def after_reform() -> Rule:
    """Forced by others, or by economic trouble with a leefloon, a low income or no contributions."""
    return _bridging(REFORM, 65, _economic_trouble())


@RIGHT.rule(from_on="2025-02-01", note="Pension age 66.")
def with_pension_age_66() -> Rule:
    """As before; who reaches the pension age asks for a pension."""
    return _bridging(REFORM, 66, _economic_trouble())


@RIGHT.rule(from_on="2030-02-01", note="Pension age 67.")
def with_pension_age_67() -> Rule:
    """As before; who reaches the pension age asks for a pension."""
    return _bridging(REFORM, 67, _economic_trouble())


def _bridging(article: str, pension_age: int, *other_reasons: Condition) -> Rule:
    """The amount is that of a full month; the first period is paid per week of interruption."""
    forced = you(is_("stop_reason", "bankruptcy", "disaster", "damage", "third_party"))
    charge = named("has_family_charge", anyone(~is_you() & fact("is_dependent_in_health_insurance")))
    return Rule(
        _self_employed(article),
        any_way("reason_counts", condition("forced_to_stop", forced, article), *other_reasons),
        _enough_quarters(article),
        condition("below_pension_age", you(younger_than(pension_age)), article),
        _in_time(article),
        person_decides("no_other_replacement_income", article),
        person_decides("right_not_used_up", article),
        amount=when(charge, amount("bridging_right.family"), amount("bridging_right.alone")),
    )


def _self_employed(article: str) -> Condition:
    """In main occupation, or as an assisting spouse; now, or until the business stopped."""
    works = you(is_("work_status", "self_employed_main", "assisting_spouse"))
    return any_way(
        "self_employed_in_main_occupation",
        condition("works_self_employed", works, article),
        every(
            "stopped_business",
            condition("business_stopped", you(has(STOPPED_ON)), article),
            person_decides("was_main_occupation", article),
        ),
    )


def _economic_trouble() -> Condition:
    """The leefloon is the recorded one; the limit of income of today was not found."""
    return every(
        "stopped_by_economic_trouble",
        condition("economic_reason", you(is_("stop_reason", "economic")), REFORM),
        any_way(
            "one_economic_ground",
            condition("gets_integration_income", you(has("integration_income_since_on")), REFORM),
            person_decides("low_income_or_exempt_from_contributions", REFORM),
        ),
    )


def _enough_quarters(article: str) -> Condition:
    """Four of the sixteen quarters before were paid; since 2023 equated ones, as in illness, count too."""
    paid = condition("paid_four_quarters", you(fact("paid_quarters_last_16") >= QUARTERS), article)
    if article != REFORM:
        return paid
    return any_way("enough_quarters", paid, person_decides("equated_quarters_count", REFORM))


def _in_time(article: str) -> Condition:
    """Asked before the end of the second quarter after that of the fact: nine months at the very most.

    Between six and nine months it depends on the quarter, so the fund looks.
    """
    early = ~has(STOPPED_ON) | (fact(STOPPED_ON) >= day(Day("today", months=-6)))
    perhaps = fact(STOPPED_ON) >= day(Day("today", months=-9))
    return any_way(
        "in_time",
        condition("stopped_at_most_six_months_ago", you(early), article),
        every(
            "stopped_at_most_nine_months_ago",
            condition("not_longer_than_nine_months", you(perhaps), article),
            person_decides("fund_counts_the_quarters", article),
        ),
    )
