"""What campaigns keep about people: their own copy of it, erasing it, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.campaigns.actions.keeping_door import told_at_doors
from nabij.campaigns.actions.keeping_packages import packages_of
from nabij.campaigns.actions.keeping_rounds import planned_visits
from nabij.campaigns.actions.upkeep import clean
from nabij.campaigns.models import (
    Attempt,
    Campaign,
    DoorTold,
    FollowUp,
    NotPlanned,
    Stop,
    Target,
    TargetPerson,
    Worry,
)
from nabij.campaigns.queries.chain import whole_chain_ended
from nabij.campaigns.queries.listing import group_of
from nabij.campaigns.queries.wording import because_in_words
from nabij.campaigns.types import (
    CLEANED_AFTER_DAYS,
    Channel,
    DayPart,
    FollowUpKind,
    NeedCode,
)
from nabij.campaigns.types.channel_words import outcome_in_words, passed_in_words, state_in_words
from nabij.casework.actions.keeping import as_day, homes_of_subject, months_before
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.types import Topic

LIST_TERM_MONTHS = 1
TODO_TERM_MONTHS = 12

LIST_MODELS = (
    "campaigns.Target",
    "campaigns.TargetPerson",
    "campaigns.Attempt",
    "campaigns.Stop",
    "campaigns.NotPlanned",
    "campaigns.DoorTold",
    "campaigns.Package",
)
TODO_MODELS = ("campaigns.FollowUp", "campaigns.Worry")
ABOUT_PEOPLE = LIST_MODELS + TODO_MODELS


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """The campaigns that somebody was on the list of, why, each attempt, what they asked, and worries."""
    targets = Target.objects.filter(_of(subject, on=day_of(now))).select_related("campaign")
    homes = homes_of_subject(subject, on=day_of(now))
    parts = [_lists(targets), _attempts(targets), _asked(homes), _worries(homes)]
    parts += planned_visits(targets)
    parts += told_at_doors(targets)
    parts.append(packages_of(subject, targets))
    return [part for part in parts if part.records]


def _of(subject: UUID, *, on: date | None) -> Q:
    """The targets that a subject is on: a person by name, a household as a whole."""
    person, household = registry.behind(subject)
    if household is not None:
        return Q(household=household)
    if person is None:
        return Q(door__subject=subject)  # a family on a list of a partner
    return Q(pk__in=TargetPerson.objects.filter(person=person or 0).values("target"))


def _part(code: str, title: str, labels: Mapping[str, str], rows: Iterable[dict[str, Any]]) -> Part:
    return Part(f"campaigns.{code}", title, labels, tuple(rows))


def _lists(targets: QuerySet[Target]) -> Part:
    labels = {
        "campaign": _("Campaign"),
        "channel": _("How"),
        "purpose": _("What for"),
        "legal_basis": _("On which ground"),
        "because": _("Why you were on the list"),
        "listed_on": _("On the list since"),
        "language": _("Language"),
        "state": _("What became of it"),
        "passed_because": _("Why"),
        "due_on": _("Next attempt from"),
        "tries": _("Times that nobody answered"),
        "turn": _("Which time round"),
        "promised_from": _("A visit was promised from"),
        "promised_until": _("A visit was promised until"),
    }
    found = list(targets.order_by("pk"))
    names = {town: dict(registry.neighbourhoods_of(town)) for town in {one.campaign.town for one in found}}
    rows = (
        {
            "campaign": one.campaign.name,
            "channel": str(Channel(one.campaign.channel).label),
            "purpose": one.campaign.purpose,
            "legal_basis": one.campaign.legal_basis,
            "because": "; ".join(_why(one, names[one.campaign.town])),
            "listed_on": as_day(one.campaign.frozen_at),
            "language": one.language,
            "state": state_in_words(one.state, one.campaign.channel),
            "passed_because": (
                passed_in_words(one.passed_because, one.campaign.channel) if one.passed_because else ""
            ),
            "due_on": as_day(one.due_at),
            "tries": one.tries,
            "turn": one.turn,
            "promised_from": as_day(one.promised_from),
            "promised_until": as_day(one.promised_until),
        }
        for one in found
    )
    return _part("lists", _("Campaigns that went to you"), labels, rows)


def _why(one: Target, names: Mapping[str, str]) -> list[str]:
    group = group_of(one.campaign.group)
    return because_in_words(one.because, group=group, reference_on=one.campaign.reference_on, names=names)


def _attempts(targets: QuerySet[Target]) -> Part:
    labels = {
        "campaign": _("Campaign"),
        "at": _("On"),
        "part": _("Part of the day"),
        "outcome": _("What came of it"),
        "number": _("Which attempt"),
        "turn": _("Which time round"),
    }
    found = Attempt.objects.filter(target__in=targets.values("pk")).select_related("campaign")
    rows = (
        {
            "campaign": one.campaign.name,
            "at": as_day(one.at),
            "part": str(DayPart(one.part).label),
            "outcome": outcome_in_words(one.outcome, one.campaign.channel),
            "number": one.number,
            "turn": one.turn,
        }
        for one in found.order_by("at", "pk")
    )
    return _part("attempts", _("Times that we tried to reach you"), labels, rows)


def _asked(homes: list[int]) -> Part:
    labels = {
        "campaign": _("Campaign"),
        "kind": _("What kind"),
        "code": _("What you asked"),
        "topic": _("About"),
        "words": _("In words"),
        "team": _("Team"),
        "made_on": _("On"),
        "done_on": _("Done on"),
        "done_what": _("What was done"),
    }
    found = FollowUp.objects.filter(household__in=homes).select_related("campaign", "team")
    rows = (
        {
            "campaign": one.campaign.name,
            "kind": str(FollowUpKind(one.kind).label),
            "code": str(NeedCode(one.code).label) if one.code else "",
            "topic": str(Topic(one.topic).label),
            "words": one.words,
            "team": one.team.name,
            "made_on": as_day(one.made_at),
            "done_on": as_day(one.done_at),
            "done_what": one.done_what,
        }
        for one in found.order_by("made_at", "pk")
    )
    return _part("asked", _("What you asked in a campaign"), labels, rows)


def _worries(homes: list[int]) -> Part:
    labels = {
        "campaign": _("Campaign"),
        "words": _("In words"),
        "team": _("Team"),
        "raised_on": _("On"),
        "taken_on": _("Taken up on"),
        "done_on": _("Done on"),
        "done_what": _("What was done"),
    }
    found = Worry.objects.filter(household__in=homes).select_related("campaign", "team")
    rows = (
        {
            "campaign": one.campaign.name,
            "words": one.words,
            "team": one.team.name,
            "raised_on": as_day(one.raised_at),
            "taken_on": as_day(one.taken_at),
            "done_on": as_day(one.done_at),
            "done_what": one.done_what,
        }
        for one in found.order_by("raised_at", "pk")
    )
    return _part("worries", _("Times that somebody who called you was worried"), labels, rows)


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase all about a household; of a person their name on lists, and what only they were in."""
    homes = homes_of_subject(subject, on=None, alone=True)
    person, _household = registry.behind(subject)
    others = TargetPerson.objects.filter(target=OuterRef("pk")).exclude(person=person or 0)
    mine = TargetPerson.objects.filter(person=person or 0).values("target")
    alone = Target.objects.filter(pk__in=list(mine.values_list("target", flat=True))).filter(~Exists(others))
    gone = list(alone.values_list("pk", flat=True))
    gone += list(Target.objects.filter(household__in=homes).exclude(pk__in=gone).values_list("pk", flat=True))
    found: list[QuerySet[Any]] = [
        Worry.objects.filter(Q(household__in=homes) | Q(target__in=gone)),
        FollowUp.objects.filter(Q(household__in=homes) | Q(target__in=gone)),
        DoorTold.objects.filter(target__in=gone),
        Attempt.objects.filter(target__in=gone),
        Stop.objects.filter(target__in=gone),
        NotPlanned.objects.filter(target__in=gone),
        TargetPerson.objects.filter(Q(target__in=gone) | Q(person=person or 0)),
        Target.objects.filter(pk__in=gone),
    ]
    for rows in found:
        number = rows.count()
        if not only_look:
            rows.delete()
        yield Outcome(rows.model._meta.label, number)


def lists_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Lists of campaigns that ended so long ago: what the work of the night has not erased."""
    last = on - timedelta(days=CLEANED_AFTER_DAYS)
    ended = Campaign.objects.ended().filter(ended_at__date__lt=last, cleaned_at=None, pk__gt=int(after or 0))
    todo = FollowUp.objects.open().filter(campaign=OuterRef("pk"))
    midnight = datetime.combine(last, time(), tzinfo=BRUSSELS)
    for one in ended.filter(~Exists(todo)).order_by("pk")[:limit]:
        if not whole_chain_ended(one, before=midnight):
            continue
        persons = TargetPerson.objects.filter(campaign=one).values_list("person_id", flat=True)
        assert one.ended_at is not None
        yield Due(str(one.pk), tuple(registry.numbers_of_persons(persons)), day_of(one.ended_at))


def remove_lists(keys: Iterable[str], *, now: datetime) -> int:
    """Remove the people of these campaigns; their counts stay. Returns how many rows went."""
    return sum(clean(one, now) for one in Campaign.objects.filter(pk__in=[int(key) for key in keys]))


def todo_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Questions and worries that were done longer ago than the term."""
    last = months_before(on, TODO_TERM_MONTHS)
    kind, _sep, number = after.partition(":")
    for name, model in (("question", FollowUp), ("worry", Worry)):
        if kind > name:
            continue
        rows: QuerySet[Any] = model.objects.filter(
            done_at__date__lt=last, pk__gt=int(number or 0) if kind == name else 0
        )
        for one in rows.order_by("pk")[:limit]:
            about = (registry.number_of_household(one.household_id),)
            yield Due(f"{name}:{one.pk}", about, day_of(one.done_at))


def remove_todo(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these questions and worries; returns how many went."""
    gone = 0
    wanted = [key.partition(":") for key in keys]
    for name, model in (("question", FollowUp), ("worry", Worry)):
        numbers = [int(number) for kind, _sep, number in wanted if kind == name]
        gone += model.objects.filter(pk__in=numbers).delete()[0]
    return gone
