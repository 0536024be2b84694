"""Signals: facts that were seen go to a team, whose lead takes them up, passes them on or rejects them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.actions.guidance import signal_household
from nabij.casework.models import Guidance, Signal, SignalPass
from nabij.casework.types import REJECTED_STAYS_DAYS, TRIAGE_DAYS, SignalDecided, SignalState, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import actions as registry_actions
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import ContactKind, NotPossible, Topic, clean_text
from nabij.registry.types.given import NewPerson, Place
from nabij.registry.types.workdays import working_days_after
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen: facts, where and when, by whom (a role, no name), and whether the family knows."""

    what: str
    where: str
    on: date
    by: str
    concerns: str
    topic: Topic
    is_family_told: bool
    told_because: str
    has_consent: bool
    no_consent_because: str = ""

    def checked(self, today: date) -> dict[str, object]:
        """The columns that it fills. Raises NotPossible for what lacks, with the field."""
        if self.on > today:
            raise NotPossible(_("This day has not come yet. Choose the day it was seen."), field="seen_on")
        because = "" if self.has_consent else self.no_consent_because
        if not self.has_consent and not because.strip():
            raise NotPossible(
                _("Say why there is no consent, such as: could not be asked, or a child may be in danger."),
                field="no_consent_because",
            )
        return {
            "seen": _words(self.what, 500, "seen"),
            "seen_where": _words(self.where, 200, "seen_where"),
            "seen_on": self.on,
            "seen_by": _words(self.by, 100, "seen_by"),
            "concerns": _words(self.concerns, 300, "concerns"),
            "topic": Topic(self.topic),
            "is_family_told": self.is_family_told,
            "told_because": _words(self.told_because, 300, "told_because"),
            "has_consent": self.has_consent,
            "no_consent_because": clean_text(because, longest=300, field="no_consent_because"),
        }


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What was told of a household that is not known yet: at least one of the three."""

    name: str = ""
    place: str = ""
    phone: str = ""

    def checked(self) -> dict[str, str]:
        """The columns that it fills. Raises NotPossible when all three are empty."""
        told = {
            "told_name": clean_text(self.name, longest=120, field="told_name"),
            "told_place": clean_text(self.place, longest=200, field="told_place"),
            "told_phone": clean_text(self.phone, longest=40, field="told_phone"),
        }
        if not any(told.values()):
            raise NotPossible(
                _("Give a name, a place or a telephone number: else nobody can find this household."),
                field="told_name",
            )
        return told


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """A household to register while a signal is taken up: whom we write to, and how they are reached."""

    person: NewPerson
    place: Place | None
    phone: str = ""


@transaction.atomic
def send_signal(
    *,
    actor: Actor,
    team_id: int,
    household_id: int | None,
    told: Whereabouts | None,
    seen: Seen,
    client_id: UUID,
    now: datetime,
) -> int:
    """Tell a team what was seen, of a known household or with what was told of one; returns the number.

    It waits for the lead of that team, five working days at most. Also when guidance runs already: then
    the lead adds it there. Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    require(policies.may_send_signal(actor))
    if household_id is not None:
        registry.household_in_sight(actor, household_id, at=now)
    about = {"household_id": household_id} if household_id is not None else (told or Whereabouts()).checked()
    columns = seen.checked(day_of(now))
    town = next((one.town for one in staff.teams_of_towns(actor.towns) if one.team_id == team_id), None)
    if town is None:
        raise NotPossible(_("This team does not work in a town of yours. Choose another one."), field="team")

    def work() -> int:
        signal = Signal.objects.create(
            **about,
            **columns,
            town=town,
            team_id=team_id,
            sent_at=now,
            sent_by_id=worker(actor),
            due_on=working_days_after(day_of(now), TRIAGE_DAYS),
        )
        _tell("casework.signal_sent", signal, actor, now, team=team_id)
        return signal.pk

    content = {"team": team_id, "about": about, "seen": columns}
    return once("casework.send_signal", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def take_up_signal(
    *,
    actor: Actor,
    signal_id: int,
    household: int | NewHousehold,
    next_worker: int | None,
    base_version: int,
    client_id: UUID,
    now: datetime,
) -> int:
    """Take a signal up: the household is signalled with these facts, or gets them where guidance is open.

    A new household is registered first. `next_worker` becomes contact person where there is none yet; who is
    it stays it. What was told of name, place and telephone goes: from now on the register has it.
    Returns the number of the household. Of two leads at once one wins.
    Raises NotFoundHere, Refused, NotPossible, LikelyDouble, SignalDecided, ClientIdReused.
    """

    def decide(signal: Signal) -> int:
        if isinstance(household, NewHousehold):
            home = _registered(signal, household, actor, client_id, now)
        else:
            home = household
        registry.household_in_sight(actor, home, at=now, lock=True)
        _give_to(home, next_worker, actor, now)
        guidance = Guidance.objects.open().filter(household=home).first()
        state = SignalState.TAKEN_UP if guidance is None else SignalState.JOINED
        number = guidance.pk if guidance else _signalled(signal, home, actor, client_id, now)
        found = Signal.objects.filter(pk=signal.pk)
        found.update(
            state=state,
            household=home,
            guidance=number,
            decided_at=now,
            decided_by=actor.staff_id,
            told_name="",
            told_place="",
            told_phone="",
        )
        _tell("casework.signal_taken_up", found.get(), actor, now, state=str(state))
        return home

    content = {
        "signal": signal_id,
        "household": asdict(household) if isinstance(household, NewHousehold) else household,
        "worker": next_worker,
        "base": base_version,
    }
    return _decided(
        "casework.take_up_signal", decide, actor, signal_id, base_version, client_id, content, now
    )


@transaction.atomic
def pass_signal_on(
    *,
    actor: Actor,
    signal_id: int,
    team_id: int,
    because: str,
    base_version: int,
    client_id: UUID,
    now: datetime,
) -> int:
    """Give a signal to another team of the town, with a reason; the days to decide run on.

    Raises NotFoundHere, Refused, NotPossible, SignalDecided, ClientIdReused.
    """
    because = _words(because, 300, "because")

    def decide(signal: Signal) -> int:
        towns = {one.team_id for one in staff.teams_of_towns({signal.town})}
        if team_id == signal.team_id or team_id not in staff.teams_with_a_lead(towns, on=day_of(now)):
            raise NotPossible(
                _("Choose another team of the town that has a team lead: somebody has to decide."),
                field="team",
            )
        SignalPass.objects.create(
            signal=signal,
            from_team_id=signal.team_id,
            to_team_id=team_id,
            because=because,
            at=now,
            by_id=worker(actor),
        )
        Signal.objects.filter(pk=signal.pk).update(team=team_id)
        _tell("casework.signal_passed_on", signal, actor, now, team=team_id)
        return signal.pk

    content = {"signal": signal_id, "team": team_id, "because": because, "base": base_version}
    return _decided(
        "casework.pass_signal_on", decide, actor, signal_id, base_version, client_id, content, now
    )


@transaction.atomic
def reject_signal(
    *, actor: Actor, signal_id: int, because: str, base_version: int, client_id: UUID, now: datetime
) -> int:
    """Reject a signal, with a reason that only leads read; after 30 days nothing of it is left.

    Raises NotFoundHere, Refused, NotPossible, SignalDecided, ClientIdReused.
    """
    because = _words(because, 300, "because")

    def decide(signal: Signal) -> int:
        Signal.objects.filter(pk=signal.pk).update(
            state=SignalState.REJECTED,
            rejected_because=because,
            decided_at=now,
            decided_by=actor.staff_id,
        )
        _tell("casework.signal_rejected", signal, actor, now)
        return signal.pk

    content = {"signal": signal_id, "because": because, "base": base_version}
    return _decided("casework.reject_signal", decide, actor, signal_id, base_version, client_id, content, now)


@transaction.atomic
def read_signal(*, actor: Actor, signal_id: int, now: datetime) -> int:
    """Say that a signal which was added to guidance was read; returns the household. A repeat changes
    nothing. Raises NotFoundHere, Refused.
    """
    signal = Signal.objects.filter(pk=signal_id, state=SignalState.JOINED).first()
    if signal is None or signal.household_id is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, signal.household_id, at=now)
    require(policies.may_read_signal(actor, sight))
    unread = Signal.objects.unread().filter(pk=signal_id)
    if unread.update(read_at=now, read_by=actor.staff_id):
        _tell("casework.signal_read_by_contact", signal, actor, now)
    return signal.household_id


def end_rejected(now: datetime) -> int:
    """Erase signals that were rejected 30 days ago or longer; returns how many. Nightly work."""
    rejected = Signal.objects.rejected().filter(decided_at__lte=now - timedelta(days=REJECTED_STAYS_DAYS))
    number = rejected.count()
    rejected.delete()
    return number


def _words(text: str, longest: int, field: str) -> str:
    words = clean_text(text, longest=longest, field=field)
    if not words:
        raise NotPossible(
            _("Fill this in. Nothing was saved yet; what you typed still stands here."), field=field
        )
    return words


def _decided(
    kind: str,
    decide: Callable[[Signal], int],
    actor: Actor,
    signal_id: int,
    base_version: int,
    client_id: UUID,
    content: Mapping[str, object],
    now: datetime,
) -> int:
    """Decide on a signal of a team that the actor leads: the first who takes the version wins."""
    require(policies.may_triage(actor))

    def work() -> int:
        led = staff.led_teams(actor, on=day_of(now))
        mine = Signal.objects.filter(pk=signal_id, team__in=led)
        won = mine.waiting().filter(version=base_version).update(version=F("version") + 1)
        if not won:
            # Passed on to a team of somebody else, it is out of sight: for whoever had its page still open.
            if mine.exists() or SignalPass.objects.filter(signal=signal_id, from_team__in=led).exists():
                raise SignalDecided
            raise NotFoundHere
        return decide(mine.get())

    return once(kind, actor=actor, client_id=client_id, content=content, now=now, work=work)


def _registered(signal: Signal, new: NewHousehold, actor: Actor, client_id: UUID, now: datetime) -> int:
    home = registry_actions.open_household(
        actor=actor,
        town=signal.town,
        team_id=signal.team_id,
        persons=[new.person],
        place=new.place,
        from_on=day_of(now),
        client_id=_part(client_id, "household"),
        now=now,
    )
    if new.phone:
        registry_actions.add_contact_point(
            actor=actor,
            household_id=home,
            person_id=None,
            kind=ContactKind.PHONE,
            typed=new.phone,
            client_id=_part(client_id, "phone"),
            now=now,
        )
    return home


def _give_to(household_id: int, next_worker: int | None, actor: Actor, now: datetime) -> None:
    """Somebody follows the household from now on. Raises NotPossible when nobody does or is chosen."""
    if household_id in registry.contact_persons([household_id], at=now):
        return
    if next_worker is None:
        raise NotPossible(
            _("Nobody is contact person of this household yet. Choose the colleague who goes on."),
            field="next_worker",
        )
    registry_actions.hand_over_contact(
        actor=actor, household_id=household_id, to_staff_id=next_worker, hidden_too=False, now=now
    )


def _signalled(signal: Signal, household_id: int, actor: Actor, client_id: UUID, now: datetime) -> int:
    return signal_household(
        actor=actor,
        household_id=household_id,
        signal=signal.seen,
        topic=Topic(signal.topic),
        client_id=_part(client_id, "guidance"),
        now=now,
    )


def _part(client_id: UUID, what: str) -> UUID:
    """The number of one part of a decision: the same each time the decision is sent."""
    return uuid5(NAMESPACE_URL, f"nabij/casework/signal/{client_id}/{what}")


def _tell(event: str, signal: Signal, actor: Actor, now: datetime, **detail: str | int) -> None:
    """On record: of a household that is not known yet, the number of the signal only."""
    about = [registry.number_of_household(signal.household_id)] if signal.household_id is not None else []
    record(event, actor=actor, about=about, at=now, detail={"signal": signal.pk, **detail})
