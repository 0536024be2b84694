"""What apps above tell the directory: how towns and colleagues are called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TownWords:
    """A town as pages name it, and its area in the list of NUTS and LAU codes ("" when not known)."""

    name: str
    is_fictional: bool = False
    area: str = ""


_towns: list[Callable[[], Mapping[str, TownWords]]] = []
_names: list[Callable[[Collection[int]], Mapping[int, str]]] = []


def register_towns(towns: Callable[[], Mapping[str, TownWords]]) -> None:
    """Say how towns are called, by their id. The app that knows towns fills this in."""
    _towns.append(towns)


def register_names(names: Callable[[Collection[int]], Mapping[int, str]]) -> None:
    """Say how colleagues are called, by their number. The app that knows accounts fills this in."""
    _names.append(names)


def town_words(town: str) -> TownWords:
    """What we know of a town; its id when nobody told."""
    for towns in _towns:
        if town in (known := towns()):
            return known[town]
    return TownWords(name=town.replace("-", " ").title())


def names_of(staff_ids: Collection[int]) -> dict[int, str]:
    """How these colleagues are called; who is unknown is left out."""
    found: dict[int, str] = {}
    for names in _names:
        found |= names(staff_ids)
    return found
