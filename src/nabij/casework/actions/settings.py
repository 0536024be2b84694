"""Where bridge workers meet people: kinds of settings, settings, who works there and for how much."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import Setting, SettingKind, SettingWork
from nabij.casework.types import Counts
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text
from nabij.staff import queries as staff

NONE = Decimal(0)


@transaction.atomic
def add_kind(*, actor: Actor, town: str, name: str, counts: Counts, client_id: UUID, now: datetime) -> int:
    """Add a kind of setting to a town, such as child care; returns its number.

    Raises Refused, NotFoundHere for a town of others, NotPossible for a name that stands already.
    """
    require(policies.may_arrange_reach(actor))
    _require_town(actor, town)
    name = _name(name, longest=60)

    def work() -> int:
        try:
            with transaction.atomic():
                kind = SettingKind.objects.create(town=town, name=name, counts=counts)
        except IntegrityError as problem:
            raise NotPossible(
                _("A kind with this name stands already. Choose it from the list."), field="name"
            ) from problem
        record("casework.setting_kind_added", actor=actor, about=[], at=now, detail={"kind": kind.pk})
        return kind.pk

    content = {"town": town, "name": name, "counts": counts}
    return once("casework.add_kind", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def add_setting(*, actor: Actor, kind_id: int, name: str, client_id: UUID, now: datetime) -> int:
    """Add a setting, such as a school; returns its number. Raises Refused, NotFoundHere, NotPossible."""
    require(policies.may_arrange_reach(actor))
    name = _name(name, longest=100)
    kind = SettingKind.objects.filter(pk=kind_id, town__in=actor.towns).first()
    if kind is None:
        raise NotFoundHere

    def work() -> int:
        try:
            with transaction.atomic():
                setting = Setting.objects.create(kind=kind, name=name)
        except IntegrityError as problem:
            raise NotPossible(
                _("A setting with this name stands already. Look for it in the list."), field="name"
            ) from problem
        record("casework.setting_added", actor=actor, about=[], at=now, detail={"setting": setting.pk})
        return setting.pk

    content = {"kind": kind_id, "name": name}
    return once("casework.add_setting", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def set_work(
    *,
    actor: Actor,
    setting_id: int,
    staff_id: int,
    capacity_fte: Decimal,
    from_on: date,
    client_id: UUID,
    now: datetime,
) -> int:
    """From a day on somebody works here for a share of full time, 0 for no longer; what was before stays.

    Returns the number of the setting. Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    require(policies.may_arrange_reach(actor))
    setting = Setting.objects.select_for_update().filter(pk=setting_id, kind__town__in=actor.towns).first()
    if setting is None:
        raise NotFoundHere
    if not NONE <= capacity_fte <= 1:
        raise NotPossible(_("Give a number from 0 to 1: 1 is full time, 0.5 is half-time."), field="fte")
    _require_colleague(actor, setting, staff_id, day_of(now))

    def work() -> int:
        _end_standing(setting, staff_id, from_on)
        if capacity_fte > NONE:
            SettingWork.objects.create(
                setting=setting, staff_id=staff_id, capacity_fte=capacity_fte, from_on=from_on
            )
        detail: dict[str, str | int | bool] = {"setting": setting.pk, "staff": staff_id}
        detail["fte"] = str(capacity_fte)
        record("casework.setting_work_set", actor=actor, about=[], at=now, detail=detail)
        return setting.pk

    content = {"setting": setting_id, "staff": staff_id, "fte": str(capacity_fte), "from": from_on}
    return once("casework.set_work", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _end_standing(setting: Setting, staff_id: int, from_on: date) -> None:
    """End the work that stands on this day; on its very first day it makes place."""
    own = SettingWork.objects.filter(setting=setting, staff=staff_id)
    if own.filter(from_on__gt=from_on).exists():
        raise NotPossible(
            _("A later change stands already. Choose a day after it; what was before stays."),
            field="from_on",
        )
    standing = own.on(from_on).first()
    if standing is None:
        return
    if standing.from_on == from_on:
        standing.delete()
    else:
        standing.until_on = from_on
        standing.save(update_fields=["until_on"])


def _require_colleague(actor: Actor, setting: Setting, staff_id: int, on: date) -> None:
    """Somebody of a team of the actor; or whoever works here already, also after leaving the team."""
    known = {one.staff_id for one in staff.members_of_teams(actor.team_ids, on=on)}
    if staff_id not in known and not setting.work.filter(staff=staff_id).exists():
        raise NotPossible(_("Choose a colleague of your own team."), field="staff")


def _require_town(actor: Actor, town: str) -> None:
    if town not in actor.towns:
        raise NotFoundHere


def _name(name: str, *, longest: int) -> str:
    name = clean_text(name, longest=longest, field="name")
    if not name:
        raise NotPossible(_("Give it a name."), field="name")
    return name
