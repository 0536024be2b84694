"""What stands in the way, in a sentence for whoever works here."""

from __future__ import annotations


class NotPossible(ValueError):
    """What was typed cannot be kept; the message says why and what to do, `field` where it stands."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class ChangedMeanwhile(Exception):
    """A colleague saved this entry after it was opened here. Nothing was overwritten."""


class AlreadySettled(Exception):
    """Somebody settled this suggestion already."""


class NoIpdcFile(ValueError):
    """A file in which no services can be read; the message says why and what to do."""
