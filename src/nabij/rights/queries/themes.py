"""Themes in words and signs, and lists put together by theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext

from nabij_rights.rights import Theme

T = TypeVar("T")

_SIGNS = {
    Theme.INCOME: "wallet",
    Theme.WORK: "work",
    Theme.CHILDREN: "child",
    Theme.HOME: "home",
    Theme.ENERGY: "bolt",
    Theme.HEALTH: "health",
    Theme.DEBTS: "law",
    Theme.LEISURE: "bus",
}


@dataclass(frozen=True)
class OfTheme(Generic[T]):
    """What belongs to one theme, in the order in which it came."""

    theme: Theme
    lines: tuple[T, ...]

    @property
    def title(self) -> str:
        """The theme in words."""
        return theme_text(self.theme)

    @property
    def sign(self) -> str:
        """The name of its sign."""
        return _SIGNS[self.theme]


def theme_text(theme: Theme) -> str:
    """What part of life this is, in a few words."""
    return {
        Theme.INCOME: gettext("Income and taxes"),
        Theme.WORK: gettext("Work and learning"),
        Theme.CHILDREN: gettext("Children, school and study"),
        Theme.HOME: gettext("Housing"),
        Theme.ENERGY: gettext("Energy, water and internet"),
        Theme.HEALTH: gettext("Health and care"),
        Theme.DEBTS: gettext("Debts, law and papers"),
        Theme.LEISURE: gettext("Transport and leisure"),
    }[theme]


def by_theme(lines: Iterable[T], theme_of: Callable[[T], Theme]) -> tuple[OfTheme[T], ...]:
    """Every line once, under its theme; a theme without lines is left out."""
    kept = list(lines)
    found = (OfTheme(theme, tuple(one for one in kept if theme_of(one) is theme)) for theme in Theme)
    return tuple(one for one in found if one.lines)
