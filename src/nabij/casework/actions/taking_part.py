"""Taking part in a programme: intake with consent, first talk, start, pause, and how it ended."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import Participation, Programme
from nabij.casework.types import ChangedMeanwhile, ConsentOf, ProgrammeOutcome, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of, written_day
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.queries.households import Member, members_of
from nabij.registry.types import NotPossible, Topic


@dataclass(frozen=True, slots=True)
class Intake:
    """Who takes part in what, from which school, and who agreed."""

    programme_id: int
    person_id: int
    school_id: int | None
    consent_of: ConsentOf | None
    registered_on: date


@transaction.atomic
def register_for_programme(
    *, actor: Actor, household_id: int, intake: Intake, client_id: UUID, now: datetime
) -> int:
    """Register somebody of a household for a programme; returns the number of the participation.

    Age and school have to fit on the day of the intake, and somebody agreed. Raises NotFoundHere, Refused,
    NotPossible with the reason, ClientIdReused.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    programme = Programme.objects.filter(pk=intake.programme_id, town=household.town).first()
    if programme is None:
        raise NotFoundHere
    require(policies.may_take_part(actor, sight, topic=Topic(programme.topic)))

    def work() -> int:
        if intake.registered_on > day_of(now):
            raise NotPossible(
                _("This day has not come yet. Choose today or an earlier day."), field="registered_on"
            )
        members = members_of(household, sight, on=intake.registered_on)
        member = next((one for one in members if one.person_id == intake.person_id), None)
        if member is None:
            raise NotPossible(_("Choose somebody who belongs to this household."), field="person")
        if intake.consent_of is None:
            raise NotPossible(
                _("Without consent nobody is registered. Ask it first, then note who agreed."),
                field="consent_of",
            )
        _require_age(programme, member, intake.registered_on)
        _require_school(programme, intake.school_id)
        standing = Participation.objects.filter(programme=programme, person=intake.person_id, outcome="")
        if standing.exists():
            raise NotPossible(_("They take part in this programme already."), field="person")
        taking = Participation.objects.create(
            household_id=household_id, registered_by_id=worker(actor), **asdict(intake)
        )
        _tell("casework.programme_registered", taking, actor, now)
        return taking.pk

    content = {"household": household_id, **asdict(intake)}
    return once("casework.intake", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _require_age(programme: Programme, member: Member, on: date) -> None:
    lowest = 0 if programme.min_age is None else programme.min_age
    highest = 200 if programme.max_age is None else programme.max_age
    if programme.min_age is None and programme.max_age is None:
        return
    ages = member.birth.ages(on)
    if ages is not None and lowest <= ages[0] and ages[1] <= highest:
        return
    if ages is None or (ages[0] <= highest and ages[1] >= lowest):
        raise NotPossible(
            _("We do not know the whole date of birth, so not whether the age fits. Fill it in first."),
            field="person",
        )
    raise NotPossible(
        _("On %(day)s the age is %(age)d. %(programme)s is for %(ages)s.")
        % {
            "day": written_day(on),
            "age": ages[0],
            "programme": programme.name,
            "ages": ages_in_words(programme.min_age, programme.max_age),
        },
        field="person",
    )


def ages_in_words(min_age: int | None, max_age: int | None) -> str:
    """For which ages something is, both included; empty for everybody."""
    if min_age is None and max_age is None:
        return ""
    if max_age is None:
        return _("%(min)d years and older") % {"min": min_age}
    if min_age is None:
        return _("up to %(max)d years") % {"max": max_age}
    return _("%(min)d up to and including %(max)d years") % {"min": min_age, "max": max_age}


def _require_school(programme: Programme, school_id: int | None) -> None:
    schools = dict(programme.schools.values_list("pk", "name"))
    if not schools or school_id in schools:
        if not schools and school_id is not None:
            raise NotPossible(_("This programme has no schools. Leave the school open."), field="school")
        return
    raise NotPossible(
        _("This programme is for pupils of %(schools)s only. Choose one of these.")
        % {"schools": ", ".join(sorted(schools.values()))},
        field="school",
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is. Empty days are not there yet; satisfaction from 1 to 5, None when not asked."""

    first_talk_on: date | None = None
    start_on: date | None = None
    paused_on: date | None = None
    outcome: ProgrammeOutcome | None = None
    outcome_on: date | None = None
    is_back_at_school: bool | None = None
    young_says: int | None = None
    parents_say: int | None = None

    def checked(self, registered_on: date, on: date) -> Progress:
        """The same. Raises NotPossible for days that cannot be, or an outcome without its day."""
        for field in ("first_talk_on", "outcome_on", "paused_on"):
            day = getattr(self, field)
            if day is not None and not registered_on <= day <= on:
                raise NotPossible(
                    _("Choose a day from the registration (%(day)s) up to today.")
                    % {"day": written_day(registered_on)},
                    field=field,
                )
        if self.start_on is not None and self.start_on < registered_on:
            raise NotPossible(
                _("The start lies before the registration. Change the day of the start."), field="start_on"
            )
        if (self.outcome is None) != (self.outcome_on is None):
            raise NotPossible(_("Give how it ended together with the day."), field="outcome_on")
        if self.outcome is None and self.is_back_at_school is not None:
            raise NotPossible(_("Say first how it ended."), field="outcome")
        if self.outcome is not None and self.paused_on is not None:
            raise NotPossible(_("It ended, so it is no longer paused. Empty that day."), field="paused_on")
        for field in ("young_says", "parents_say"):
            if getattr(self, field) is not None and not 1 <= getattr(self, field) <= 5:
                raise NotPossible(_("Choose a number from 1 to 5."), field=field)
        return self


@transaction.atomic
def note_progress(
    *, actor: Actor, participation_id: int, progress: Progress, base_version: int, now: datetime
) -> int:
    """Note how far somebody is in a programme, as it was seen at `base_version`; returns the household.

    The end follows from the start and the length of the programme. Sending the same again changes nothing.
    Raises NotFoundHere, Refused, NotPossible, ChangedMeanwhile.
    """
    taking = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("programme")
        .filter(pk=participation_id)
        .first()
    )
    if taking is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, taking.household_id, at=now)
    topic = Topic(taking.programme.topic)
    if not policies.sees_words(sight, topic, written_by=taking.registered_by_id):
        raise NotFoundHere
    require(policies.may_take_part(actor, sight, topic=topic, written_by=taking.registered_by_id))
    progress = progress.checked(taking.registered_on, day_of(now))
    wanted = asdict(progress) | {"outcome": progress.outcome or ""}
    if all(getattr(taking, name) == value for name, value in wanted.items()):
        return taking.household_id
    if taking.version != base_version:
        raise ChangedMeanwhile
    _require_place(taking, wanted["outcome"])
    for name, value in wanted.items():
        setattr(taking, name, value)
    length = taking.programme.length_days
    taking.end_on = taking.start_on + timedelta(days=length) if taking.start_on and length else None
    taking.version += 1
    taking.save()
    _tell("casework.programme_progress", taking, actor, now)
    return taking.household_id


def _require_place(taking: Participation, outcome: str) -> None:
    """Taking an end back is possible while nobody was registered anew."""
    if outcome or not taking.outcome:
        return
    others = Participation.objects.filter(programme=taking.programme_id, person=taking.person_id, outcome="")
    if others.exists():
        raise NotPossible(
            _("They were registered again since, so this one stays ended. Look at the new registration."),
            field="outcome",
        )


def _tell(event: str, taking: Participation, actor: Actor, now: datetime) -> None:
    about = [registry.number_of_household(taking.household_id), registry.number_of_person(taking.person_id)]
    record(event, actor=actor, about=about, at=now, detail={"participation": taking.pk})
