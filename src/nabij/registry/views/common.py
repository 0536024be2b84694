"""What the pages of lists share."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest

from nabij.kernel.actors import Actor

PAGE_SIZE = 50


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of how many."""

    page: int
    last: int

    @property
    def before(self) -> int:
        """The page in front, or 0."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The next page, or 0."""
        return self.page + 1 if self.page < self.last else 0


def page_asked(request: HttpRequest) -> int:
    """The page in the address; the first when it says nothing sensible."""
    asked = request.GET.get("p", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def pages(page: int, count: int, size: int = PAGE_SIZE) -> Pages:
    """Where this page stands."""
    return Pages(page, max(1, ceil(count / size)))


def number_asked(request: HttpRequest, name: str) -> int | None:
    """A number in the address, or None."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
