"""What is wrong with a right that is data, in sentences for whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to change: where it stands, and what to do."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class BadTownRight(ValueError):
    """A right that cannot be used as it is written; ``problems`` has every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def wrong(place: str, message: str) -> BadTownRight:
    """One problem, to raise."""
    return BadTownRight([Problem(place, message)])
