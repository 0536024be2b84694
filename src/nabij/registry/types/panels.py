"""Blocks that higher apps hang on the page of a household."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nabij.kernel.actors import Actor
from nabij.registry.types.layers import Sight

FillsPanel = Callable[[Actor, int, Sight, date, datetime], Mapping[str, Any] | None]
"""Given who looks, the number of the household, the sight into it, the day and the moment: what the template
shows, or None when there is nothing for this person. Reading what it shows is a query of its own."""


@dataclass(frozen=True)
class Panel:
    """One block: its place in the page, its template, what fills it; ``is_beside`` for the narrow column.

    ``is_later``: it comes after the page stands, as a part or a page of its own, so that what a worker reads
    first does not wait for it.
    """

    code: str
    order: int
    template: str
    fill: FillsPanel
    is_beside: bool = False
    is_later: bool = False


_panels: dict[str, Panel] = {}


def register_panel(panel: Panel) -> None:
    """Add a block to the page of every household; an app calls this once when it is ready."""
    _panels[panel.code] = panel


def panels() -> list[Panel]:
    """The blocks in their order."""
    return sorted(_panels.values(), key=lambda panel: panel.order)
