"""How sure the figures are, as plain text and as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nabij_rights.blocks import right_name
from nabij_rights.how_sure import HowSure, OfRight, Tally, how_sure
from nabij_rights.parameters.book import Confidence, Status
from nabij_rights.plain_text.layout import heading, page, paragraph, table
from nabij_rights.plain_text.words import day_text, screen
from nabij_rights.rights import Kind, Level
from nabij_rights.texts.sentences import word

MEANING = (
    (str(Confidence.VERIFIED), "read in an official source, which is named with the figure"),
    (str(Confidence.DERIVED), "calculated from verified figures by a formula that is tested"),
    (str(Confidence.SECONDARY), 'read in an unofficial source; shown as "to be checked"'),
    (str(Confidence.ESTIMATE), "a lowest and a highest value, never shown as a fact"),
    (
        str(Confidence.MISSING),
        "looked for and not found; the page says so, and no old figure takes its place",
    ),
    ("current today", "the day to read it again has not come yet"),
    ("stale today", "that day has passed; an answer becomes a range up to what the figure may be by now"),
    ("estimate today", "an estimate that has no day to read it again"),
    ("missing today", "not found for this day"),
)
"""What each word means, for people who read the documentation."""

_STATUSES = (Status.CURRENT, Status.STALE, Status.ESTIMATE, Status.MISSING)


def how_sure_text(on: date, language: str) -> str:
    """The counts in columns."""
    found = how_sure(on)
    lines = heading(f"{screen('figures', language)}, {day_text(on)}: {found.all.total}")[1:]
    lines += table(
        [
            *((str(number), word("confidence", str(one), language)) for one, number in _confidence(found)),
            *((str(number), word("status", str(one), language)) for one, number in _status(found)),
        ],
        right=frozenset({0}),
    )
    for level in Level:
        lines += heading(f"{word('level', str(level), language)}: {found.rights_of(level)}", under="-")
        rows = [one for one in found.rights if one.right.level is level]
        for one in rows:
            lines += paragraph(_line(one, language), indent=2, hang=4)
    return page(lines)


def _confidence(found: HowSure) -> Iterable[tuple[Confidence, int]]:
    return found.all.confidence.items()


def _status(found: HowSure) -> Iterable[tuple[Status, int]]:
    return ((one, found.all.status[one]) for one in _STATUSES)


def _line(one: OfRight, language: str) -> str:
    parts = [
        f"{number} {word('confidence', str(sure), language)}"
        for sure, number in one.tally.confidence.items()
        if number
    ]
    stale = one.tally.status[Status.STALE]
    parts += [f"{stale} {word('status', 'stale', language)}"] if stale else []
    return f"{right_name(one.right.id, language)}: {', '.join(parts) or '-'}"


# ---------------------------------------------------------------------------------------- markdown


def how_sure_markdown(on: date) -> str:
    """The counts as a page of the documentation, in English."""
    found = how_sure(on)
    lines = [
        "# What we know and how sure",
        "",
        f"Counted for {on.isoformat()}. Written by `nabij-rights how-sure --markdown --on {on.isoformat()}`:",
        "change the rules and amounts, not this page. The site shows it for today: `/rechten/hoe-zeker/`.",
        "",
        f"{len(found.rights)} rights, {found.cases} worked-out examples, {found.all.total} figures in the "
        f"rules in force, {found.rows} dated values in all.",
        "",
        "## Figures",
        "",
        "A figure that rights of two levels use counts in each level, and once in all.",
        "",
        *_grid(("", "in all", *Level), _figure_rows(found)),
        "",
        "| word | means |",
        "| --- | --- |",
        *(f"| {said} | {meaning} |" for said, meaning in MEANING),
        "",
        "## Rights",
        "",
        *_grid(("", *Level), ((str(kind), *(found.kinds[kind][level] for level in Level)) for kind in Kind)),
        "",
        *_grid(
            ("right", "level", "figures", *(str(one) for one in Confidence), "stale", "examples"),
            (_right_row(one) for one in found.rights),
        ),
    ]
    return "\n".join(lines) + "\n"


def _figure_rows(found: HowSure) -> Iterable[tuple[object, ...]]:
    tallies: list[Tally] = [found.all, *(found.levels[level] for level in Level)]
    for sure in Confidence:
        yield (str(sure), *(tally.confidence[sure] for tally in tallies))
    for status in _STATUSES:
        yield (f"{status} today", *(tally.status[status] for tally in tallies))
    yield ("together", *(tally.total for tally in tallies))


def _right_row(one: OfRight) -> tuple[object, ...]:
    tally = one.tally
    counts = (tally.confidence[sure] for sure in Confidence)
    name = right_name(one.right.id, "en")
    return (name, one.right.level, tally.total, *counts, tally.status[Status.STALE], one.cases)


def _grid(head: Iterable[object], rows: Iterable[Iterable[object]]) -> list[str]:
    titles = [str(title) for title in head]
    lines = [f"| {' | '.join(titles)} |", f"|{' --- |' * len(titles)}"]
    return lines + [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
