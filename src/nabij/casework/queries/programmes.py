"""Programmes: what they came to in totals, and who takes part as far as somebody sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Avg, Count, F, Q, QuerySet

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Attendance, Participation, Programme, ProgrammeSession
from nabij.casework.types import FIRST_TALK_DAYS, LEAST_ANSWERS, SMALL
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.queries.households import members_of
from nabij.registry.queries.named_persons import persons_named
from nabij.registry.types import TEAM_ROLES, Sight, Topic, topics_of

MOST_PARTICIPANTS = 200


@dataclass(frozen=True, slots=True)
class ProgrammeTotals:
    """What a programme came to. None where a number is too small to be shown to this reader.

    Satisfaction from 1 to 5, None while there are fewer than ten answers.
    """

    registered: int | None
    talked_in_time: int | None
    talked: int | None
    taking_part: int | None
    completed: int | None
    back_at_school: int | None
    young_answers: int | None
    young_says: float | None
    parents_answers: int | None
    parents_say: float | None
    sessions_planned: int
    sessions_held: int
    sessions_cancelled: int


def programmes_of(actor: Actor) -> list[Programme]:
    """The programmes of the towns of the actor. Raises Refused."""
    require(policies.may_open_reach(actor))
    return list(Programme.objects.filter(town__in=actor.towns).order_by("name", "pk"))


def programme(actor: Actor, programme_id: int) -> tuple[Programme, list[str]]:
    """A programme with the names of its schools. Raises NotFoundHere, Refused."""
    require(policies.may_open_reach(actor))
    found = Programme.objects.filter(pk=programme_id, town__in=actor.towns).first()
    if found is None:
        raise NotFoundHere
    return found, list(found.schools.order_by("name").values_list("name", flat=True))


def totals_of(actor: Actor, programme: Programme) -> ProgrammeTotals:
    """What a programme came to, without anybody in it. Raises Refused."""
    require(policies.may_open_reach(actor))
    in_time = Q(first_talk_on__lte=F("registered_on") + timedelta(days=FIRST_TALK_DAYS))
    found = programme.participations.aggregate(
        registered=Count("pk"),
        talked=Count("pk", filter=Q(first_talk_on__isnull=False)),
        talked_in_time=Count("pk", filter=in_time),
        taking_part=Count("pk", filter=Q(outcome="")),
        completed=Count("pk", filter=Q(outcome="completed")),
        back_at_school=Count("pk", filter=Q(is_back_at_school=True)),
        young_answers=Count("young_says"),
        parents_answers=Count("parents_say"),
    )
    said = programme.participations.aggregate(young=Avg("young_says"), parents=Avg("parents_say"))
    sees_small = policies.sees_small_numbers(actor)
    held = ProgrammeSession.objects.filter(programme=programme).aggregate(
        planned=Count("pk", filter=Q(held_at=None, cancelled_because="")),
        held=Count("pk", filter=Q(held_at__isnull=False)),
        cancelled=Count("pk", filter=~Q(cancelled_because="")),
    )
    return ProgrammeTotals(
        **{name: number if sees_small else unless_small(number) for name, number in found.items()},
        young_says=said["young"] if found["young_answers"] >= LEAST_ANSWERS else None,
        parents_say=said["parents"] if found["parents_answers"] >= LEAST_ANSWERS else None,
        sessions_planned=held["planned"],
        sessions_held=held["held"],
        sessions_cancelled=held["cancelled"],
    )


def unless_small(number: int) -> int | None:
    """The number, or None from 1 to 4: so few people could be recognised."""
    return None if 0 < number < SMALL else number


def sessions_of(programme_id: int) -> list[ProgrammeSession]:
    """The series of a programme, the first day first."""
    return list(ProgrammeSession.objects.filter(programme=programme_id).order_by("on_day", "pk"))


def participations_in_sight(actor: Actor, programme: Programme, *, now: datetime) -> QuerySet[Participation]:
    """Who takes part, of households that the actor sees under the topic of the programme; for a list.

    Contact person and stand-in see every topic, the team those of its roles, and whoever registered somebody
    that one. Nobody is on record yet.
    """
    if actor.staff_id is None:
        return Participation.objects.none()
    own = registry.households_of_contact([actor.staff_id], at=now, as_stand_in=True)
    scope = Q(household__in=own) | Q(registered_by=actor.staff_id)
    if actor.roles & TEAM_ROLES and Topic(programme.topic) in topics_of(actor.roles):
        teams = registry.visible_households(actor, at=now, team_ids=actor.team_ids)
        scope |= Q(household__in=teams)
    seen = registry.visible_households(actor, at=now)
    found = Participation.objects.filter(scope, programme=programme).filter(household__in=seen)
    return found.filter(outcome="").order_by("pk")


@dataclass(frozen=True, slots=True)
class AtSession:
    """Somebody at a session. `has_come` is None while nobody noted it."""

    number: int
    name: str
    household_id: int
    is_paused: bool
    has_come: bool | None


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session with who takes part, as far as the actor sees; `others` counts all whom they do not see."""

    session: ProgrammeSession
    programme: Programme
    people: tuple[AtSession, ...]
    others: int


@transaction.atomic
def session_of(actor: Actor, session_id: int, *, now: datetime) -> SessionView:
    """A session with everybody who takes part that this actor sees; each name is on record.

    Raises NotFoundHere, Refused.
    """
    require(policies.may_meet_people(actor))
    session = (
        ProgrammeSession.objects.select_related("programme")
        .filter(pk=session_id, programme__town__in=actor.towns)
        .first()
    )
    if session is None:
        raise NotFoundHere
    taking = list(participations_in_sight(actor, session.programme, now=now)[:MOST_PARTICIPANTS])
    homes = {one.person_id: one.household_id for one in taking}
    names = persons_named(actor, homes, purpose=Purpose.HELP, now=now)
    come = dict(Attendance.objects.filter(session=session).values_list("participation", "has_come"))
    people = sorted(
        (
            AtSession(
                one.pk, names.get(one.person_id, ""), one.household_id, bool(one.paused_on), come.get(one.pk)
            )
            for one in taking
        ),
        key=lambda one: (one.name, one.number),
    )
    everybody = session.programme.participations.filter(outcome="").count()
    return SessionView(session, session.programme, tuple(people), everybody - len(people))


@dataclass(frozen=True, slots=True)
class TakingPart:
    """One participation on the page of a household."""

    participation: Participation
    programme: Programme
    person: str
    came: int
    held: int
    planned: int
    cancelled: int


@transaction.atomic
def taking_part_of(
    actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime
) -> list[TakingPart]:
    """Who of a household takes part in what, under topics that are seen. Raises NotFoundHere."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    about = registry.concerned(household, on=on)
    record_read("casework.programmes_read", actor=actor, about=about, purpose=purpose, at=now)
    found = Participation.objects.filter(household=household_id).select_related("programme", "school")
    seen = [one for one in found if _sees(sight, one)]
    names = {one.person_id: one.naming.shown for one in members_of(household, sight, on=on)}
    return _with_sessions(seen, names) if seen else []


@transaction.atomic
def participation_of(actor: Actor, participation_id: int, *, on: date, now: datetime) -> TakingPart:
    """One participation, for whoever notes how it goes. Raises NotFoundHere, also under another topic."""
    taking = Participation.objects.filter(pk=participation_id).select_related("programme", "school").first()
    if taking is None:
        raise NotFoundHere
    household, sight = registry.household_in_sight(actor, taking.household_id, at=now)
    if not _sees(sight, taking):
        raise NotFoundHere
    about = registry.concerned(household, on=on)
    record_read("casework.programmes_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    names = {one.person_id: one.naming.shown for one in members_of(household, sight, on=on)}
    return _with_sessions([taking], names)[0]


def _sees(sight: Sight, taking: Participation) -> bool:
    return policies.sees_words(sight, taking.programme.topic, written_by=taking.registered_by_id)


def _with_sessions(taking: list[Participation], names: dict[int, str]) -> list[TakingPart]:
    """The same with names and counts of sessions: two questions, however many there are."""
    came = dict(
        Attendance.objects.filter(participation__in=taking, has_come=True)
        .values("participation")
        .annotate(number=Count("pk"))
        .order_by("participation")
        .values_list("participation", "number")
    )
    series = {
        one["programme"]: one
        for one in ProgrammeSession.objects.filter(programme__in={one.programme_id for one in taking})
        .values("programme")
        .annotate(
            held=Count("pk", filter=Q(held_at__isnull=False)),
            planned=Count("pk"),
            cancelled=Count("pk", filter=~Q(cancelled_because="")),
        )
        .order_by("programme")
    }
    none = {"held": 0, "planned": 0, "cancelled": 0}
    return [
        TakingPart(
            participation=one,
            programme=one.programme,
            person=names.get(one.person_id, ""),
            came=came.get(one.pk, 0),
            **{name: series.get(one.programme_id, none)[name] for name in none},
        )
        for one in taking
    ]


def programmes_for(town: str, sight: Sight) -> list[Programme]:
    """The programmes of a town under topics that are seen with this sight."""
    return [
        one
        for one in Programme.objects.filter(town=town).order_by("name", "pk")
        if policies.sees_words(sight, one.topic, written_by=None)
    ]


def session_alone(actor: Actor, session_id: int) -> ProgrammeSession:
    """A session without who takes part. Raises NotFoundHere, Refused."""
    require(policies.may_meet_people(actor))
    found = ProgrammeSession.objects.filter(pk=session_id, programme__town__in=actor.towns).first()
    if found is None:
        raise NotFoundHere
    return found
