"""Dutch lessons without a fee: exemption in adult education. Decree of 15 June 2007 on adult education."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="nederlands_nt2_gratis",
    block="V2.13",
    level=Level.FLEMISH,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="once",
    provider="Centrum voor volwassenenonderwijs of basiseducatie",
    legal_basis=("Decree of 15 June 2007 on adult education, fees and exemptions",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "status_certificate"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Agentschap Integratie en Inburgering, of de school",
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "Onderwijs Vlaanderen: vrijstelling van inschrijvingsgeld in het volwassenenonderwijs",
            "https://onderwijs.vlaanderen.be/vrijstelling-van-inschrijvingsgeld-in-het-volwassenenonderwijs",
        ),
        ("Het Perspectief: vrijstellingen", "https://hetperspectief.net/vrijstellingen"),
        (
            "Belga: more participants to pay for integration courses (4 June 2026)",
            "https://www.belganewsagency.eu/more-civic-integration-participants-to-pay-for-integration-courses",
        ),
    ),
)

_FEES = "Decree on adult education, exemptions"


@RIGHT.rule(from_on="2019-01-01")
def with_all_exemptions() -> Rule:
    """Free for who lives on support, seeks asylum, looks for work, integrates, or learns to read and write.

    Prisoners are exempt too; the prison arranges that, so nothing is asked about it here.
    """
    return _rule(any_way("is_exempt", *_old_grounds(), _course_in_brussels(), article=_FEES))


@RIGHT.rule(from_on="2026-06-04", note="Fewer exemptions were announced; from when was not found.")
def after_the_announcement() -> Rule:
    """Only minors who came alone and courses in Brussels stay free, from a day that was not found.

    So the other grounds hold as long as the school still uses them.
    """
    old = every(
        "old_exemption",
        any_way("is_exempt_by_old_rule", *_old_grounds(), article=_FEES),
        person_decides("school_still_uses_old_rule", _FEES),
        article=_FEES,
    )
    came_alone = you(fact("is_unaccompanied_minor") & younger_than(18))
    return _rule(
        any_way(
            "is_exempt",
            old,
            _course_in_brussels(),
            condition("came_alone_as_minor", came_alone, _FEES),
            article=_FEES,
        )
    )


def _rule(exempt: Condition) -> Rule:
    named("hour_price", amount("dutch_lessons.hour_price"))
    named("pays_half", _pays_half())
    return Rule(exempt)


def _old_grounds() -> tuple[Condition, ...]:
    without_benefit = fact("is_registered_jobseeker") & ~has("unemployed_since_on")
    in_training = has("unemployed_since_on") & fact("follows_recognised_training")
    return (
        condition("gets_support", you(_gets_support()), _FEES),
        condition("depends_on_support", _depends_on_support(), _FEES),
        every(
            "seeks_asylum",
            condition("is_asylum_seeker", you(is_("residence_status", "asylum")), _FEES),
            person_decides("gets_material_help", _FEES),
            article=_FEES,
        ),
        every(
            "jobseeker_without_benefit",
            condition("is_jobseeker_without_benefit", you(without_benefit), _FEES),
            person_decides("registration_is_compulsory", _FEES),
            article=_FEES,
        ),
        condition("in_recognised_training", you(in_training), _FEES),
        every(
            "integration_course",
            condition("level_1_or_2", you(is_("takes_dutch_lessons", "level_1_2")), _FEES),
            person_decides("has_integration_contract", _FEES),
            article=_FEES,
        ),
        every(
            "learns_to_read",
            condition("follows_literacy", you(is_("takes_dutch_lessons", "literacy")), _FEES),
            person_decides("has_no_secondary_diploma", _FEES),
            article=_FEES,
        ),
    )


def _course_in_brussels() -> Condition:
    """Lives in Brussels and follows the course there."""
    nis = fact("municipality")
    return every(
        "course_in_brussels",
        condition("lives_in_brussels", (nis >= 21_000) & (nis < 22_000), _FEES),
        person_decides("follows_in_brussels", _FEES),
        article=_FEES,
    )


def _gets_support() -> Node:
    """Of each person: living wage, or support of that height."""
    return has("integration_income_since_on") | has("equivalent_support_since_on")


def _depends_on_support() -> Node:
    """In the charge of somebody at home who gets support."""
    return you(fact("is_fiscally_dependent")) & anyone(lives_under_roof() & _gets_support())


def _pays_half() -> Node:
    """Another benefit for the unemployed, or a disability: a part of the fee."""
    has_disability = (
        (fact("disability_pct") >= 66)
        | fact("receives_integration_allowance")
        | (fact("self_reliance_points") >= 7)
    )
    return you(has("unemployed_since_on") | has_disability)
