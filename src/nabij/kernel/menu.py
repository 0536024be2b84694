"""The main menu of people who work here: each app adds its entry, and nobody sees what is not for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision


@dataclass(frozen=True)
class MenuEntry:
    """One entry: what it is called, its sign, the name of its address, and who sees it.

    ``under`` are the first words of route names (such as "registry:") that count as being there.
    """

    label: str | Promise
    icon: str
    route: str
    policy: Callable[[Actor], Decision]
    order: int
    under: tuple[str, ...] = ()


_entries: dict[str, MenuEntry] = {}


def add_to_menu(entry: MenuEntry) -> None:
    """Add an entry; an app calls this once when it is ready. The same route twice stays one entry."""
    _entries[entry.route] = entry


def menu_of(actor: Actor) -> list[MenuEntry]:
    """The entries that this actor may open, in their order."""
    allowed = (entry for entry in _entries.values() if entry.policy(actor).allowed)
    return sorted(allowed, key=lambda entry: entry.order)
