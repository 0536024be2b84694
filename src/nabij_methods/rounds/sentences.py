"""Why a visit is left out, as an English sentence with its facts. Screens have their own words per reason."""

from __future__ import annotations

from collections.abc import Mapping

from nabij_methods.rounds.answers import LeftOut, Reason
from nabij_methods.rounds.asked import DAY, HOUR, MINUTE

ENGLISH: Mapping[Reason, str] = {
    Reason.NO_SPEAKER: "Nobody who may go speaks {languages}.",
    Reason.NOBODY_OF_TEAM: "Nobody of this team goes. Let teams help each other, or add somebody.",
    Reason.WINDOW_CLOSED: "The window is closed when somebody can be there; {earliest} is the first moment.",
    Reason.TOO_LONG: "With the way there and back it is {missing_minutes} minutes longer than a shift.",
    Reason.CAPACITY: "It does not fit in what goes along: there is room for {room}.",
    Reason.PUSHES_OUT: "It would push out visits that are worth as much or more: {instead_of}.",
    Reason.NOT_ENOUGH_HOURS: "There are not enough hours: {missing_minutes} minutes are missing.",
}


def in_english(one: LeftOut) -> str:
    """The sentence for one visit that is left out."""
    return ENGLISH[one.reason].format(
        languages=" or ".join(sorted(one.languages)),
        earliest=clock(one.earliest_second or 0),
        missing_minutes=one.missing_minutes,
        room=one.room,
        instead_of=", ".join(one.instead_of),
    )


def clock(second: int) -> str:
    """A moment as hour and minute, with the day when that is not the first: `day 2, 9:05`."""
    day, rest = divmod(second, DAY)
    hour, minute = rest // HOUR, rest % HOUR // MINUTE
    return f"day {day + 1}, {hour}:{minute:02d}" if day else f"{hour}:{minute:02d}"
