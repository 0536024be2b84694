"""What we know and how sure, for a page: counts with their words, and bars with their widths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from nabij.rights.queries.catalogue import folded
from nabij.rights.queries.wording import Wording, from_leaflet, leaflet_of
from nabij_rights.how_sure import HowSure, OfRight, Tally, how_sure
from nabij_rights.parameters.book import Confidence, Status
from nabij_rights.rights import Kind, Level

T = TypeVar("T", Confidence, Status)
Words = dict[T, tuple[str, str]]


@dataclass(frozen=True)
class Bar:
    """How wide each part is, in whole per cents; what is left over is what nobody found."""

    sound: int
    doubtful: int


@dataclass(frozen=True)
class Counted:
    """A word with what it means and how many figures it holds for."""

    word: str
    meaning: str
    number: int
    share: int


@dataclass(frozen=True)
class OfLevel:
    """A level of government."""

    level: Level
    rights: int
    tally: Tally
    bar: Bar
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Line:
    """A right."""

    right_id: str
    name: Wording
    tally: Tally
    cases: int
    bar: Bar


@dataclass(frozen=True)
class SurePage:
    """Everything on the page."""

    found: HowSure
    by_confidence: tuple[Counted, ...]
    by_status: tuple[Counted, ...]
    bar: Bar
    levels: tuple[OfLevel, ...]
    kinds: tuple[tuple[Kind, tuple[int, ...], int], ...]


def sure_page(on: date) -> SurePage:
    """The counts of a day, in the words of the page."""
    found = how_sure(on)
    kinds = ((kind, tuple(row[level] for level in Level)) for kind, row in found.kinds.items())
    return SurePage(
        found,
        tuple(_counted(_confidences(), found.all.confidence, found.all.total)),
        tuple(_counted(_statuses(), found.all.status, found.all.total)),
        bar_of(found.all),
        tuple(_level(level, found) for level in Level),
        tuple((kind, numbers, sum(numbers)) for kind, numbers in kinds if any(numbers)),
    )


def bar_of(tally: Tally) -> Bar:
    """The parts of a tally as a bar. A part that is there is never drawn as nothing, nor as everything."""
    if not tally.total:
        return Bar(0, 0)
    sound = _share(tally.sound, tally.total)
    return Bar(sound, min(_share(tally.doubtful, tally.total), 100 - sound))


def _share(number: int, total: int) -> int:
    if number in (0, total):
        return 100 * (number == total and total > 0)
    return min(max(round(100 * number / total), 1), 99)


def _counted(words: Words[T], numbers: Mapping[T, int], total: int) -> Iterable[Counted]:
    for key, (word, meaning) in words.items():
        yield Counted(word, meaning, numbers[key], _share(numbers[key], total))


def _confidences() -> Words[Confidence]:
    return {
        Confidence.VERIFIED: (
            _("read in the source"),
            _("Somebody read it in an official text. You find the link with the figure."),
        ),
        Confidence.DERIVED: (
            _("calculated"),
            _("The law gives the formula. We calculated it from figures that were read."),
        ),
        Confidence.SECONDARY: (
            _("to be checked"),
            _("Read on another site, not in an official text. Ask before you count on it."),
        ),
        Confidence.ESTIMATE: (_("estimate"), _("A lowest and a highest value. Never shown as a fact.")),
        Confidence.MISSING: (
            _("not found yet"),
            _("We looked and did not find it. The pages say so, and use no old figure in its place."),
        ),
    }


def _statuses() -> Words[Status]:
    return {
        Status.CURRENT: (_("up to date"), _("The day to read the source again has not come yet.")),
        Status.STALE: (
            _("to be read again"),
            _("That day has passed. The figure may be higher by now, so an answer gives a range."),
        ),
        Status.ESTIMATE: (_("estimate"), _("Not exactly known, whatever its age.")),
        Status.MISSING: (_("not known"), _("For today we have no figure.")),
    }


def _level(level: Level, found: HowSure) -> OfLevel:
    lines = (_line(one) for one in found.rights if one.right.level is level)
    tally = found.levels[level]
    in_order = tuple(sorted(lines, key=lambda line: folded(str(line.name))))
    return OfLevel(level, found.rights_of(level), tally, bar_of(tally), in_order)


def _line(one: OfRight) -> Line:
    written = leaflet_of(one.right.id)
    return Line(one.right.id, from_leaflet(written, written.name), one.tally, one.cases, bar_of(one.tally))
