"""Programmes: opening one, its series of sessions, and who came."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import Attendance, Programme, ProgrammeSession, Setting
from nabij.casework.queries.programmes import participations_in_sight
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, Topic, clean_text

WEEK = timedelta(days=7)
MOST_SESSIONS = 60


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """A programme as it is opened. Ages in whole years, both included; length in days; None for no limit."""

    town: str
    name: str
    partner: str
    topic: Topic
    min_age: int | None
    max_age: int | None
    length_days: int | None
    school_ids: frozenset[int] = frozenset()

    def checked(self) -> NewProgramme:
        """The same with clean texts. Raises NotPossible when something lacks or cannot be."""
        name = clean_text(self.name, longest=100, field="name")
        if not name:
            raise NotPossible(_("Give it a name."), field="name")
        partner = clean_text(self.partner, longest=100, field="partner")
        if self.min_age is not None and self.max_age is not None and self.max_age < self.min_age:
            raise NotPossible(
                _("The highest age is below the lowest. Change one of the two."), field="max_age"
            )
        ages = (self.min_age, self.max_age, self.length_days)
        return NewProgramme(self.town, name, partner, self.topic, *ages, self.school_ids)


@transaction.atomic
def open_programme(*, actor: Actor, new: NewProgramme, client_id: UUID, now: datetime) -> int:
    """Open a programme in a town; returns its number. Raises Refused, NotFoundHere, NotPossible."""
    require(policies.may_arrange_reach(actor))
    if new.town not in actor.towns:
        raise NotFoundHere
    new = new.checked()
    schools = list(Setting.objects.filter(pk__in=new.school_ids, kind__town=new.town))

    def work() -> int:
        if len(schools) != len(new.school_ids):
            raise NotPossible(_("This setting is not of this town. Choose another one."), field="schools")
        fields = {name: value for name, value in asdict(new).items() if name != "school_ids"}
        try:
            with transaction.atomic():
                programme = Programme.objects.create(**fields)
        except IntegrityError as problem:
            raise NotPossible(
                _("A programme with this name stands already. Open that one."), field="name"
            ) from problem
        programme.schools.set(schools)
        detail = {"programme": programme.pk}
        record("casework.programme_opened", actor=actor, about=[], at=now, detail=detail)
        return programme.pk

    content = {**asdict(new), "school_ids": sorted(new.school_ids)}
    return once("casework.programme", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def plan_sessions(
    *, actor: Actor, programme_id: int, first_on: date, number: int, client_id: UUID, now: datetime
) -> int:
    """Plan a weekly series of sessions; a day that stands already stays as it is. Returns the programme.

    Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    require(policies.may_meet_people(actor))
    programme = _programme(actor, programme_id)
    if not 1 <= number <= MOST_SESSIONS:
        raise NotPossible(_("Plan 1 to 60 sessions at a time."), field="number")

    def work() -> int:
        ProgrammeSession.objects.bulk_create(
            (ProgrammeSession(programme=programme, on_day=first_on + WEEK * turn) for turn in range(number)),
            ignore_conflicts=True,
        )
        detail = {"programme": programme.pk, "number": number}
        record("casework.sessions_planned", actor=actor, about=[], at=now, detail=detail)
        return programme.pk

    content = {"programme": programme_id, "first": first_on, "number": number}
    return once("casework.sessions", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def cancel_session(*, actor: Actor, session_id: int, because: str, now: datetime) -> int:
    """Cancel a session that was not held, with a reason; returns the programme.

    Raises Refused, NotFoundHere, NotPossible.
    """
    session = _session(actor, session_id)
    because = clean_text(because, longest=200, field="because")
    if not because:
        raise NotPossible(_("Say in a few words why it does not go on."), field="because")
    if session.held_at is not None:
        raise NotPossible(_("This session was held: who came stands there. It cannot be cancelled any more."))
    if session.cancelled_because != because:
        session.cancelled_because = because
        session.save(update_fields=["cancelled_because"])
        record("casework.session_cancelled", actor=actor, about=[], at=now, detail={"session": session_id})
    return session.programme_id


@transaction.atomic
def take_attendance(
    *,
    actor: Actor,
    session_id: int,
    come: Collection[int],
    seen: Mapping[int, bool | None],
    now: datetime,
) -> int:
    """Note who came; returns the programme. `come` are numbers of participations that this actor sees.

    `seen` is how each stood on the page. Where a colleague noted something else since, nothing of that row is
    written over: it is told, and all else is kept. Raises Refused, NotFoundHere, NotPossible.
    """
    session = _session(actor, session_id)
    if session.cancelled_because:
        raise NotPossible(_("This session was cancelled. Plan another one when it was held after all."))
    if session.on_day > day_of(now):
        raise NotPossible(_("This session has not been yet. Note who came on the day itself."))
    mine = {one.pk: one for one in participations_in_sight(actor, session.programme, now=now)}
    stand = dict(
        Attendance.objects.filter(session=session, participation__in=mine).values_list(
            "participation", "has_come"
        )
    )
    changed = [number for number in mine if number in seen and (number in come) != stand.get(number)]
    clashing = [number for number in changed if stand.get(number) != seen[number]]
    if clashing:
        raise NotPossible(
            _("A colleague noted who came just before. What you see now is new; look and save again.")
        )
    for number in changed:
        Attendance.objects.update_or_create(
            session=session, participation=mine[number], defaults={"has_come": number in come}
        )
    if changed or session.held_at is None:
        session.held_at = session.held_at or now
        session.save(update_fields=["held_at"])
        about = registry.numbers_of_persons(mine[number].person_id for number in changed)
        record("casework.attendance_taken", actor=actor, about=about, at=now, detail={"session": session.pk})
    return session.programme_id


def _programme(actor: Actor, programme_id: int) -> Programme:
    found = Programme.objects.filter(pk=programme_id, town__in=actor.towns).first()
    if found is None:
        raise NotFoundHere
    return found


def _session(actor: Actor, session_id: int) -> ProgrammeSession:
    """A session, locked: two who note who came at the same time wait for each other."""
    require(policies.may_meet_people(actor))
    found = (
        ProgrammeSession.objects.select_for_update(of=("self",))
        .select_related("programme")
        .filter(pk=session_id, programme__town__in=actor.towns)
        .first()
    )
    if found is None:
        raise NotFoundHere
    return found
