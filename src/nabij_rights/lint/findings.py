"""What the lint found, where, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error is refused; a warning deserves a look; information is for whoever plans the work."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True)
class Finding:
    """A sentence about one place: a file below ``nabij_rights``, with the key in it."""

    severity: Severity
    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.place}: {self.sentence}"


def error(place: str, sentence: str) -> Finding:
    """Something that may not be published."""
    return Finding(Severity.ERROR, place, sentence)


def warning(place: str, sentence: str) -> Finding:
    """Something that is probably a mistake."""
    return Finding(Severity.WARNING, place, sentence)


def information(place: str, sentence: str) -> Finding:
    """Something to know."""
    return Finding(Severity.INFORMATION, place, sentence)
