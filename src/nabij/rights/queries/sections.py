"""The four groups of a list, each in parts that stay short: what to look at now, and the rest by theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nabij.rights.queries.cards import Card, Results
from nabij.rights.queries.results import MOST_CHIPS
from nabij.rights.queries.themes import OfTheme, by_theme
from nabij_rights.answers import Group
from nabij_rights.rights import Kind, Theme

MOST_FIRST = 6
"""So many rights of which we are not sure stand open; the others are one touch away."""

_ASKED_OF_A_PERSON = (Kind.MAY_ASK, Kind.TOWN)

ByTheme = tuple[OfTheme[Card], ...]


@dataclass(frozen=True)
class Section:
    """One group. ``first`` stands open; the rest, what a person decides and services stand by theme."""

    group: Group
    first: tuple[Card, ...]
    rest: ByTheme
    may_ask: ByTheme
    services: ByTheme

    @property
    def number(self) -> int:
        """How many rights stand in it."""
        return len(self.first) + sum(map(_number, (self.rest, self.may_ask, self.services)))

    @property
    def number_of_may_ask(self) -> int:
        """For how many a person decides."""
        return _number(self.may_ask)

    @property
    def number_of_services(self) -> int:
        """How many services."""
        return _number(self.services)


def sections(listed: Results) -> tuple[Section, ...]:
    """The groups that hold something, with every right of the list in exactly one place."""
    return tuple(_section(group, cards) for group, cards in listed.groups if cards)


def _section(group: Group, cards: tuple[Card, ...]) -> Section:
    if group not in (Group.YES, Group.MAYBE):
        return Section(group, (), _themed(cards), (), ())
    services = [card for card in cards if card.right.kind is Kind.SERVICE]
    may_ask = [card for card in cards if card.right.kind in _ASKED_OF_A_PERSON and group is Group.MAYBE]
    apart = {card.key for card in (*services, *may_ask)}
    rights = [card for card in cards if card.key not in apart]
    may_still_open = sorted(
        (card for card in rights if card.right.kind is not Kind.CLOSED), key=_one_answer_first
    )
    first = rights if group is Group.YES else may_still_open[:MOST_FIRST]
    open_keys = {card.key for card in first}
    rest = [card for card in rights if card.key not in open_keys]
    return Section(group, tuple(first), _themed(rest), _themed(may_ask), _themed(services))


def _one_answer_first(card: Card) -> tuple[int, bool]:
    """What one answer settles comes before what waits for more; then what is worth a known sum."""
    waits_for = len(card.chips) or MOST_CHIPS + 1  # nothing left to ask here: an office has to look
    return waits_for, not card.worth.highest


def _themed(cards: Iterable[Card]) -> ByTheme:
    return by_theme(cards, _theme_of)


def _theme_of(card: Card) -> Theme:
    return card.right.theme


def _number(lists: ByTheme) -> int:
    return sum(len(one.lines) for one in lists)
