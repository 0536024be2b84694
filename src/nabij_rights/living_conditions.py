"""The thirteen items of material and social deprivation of the European Union, for one adult and the home.

Seven items are about the household, six about the adult who answers. An item counts only when somebody lacks
it because there is no money for it; who does not want or need it lacks nothing. At least five of the thirteen
is "material and social deprivation", at least seven is "severe". What nobody filled in stays unknown, so
there is a lowest and a highest number. It describes a situation, opens no right and is no score of a person.

Sources: Eurostat, Glossary: Severe material and social deprivation rate (items, seven of thirteen; read on
22/11/2026); Insee, definition c2244 (five of thirteen; read on 22/11/2026). Collected by EU-SILC since 2014.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nabij_rights.reasons import Answer

SOURCES = (
    (
        "Eurostat, Glossary: Severe material and social deprivation rate (SMSD)",
        "https://ec.europa.eu/eurostat/statistics-explained/index.php?title=Glossary:"
        "Severe_material_and_social_deprivation_rate_(SMSD)",
    ),
    ("Insee, c2244", "https://www.insee.fr/en/metadonnees/definition/c2244"),
)

OF_THE_HOUSEHOLD = (
    "unexpected_expense",
    "holiday",
    "arrears",
    "meal",
    "warm_home",
    "car",
    "furniture",
)
OF_THE_ADULT = ("internet", "clothes", "shoes", "pocket_money", "leisure", "friends")
ITEMS = OF_THE_HOUSEHOLD + OF_THE_ADULT

DEPRIVED_FROM = 5
SEVERELY_FROM = 7

NO_OTHER_REASON = frozenset({"unexpected_expense", "arrears", "warm_home"})
"""Items that nobody lacks by choice: there the question has only yes and no."""


class Afford(StrEnum):
    """What is said of one item."""

    HAS = "has"
    CANNOT_AFFORD = "cannot_afford"
    OTHER_REASON = "other_reason"  # lacks it, but not for want of money


@dataclass(frozen=True)
class LivingConditions:
    """How many of the thirteen somebody cannot afford, and what that number reaches."""

    lowest: int
    highest: int
    is_deprived: Answer
    is_severely_deprived: Answer

    @property
    def unknown(self) -> int:
        """How many items nobody filled in."""
        return self.highest - self.lowest


def living_conditions(said: Mapping[str, Afford]) -> LivingConditions:
    """What follows from the items that were filled in. Raises KeyError for an item not on the list."""
    if unknown := set(said) - set(ITEMS):
        raise KeyError(f"not one of the thirteen items: {', '.join(sorted(unknown))}")
    lowest = sum(answer is Afford.CANNOT_AFFORD for answer in said.values())
    highest = lowest + len(ITEMS) - len(said)
    return LivingConditions(
        lowest, highest, _reaches(lowest, highest, DEPRIVED_FROM), _reaches(lowest, highest, SEVERELY_FROM)
    )


def _reaches(lowest: int, highest: int, number: int) -> Answer:
    if lowest >= number:
        return Answer.YES
    return Answer.UNKNOWN if highest >= number else Answer.NO
