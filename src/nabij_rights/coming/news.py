"""What is news about one right as the days go by: it begins, ends, changes, or may do so.

The same for one household and for a list; what follows a right says what its answer is on a day, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from nabij_rights.coming.ticks import Cause, CauseKind, Tick, Window
from nabij_rights.coming.track import Change, State
from nabij_rights.reasons import Answer
from nabij_rights.rights import Kind, Right


class Followed(Protocol):
    """One right of one person or household, followed from ``starts_on``."""

    @property
    def right(self) -> Right: ...

    @property
    def window(self) -> Window: ...

    @property
    def starts_on(self) -> date: ...

    def state(self, day: date) -> State:
        """The answer on a day."""
        ...

    def causes(self, day: date, now: State) -> tuple[Tick, ...]:
        """The ticks without which there would have been no change on this day."""
        ...

    def knows_amounts_on(self, day: date) -> bool:
        """Whether every amount of the law that plays a part is known for this very day."""
        ...

    def waits_for_answers(self, day: date) -> bool:
        """Whether a fact that nobody told can still change the answer of a day."""
        ...


@dataclass(frozen=True)
class News:
    """One change, on ``day`` or between ``since`` and ``day``; ``told_on`` is when the news before was."""

    change: Change
    before: State
    now: State
    since: date
    day: date
    ticks: tuple[Tick, ...]
    told_on: date


@dataclass
class _Pending:
    """A change that has begun on a day that is only roughly known."""

    since: date
    ticks: tuple[Tick, ...]

    def is_over(self, day: date) -> bool:
        return all(tick.is_over(day) for tick in self.ticks)


class Teller:
    """Follows one right from day to day and tells what is news."""

    def __init__(self, track: Followed) -> None:
        self.track = track
        self.told = self.last = track.state(track.starts_on)
        self.told_on = track.starts_on
        self.pending: _Pending | None = None
        self.seasons: set[Change] = set()

    def look(self, day: date) -> News | None:
        """What is news on this day; the answer goes before the amount."""
        now = self.track.state(day)
        if now == self.last and not (self.pending and self.pending.is_over(day)):
            return None
        is_moved, self.last = now != self.last, now
        if says_the_same(now, self.told, self.track.right):
            self.pending = None
            return None
        ticks = self.track.causes(day, now) if is_moved else ()
        if now.answer is Answer.UNKNOWN and self._is_unsure(day, ticks):
            return None
        return self._tell(day, now, ticks)

    def _is_unsure(self, day: date, ticks: tuple[Tick, ...]) -> bool:
        """Whether this only shows that somebody does not know something: no news yet, or none at all."""
        if ticks and all(tick.cause.kind is CauseKind.NEW_AMOUNT for tick in ticks):
            return True
        if any(not tick.is_exact and not tick.is_over(day) for tick in ticks):
            self.pending = self.pending or _Pending(day, ticks)
            return True
        return not ticks and not (self.pending and self.pending.is_over(day))

    def _tell(self, day: date, now: State, ticks: tuple[Tick, ...]) -> News | None:
        before, pending = self.told, self.pending
        since = min([pending.since if pending else day, *self._began(ticks, day)])
        all_ticks = (*(pending.ticks if pending else ()), *ticks)
        change = _change(before, now)
        told_on, self.told, self.told_on, self.pending = self.told_on, now, day, None
        if change in (Change.MORE, Change.LESS):
            is_only_amounts = {tick.cause.kind for tick in all_ticks} <= {CauseKind.NEW_AMOUNT}
            if is_only_amounts and not self.track.knows_amounts_on(day):
                return None
        if is_season(tick.cause for tick in all_ticks):
            open_on = day if now.answer is Answer.UNKNOWN else told_on
            if not self._is_news_of_a_season(change, open_on):
                return None
        return News(change, before, now, since, day, all_ticks, told_on)

    def _is_news_of_a_season(self, change: Change, open_on: date) -> bool:
        """A season is told once: that it returns the year after is no news. It is not told at all to somebody
        whose "maybe" only waits for answers.
        """
        if change in self.seasons or self.track.waits_for_answers(open_on):
            return False
        self.seasons.add(change)
        return True

    def _began(self, ticks: Iterable[Tick], day: date) -> Iterator[date]:
        """When what ends today began; a date that was roughly known from the start began at once."""
        first = date.fromordinal(self.track.window.on.toordinal() + 1)
        for tick in ticks:
            if not tick.is_exact and tick.ends == day:
                yield tick.begins or first


def is_season(causes: Iterable[Cause]) -> bool:
    """Whether a change comes with a day that stands in the rule and returns each year, as a winter does."""
    return {cause.kind for cause in causes} == {CauseKind.FIXED_DAY}


def says_the_same(now: State, told: State, right: Right) -> bool:
    """The same answer, and no amount that is surely another; a price is no amount that somebody gets."""
    if now.answer is not told.answer:
        return False
    if now.answer is not Answer.YES or right.kind is Kind.PRICE:
        return True
    return now.amount[0] <= told.amount[1] and told.amount[0] <= now.amount[1]


def _change(before: State, now: State) -> Change:
    if now.answer is Answer.NO:
        return Change.ENDS
    if now.answer is Answer.UNKNOWN:
        return Change.MAY_BEGIN if before.answer is Answer.NO else Change.LOOK_AGAIN
    if before.answer is not Answer.YES:
        return Change.BEGINS
    return Change.MORE if now.amount[0] > before.amount[1] else Change.LESS
