"""What is open to whom: the banner of exceptional access, what to review, who follows a household."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import ContactAssignment, ExceptionalAccess, Notice
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_household
from nabij.staff.types import Role


def open_exceptions(actor: Actor, *, now: datetime) -> list[ExceptionalAccess]:
    """The exceptional accesses of the actor that are open now, for the banner on each page."""
    if actor.staff_id is None:
        return []
    return list(ExceptionalAccess.objects.in_force(actor.staff_id, now).order_by("until_at"))


def notices(actor: Actor) -> list[Notice]:
    """What the actor should look at as team lead or privacy officer, the newest first; no names in it."""
    mine = Q(role=Role.TEAM_LEAD, team__in=actor.team_ids) if Role.TEAM_LEAD in actor.roles else Q(pk=None)
    if Role.PRIVACY_OFFICER in actor.roles:
        mine |= Q(role=Role.PRIVACY_OFFICER, town__in=actor.towns)
    found = Notice.objects.filter(mine, seen_at=None).exclude(access__staff=actor.staff_id)
    return list(found.select_related("access__staff"))


@transaction.atomic
def exceptions_to_review(actor: Actor, *, now: datetime) -> list[ExceptionalAccess]:
    """Exceptional accesses that this team lead or privacy officer reviews, the one due first in front.

    They hold a reason in words, which may tell about the household: each is a line in the log.
    Raises Refused.
    """
    require(policies.may_review_exceptions(actor))
    scope = Q(household__team__in=actor.team_ids) if Role.TEAM_LEAD in actor.roles else Q(pk=None)
    if Role.PRIVACY_OFFICER in actor.roles:
        scope |= Q(household__town__in=actor.towns)
    found = list(
        ExceptionalAccess.objects.to_review()
        .filter(scope, household__town__in=actor.towns)
        .exclude(staff=actor.staff_id)
        .select_related("staff", "household")
    )
    if found:
        record_read(
            "registry.exceptions_read",
            actor=actor,
            about=[number_of_household(access.household_id) for access in found],
            purpose=Purpose.OVERSIGHT,
            at=now,
        )
    return found


def contact_history(actor: Actor, household_id: int, *, now: datetime) -> list[ContactAssignment]:
    """The contact persons of a household, the one of now first. It says nothing about who lives there.

    Raises NotFoundHere.
    """
    household, _sight = household_in_sight(actor, household_id, at=now)
    return list(
        ContactAssignment.objects.filter(household=household)
        .select_related("staff", "stand_in")
        .order_by("-from_at", "-pk")
    )
