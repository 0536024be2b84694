"""Opening and closing accounts, their roles and their towns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.staff import policies
from nabij.staff.actions.record import Detail, record
from nabij.staff.models import Invitation, Membership, RoleGrant, StandIn, TownGrant, User, WorkPhone
from nabij.staff.queries import active_administrators, towns_of
from nabij.staff.types import NoSuchAccount, Role


@transaction.atomic
def open_account(
    *, email: str, name: str, password: str, roles: Iterable[Role], now: datetime, towns: Iterable[str] = ()
) -> User:
    """Make an account with a password at once, for a demonstration; people come in by invitation.

    Raises ValidationError when the password is too weak, and IntegrityError when the address has an account.
    """
    account = User(email=email, name=name, created_at=now)
    validate_password(password, account)
    account.set_password(password)
    account.save()
    RoleGrant.objects.bulk_create(RoleGrant(user=account, role=role) for role in roles)
    TownGrant.objects.bulk_create(TownGrant(user=account, town=town) for town in towns)
    return account


@transaction.atomic
def work_for(*, email: str, towns: Iterable[str]) -> User:
    """Let an account work for these towns, by their ids, and for no other. Raises NoSuchAccount."""
    try:
        account = User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        raise NoSuchAccount(email) from None
    wanted = set(towns)
    TownGrant.objects.filter(user=account).exclude(town__in=wanted).delete()
    known = set(TownGrant.objects.filter(user=account).values_list("town", flat=True))
    TownGrant.objects.bulk_create(TownGrant(user=account, town=town) for town in sorted(wanted - known))
    return account


@transaction.atomic
def change_roles(*, actor: Actor, account: User, roles: Iterable[Role], now: datetime) -> None:
    """Let an account hold these roles and no other, from its next request on. Raises Refused."""
    wanted = set(roles)
    User.objects.select_for_update().filter(role_grants__role=Role.ADMINISTRATOR).order_by("pk").first()
    held = {Role(role) for role in RoleGrant.objects.filter(user=account).values_list("role", flat=True)}
    require(
        policies.may_change_roles(
            actor,
            account,
            towns=towns_of(account),
            given=wanted - held,
            taken=held - wanted,
            others=active_administrators() - {account.pk},
        )
    )
    RoleGrant.objects.filter(user=account).exclude(role__in=wanted).delete()
    RoleGrant.objects.bulk_create(RoleGrant(user=account, role=role) for role in sorted(wanted - held))
    detail: Detail = {
        "account": account.pk,
        "given": ",".join(sorted(wanted - held)),
        "taken": ",".join(sorted(held - wanted)),
    }
    if wanted != held:
        record("staff.roles_changed", actor=actor, at=now, detail=detail)


@transaction.atomic
def close_account(*, actor: Actor, account: User, now: datetime) -> None:
    """End an account: no password, second step, link, telephone or team. Its name stays with its work.

    Its sessions end with the next request. Raises Refused.
    """
    User.objects.select_for_update().filter(role_grants__role=Role.ADMINISTRATOR).order_by("pk").first()
    others = active_administrators() - {account.pk}
    require(policies.may_close_account(actor, account, towns=towns_of(account), others=others))
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=account).delete()
    WorkPhone.objects.filter(user=account).delete()
    Invitation.objects.filter(user=account, closed_at=None).update(closed_at=now)
    today = day_of(now)
    Membership.objects.filter(user=account, from_on__gte=today).delete()
    Membership.objects.on(today).filter(user=account).update(until_on=today)
    StandIn.objects.filter(stand_in=account, from_on__gte=today).delete()
    StandIn.objects.on(today).filter(stand_in=account).update(until_on=today)
    record("staff.account_closed", actor=actor, at=now, detail={"account": account.pk})


@transaction.atomic
def set_work_phone(*, actor: Actor, number: str, now: datetime) -> None:
    """Set the own telephone of work, in the international form; empty takes it away. Raises Refused."""
    require(policies.may_open_work(actor))
    if not number:
        WorkPhone.objects.filter(user=actor.staff_id).delete()
    else:
        WorkPhone.objects.update_or_create(user_id=actor.staff_id, defaults={"number": number, "set_at": now})
    detail: Detail = {"account": actor.staff_id or 0, "is_set": bool(number)}
    record("staff.work_phone_changed", actor=actor, at=now, detail=detail)


@transaction.atomic
def change_password(*, account: User, password: str, now: datetime) -> None:
    """Choose a new password; other sessions of the account end.

    Raises ValidationError when it is too weak.
    """
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    record("staff.password_changed", actor=Actor(staff_id=account.pk), at=now, detail={"account": account.pk})
