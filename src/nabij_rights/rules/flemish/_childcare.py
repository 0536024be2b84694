"""What the rights on the price of childcare share: the children, and the price on the certificate.

Decree of 20 April 2012 on childcare for babies and toddlers. The scale moves each year and was not found for
every year, so the price is not worked out: it stands on the certificate.
"""

from collections.abc import Callable
from typing import Final

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._birth import is_expecting

PROVIDER: Final = "Opgroeien (Mijn Kind en Gezin)"
DECREE: Final = "Decree of 20 April 2012 on childcare for babies and toddlers"
ARTICLE: Final = "Decree of 20 April 2012, income price"
_AMOUNTS = "kinderopvang"


def pays_by_income() -> Node:
    """Of each person: a child in childcare with a price by income; certificates go up to twelve years."""
    return younger_than(12) & is_("childcare_kind", "income_priced")


def may_still_go() -> Node:
    """Of each person: a small child without such a place, who does not go to school yet."""
    return younger_than(6) & is_("study_level", "none") & ~is_("childcare_kind", "income_priced")


def child_in_income_place() -> Condition:
    """A child has such a place, or may still get one: that is for the childcare to say."""
    return any_way(
        "place_by_income",
        condition("child_in_income_place", anyone(pays_by_income()), ARTICLE),
        every(
            "child_may_get_place",
            condition("small_child_without_place", anyone(may_still_go() | is_expecting()), ARTICLE),
            person_decides("place_is_found", ARTICLE),
        ),
        article=ARTICLE,
    )


def price() -> Node:
    """Of each child: the price on the certificate; not told, then from the lowest price to the highest."""
    return told_or_worked_out(fact("income_price_eur_day"), _any_price())


def _any_price() -> Node:
    highest, lowest = amount(f"{_AMOUNTS}.maximum"), amount(f"{_AMOUNTS}.lowest")
    return open_question("price_by_income", if_so=highest, else_=lowest)


def price_of_family(of_price: Callable[[Node], Node]) -> Node:
    """Per day, of the children with such a place; when there is none, of those who may still get one."""
    paid = sum_over(of_price(price()), among=pays_by_income())
    perhaps = sum_over(of_price(_any_price()), among=may_still_go() | is_expecting())
    return when(anyone(pays_by_income()), paid, perhaps)


def standard_minimum() -> Node:
    """The lowest price by income, without a reduction."""
    return amount(f"{_AMOUNTS}.standard_minimum")


def half_price(of: Node) -> Node:
    """Half of a price, not under the standard minimum, and never more than the price itself."""
    halved = share(of, amount(f"{_AMOUNTS}.reduced_pct"))
    return least(of, most(halved, standard_minimum()))
