"""The amounts that an editor must look up again, chosen by reason, level and town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.rights import policies
from nabij.rights.queries.wording import Wording, cited, from_leaflet, leaflet_of, marked, page_language
from nabij_rights.catalogue import catalogue
from nabij_rights.parameters.book import written_number
from nabij_rights.plain_text.review import what_to_do
from nabij_rights.review import Place, Reason, Task, ToReview, tasks, to_review
from nabij_rights.rights import Level
from nabij_rights.towns.packs import town_named


@dataclass(frozen=True)
class Chosen:
    """What somebody wants to see; empty is everything."""

    reason: str = ""
    level: str = ""
    town: str = ""

    def holds_for(self, item: ToReview) -> bool:
        """Whether this amount is among it."""
        return (
            (not self.reason or self.reason in item.reasons)
            and (not self.level or self.level in item.levels)
            and (not self.town or self.town in item.towns)
        )

    def __bool__(self) -> bool:
        return bool(self.reason or self.level or self.town)


@dataclass(frozen=True)
class NamedRight:
    """A right to link to."""

    id: str
    name: Wording


@dataclass(frozen=True)
class Line:
    """One amount."""

    item: ToReview
    label: Wording
    article: Wording


@dataclass(frozen=True)
class Look:
    """One look at one source, with all the amounts that it settles."""

    task: Task
    to_do: str
    rights: tuple[NamedRight, ...]
    lines: tuple[Line, ...]

    @property
    def in_editor(self) -> bool:
        """Whether this is changed in the editor for rights of the town."""
        return self.task.first.place is Place.EDITOR


@dataclass(frozen=True)
class Group:
    """Everything with one reason."""

    reason: Reason
    looks: tuple[Look, ...]
    amounts: int


@dataclass(frozen=True)
class ReviewPage:
    """The list, what was counted before anything was chosen, and what can be chosen."""

    on: date
    chosen: Chosen
    groups: tuple[Group, ...]
    counts: tuple[tuple[Reason, int], ...]
    amounts: int
    looks: int
    towns: tuple[tuple[str, str], ...]

    @property
    def levels(self) -> tuple[Level, ...]:
        """What can be chosen as level."""
        return tuple(Level)


def review_page(actor: Actor, chosen: Chosen, *, on: date) -> ReviewPage:
    """The amounts to review, in the order in which they press. Raises Refused."""
    require(policies.may_edit_rights(actor))
    every = to_review(on)
    found = [item for item in every if chosen.holds_for(item)]
    groups = tuple(_groups(found))
    counted = Counter(item.reason for item in every)
    return ReviewPage(
        on,
        chosen,
        groups,
        tuple((reason, counted[reason]) for reason in Reason),
        len(found),
        sum(len(group.looks) for group in groups),
        _towns(),
    )


def _groups(found: list[ToReview]) -> Iterable[Group]:
    todo = tasks(found)
    for reason in Reason:
        looks = tuple(_look(task) for task in todo if task.first.reason is reason)
        if looks:
            yield Group(reason, looks, sum(len(look.lines) for look in looks))


def _look(task: Task) -> Look:
    rights = tuple(NamedRight(right.id, _name(right.id)) for right in task.rights)
    language = page_language()
    return Look(task, what_to_do(task.first, language), rights, tuple(_line(item) for item in task.items))


def _name(right_id: str) -> Wording:
    written = leaflet_of(right_id)
    return from_leaflet(written, written.name)


def _line(item: ToReview) -> Line:
    label = item.amount.label
    return Line(item, marked(label.get(page_language(), label["nl"]), label["nl"]), cited(item.row.article))


def _towns() -> tuple[tuple[str, str], ...]:
    """The towns that have rights of their own, by name."""
    ids = {right.town for right in catalogue().values() if right.town}
    return tuple(sorted(((town, town_named(town).name) for town in ids), key=lambda pair: pair[1]))


def review_rows(actor: Actor, chosen: Chosen, *, on: date) -> list[tuple[str, ...]]:
    """The same as the rows of a spreadsheet, without heading. Raises Refused."""
    require(policies.may_edit_rights(actor))
    return [_row(item) for item in to_review(on) if chosen.holds_for(item)]


def _row(item: ToReview) -> tuple[str, ...]:
    row, line = item.row, _line(item)
    ends = [end for end in dict.fromkeys((row.low, row.high)) if end is not None]
    return (
        " ".join(item.reasons),
        item.since.isoformat(),
        item.amount.id,
        str(line.label),
        ", ".join(str(_name(right.id)) for right in item.rights),
        " ".join(sorted(item.levels)),
        " ".join(sorted(item.towns)),
        " - ".join(written_number(end, item.amount.unit) for end in ends),
        item.amount.unit or "",
        str(row.confidence),
        str(line.article),
        row.source.title,
        row.source.url,
        row.review_by.isoformat() if row.review_by else "",
        item.file,
        what_to_do(item, page_language()),
    )
