"""How many households each of a team follows, set against their working time: to share work out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import BeyondCeiling, Guidance
from nabij.casework.types import ceiling_of
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import CONTACT_ROLES
from nabij.staff import queries as staff

MOST_REASONS = 20


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody follows. It serves to share work out, never to compare people: lists go by name."""

    staff_id: int
    name: str
    follows: int
    """Households of which they are contact person, in guidance or not."""
    in_guidance: int
    intensive: int
    late: int
    is_away: bool
    fte_hundredths: int | None
    """Hundredths of a full-time job; None when it was never noted."""
    languages: tuple[str, ...]
    neighbourhoods: tuple[str, ...]
    """Codes of the neighbourhoods of their teams, in order."""
    may_follow: bool
    """Whether their role may be contact person."""

    @property
    def ceiling(self) -> int:
        """Households in intensive guidance for this working time; unknown counts as full-time."""
        return ceiling_of(self.fte_hundredths)

    @property
    def is_full(self) -> bool:
        """Whether the ceiling is reached."""
        return self.intensive >= self.ceiling

    @property
    def fte(self) -> float | None:
        """The share of a full-time job, 1.0 for the whole."""
        return None if self.fte_hundredths is None else self.fte_hundredths / 100


def loads_of(
    team_ids: Collection[int], *, on: date, now: datetime, only_figures: bool = False
) -> tuple[Load, ...]:
    """Each member of these teams by name, also who follows nobody; no household is read.

    With `only_figures` languages and neighbourhoods are left empty: the board shows none.
    """
    members = staff.members_of_teams(team_ids, on=on)
    numbers = [member.staff_id for member in members]
    follows = registry.count_followed(numbers, at=now)
    guided = _guided(numbers, on, now)
    shares, roles = staff.work_times_on(numbers, on=on), staff.roles_of_accounts(numbers)
    described = [] if only_figures else numbers
    languages, areas = staff.languages_of(described), _neighbourhoods(described, on)
    return tuple(
        Load(
            member.staff_id,
            member.name,
            follows=follows.get(member.staff_id, 0),
            **guided.get(member.staff_id, _NOBODY),
            is_away=member.is_away,
            fte_hundredths=shares.get(member.staff_id),
            languages=languages.get(member.staff_id, ()),
            neighbourhoods=areas.get(member.staff_id, ()),
            may_follow=bool(roles.get(member.staff_id, frozenset()) & CONTACT_ROLES),
        )
        for member in members
    )


def _neighbourhoods(numbers: list[int], on: date) -> dict[int, tuple[str, ...]]:
    """The codes of the neighbourhoods that the teams of each of these follow, in order."""
    teams = staff.teams_of_accounts(numbers, on=on) if numbers else {}
    covered = staff.neighbourhoods_of_teams({team for found in teams.values() for team in found})
    return {
        number: tuple(sorted({code for team in found for code in covered.get(team, ())}))
        for number, found in teams.items()
    }


_NOBODY = {"in_guidance": 0, "intensive": 0, "late": 0}


def _guided(numbers: list[int], on: date, now: datetime) -> dict[int, dict[str, int]]:
    """Of each colleague who follows households in guidance: how many, how many intensively, how many late."""
    rows = Guidance.objects.guided().annotate(follower=registry.follower_of_row(at=now))
    counted = (
        rows.filter(follower__in=numbers)
        .order_by()
        .values("follower")
        .annotate(
            in_guidance=Count("pk"),
            intensive=Count("pk", filter=Q(is_intensive=True)),
            late=Count("pk", filter=Q(step_due_on__lt=on)),
        )
    )
    return {row.pop("follower"): row for row in counted}


@dataclass(frozen=True, slots=True)
class PassedCeiling:
    """Why somebody got more households in intensive guidance than the ceiling."""

    household_id: int
    household: str
    name: str
    because: str
    intensive: int
    ceiling: int
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Caseload:
    """The teams that somebody leads: members by name, their working time, ceilings that were passed."""

    loads: tuple[Load, ...]
    neighbourhoods: dict[str, str]
    fte_hundredths: int
    without_fte: int
    """Of how many members the working time was never noted."""
    passed: tuple[PassedCeiling, ...]

    @property
    def fte(self) -> float:
        """Full-time jobs of all whose working time is known."""
        return self.fte_hundredths / 100

    @property
    def intensive(self) -> int:
        """Households in intensive guidance, of all together."""
        return sum(load.intensive for load in self.loads)

    @property
    def ceiling(self) -> int:
        """How many that can be, for all who may be contact person."""
        return sum(load.ceiling for load in self.loads if load.may_follow)


@transaction.atomic
def caseload_of(actor: Actor, *, on: date, now: datetime) -> Caseload:
    """The caseload of the teams that this actor leads; each household named is a line in the log.

    Raises Refused.
    """
    require(policies.may_open_board(actor))
    led = staff.led_teams(actor, on=on)
    loads = loads_of(led, on=on, now=now)
    codes = {code for load in loads for code in load.neighbourhoods}
    fte, without = staff.fte_of_teams(led, on=on)
    return Caseload(
        loads=loads,
        neighbourhoods=registry.neighbourhood_names(codes),
        fte_hundredths=fte,
        without_fte=without,
        passed=_passed(actor, led, on, now),
    )


def _passed(actor: Actor, led: frozenset[int], on: date, now: datetime) -> tuple[PassedCeiling, ...]:
    """The latest reasons about households of these teams that are in guidance still."""
    homes = registry.visible_households(actor, at=now, team_ids=led)
    guided = Guidance.objects.guided().filter(household__in=homes).values("household")
    found = list(BeyondCeiling.objects.filter(household__in=guided).order_by("-at", "-pk")[:MOST_REASONS])
    if not found:
        return ()
    shown = {one.household_id for one in found}
    named = registry.households_named(actor, shown, purpose=Purpose.SUPERVISION, on=on, now=now)
    record_read(
        "casework.ceilings_read",
        actor=actor,
        about=registry.numbers_of_households(shown),
        purpose=Purpose.SUPERVISION,
        at=now,
    )
    names = staff.names_of({one.staff_id for one in found} | {one.by_id for one in found})
    return tuple(
        PassedCeiling(
            household_id=one.household_id,
            household=named[one.household_id].name,
            name=names.get(one.staff_id, ""),
            because=one.because,
            intensive=one.intensive,
            ceiling=one.ceiling,
            on=day_of(one.at),
            by=names.get(one.by_id, ""),
        )
        for one in found
        if one.household_id in named
    )
