"""Accounts begin with an invitation:

a link that works once, for 72 hours, and of which only a digest is kept.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from nabij.kernel.actors import SYSTEM, Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.staff import policies
from nabij.staff.actions.record import Detail, record
from nabij.staff.models import Invitation, Membership, RoleGrant, Team, TownGrant, User
from nabij.staff.queries import led_teams
from nabij.staff.types import AlreadyOpen, InvitationKind, LinkNotOpen, Role

LASTS = timedelta(hours=72)


def digest_of(token: str) -> str:
    """Return what the database keeps of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    actor: Actor,
    email: str,
    name: str,
    roles: Iterable[Role],
    teams: Iterable[Team],
    towns: Iterable[str],
    now: datetime,
) -> tuple[User, str]:
    """Open an account without a password; return it, and the secret part of the link, which nobody keeps.

    Raises Refused, or AlreadyOpen when the address has an account.
    """
    wanted, into, places = sorted(set(roles)), list(teams), sorted(set(towns))
    require(
        policies.may_invite(
            actor,
            roles=wanted,
            team_ids={team.pk for team in into},
            towns={*places, *(team.town for team in into)},
            led=led_teams(actor, on=day_of(now)),
        )
    )
    account = User(email=email.strip(), name=name.strip(), created_at=now)
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise AlreadyOpen from None
    RoleGrant.objects.bulk_create(RoleGrant(user=account, role=role) for role in wanted)
    TownGrant.objects.bulk_create(
        TownGrant(user=account, town=town) for town in sorted({*places, *(team.town for team in into)})
    )
    Membership.objects.bulk_create(Membership(user=account, team=team, from_on=day_of(now)) for team in into)
    detail: Detail = {
        "account": account.pk,
        "roles": ",".join(wanted),
        "teams": ",".join(str(team.pk) for team in into),
    }
    record("staff.account_invited", actor=actor, at=now, detail=detail)
    return account, new_link(account, InvitationKind.WELCOME, actor=actor, now=now)


@transaction.atomic
def invite_first_administrator(
    *, email: str, name: str, towns: Iterable[str], now: datetime
) -> tuple[User, str]:
    """Open the account that invites all others, from the command line. Raises AlreadyOpen."""
    account = User(email=email.strip(), name=name.strip(), created_at=now)
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise AlreadyOpen from None
    RoleGrant.objects.create(user=account, role=Role.ADMINISTRATOR)
    TownGrant.objects.bulk_create(TownGrant(user=account, town=town) for town in sorted(set(towns)))
    detail: Detail = {"account": account.pk, "roles": Role.ADMINISTRATOR.value}
    record("staff.account_invited", actor=SYSTEM, at=now, detail=detail)
    return account, new_link(account, InvitationKind.WELCOME, actor=SYSTEM, now=now)


@transaction.atomic
def invite_again(*, actor: Actor, account: User, now: datetime) -> str:
    """Give a new link to somebody who never came in; the old link stops. Raises Refused."""
    require(policies.may_invite_again(actor, account, led=led_teams(actor, on=day_of(now))))
    return new_link(account, InvitationKind.WELCOME, actor=actor, now=now)


def new_link(account: User, kind: InvitationKind, *, actor: Actor, now: datetime) -> str:
    """Close the open link of an account and make a new one; return its secret part. The caller decided."""
    Invitation.objects.filter(user=account, closed_at=None).update(closed_at=now)
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=account,
        kind=kind,
        digest=digest_of(token),
        made_by_id=actor.staff_id,
        made_at=now,
        until_at=now + LASTS,
    )
    record("staff.link_made", actor=actor, at=now, detail={"account": account.pk, "kind": kind.value})
    return token


@transaction.atomic
def withdraw(*, actor: Actor, account: User, now: datetime) -> None:
    """Stop the open link of an account. Raises Refused."""
    require(policies.may_invite_again(actor, account, led=led_teams(actor, on=day_of(now))))
    if Invitation.objects.filter(user=account, closed_at=None).update(closed_at=now):
        record("staff.link_withdrawn", actor=actor, at=now, detail={"account": account.pk})


@transaction.atomic
def accept(token: str, *, password: str, now: datetime) -> User:
    """Choose a password with a link, which then is spent.

    Raises LinkNotOpen, or ValidationError of the password.
    """
    found = Invitation.objects.select_for_update().filter(digest=digest_of(token)).open(now).first()
    if found is None or not found.user.is_active:
        raise LinkNotOpen
    account = found.user
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account).delete()
    found.closed_at = now
    found.save(update_fields=["closed_at"])
    record(
        "staff.link_used",
        actor=Actor(staff_id=account.pk),
        at=now,
        detail={"account": account.pk, "kind": found.kind},
    )
    return account
