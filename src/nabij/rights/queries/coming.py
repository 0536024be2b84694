"""What changes soon for somebody who did the check, by day, as a resident reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nabij.kernel import days
from nabij.rights.queries import results, wording
from nabij.rights.queries.cards import Chip, Show, Worth
from nabij.rights.queries.steps import Findings
from nabij.rights.queries.wording import Wording
from nabij_rights.answers import Missing
from nabij_rights.coming import words
from nabij_rights.coming.calendar import Calendar, Coming, calendar_of, window_of
from nabij_rights.coming.reminders import reminders_of
from nabij_rights.coming.track import Change
from nabij_rights.texts.sentences import sentence

MOST_CHIPS = 3

_GLYPHS = {
    Change.BEGINS: "yes",
    Change.MORE: "yes",
    Change.LESS: "yes",
    Change.ENDS: "no",
    Change.MAY_BEGIN: "maybe",
    Change.LOOK_AGAIN: "maybe",
}


@dataclass(frozen=True)
class ComingRight:
    """One right that changes, with the conditions that turn."""

    name: Wording
    key: str
    turns: str
    conditions: tuple[Wording, ...]
    worth: Worth | None


@dataclass(frozen=True)
class Block:
    """Rights that change in the same way; ``whom`` is empty for who answers."""

    change: str
    glyph: str
    whom: str
    to_do: str
    rights: tuple[ComingRight, ...]
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Because:
    """What changes on a day for the same reason."""

    causes: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class DayBlock:
    """A day, or two days between which it happens."""

    first_on: date
    last_on: date
    when: str
    reasons: tuple[Because, ...]


@dataclass(frozen=True)
class ToMind:
    """A day on which a right looks at something."""

    on: date
    name: Wording
    key: str
    text: str


@dataclass(frozen=True)
class Soon:
    """The whole page. ``birthdays`` lead to the birth dates that would make a day exact."""

    until: date
    days: tuple[DayBlock, ...]
    to_mind: tuple[ToMind, ...]
    birthdays: tuple[Chip, ...]


def coming_soon(found: Findings) -> Soon:
    """What begins, ends or changes in the coming 24 months, and the days to mind."""
    calendar = calendar_of(found.situation, on=found.on, found=found.answers)
    names = _Names(found)
    reminders = reminders_of(found.answers, window_of(calendar.on, 12))
    return Soon(
        until=calendar.until,
        days=tuple(_days(calendar, found, names)),
        to_mind=tuple(
            ToMind(
                one.on,
                _name(one.right.id),
                results.key_of_right(one.right.id),
                words.reminder_sentence(one, wording.page_language(), names=names.of, days=written_day),
            )
            for one in reminders
        ),
        birthdays=_birthdays(calendar, found),
    )


def written_day(day: date) -> str:
    """A day with its month in words; in figures where a word would turn the order round."""
    return wording.isolated(days.written_day(day))


class _Names:
    """What people at home are called in a sentence."""

    def __init__(self, found: Findings) -> None:
        self.names = wording.names_at_home(found.check, found.on)

    def of(self, person: int) -> str:
        return self.names[person]

    def whom(self, persons: Iterable[int]) -> str:
        return ", ".join(self.names[person] for person in persons)


def _name(right_id: str) -> Wording:
    leaflet = wording.leaflet_of(right_id)
    return wording.from_leaflet(leaflet, leaflet.name)


def _days(calendar: Calendar, found: Findings, names: _Names) -> Iterable[DayBlock]:
    language = wording.page_language()
    by_day: dict[tuple[date, date], list[Coming]] = {}
    for coming in calendar.changes:
        by_day.setdefault((coming.earliest_on, coming.on), []).append(coming)
    for (first, last), changes in by_day.items():
        when = words.when_words(first, last, language, days=written_day)
        yield DayBlock(first, last, when, tuple(_reasons(changes, found, names)))


def _reasons(changes: Iterable[Coming], found: Findings, names: _Names) -> Iterable[Because]:
    language = wording.page_language()
    together: dict[tuple[str, ...], list[Coming]] = {}
    for coming in changes:
        why = tuple(words.cause_sentences(coming.causes, language, names=names.of, days=written_day))
        together.setdefault(why, []).append(coming)
    for causes, same in together.items():
        yield Because(causes, tuple(_blocks(same, found, names)))


def _blocks(changes: Iterable[Coming], found: Findings, names: _Names) -> Iterable[Block]:
    language = wording.page_language()
    together: dict[tuple[object, ...], list[Coming]] = {}
    for coming in changes:
        key = (coming.change, coming.persons, words.to_do_sentence(coming, language))
        together.setdefault(key, []).append(coming)
    for same in together.values():
        first = same[0]
        yield Block(
            change=sentence("change", str(first.change), language),
            glyph=_GLYPHS[first.change],
            whom="" if first.persons == (0,) else names.whom(first.persons),
            to_do=words.to_do_sentence(first, language),
            rights=tuple(_right(coming) for coming in same),
            chips=_chips([missing for coming in same for missing in coming.missing], found),
        )


def _right(coming: Coming) -> ComingRight:
    leaflet = wording.leaflet_of(coming.right.id)
    amount, keys = coming.amount, coming.conditions
    return ComingRight(
        name=wording.from_leaflet(leaflet, leaflet.name),
        key=results.key_of_right(coming.right.id),
        turns=sentence("turns", str(coming.change), wording.page_language()) if keys else "",
        conditions=tuple(wording.from_leaflet(leaflet, leaflet.terms.get(key, key)) for key in keys),
        worth=None if amount is None else Worth(Show.AMOUNT, amount, amount, coming.right.period),
    )


def _chips(missing: Iterable[Missing], found: Findings) -> tuple[Chip, ...]:
    """The questions for which most of these rights wait, a few of them."""
    chips: dict[tuple[str, str], Chip] = {}
    for one, _ in Counter(missing).most_common():
        if len(chips) < MOST_CHIPS and (chip := results.chip_of(one, 0, found)) is not None:
            chips.setdefault((chip.key, chip.screen), chip)
    return tuple(chips.values())


def _birthdays(calendar: Calendar, found: Findings) -> tuple[Chip, ...]:
    """The birth dates that are only roughly known and play a part."""
    persons = {
        cause.person
        for coming in calendar.changes
        if coming.earliest_on != coming.on
        for cause in coming.causes
        if cause.fact == "birth_on" and cause.person is not None
    }
    chips = (results.chip_of(Missing("birth_on", person), 0, found) for person in sorted(persons))
    return tuple(chip for chip in chips if chip is not None)
