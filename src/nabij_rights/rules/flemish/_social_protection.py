"""What the rights of the Flemish social protection share: who belongs to a care fund, and since when.

Decree of 18 May 2018. Everybody in the Flemish Region belongs to a care fund (zorgkas) and pays the care
premium from the year of the 26th birthday on; in Brussels people choose to join.
"""

from nabij_rights.authoring import *

PREMIUM_FROM_AGE = 26
"""The premium is due from the calendar year of this birthday on."""


def member_of_care_fund(article: str) -> Condition:
    """Everybody in the Flemish Region belongs to a care fund; in Brussels who joined one."""
    joined = lives_in_brussels() & open_question("joined_a_care_fund", if_so=True, else_=False)
    return any_way(
        "member_of_care_fund",
        condition("in_flemish_region", lives_in_flanders(), article),
        condition("joined_in_brussels", joined, article),
        article=article,
    )


def lives_in_brussels() -> Node:
    """The Brussels Region, by its NIS codes."""
    nis = fact("municipality")
    return (nis >= 21_000) & (nis < 22_000)


def five_years_here(article: str) -> Condition:
    """You: five years in a row in Flanders or Brussels, or insured in the European Union."""
    return any_way(
        "five_years_here",
        condition("lived_here_five_years", you(fact("has_5_years_in_row")), article),
        person_decides("insured_in_europe_five_years", article),
        article=article,
    )


def pays_premium() -> Node:
    """Of each person: old enough to owe the premium this year."""
    return aged(PREMIUM_FROM_AGE, on=days.LAST_OF_DECEMBER)
