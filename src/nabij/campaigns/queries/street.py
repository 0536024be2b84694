"""Talks in the street: the form of a worker, and the counts of a quarter. Nobody is in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from nabij.campaigns import policies
from nabij.campaigns.models import ContactTheme, Spot, StreetContact
from nabij.campaigns.types import shown_alone
from nabij.campaigns.types.hidden_table import hidden_table
from nabij.campaigns.types.street import TAKE_BACK_WITHIN, AgeBand, StreetTheme
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require

QUARTERS = 8
"""So many quarters can be looked at. They never overlap, so no table can be set off against another."""


@dataclass(frozen=True, slots=True)
class StreetPage:
    """What a worker chooses from, with what was chosen last, and what can still be taken back."""

    town: str
    spots: tuple[tuple[int, str], ...]
    last_spot: int | None
    last_ages: str
    today: int
    to_take_back: int | None


def street_page(actor: Actor, *, now: datetime) -> StreetPage:
    """The form of a worker in the street: the own last spots first. Raises Refused."""
    require(policies.may_note_street_contacts(actor))
    town = min(actor.towns, default="")
    mine = StreetContact.objects.filter(worker=actor.staff_id, taken_back_at=None).order_by("-at", "-pk")
    latest = list(mine.filter(spot__town=town)[:50])
    order = list(dict.fromkeys(one.spot_id for one in latest))
    spots = dict(Spot.objects.filter(town=town, is_open=True).values_list("pk", "name"))
    first = [number for number in order if number in spots]
    last = latest[0] if latest else None
    return StreetPage(
        town=town,
        spots=tuple((number, spots[number]) for number in [*first, *(n for n in spots if n not in first)]),
        last_spot=first[0] if first else None,
        last_ages=last.ages if last else AgeBand.TEEN,
        today=sum(day_of(one.at) == day_of(now) for one in latest),
        to_take_back=last.pk if last is not None and last.at > now - TAKE_BACK_WITHIN else None,
    )


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    @property
    def begins(self) -> datetime:
        """Its first moment, in Belgium."""
        return datetime.combine(date(self.year, 3 * self.number - 2, 1), time(), tzinfo=BRUSSELS)

    @property
    def next(self) -> Quarter:
        """The one after it."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def before(self) -> Quarter:
        """The one before it."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def code(self) -> str:
        """As it stands in an address: 2026-4."""
        return f"{self.year}-{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter of a day."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_until(day: date) -> list[Quarter]:
    """The quarters that can be looked at, the latest first."""
    found = [quarter_of(day)]
    while len(found) < QUARTERS:
        found.append(found[-1].before)
    return found


@dataclass(frozen=True, slots=True)
class SpotLine:
    """A place in the table: talks in all and by theme; None for what is hidden."""

    name: str
    contacts: int | None
    themes: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class StreetCounts:
    """The talks of a quarter by place and theme. A talk has one place and may have several themes."""

    quarter: Quarter
    themes: tuple[StreetTheme, ...]
    lines: tuple[SpotLine, ...]
    contacts: int | None
    people: int | None
    by_theme: tuple[int | None, ...]


def street_counts(actor: Actor, quarter: Quarter) -> StreetCounts:
    """The talks of a quarter in the towns of this actor; small numbers are hidden. Raises Refused."""
    require(policies.may_see_street_counts(actor))
    rows = StreetContact.objects.filter(
        spot__town__in=actor.towns,
        at__gte=quarter.begins,
        at__lt=quarter.next.begins,
        taken_back_at=None,
    )
    names = dict(Spot.objects.filter(town__in=actor.towns).order_by("name", "pk").values_list("pk", "name"))
    found = dict(rows.values_list("pk", "spot_id"))
    per_spot = Counter(found.values())
    spots = [number for number in names if per_spot[number]]
    # A filter on the talks, not on their numbers: SQLite takes only so many numbers at once.
    said = ContactTheme.objects.filter(contact__in=rows.order_by().values("pk"))
    talks: Counter[tuple[int, str]] = Counter(
        (found[contact], theme) for contact, theme in said.values_list("contact_id", "theme")
    )
    places = hidden_table({(spot, "all"): per_spot[spot] for spot in spots})
    cells = {(spot, theme): talks[spot, str(theme)] for spot in spots for theme in StreetTheme}
    table = hidden_table(cells, also=[at for at in cells if places.cells[at[0], "all"] is None])
    return StreetCounts(
        quarter=quarter,
        themes=tuple(StreetTheme),
        lines=tuple(
            SpotLine(
                names[spot],
                places.cells[spot, "all"],
                tuple(table.cells[spot, theme] for theme in StreetTheme),
            )
            for spot in spots
        ),
        contacts=places.columns["all"] if spots else 0,
        people=shown_alone(sum(rows.values_list("people", flat=True))),
        by_theme=tuple(table.columns[theme] if spots else 0 for theme in StreetTheme),
    )


def spots_of(actor: Actor) -> list[Spot]:
    """All places of the towns of this actor, also those that are closed. Raises Refused."""
    require(policies.may_lead_campaigns(actor))
    return list(Spot.objects.filter(town__in=actor.towns).order_by("-is_open", "name", "pk"))
