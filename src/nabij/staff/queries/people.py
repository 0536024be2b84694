"""Who works here: lists and pages for administrators and team leads, and what policies need to know."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.looks import keep, once
from nabij.staff import policies
from nabij.staff.models import (
    Absence,
    Invitation,
    LostFactor,
    Membership,
    RoleGrant,
    StandIn,
    Team,
    TownGrant,
    User,
)
from nabij.staff.queries.names import TeamName
from nabij.staff.types import Role


def towns_of(account: User) -> frozenset[str]:
    """Return the towns that an account works for."""
    return frozenset(TownGrant.objects.filter(user=account).values_list("town", flat=True))


def towns_of_accounts(staff_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """For which towns each of these accounts works; who works for none is left out."""
    found: dict[int, frozenset[str]] = {}
    for account, town in TownGrant.objects.filter(user__in=list(staff_ids)).values_list("user_id", "town"):
        found[account] = found.get(account, frozenset()) | {town}
    return found


def teams_on(account: User, day: date) -> frozenset[int]:
    """Return the teams in which somebody works on a day, without those stood in for."""
    return frozenset(Membership.objects.on(day).filter(user=account).values_list("team_id", flat=True))


def led_teams(actor: Actor, *, on: date) -> frozenset[int]:
    """Return the open teams that this actor leads on a day."""
    if Role.TEAM_LEAD not in actor.roles:
        return frozenset()
    leads = Membership.objects.on(on).filter(user_id=actor.staff_id, is_lead=True, team__is_open=True)
    numbers = leads.values_list("team_id", flat=True)
    return once(("staff.led_teams", actor.staff_id, on), lambda: frozenset(numbers))


def led_teams_named(actor: Actor, *, on: date) -> list[TeamName]:
    """The open teams that this actor leads on a day, in the order of their names."""
    if Role.TEAM_LEAD not in actor.roles:
        return []
    leads = Membership.objects.on(on).filter(user_id=actor.staff_id, is_lead=True).order_by()
    found = Team.objects.open().filter(pk__in=leads.values("team")).order_by("name", "pk")
    named = [TeamName(team.pk, team.name, team.town, team.organisation) for team in found]
    keep(("staff.led_teams", actor.staff_id, on), frozenset(one.team_id for one in named))
    return named


def account_with_address(email: str) -> User | None:
    """Return the account with an e-mail address, in any spelling of capitals, or None."""
    found: User | None = User.objects.filter(email__iexact=email).first()
    return found


def active_administrators() -> frozenset[int]:
    """Return the accounts that can log in as administrator: the last one can never be taken away."""
    open_ones = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return frozenset(open_ones.values_list("user_id", flat=True))


@dataclass(frozen=True)
class PersonRow:
    """One line in the list of people."""

    account: User
    roles: list[str]
    teams: list[str]
    is_away: bool
    is_invited: bool


def _visible(actor: Actor, *, on: date) -> QuerySet[User]:
    if Role.ADMINISTRATOR in actor.roles:
        elsewhere = TownGrant.objects.filter(user=OuterRef("pk")).exclude(town__in=actor.towns)
        found: QuerySet[User] = User.objects.filter(~Exists(elsewhere))
        return found
    members = Membership.objects.on(on).filter(team__in=led_teams(actor, on=on)).values("user_id")
    found = User.objects.filter(Q(pk__in=members) | Q(pk=actor.staff_id))
    return found


def people(actor: Actor, *, on: date) -> list[PersonRow]:
    """Return who works here, as far as this actor looks after them: open accounts first, then by name."""
    accounts = _visible(actor, on=on).prefetch_related(
        "role_grants",
        Prefetch("memberships", Membership.objects.on(on).select_related("team")),
        Prefetch("absences", Absence.objects.on(on)),
    )
    return [
        PersonRow(
            account=account,
            roles=[str(Role(grant.role).label) for grant in account.role_grants.all()],
            teams=[membership.team.name for membership in account.memberships.all()],
            is_away=bool(account.absences.all()),
            is_invited=account.is_active and not account.has_usable_password(),
        )
        for account in accounts.order_by("-is_active", "name", "pk")
    ]


@dataclass(frozen=True)
class PersonPage:
    """What an administrator or team lead sees of one colleague."""

    account: User
    roles: list[Role]
    towns: list[str]
    memberships: list[Membership]
    stand_ins: list[StandIn]
    stands_in_for: list[StandIn]
    absences: list[Absence]
    invitation: Invitation | None
    lost: LostFactor | None
    has_second_step: bool
    has_app: bool
    passkeys: list[Authenticator]
    is_invited: bool


def account_numbered(actor: Actor, number: int, *, on: date) -> User:
    """Return an account that this actor looks after. Raises NotFoundHere."""
    found = _visible(actor, on=on).filter(pk=number).first()
    if found is None or not policies.may_see_people(actor).allowed:
        raise NotFoundHere
    return found


def person(actor: Actor, number: int, *, now: datetime) -> PersonPage:
    """Return one colleague, with what was arranged for the days to come. Raises NotFoundHere."""
    return _page_of(account_numbered(actor, number, on=day_of(now)), now)


def own(actor: Actor, account: User, *, now: datetime) -> PersonPage:
    """Return what somebody sees of the own account. Raises NotFoundHere for another account."""
    if actor.staff_id != account.pk:
        raise NotFoundHere
    return _page_of(account, now)


def _page_of(account: User, now: datetime) -> PersonPage:
    today = day_of(now)
    coming = Q(until_on=None) | Q(until_on__gt=today)
    grants = RoleGrant.objects.filter(user=account).values_list("role", flat=True)
    return PersonPage(
        account=account,
        roles=sorted((Role(role) for role in grants), key=lambda role: str(role.label)),
        towns=sorted(towns_of(account)),
        memberships=list(Membership.objects.filter(coming, user=account).select_related("team")),
        stand_ins=list(StandIn.objects.filter(coming, absent=account).select_related("stand_in")),
        stands_in_for=list(StandIn.objects.filter(coming, stand_in=account).select_related("absent")),
        absences=list(Absence.objects.filter(coming, user=account)),
        invitation=Invitation.objects.open(now).filter(user=account).first(),
        lost=LostFactor.objects.filter(user=account, closed_at=None).select_related("asked_by").first(),
        has_second_step=has_second_step(account),
        has_app=Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists(),
        passkeys=passkeys(account),
        is_invited=account.is_active and not account.has_usable_password(),
    )


def has_second_step(account: User) -> bool:
    """Whether an app or a passkey is tied to the account; recovery codes alone are none."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=account, type__in=kinds).exists())


def passkeys(account: User) -> list[Authenticator]:
    """Return the passkeys of an account, the oldest first."""
    return list(Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).order_by("pk"))


def colleagues(actor: Actor, *, but: User, on: date) -> QuerySet[User]:
    """Return open accounts that can stand in for somebody: those that share a town with it."""
    towns = towns_of(but) & actor.towns
    open_ones: QuerySet[User] = User.objects.active().filter(town_grants__town__in=towns)
    return open_ones.exclude(pk=but.pk).distinct()


def teams(actor: Actor, *, on: date) -> list[Team]:
    """Return the teams of the towns of this actor with who works there; a lead gets the own teams only."""
    found = Team.objects.filter(town__in=actor.towns)
    if Role.ADMINISTRATOR not in actor.roles:
        found = found.filter(pk__in=led_teams(actor, on=on))
    members = Membership.objects.on(on).select_related("user").order_by("-is_lead", "user__name")
    return list(
        found.prefetch_related("neighbourhoods", Prefetch("memberships", members)).order_by(
            "-is_open", "name"
        )
    )


def team_numbered(actor: Actor, number: int, *, on: date) -> Team:
    """Return one team that this actor looks after. Raises NotFoundHere."""
    for team in teams(actor, on=on):
        if team.pk == number:
            return team
    raise NotFoundHere


def teams_to_give(actor: Actor, *, on: date) -> QuerySet[Team]:
    """Return the open teams for which this actor may invite somebody."""
    found = Team.objects.open().filter(town__in=actor.towns)
    return found if Role.ADMINISTRATOR in actor.roles else found.filter(pk__in=led_teams(actor, on=on))


def roles_to_give(actor: Actor) -> list[Role]:
    """Return the roles that this actor may give, by their name."""
    given: Iterable[Role] = Role if Role.ADMINISTRATOR in actor.roles else policies.LEADS_MAY_GIVE
    return sorted(given, key=lambda role: str(role.label))


def invited_by(*, token_digest: str, now: datetime) -> User | None:
    """Return the account that an open link belongs to, or None."""
    found = Invitation.objects.open(now).filter(digest=token_digest, user__is_active=True)
    invitation = found.select_related("user").first()
    return invitation.user if invitation else None
