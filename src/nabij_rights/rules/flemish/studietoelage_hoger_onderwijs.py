"""Study grant for higher education: by the income of the family, its points and the study credits."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="studietoelage_hoger_onderwijs",
    block="V1.8",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.PERSON,
    period="school year",
    provider="Afdeling Studietoelagen (Vlaamse overheid)",
    legal_basis=("Decree of 8 June 2007 on study funding",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "bank_account_number", "study_certificate", "student_room_contract"),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.ADMINISTRATION,
        appeal_within=LegalTerm("Study grants, review", months=6),
    ),
    sources=(
        (
            "Studietoelagen.be, ben je niet akkoord met de beslissing?",
            "https://studietoelagen.be/ben-je-niet-akkoord-met-de-beslissing",
        ),
        (
            "Studietoelagen.be: binnen de inkomensgrenzen?",
            "https://studietoelagen.be/stap-4-we-checken-of-je-binnen-de-inkomensgrenzen-valt",
        ),
        (
            "Centen voor studenten: bedrag studietoelage",
            "https://centenvoorstudenten.be/info/studietoelagen/bedrag-studietoelage/60-studiepunten/",
        ),
        (
            "Vlaanderen.be, study grants for higher education",
            "https://www.vlaanderen.be/en/study-grants-for-higher-education",
        ),
    ),
)

_DECREE = "Decree of 8 June 2007"
_AMOUNTS = "studietoelage_hoger_onderwijs"
_NO_PARENTS = (
    *CHILD_KINDS,
    "sibling",
    "grandparent",
    "grandchild",
    "child_in_law",
    "other_relative",
    "unrelated",
)


@RIGHT.rule(from_on="2018-09-01")
def rule() -> Rule:
    """A student with a diploma contract whose family income is not above the limit of its points.

    The limits since 2019 and the amounts were not found: who is below the limits of 2018 is entitled, who is
    somewhat above may be. Fewer than 27 credits are possible in some situations.
    """
    income = named("family_income", _family_income())
    named("points", _points())
    return Rule(
        condition("higher_education", you(is_("study_level", "higher")), _DECREE),
        condition("diploma_contract", you(fact("has_diploma_contract")), _DECREE),
        any_way(
            "enough_credits",
            condition("credits_27", you(_has_enough_credits()), _DECREE),
            person_decides("fewer_credits_allowed", _DECREE),
        ),
        _nationality(),
        any_way(
            "income_low_enough",
            condition("below_limit", _is_family_known() & _is_below_limit(income), _DECREE),
            every(
                "family_elsewhere",
                condition("parents_live_elsewhere", ~_is_family_known(), _DECREE),
                person_decides("income_of_parents_low_enough", _DECREE),
            ),
            article=_DECREE,
        ),
        person_decides("grant_credit_left", _DECREE),
        amount=amount(f"{_AMOUNTS}.grant"),
    )


def _has_enough_credits() -> Node:
    return fact("study_credits") >= amount(f"{_AMOUNTS}.credits")


def _nationality() -> Condition:
    """Belgian; others by how long they live or work here, which the service checks."""
    others = ~is_("residence_status", "belgian", "unlawful", "short_stay")
    return any_way(
        "nationality",
        condition("belgian", you(is_("residence_status", "belgian")), _DECREE),
        every(
            "other_nationality",
            condition("other_stay", you(others), _DECREE),
            person_decides("lived_or_worked_here_long_enough", _DECREE),
        ),
        article=_DECREE,
    )


# ------------------------------------------------------------------------------------- the family


def _is_independent() -> Node:
    """You are married, support yourself or are a single student: then your own income counts."""
    return you(is_("student_status", "married", "self_supporting", "single"))


def _is_parent() -> Node:
    """Of each person: a parent of yours, or the partner of a parent.

    Told the other way round, for a child they are one or the other, and only what they are not is certain.
    """
    return ~is_("relation_to_reference", "self", *PARTNER_KINDS, *_NO_PARENTS) & lives_under_roof()


def _is_family_known() -> Node:
    """Your own income counts, or a parent lives here; of parents elsewhere the income is not known."""
    return _is_independent() | anyone(_is_parent())


def _counts_for_income() -> Node:
    own = is_you() | (is_partner() & lives_under_roof())
    return (_is_independent() & own) | (~_is_independent() & _is_parent())


def _family_income() -> Node:
    """Taxable income, 80 % of maintenance, leefloon, replacement allowance, and property that others use.

    That property counts twice by the text that we found, which is not the newest.
    """
    maintenance = share(_of_family("maintenance_received_eur_year"), amount(f"{_AMOUNTS}.maintenance_share"))
    used_by_others = in_unit(fact("indexed_cadastral_foreign_use_eur"), "EUR/year")  # a yearly income
    professional = in_unit(fact("indexed_cadastral_professional_eur"), "EUR/year")
    owns = anyone(_counts_for_income() & fact("has_property_right"))
    return (
        _of_family("joint_taxable_income_eur_year")
        + _of_family("separate_taxable_income_eur_year")
        + maintenance
        + _of_family("integration_income_eur_year")
        + _of_family("income_replacement_eur_year")
        + _of_family("exempt_foreign_income_eur_year")
        + when(owns, 2 * used_by_others + professional, 0)
    )


def _of_family(fact_id: str) -> Node:
    return sum_over(fact(fact_id), among=_counts_for_income())


# --------------------------------------------------------------------------- points and the limits


def _points() -> Node:
    """As for the school allowance, on 31 December: today's household is the nearest that is known."""
    is_of_home = ~is_("relation_to_reference", "unrelated")
    is_dependent_student = is_("student_status", "dependent") & ~is_("study_level", "none")
    in_higher = number_of(is_("study_level", "higher") & is_of_home)
    return (
        _starting_point()
        + number_of(is_of_home & (fact("is_fiscally_dependent") | is_dependent_student))
        + above_zero(in_higher - 1)
        + number_of(is_of_home & _has_severe_disability())
    )


def _starting_point() -> Node:
    """Not for a single or self-supporting student without children."""
    has_children = anyone(is_("relation_to_reference", *CHILD_KINDS))
    return when(you(is_("student_status", "self_supporting", "single")) & ~has_children, 0, 1)


def _has_severe_disability() -> Node:
    return fact("disability_pct") >= amount(f"{_AMOUNTS}.severe_disability_pct")


def _is_below_limit(income: Node) -> Node:
    """Only the rows of 0 to 5 and of 10 points are known; a row is never lower than the one before."""
    points = _points()
    ten = amount(f"{_AMOUNTS}.limit_10")
    five = amount(f"{_AMOUNTS}.limit_5")
    between = open_question("limit_between_is_high", if_so=most(ten, five), else_=five)
    rows = [(number, amount(f"{_AMOUNTS}.limit_{number}")) for number in range(6)]
    may_be_higher = open_question("limit_above_ten_is_higher", if_so=True, else_=False)
    limit = brackets(points, *rows, (9, between), above=most(ten, five))
    return (income <= limit) | ((points > 10) & may_be_higher)
