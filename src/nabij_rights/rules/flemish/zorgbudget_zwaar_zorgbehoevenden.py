"""Care budget for heavily dependent people (ZZZ): a fixed sum a month, at any age, without income test.

The articles are those of the order of 30 November 2018 (art. 151 to 182). The right belongs to a person; it
is written for the household, because it also goes to a child, so the amount counts everybody who gets it.
"""

from collections.abc import Iterator

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._social_protection import member_of_care_fund, pays_premium

RIGHT = Right(
    id="zorgbudget_zwaar_zorgbehoevenden",
    block="V3.2",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="Zorgkas",
    legal_basis=(
        "Decree of 18 May 2018 on Flemish social protection",
        "Order of the Flemish Government of 30 November 2018, art. 151 to 182",
    ),
    granting=Granting.SEMI,
    documents=("identity_card", "care_need_certificate", "bank_account_number"),
    recorded_as=("receives_heavy_care_budget",),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.ADMINISTRATION,
        appeal_within=LegalTerm(
            "Flemish social protection, appeal at the agency", days=90, confidence="secondary"
        ),
    ),
    sources=(
        (
            "Vlaamse sociale bescherming: zorgbudget voor zwaar zorgbehoevenden",
            "https://vlaamsesocialebescherming.be/zorgbudget-voor-zwaar-zorgbehoevenden",
        ),
        (
            "Vlaamse sociale bescherming: beroep tegen de beslissing",
            "https://vlaamsesocialebescherming.be/beroep-indienen-tegen-de-beslissing-over-je-zorgbudget-voor-zwaar-zorgbehoevenden",
        ),
        (
            "Vlaamse Codex: besluit van 30 november 2018",
            "https://codex.vlaanderen.be/PrintDocument.ashx?datum=&geannoteerd=false&id=1030063&print=true",
        ),
        (
            "FSMB: zorgbudget voor zwaar zorgbehoevenden",
            "https://www.fsmb.be/nl/zorgbudget-voor-zwaar-zorgbehoevenden",
        ),
    ),
)

_NEED = "Order of 30 November 2018, art. 151 and 153"
_RESIDENCE = "Decree, art. 41, § 1, 4°"
_SUSPENDED = "Order of 30 November 2018, art. 182"

Way = tuple[str, Node, str]
"""A way in: its key, of each person whether it is there, and the decision of a person that it needs."""


@RIGHT.rule(from_on="2019-01-01", note="Adults by the BEL scale, from 35 points on.")
def with_bel_scale() -> Rule:
    """A certificate, points, or 35 points on the BEL scale; also everybody in a care home."""
    bel = ("adult_bel_scale", aged(18), "bel_from_35")
    return _care_budget([*_certificates(), bel, *_points(), _in_care_home(), _schoolchild()])


@RIGHT.rule(from_on="2021-06-01", note="Adults by the BelRAI screener instead of the BEL scale.")
def with_belrai() -> Rule:
    """The BelRAI screener: 13 in all, or 5.5 on the two modules about daily activities."""
    return _care_budget([*_certificates(), *_belrai(), *_points(), _in_care_home(), _schoolchild()])


@RIGHT.rule(from_on="2026-03-01", note="In a care home a certificate with score C counts.")
def with_certificates_of_2026() -> Rule:
    """As before; in a care home by a certificate (art. 151), so a stay alone is not enough any more."""
    in_home = ("resident_of_care_home", fact("lives_in_care_home"), "care_home_gives_certificate")
    return _care_budget([*_certificates(), *_belrai(), *_points(), in_home, _schoolchild()])


def _care_budget(ways: list[Way]) -> Rule:
    """One sum for each person with a heavy need of care, who lived here long enough."""
    in_need = _is_one_of_yours() & one_of(*[_open_way(way) for way in ways])
    long_enough = in_need & _lived_here_long_enough()
    in_order = long_enough & _premiums_in_order()
    gets_it = in_order & ~fact("has_person_following_budget")
    persons = named("persons_who_get_it", number_of(gets_it))
    return Rule(
        member_of_care_fund("Decree, art. 41 and 42"),
        any_way("heavy_need_of_care", *_conditions(ways), article=_NEED),
        condition("lived_here_long_enough", anyone(long_enough), _RESIDENCE),
        condition("premiums_in_order", anyone(in_order), "Decree, care premium"),
        condition("no_person_following_budget", anyone(gets_it), _SUSPENDED),
        amount=amount("heavy_care_budget.month") * persons,
    )


def _conditions(ways: list[Way]) -> Iterator[Condition]:
    """Each way as a condition; one that a person decides holds only when that person says so."""
    for key, holds, decided_by in ways:
        somebody = condition(key, anyone(_is_one_of_yours() & holds), _NEED)
        yield every(f"{key}_way", somebody, person_decides(decided_by, _NEED)) if decided_by else somebody


def _open_way(way: Way) -> Node:
    """The same of each person, for the amount."""
    _, holds, decided_by = way
    return holds & open_question(decided_by, if_so=True, else_=False) if decided_by else holds


def _is_one_of_yours() -> Node:
    """Of each person: you, or who really lives with you."""
    return is_you() | lives_under_roof()


# -------------------------------------------------------------------------------------------- need


def _certificates() -> list[Way]:
    """Certificates that open it at once; two more that the care fund looks at (art. 151)."""
    known = is_(
        "care_need_attest", "belrai_13", "belrai_iadl_adl_5_5", "home_nursing_b_c", "scale_c", "palliative"
    )
    # The kinesitherapy certificate only extends a file that ran for three years without a break.
    extended = is_("care_need_attest", "kine_e_extension") & fact("receives_heavy_care_budget")
    return [
        ("certificate", known, ""),
        ("kinesitherapy_certificate", extended, "file_ran_three_years"),
        ("other_certificate", is_("care_need_attest", "other"), "care_fund_accepts_certificate"),
    ]


def _belrai() -> list[Way]:
    """Of adults; the scores are written in tenths (art. 153)."""
    total = in_unit(fact("belrai_total"), None) >= 130
    activities = in_unit(fact("belrai_iadl_adl"), None) >= 55
    return [("belrai_total_13", aged(18) & total, ""), ("belrai_activities_5_5", aged(18) & activities, "")]


def _points() -> list[Way]:
    """15 points of self-reliance, or a child with 18 points in all (art. 151)."""
    return [
        ("self_reliance_15", fact("self_reliance_points") >= 15, ""),
        ("child_18_points", fact("medical_social_points") >= 18, ""),
    ]


def _in_care_home() -> Way:
    """A resident of a recognised care home or psychiatric care home."""
    return ("lives_in_care_home", fact("lives_in_care_home"), "")


def _schoolchild() -> Way:
    """From 5 to 17 years: 10 points on body care of the Belgian profile; younger by certificate only."""
    return ("child_of_5_to_17", aged(5) & younger_than(18), "body_care_from_10")


# --------------------------------------------------------------------------------------- conditions


def _lived_here_long_enough() -> Node:
    """Of each person: a minor, or five years in a row in Flanders, Brussels or insured in Europe.

    The demand of ten years in all was annulled by the Constitutional Court (judgment 2023/112).
    """
    insured = open_question("insured_in_europe_five_years", if_so=True, else_=False)
    return younger_than(18) | fact("has_5_years_in_row") | insured


def _premiums_in_order() -> Node:
    """Of each person: no premium due yet, all paid, or settled with the care fund, which pays again then."""
    settled = open_question("arrears_settled", if_so=True, else_=False)
    return ~pays_premium() | fact("care_premium_paid_up") | settled
