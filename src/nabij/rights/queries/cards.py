"""What is shown of a right in a list: its card, what it brings, what is missing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import pgettext

from nabij.rights.queries import wording
from nabij.rights.queries.wording import Wording
from nabij_rights.answers import Group, Outcome
from nabij_rights.rights import Granting, Level, Right
from nabij_rights.texts.leaflets import Leaflet


class Show(StrEnum):
    """How the worth of a right is shown."""

    AMOUNT = "amount"
    AT_LEAST = "at_least"
    RANGE = "range"
    NOT_KNOWN = "not_known"
    LOWER_PRICE = "lower_price"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Worth:
    """What a right brings, in cents per period."""

    show: Show
    lowest: int = 0
    highest: int = 0
    period: str = ""
    note: str = ""

    @property
    def per(self) -> str:
        """The period in words."""
        return period_text(self.period)


@dataclass(frozen=True)
class Chip:
    """A fact that is missing, and the question that gives it; ``screen`` is set for one about home."""

    label: Wording
    key: str
    screen: str = ""
    whose: str = ""


@dataclass(frozen=True)
class ReasonLine:
    """One condition with its sentence. ``glyph`` is yes, maybe or no."""

    sentence: Wording
    glyph: str
    article: Wording
    a_person_decides: bool
    joined_by: str
    parts: tuple[ReasonLine, ...]


@dataclass(frozen=True)
class ForOther:
    """What somebody else at home may get from the same right."""

    name: str
    group: Group
    worth: Worth


@dataclass(frozen=True)
class Card:
    """One right in the list. ``for_whom`` is set when it is not for the person who answers."""

    key: str
    right: Right
    outcome: Outcome
    group: Group
    leaflet: Leaflet
    for_whom: str
    viewer: int
    worth: Worth
    chips: tuple[Chip, ...]
    reasons: tuple[ReasonLine, ...]
    warnings: tuple[str, ...]
    first_warnings: tuple[str, ...]
    others: tuple[ForOther, ...]
    level_word: str

    @property
    def name(self) -> Wording:
        """The name as the leaflet has it; marked as Dutch when it is."""
        return wording.from_leaflet(self.leaflet, self.leaflet.name)

    @property
    def summary(self) -> Wording:
        """One sentence."""
        return wording.from_leaflet(self.leaflet, self.leaflet.summary)

    @property
    def apply_line(self) -> Wording:
        """How you get it, in a few words."""
        return wording.from_leaflet(self.leaflet, self.leaflet.apply_line)

    @property
    def is_ticked_at_first(self) -> bool:
        """Whether its papers are asked for before anybody chose: only when it is likely."""
        return self.group is Group.YES

    @property
    def comes_by_itself(self) -> bool:
        """Whether nothing has to be asked."""
        return self.right.granting is Granting.AUTOMATIC

    @property
    def is_local(self) -> bool:
        """Whether the town decides."""
        return self.right.level is Level.LOCAL


@dataclass(frozen=True)
class Total:
    """What the rights that are likely bring together, in cents; ``period`` is month or year.

    ``is_least`` when one of them may be more: then this is the part that is certain.
    """

    lowest: int
    is_least: bool
    period: str

    @property
    def per(self) -> str:
        """The period in words."""
        return period_text(self.period)


@dataclass(frozen=True)
class Results:
    """The whole list."""

    groups: tuple[tuple[Group, tuple[Card, ...]], ...]
    totals: tuple[Total, ...]
    left_out_of_totals: tuple[Wording, ...]

    def count(self, group: Group) -> int:
        """How many rights stand in a group."""
        return len(self.of(group))

    @property
    def number_of_maybe(self) -> int:
        """How many rights are only maybe, and in no sum."""
        return self.count(Group.MAYBE)

    def of(self, group: Group) -> tuple[Card, ...]:
        """The rights in a group."""
        return dict(self.groups)[group]

    @property
    def cards(self) -> list[Card]:
        """All rights."""
        return [card for _, cards in self.groups for card in cards]


def period_text(period: str) -> str:
    """A period after an amount."""
    texts = {
        "month": pgettext("after an amount", "per month"),
        "year": pgettext("after an amount", "per year"),
        "school year": pgettext("after an amount", "per school year"),
        "day": pgettext("after an amount", "per day"),
        "once": pgettext("after an amount", "once"),
        "quarter": pgettext("after an amount", "per quarter"),
        "half month": pgettext("after an amount", "per half month"),
        "trip": pgettext("after an amount", "per trip"),
        "delivery": pgettext("after an amount", "per delivery"),
    }
    return texts.get(period, "")
