"""The situation of a household as a worker goes through it: thirteen items, and a reference budget.

Nothing of it is kept, and nothing is counted but what was ticked or typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.rights.queries.wording import page_language
from nabij.staff import policies
from nabij_rights.dignity import ANYTHING, Dignity, Living, dignity_of
from nabij_rights.living_conditions import (
    ITEMS,
    NO_OTHER_REASON,
    OF_THE_HOUSEHOLD,
    SOURCES,
    Afford,
    LivingConditions,
    living_conditions,
)
from nabij_rights.texts.sentences import sentence
from nabij_rights.towns.budgets import ADULT_KINDS, BASKETS, HOMES, Budget, budget_of
from nabij_rights.towns.packs import Town, towns


@dataclass(frozen=True)
class Item:
    """One of the thirteen: what it is, and which answers there are."""

    id: str
    text: str
    answers: tuple[str, ...]
    is_of_the_household: bool


def items(actor: Actor) -> list[Item]:
    """The thirteen items, those of the household first. Raises Refused."""
    require(policies.may_open_work(actor))
    return [
        Item(
            item,
            sentence("thirteen", item, page_language()),
            tuple(str(a) for a in Afford if a is not Afford.OTHER_REASON or item not in NO_OTHER_REASON),
            item in OF_THE_HOUSEHOLD,
        )
        for item in ITEMS
    ]


def filled_in(given: Mapping[str, str]) -> dict[str, Afford]:
    """The items with an answer of their own; anything else counts as not known."""
    return {
        item: Afford(value)
        for item in ITEMS
        if (value := given.get(item, "")) in tuple(Afford)
        and not (value == Afford.OTHER_REASON and item in NO_OTHER_REASON)
    }


def said_by(given: Mapping[str, Afford]) -> LivingConditions:
    """How many of the thirteen are lacking for want of money, at least and at most."""
    return living_conditions(given)


def sources() -> tuple[tuple[str, str], ...]:
    """Where the thirteen items and the two limits were read."""
    return SOURCES


# ------------------------------------------------------------------------------------ reference budget


@dataclass(frozen=True)
class BasketLine:
    """One basket of the table, in cents per month; ``spends`` is None when nobody told."""

    name: str
    needs: tuple[int, int]
    spends: tuple[int, int] | None
    lacks: tuple[int, int]


@dataclass(frozen=True)
class Compared:
    """The household beside the table of its town."""

    found: Dignity
    baskets: tuple[BasketLine, ...]
    knows_means: bool


@dataclass(frozen=True)
class BudgetPage:
    """What the form offers: the town, its table when it has one, and the choices."""

    town: Town
    towns: tuple[Town, ...]
    budget: Budget | None
    adult_kinds: tuple[tuple[str, str], ...]
    homes: tuple[tuple[str, str], ...]
    baskets: tuple[tuple[str, str], ...]


def budget_page(actor: Actor, town_id: str) -> BudgetPage:
    """The table of a town; of the first town that has one when nobody chose. Raises Refused."""
    require(policies.may_open_work(actor))
    all_towns = tuple(sorted(towns().values(), key=lambda town: town.name))
    first = next((town for town in all_towns if budget_of(town.id) is not None), all_towns[0])
    town = towns().get(town_id, first)
    return BudgetPage(
        town,
        all_towns,
        budget_of(town.id),
        _named("adult_kind", ADULT_KINDS),
        _named("home_kind", HOMES),
        _named("basket", BASKETS),
    )


def _named(section: str, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, sentence(section, key, page_language())) for key in keys)


def compared(living: Living, budget: Budget) -> Compared:
    """What the household needs and lacks in a month, basket by basket."""
    found = dignity_of(living, budget)
    lines = tuple(
        BasketLine(sentence("basket", one.basket, page_language()), one.needs, one.spends, one.lacks)
        for one in found.baskets
    )
    return Compared(found, lines, living.means != ANYTHING)
