"""Questions that no plan answers: what is wrong with them, and how to see it as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    """One thing that is wrong with a visit, with somebody who goes or with the travel times."""

    NO_VISITS = "no_visits"
    NO_WALKERS = "no_walkers"
    TWICE = "twice"
    NO_PLACE = "no_place"
    NEGATIVE_MINUTES = "negative_minutes"
    NEGATIVE_LOAD = "negative_load"
    NEGATIVE_CAPACITY = "negative_capacity"
    UNKNOWN_MODE = "unknown_mode"
    UNKNOWN_PRIORITY = "unknown_priority"
    WINDOW_BACKWARDS = "window_backwards"
    SHIFT_BACKWARDS = "shift_backwards"
    SHIFTS_OVERLAP = "shifts_overlap"
    NO_SHIFTS = "no_shifts"
    OUTSIDE_EVERY_SHIFT = "outside_every_shift"
    PROMISED_TO_STRANGER = "promised_to_stranger"
    NOT_IN_MATRIX = "not_in_matrix"
    MATRIX_NOT_SQUARE = "matrix_not_square"
    NO_TIMES_FOR_MODE = "no_times_for_mode"


ENGLISH: Mapping[Wrong, str] = {
    Wrong.NO_VISITS: "There are no visits to plan. Choose visits first.",
    Wrong.NO_WALKERS: "Nobody goes. Add somebody with a shift.",
    Wrong.TWICE: "{which} stands on the list twice. Keep one of them.",
    Wrong.NO_PLACE: "We do not know where {which} is. Fill in the address or the point on the map.",
    Wrong.NEGATIVE_MINUTES: "The minutes at the door of {which} are below zero. Fill in 0 or more.",
    Wrong.NEGATIVE_LOAD: "What goes to {which} is below zero. Fill in 0 or more.",
    Wrong.NEGATIVE_CAPACITY: "What {which} can take along is below zero. Fill in 0 or more, or nothing.",
    Wrong.UNKNOWN_MODE: "How {which} goes is not known. Choose on foot, by bicycle or by car.",
    Wrong.UNKNOWN_PRIORITY: "The priority of {which} is not known. Choose one of the list.",
    Wrong.WINDOW_BACKWARDS: "A window of {which} closes before it opens. Check both hours.",
    Wrong.SHIFT_BACKWARDS: "A shift of {which} ends before it begins. Check both hours.",
    Wrong.SHIFTS_OVERLAP: "Two shifts of {which} overlap. Nobody is in two places at once.",
    Wrong.NO_SHIFTS: "{which} has no shift. Give a shift, or leave this person out.",
    Wrong.OUTSIDE_EVERY_SHIFT: "Every window of {which} is outside every shift. Change a window or a shift.",
    Wrong.PROMISED_TO_STRANGER: "{which} is promised to somebody who does not go. Add that person.",
    Wrong.NOT_IN_MATRIX: "The travel times of the town do not know the place of {which}.",
    Wrong.MATRIX_NOT_SQUARE: "The travel times of the town have no row and column for each place.",
    Wrong.NO_TIMES_FOR_MODE: "The travel times of the town have none for {which}.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and which visit or person it is about."""

    wrong: Wrong
    which: str = ""

    def __str__(self) -> str:
        return ENGLISH[self.wrong].format(which=self.which)


class NotPlannable(Exception):
    """The question has faults; nothing was planned. Each fault is a sentence."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(" ".join(map(str, faults)))
        self.faults = faults
