"""A second step that was lost: two colleagues together give somebody a new start, never one alone."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.staff import policies
from nabij.staff.actions.invitations import new_link
from nabij.staff.actions.record import record
from nabij.staff.models import LostFactor, User
from nabij.staff.queries import led_teams
from nabij.staff.types import AlreadyOpen, InvitationKind


@transaction.atomic
def ask_new_start(*, actor: Actor, account: User, seen_how: str, now: datetime) -> LostFactor:
    """Say that a colleague lost the second step, and how it was made sure who it is.

    Nothing changes for the account yet. Raises Refused, or AlreadyOpen when it was asked for already.
    """
    require(policies.may_ask_new_start(actor, account, led=led_teams(actor, on=day_of(now))))
    asker = User.objects.get(pk=actor.staff_id)
    try:
        with transaction.atomic():
            asked = LostFactor.objects.create(user=account, asked_by=asker, asked_at=now, seen_how=seen_how)
    except IntegrityError:
        raise AlreadyOpen from None
    record("staff.new_start_asked", actor=actor, at=now, detail={"account": account.pk})
    return asked


@transaction.atomic
def confirm_new_start(*, actor: Actor, asked: LostFactor, now: datetime) -> str:
    """Take password and second steps away and return the secret part of a link to begin again.

    Raises Refused.
    """
    asked = LostFactor.objects.select_for_update().select_related("user").get(pk=asked.pk)
    require(policies.may_confirm_new_start(actor, asked))
    asked.confirmed_by_id = actor.staff_id
    asked.closed_at = now
    asked.save(update_fields=["confirmed_by", "closed_at"])
    account = asked.user
    account.set_unusable_password()  # ends its sessions too
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account).delete()
    record("staff.new_start_confirmed", actor=actor, at=now, detail={"account": account.pk})
    return new_link(account, InvitationKind.RECOVERY, actor=actor, now=now)


@transaction.atomic
def refuse_new_start(*, actor: Actor, asked: LostFactor, now: datetime) -> None:
    """Close the request without a new start; the account stays as it was. Raises Refused."""
    require(policies.may_refuse_new_start(actor, asked))
    if LostFactor.objects.filter(pk=asked.pk, closed_at=None).update(closed_at=now):
        record("staff.new_start_refused", actor=actor, at=now, detail={"account": asked.user_id})
