"""The calendar of one household: which rights begin, end or change in the coming months, and why.

Only days on which something can change are worked out; a test works out every day and finds the same. What is
not known stays so: an answer that merely becomes less certain is never announced as a loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from nabij_rights.answers import Answers, Group, Missing, answer
from nabij_rights.catalogue import EARLIEST_DAY, TooEarly
from nabij_rights.coming.ticks import Cause, CauseKind, Tick, Window, ticks_of
from nabij_rights.coming.track import Change, State, Track, person_at_home
from nabij_rights.engine.days import Day
from nabij_rights.engine.program import Situation
from nabij_rights.facts.reroot import seen_by
from nabij_rights.facts.vocabulary import LAST_DAY
from nabij_rights.reasons import Answer
from nabij_rights.rights import Kind, Right, Unit

MONTHS = 24
"""So far ahead we look; further away every rule is a guess."""

_GROWN_UP = Day(years=-18)


@dataclass(frozen=True)
class Coming:
    """One change of one right. It happens on ``on``, or between ``earliest_on`` and ``on``.

    ``persons`` are those for whom it changes (counted from 0); ``conditions`` the keys of the conditions that
    turn; ``missing`` what is still to be told; ``amount`` the new amount in cents when it is certain.
    """

    right: Right
    change: Change
    before: Answer
    after: Answer
    earliest_on: date
    on: date
    persons: tuple[int, ...]
    causes: tuple[Cause, ...]
    conditions: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    amount: int | None = None

    @property
    def is_seasonal(self) -> bool:
        """Whether it comes with a day that stands in the rule and returns each year, as a winter does."""
        return _is_season(self.causes)


# ----------------------------------------------------------------------------------------- the calendar


@dataclass(frozen=True)
class Calendar:
    """What changes for a household after ``on`` and until ``until``, the first change first."""

    on: date
    until: date
    changes: tuple[Coming, ...]


def calendar_of(
    situation: Situation,
    *,
    on: date,
    months: int = MONTHS,
    found: Answers | None = None,
    every_day: bool = False,
) -> Calendar:
    """The coming changes of every right. Raises TooEarly.

    ``every_day`` works out all days instead of those on which something can change; it gives the same.
    """
    if on < EARLIEST_DAY:
        raise TooEarly(f"The catalogue begins on {EARLIEST_DAY:%d/%m/%Y}; {on:%d/%m/%Y} is before that day.")
    window = window_of(on, months)
    found = found or answer(situation, on=on)
    changes: list[Coming] = []
    for track in tracks(found, window):
        days = window.days() if every_day else sorted(track.candidate_days)
        changes += _changes(track, (day for day in days if day > track.starts_on))
    joined = _for_all_persons(changes)
    return Calendar(on, window.until, tuple(sorted(joined, key=_first_the_soonest)))


def window_of(on: date, months: int) -> Window:
    """The days until the same day so many months later."""
    return Window(on, Day(months=months).date_on(on))


def _first_the_soonest(coming: Coming) -> tuple[date, date, str]:
    return coming.earliest_on, coming.on, coming.right.id


def tracks(found: Answers, window: Window) -> Iterator[Track]:
    """Every right that may apply here: of the household, or of each adult, also who becomes one in time."""
    views = {who: seen_by(found.situation, who) for who in range(len(found.situation.persons))}
    starts = {who: _adult_from(situation, window) for who, situation in views.items() if who}
    for outcome in found.outcomes:
        right = outcome.right
        if outcome.group is Group.ELSEWHERE:
            continue
        for viewer in views if right.unit is Unit.PERSON else (0,):
            starts_on = starts[viewer] if viewer else window.on
            ticks = ticks_of(right, views[viewer], window) if starts_on else ()
            if starts_on and ticks:
                yield Track(right, viewer, views[viewer], window, tuple(ticks), starts_on)


def _adult_from(situation: Situation, window: Window) -> date | None:
    """The day from which the own rights of somebody are followed: the day before they may turn 18, or today.

    None for somebody who stays younger than that, and for whom nobody told an age.
    """
    born = situation.persons[0].get("birth_on", (LAST_DAY, LAST_DAY))[0]
    if born <= _GROWN_UP.on(window.on):
        return window.on
    turns = window.first_day_from(_GROWN_UP, born)
    return None if turns is None else date.fromordinal(turns.toordinal() - 1)


@dataclass
class _Pending:
    """A change that has begun on a day that is only roughly known."""

    since: date
    ticks: tuple[Tick, ...]

    def is_over(self, day: date) -> bool:
        return all(tick.is_over(day) for tick in self.ticks)


class _Teller:
    """Follows one right from day to day and tells what is news."""

    def __init__(self, track: Track) -> None:
        self.track = track
        self.told = self.last = track.state(track.starts_on)
        self.told_on = track.starts_on
        self.pending: _Pending | None = None

    def look(self, day: date) -> Coming | None:
        """What is news on this day; the answer goes before the amount."""
        now = self.track.state(day)
        if now == self.last and not (self.pending and self.pending.is_over(day)):
            return None
        ticks = self.track.causes(day, now) if now != self.last else ()
        self.last = now
        if _says_the_same(now, self.told, self.track.right):
            self.pending = None
            return None
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

    def _tell(self, day: date, now: State, ticks: tuple[Tick, ...]) -> Coming | None:
        before, pending = self.told, self.pending
        since = min([pending.since if pending else day, *self._began(ticks, day)])
        all_ticks = (*(pending.ticks if pending else ()), *ticks)
        change = _change(before, now)
        told_on, self.told, self.told_on, self.pending = self.told_on, now, day, None
        if change in (Change.MORE, Change.LESS) and not self.track.knows_amounts_on(day):
            causes = {tick.cause.kind for tick in all_ticks}
            if causes <= {CauseKind.NEW_AMOUNT}:
                return None
        open_on = day if now.answer is Answer.UNKNOWN else told_on
        if _is_season(tick.cause for tick in all_ticks) and self.track.missing(open_on, for_amount=False):
            return None  # a season says nothing of somebody whose "maybe" only waits for answers
        return self._coming(change, before, now, since, day, all_ticks, told_on)

    def _began(self, ticks: Iterable[Tick], day: date) -> Iterator[date]:
        """When what ends today began; a date that was roughly known from the start began at once."""
        first = date.fromordinal(self.track.window.on.toordinal() + 1)
        for tick in ticks:
            if not tick.is_exact and tick.ends == day:
                yield tick.begins or first

    def _coming(
        self,
        change: Change,
        before: State,
        now: State,
        since: date,
        day: date,
        ticks: tuple[Tick, ...],
        told_on: date,
    ) -> Coming:
        track = self.track
        causes = (replace(t.cause, person=person_at_home(track.viewer, t.cause.person)) for t in ticks)
        is_certain = now.answer is Answer.YES and now.amount[0] == now.amount[1] > 0
        is_open = change in (Change.MAY_BEGIN, Change.LOOK_AGAIN)
        return Coming(
            right=track.right,
            change=change,
            before=before.answer,
            after=now.answer,
            earliest_on=since,
            on=day,
            persons=(track.viewer,),
            causes=tuple(dict.fromkeys(causes)),
            conditions=track.conditions(told_on, day, change),
            missing=track.missing(day) if is_open else (),
            amount=now.amount[0] if is_certain and track.knows_amounts_on(day) else None,
        )


def _is_season(causes: Iterable[Cause]) -> bool:
    return {cause.kind for cause in causes} == {CauseKind.FIXED_DAY}


def _says_the_same(now: State, told: State, right: Right) -> bool:
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


def _changes(track: Track, days: Iterable[date]) -> Iterator[Coming]:
    """A season is told once: that it returns the year after is no news."""
    teller = _Teller(track)
    seasons: set[Change] = set()
    for day in days:
        coming = teller.look(day)
        if coming is None or (coming.is_seasonal and coming.change in seasons):
            continue
        if coming.is_seasonal:
            seasons.add(coming.change)
        yield coming


def _for_all_persons(changes: Iterable[Coming]) -> list[Coming]:
    """The same change of the same right on the same day stands once, with all persons for whom it holds."""
    found: dict[tuple[object, ...], Coming] = {}
    for coming in changes:
        key = (coming.right.id, coming.change, coming.earliest_on, coming.on, coming.amount, coming.before)
        if (same := found.get(key)) is not None:
            causes = tuple(dict.fromkeys((*same.causes, *coming.causes)))
            found[key] = replace(same, persons=(*same.persons, *coming.persons), causes=causes)
        else:
            found[key] = coming
    return list(found.values())
