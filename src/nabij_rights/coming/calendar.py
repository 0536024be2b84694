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
from nabij_rights.coming.news import News, Teller, is_season
from nabij_rights.coming.ticks import Cause, Window, ticks_of
from nabij_rights.coming.track import Change, Track, person_at_home
from nabij_rights.engine.days import Day
from nabij_rights.engine.program import Situation
from nabij_rights.facts.reroot import seen_by
from nabij_rights.facts.vocabulary import LAST_DAY
from nabij_rights.reasons import Answer
from nabij_rights.rights import Right, Unit

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
        return is_season(self.causes)


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
    starts = {who: adult_from(situation, window) for who, situation in views.items() if who}
    for outcome in found.outcomes:
        right = outcome.right
        if outcome.group is Group.ELSEWHERE:
            continue
        for viewer in views if right.unit is Unit.PERSON else (0,):
            starts_on = starts[viewer] if viewer else window.on
            ticks = ticks_of(right, views[viewer], window) if starts_on else ()
            if starts_on and ticks:
                yield Track(right, viewer, views[viewer], window, tuple(ticks), starts_on)


def adult_from(situation: Situation, window: Window) -> date | None:
    """The day from which the own rights of somebody are followed: the day before they may turn 18, or today.

    None for somebody who stays younger than that, and for whom nobody told an age.
    """
    born = situation.persons[0].get("birth_on", (LAST_DAY, LAST_DAY))[0]
    if born <= _GROWN_UP.on(window.on):
        return window.on
    turns = window.first_day_from(_GROWN_UP, born)
    return None if turns is None else date.fromordinal(turns.toordinal() - 1)


def _changes(track: Track, days: Iterable[date]) -> Iterator[Coming]:
    teller = Teller(track)
    for day in days:
        if (news := teller.look(day)) is not None:
            yield _coming(track, news)


def _coming(track: Track, news: News) -> Coming:
    causes = (replace(t.cause, person=person_at_home(track.viewer, t.cause.person)) for t in news.ticks)
    is_certain = news.now.answer is Answer.YES and news.now.amount[0] == news.now.amount[1] > 0
    is_open = news.change in (Change.MAY_BEGIN, Change.LOOK_AGAIN)
    return Coming(
        right=track.right,
        change=news.change,
        before=news.before.answer,
        after=news.now.answer,
        earliest_on=news.since,
        on=news.day,
        persons=(track.viewer,),
        causes=tuple(dict.fromkeys(causes)),
        conditions=track.conditions(news.told_on, news.day, news.change),
        missing=track.missing(news.day) if is_open else (),
        amount=news.now.amount[0] if is_certain and track.knows_amounts_on(news.day) else None,
    )


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
