"""Teams, who works in them, who is away and who stands in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.staff import policies
from nabij.staff.actions.record import Detail, record
from nabij.staff.models import Absence, CoveredNeighbourhood, Membership, StandIn, Team, User
from nabij.staff.queries import led_teams, teams_on, towns_of
from nabij.staff.types import AlreadyOpen, AreaTaken, StandInReason


@transaction.atomic
def open_team(
    *,
    actor: Actor,
    name: str,
    town: str,
    location: str,
    organisation: str,
    codes: Iterable[str],
    now: datetime,
) -> Team:
    """Begin a team. Raises Refused, AlreadyOpen when the town has a team of this name, or AreaTaken."""
    require(policies.may_change_team(actor, town))
    try:
        with transaction.atomic():
            team = Team.objects.create(name=name, town=town, location=location, organisation=organisation)
    except IntegrityError:
        raise AlreadyOpen from None
    _cover(team, codes)
    record("staff.team_opened", actor=actor, at=now, detail={"team": team.pk})
    return team


@transaction.atomic
def change_team(
    *, actor: Actor, team: Team, name: str, location: str, codes: Iterable[str], is_open: bool, now: datetime
) -> None:
    """Change what a team is called, where it works and for whom, or close it.

    Raises Refused, AlreadyOpen or AreaTaken.
    """
    require(policies.may_change_team(actor, team.town))
    team.name, team.location, team.is_open = name, location, is_open
    try:
        with transaction.atomic():
            team.save(update_fields=["name", "location", "is_open"])
    except IntegrityError:
        raise AlreadyOpen from None
    _cover(team, codes)
    record("staff.team_changed", actor=actor, at=now, detail={"team": team.pk, "open": is_open})


def _cover(team: Team, codes: Iterable[str]) -> None:
    """Let a team follow these neighbourhoods and no others. Raises AreaTaken."""
    wanted = {code.strip() for code in codes if code.strip()}
    area_of = team.town if team.is_open and not team.organisation else ""
    team.neighbourhoods.exclude(code__in=wanted).delete()
    known = set(team.neighbourhoods.values_list("code", flat=True))
    try:
        with transaction.atomic():
            team.neighbourhoods.exclude(area_of=area_of).update(area_of=area_of)
            CoveredNeighbourhood.objects.bulk_create(
                CoveredNeighbourhood(team=team, code=code, area_of=area_of) for code in sorted(wanted - known)
            )
    except IntegrityError:
        theirs = CoveredNeighbourhood.objects.filter(area_of=area_of, code__in=wanted).exclude(team=team)
        standing = theirs.select_related("team").order_by("code").first()
        if standing is None:
            raise
        raise AreaTaken(standing.code, standing.team.name) from None


@transaction.atomic
def join_team(
    *, actor: Actor, account: User, team: Team, from_on: date, is_lead: bool, now: datetime
) -> Membership:
    """Let somebody work in a team from a day on. Raises Refused, or AlreadyOpen for a member of that team."""
    led = led_teams(actor, on=day_of(now))
    require(
        policies.may_change_members(actor, team, account, towns=towns_of(account), is_lead=is_lead, led=led)
    )
    try:
        with transaction.atomic():
            made = Membership.objects.create(user=account, team=team, from_on=from_on, is_lead=is_lead)
    except IntegrityError:
        raise AlreadyOpen from None
    detail = {"account": account.pk, "team": team.pk, "lead": is_lead}
    record("staff.team_joined", actor=actor, at=now, detail=detail)
    return made


@transaction.atomic
def end_membership(*, actor: Actor, membership: Membership, now: datetime) -> None:
    """Let somebody stop in a team today, from the next request on. Raises Refused."""
    led = led_teams(actor, on=day_of(now))
    account, team = membership.user, membership.team
    require(
        policies.may_change_members(
            actor, team, account, towns=towns_of(account), is_lead=membership.is_lead, led=led
        )
    )
    _end(membership, day_of(now))
    record("staff.team_left", actor=actor, at=now, detail={"account": account.pk, "team": team.pk})


@transaction.atomic
def begin_stand_in(
    *,
    actor: Actor,
    absent: User,
    stand_in: User,
    from_on: date,
    until_on: date,
    reason: StandInReason,
    now: datetime,
) -> StandIn:
    """Let somebody see to the work of a colleague for some days, until a day that is not included.

    Raises Refused.
    """
    today = day_of(now)
    require(
        policies.may_arrange(
            actor,
            absent,
            towns=towns_of(absent),
            teams=teams_on(absent, today),
            led=led_teams(actor, on=today),
        )
    )
    require(policies.may_stand_in(stand_in, absent, towns_of(stand_in) & towns_of(absent)))
    made = StandIn.objects.create(
        absent=absent, stand_in=stand_in, from_on=from_on, until_on=until_on, reason=reason
    )
    detail: Detail = {"account": stand_in.pk, "absent": absent.pk, "until": until_on.isoformat()}
    record("staff.stand_in_begun", actor=actor, at=now, detail=detail)
    return made


@transaction.atomic
def end_stand_in(*, actor: Actor, stand_in: StandIn, now: datetime) -> None:
    """Stop standing in today. Raises Refused."""
    _require_arranging(actor, stand_in.absent, now)
    record("staff.stand_in_ended", actor=actor, at=now, detail={"account": stand_in.stand_in_id})
    _end(stand_in, day_of(now))


@transaction.atomic
def begin_absence(
    *, actor: Actor, account: User, from_on: date, until_on: date | None, now: datetime
) -> Absence:
    """Write down that somebody is away, without why.

    Raises Refused, or AlreadyOpen beside one without an end.
    """
    if actor.staff_id != account.pk:
        _require_arranging(actor, account, now)
    try:
        with transaction.atomic():
            made = Absence.objects.create(user=account, from_on=from_on, until_on=until_on)
    except IntegrityError:
        raise AlreadyOpen from None
    record("staff.absence_begun", actor=actor, at=now, detail={"account": account.pk})
    return made


@transaction.atomic
def end_absence(*, actor: Actor, absence: Absence, now: datetime) -> None:
    """Somebody is back today. Raises Refused."""
    if actor.staff_id != absence.user_id:
        _require_arranging(actor, absence.user, now)
    record("staff.absence_ended", actor=actor, at=now, detail={"account": absence.user_id})
    _end(absence, day_of(now))


def _require_arranging(actor: Actor, account: User, now: datetime) -> None:
    today = day_of(now)
    teams, led = teams_on(account, today), led_teams(actor, on=today)
    require(policies.may_arrange(actor, account, towns=towns_of(account), teams=teams, led=led))


def _end(dated: Membership | StandIn | Absence, today: date) -> None:
    if dated.from_on >= today:
        dated.delete()
    else:
        dated.until_on = today
        dated.save(update_fields=["until_on"])
