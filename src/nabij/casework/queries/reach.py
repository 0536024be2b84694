"""Whom bridge workers reach in a period: totals for settings, kinds and the town. Nobody is in it by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from nabij.casework import policies
from nabij.casework.models import (
    Guidance,
    ReachedContact,
    ReachedPerson,
    Setting,
    SettingKind,
    SettingWork,
    UnnamedContact,
)
from nabij.casework.types import SMALL
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.queries.ages import is_child
from nabij.registry.types import NotPossible

COLUMNS = ("families", "children", "persons", "guided", "contacts", "unnamed", "unnamed_people")
"""What is counted: unique families, children and persons; families in guidance in the period; contacts with
them; contacts without a dossier, and how many people those were with."""

Numbers = dict[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report. `hidden` names the columns whose number is too small to be shown here."""

    name: str
    counts: str
    numbers: Numbers
    hidden: frozenset[str]
    capacity_fte: Decimal
    """Full-time equivalents on the last day of the period, of all who work there together."""

    @property
    def shown(self) -> list[int | None]:
        """The numbers in the order of the columns; None for what is hidden."""
        return [None if name in self.hidden else self.numbers[name] for name in COLUMNS]


@dataclass(frozen=True, slots=True)
class KindRows:
    """A kind of setting with its settings."""

    total: Row
    settings: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """What bridge workers of a town reached from a day until (not included) another."""

    town: str
    from_on: date
    until_on: date
    total: Row
    kinds: tuple[KindRows, ...]
    age_unknown: int
    """Persons without a year of birth: they are counted as persons, never as children."""

    @property
    def has_hidden(self) -> bool:
        """Whether a number is hidden somewhere."""
        rows = [self.total, *(row for kind in self.kinds for row in (kind.total, *kind.settings))]
        return any(row.hidden for row in rows)


def reach_of(actor: Actor, *, town: str, from_on: date, until_on: date) -> Reach:
    """The report of a period, half-open: the first day counts, the last does not. Who was met in two settings
    counts once in the total. A fixed number of questions, however many contacts there are.

    Small numbers are hidden where the reader does not work. Raises Refused, NotFoundHere, NotPossible.
    """
    require(policies.may_open_reach(actor))
    if town not in actor.towns:
        raise NotFoundHere
    if until_on <= from_on:
        raise NotPossible(_("The end lies before the beginning. Change one of the two."), field="until_on")
    counted = _Counted(town, from_on, until_on)
    by_setting, by_kind, in_all = counted.by("setting"), counted.by("setting__kind"), counted.in_all()
    capacity = capacity_on(town, until_on - timedelta(days=1))
    own = _own_settings(actor, from_on, until_on)
    settings = list(Setting.objects.filter(kind__town=town).order_by("name", "pk"))
    kinds = list(SettingKind.objects.filter(town=town).order_by("name", "pk"))
    members = {kind.pk: [one for one in settings if one.kind_id == kind.pk] for kind in kinds}
    cells = {one.pk: _Cells(by_setting.get(one.pk), is_own=one.pk in own) for one in settings}
    sums = {
        kind.pk: _Cells(by_kind.get(kind.pk), is_own=all(one.pk in own for one in members[kind.pk]))
        for kind in kinds
    }
    for kind in kinds:
        _hide(sums[kind.pk], [cells[one.pk] for one in members[kind.pk]])
    whole = _Cells(in_all, is_own=policies.sees_small_numbers(actor))
    _hide(whole, list(sums.values()))
    rows = tuple(
        KindRows(
            sums[kind.pk].row(
                kind.name,
                kind.counts,
                sum((capacity.get(one.pk, Decimal(0)) for one in members[kind.pk]), Decimal(0)),
            ),
            tuple(
                cells[one.pk].row(one.name, kind.counts, capacity.get(one.pk, Decimal(0)))
                for one in members[kind.pk]
            ),
        )
        for kind in kinds
    )
    total = whole.row(_("All together"), "", sum(capacity.values(), Decimal(0)))
    return Reach(town, from_on, until_on, total, rows, counted.age_unknown())


class _Counted:
    """The counts of a town and period, for each value of a column, or in all."""

    def __init__(self, town: str, from_on: date, until_on: date) -> None:
        here = {"setting__kind__town": town, "on_day__gte": from_on, "on_day__lt": until_on}
        self.contacts = ReachedContact.objects.filter(**here).order_by()
        self.people = ReachedPerson.objects.filter(**here).order_by()
        self.unnamed = UnnamedContact.objects.filter(**here).order_by()
        guided = Guidance.objects.filter(started_at__isnull=False, started_at__date__lt=until_on).filter(
            Q(closed_at=None) | Q(closed_at__date__gte=from_on)
        )
        is_guided = Q(household__in=guided.order_by().values("household"))
        child = is_child("person", "on_day", from_on=from_on, until_on=until_on)
        self.sums: tuple[tuple[Any, dict[str, Any]], ...] = (
            (
                self.contacts,
                {
                    "contacts": Count("pk"),
                    "families": Count("household", distinct=True),
                    "guided": Count("household", distinct=True, filter=is_guided),
                },
            ),
            (
                self.people,
                {
                    "persons": Count("person", distinct=True),
                    "children": Count("person", distinct=True, filter=child),
                },
            ),
            (
                self.unnamed,
                {"unnamed": Count("pk"), "adults_": Sum("adults"), "children_": Sum("children")},
            ),
        )

    def by(self, column: str) -> dict[int, Numbers]:
        """The counts for each setting or kind where there are any: three questions."""
        found: dict[int, Numbers] = {}
        for rows, sums in self.sums:
            for one in rows.values(column).annotate(**sums):
                found.setdefault(one.pop(column), _nothing()).update(_whole(one))
        return found

    def in_all(self) -> Numbers:
        """The counts of the town: who was met in two settings once."""
        found = _nothing()
        for rows, sums in self.sums:
            found |= _whole(rows.aggregate(**sums))
        return found

    def age_unknown(self) -> int:
        """How many persons have no year of birth."""
        unknown = self.people.filter(person__identity__birth_year=None)
        return unknown.values("person").distinct().count()


def _nothing() -> Numbers:
    return dict.fromkeys(COLUMNS, 0)


def _whole(found: dict[str, int | None]) -> Numbers:
    numbers = {name: number or 0 for name, number in found.items()}
    if "unnamed" in numbers:
        numbers["unnamed_people"] = numbers.pop("adults_") + numbers.pop("children_")
    return numbers


class _Cells:
    """The numbers of one line while it is decided which of them are shown."""

    def __init__(self, numbers: Numbers | None, *, is_own: bool) -> None:
        self.numbers, self.is_own = numbers or _nothing(), is_own
        self.hidden = set() if is_own else {name for name, one in self.numbers.items() if 0 < one < SMALL}

    def row(self, name: str, counts: str, capacity_fte: Decimal) -> Row:
        return Row(name, counts, self.numbers, frozenset(self.hidden), capacity_fte)


def _hide(total: _Cells, parts: Sequence[_Cells]) -> None:
    """Where one part alone is hidden it would follow from the total: hide a second part, or the total.

    A total of parts that are all shown hides nothing, so it is shown too.
    """
    for name in COLUMNS:
        hidden = [part for part in parts if name in part.hidden]
        if parts and not hidden:
            total.hidden.discard(name)
        if len(hidden) != 1 or name in total.hidden:
            continue
        others = [part for part in parts if part.numbers[name] and not part.is_own and part not in hidden]
        if others:
            min(others, key=lambda part: part.numbers[name]).hidden.add(name)
        elif not total.is_own:
            total.hidden.add(name)


def capacity_on(town: str, on: date) -> dict[int, Decimal]:
    """How many full-time equivalents work in each setting of a town on a day; nobody's name."""
    found = (
        SettingWork.objects.on(on)
        .filter(setting__kind__town=town)
        .order_by()
        .values_list("setting")
        .annotate(fte=Sum("capacity_fte"))
    )
    return dict(found)


def _own_settings(actor: Actor, from_on: date, until_on: date) -> set[int]:
    """The settings where the actor worked in the period."""
    work = SettingWork.objects.filter(Q(until_on=None) | Q(until_on__gt=from_on), from_on__lt=until_on)
    return set(work.filter(staff=actor.staff_id).values_list("setting", flat=True))


def as_lines(reach: Reach) -> Iterable[list[str]]:
    """The report as lines of a table for a spreadsheet, with the period on the first one."""
    yield [_("From"), reach.from_on.isoformat(), _("Until (not included)"), reach.until_on.isoformat()]
    heads = (_("Families"), _("Children"), _("Persons"), _("In guidance"), _("Contacts"))
    more = (_("Contacts without dossier"), _("People in those"), _("Full-time equivalents"))
    yield [_("Kind"), _("Setting"), *heads, *more]
    for kind in reach.kinds:
        for row in kind.settings:
            yield [kind.total.name, row.name, *_numbers(row)]
        yield [kind.total.name, _("All together"), *_numbers(kind.total)]
    yield [_("All together"), "", *_numbers(reach.total)]


def _numbers(row: Row) -> list[str]:
    numbers = [_("hidden") if number is None else str(number) for number in row.shown]
    return [*numbers, f"{row.capacity_fte:.2f}".replace(".", ",")]
