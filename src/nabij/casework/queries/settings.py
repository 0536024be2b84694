"""Settings: which there are, who works there on a day and before, and the own ones of a worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nabij.casework import policies
from nabij.casework.models import Setting, SettingKind, SettingWork, UnnamedContact
from nabij.casework.types import Asked
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.types import Topic
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class Works:
    """Somebody works in a setting, from a day until (not included) another; None for no end."""

    staff_id: int
    name: str
    capacity_fte: Decimal
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class SettingView:
    """A setting with who works there today, and all periods, the newest first."""

    setting: Setting
    kind: SettingKind
    today: tuple[Works, ...]
    all_work: tuple[Works, ...]
    capacity_fte: Decimal


def kinds_of(actor: Actor) -> list[SettingKind]:
    """The kinds of settings in the towns of the actor."""
    return list(SettingKind.objects.filter(town__in=actor.towns).order_by("name", "pk"))


def settings_of(actor: Actor, *, on: date) -> list[SettingView]:
    """All settings in the towns of the actor with who works there: three questions. Raises Refused."""
    require(policies.may_open_reach(actor))
    found = Setting.objects.filter(kind__town__in=actor.towns).select_related("kind")
    return _with_work(list(found.order_by("kind__name", "name", "pk")), on)


def setting_of(actor: Actor, setting_id: int, *, on: date) -> SettingView:
    """One setting. Raises Refused, NotFoundHere."""
    require(policies.may_open_reach(actor))
    found = Setting.objects.filter(pk=setting_id, kind__town__in=actor.towns).select_related("kind").first()
    if found is None:
        raise NotFoundHere
    return _with_work([found], on)[0]


def _with_work(settings: list[Setting], on: date) -> list[SettingView]:
    work = list(SettingWork.objects.filter(setting__in=settings).order_by("-from_on", "-pk"))
    names = staff.names_of({one.staff_id for one in work})
    views = []
    for setting in settings:
        periods = [
            Works(one.staff_id, names.get(one.staff_id, ""), one.capacity_fte, one.from_on, one.until_on)
            for one in work
            if one.setting_id == setting.pk
        ]
        today = [one for one in periods if one.from_on <= on and (one.until_on is None or one.until_on > on)]
        fte = sum((one.capacity_fte for one in today), Decimal(0))
        views.append(SettingView(setting, setting.kind, tuple(today), tuple(periods), fte))
    return views


def own_settings(actor: Actor, *, on: date) -> list[Setting]:
    """Where the actor works on a day, most of their time first: what the quick form proposes."""
    own = SettingWork.objects.on(on).filter(staff=actor.staff_id, setting__kind__town__in=actor.towns)
    return [one.setting for one in own.select_related("setting__kind").order_by("-capacity_fte", "pk")]


def settings_to_choose(actor: Actor, *, on: date) -> list[tuple[int, str]]:
    """All settings in the towns of the actor, the own ones first, by number and name."""
    own = {one.pk: one.name for one in own_settings(actor, on=on)}
    found = Setting.objects.filter(kind__town__in=actor.towns).order_by("name", "pk")
    return [*own.items(), *((one.pk, one.name) for one in found if one.pk not in own)]


def colleagues_of(actor: Actor, *, on: date) -> list[tuple[int, str]]:
    """Colleagues of the own teams, for whoever says who works where."""
    return [(one.staff_id, one.name) for one in staff.members_of_teams(actor.team_ids, on=on)]


@dataclass(frozen=True, slots=True)
class CountedToday:
    """A contact without dossier that the actor counted today, and may still take back."""

    number: int
    setting: str
    topic: Topic
    asked: tuple[Asked, ...]
    adults: int
    children: int


def counted_today(actor: Actor, *, on: date) -> list[CountedToday]:
    """What the actor counted for today. Raises Refused."""
    require(policies.may_meet_people(actor))
    found = (
        UnnamedContact.objects.filter(counted_by=actor.staff_id, on_day=on)
        .select_related("setting")
        .prefetch_related("needs")
    )
    return [
        CountedToday(
            one.pk,
            one.setting.name,
            Topic(one.topic),
            tuple(Asked(need.asked) for need in one.needs.all()),
            one.adults,
            one.children,
        )
        for one in found
    ]
