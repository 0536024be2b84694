"""Settings, contacts at the gate, a programme and its series for the made-up town of Zonnedam."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from nabij.casework import actions
from nabij.casework.actions.contacts import Told
from nabij.casework.actions.feedback import Agreement
from nabij.casework.actions.programmes import NewProgramme
from nabij.casework.actions.reach import Met, Unnamed
from nabij.casework.actions.taking_part import Intake, Progress
from nabij.casework.queries.programmes import sessions_of
from nabij.casework.queries.settings import kinds_of
from nabij.casework.types import Asked, Channel, ConsentOf, ContactOutcome, Counts
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Relation, Topic

TOWN = "zonnedam"
KINDS = {
    "Scholen": (Counts.HOUSEHOLDS, ("VBS De Brug", "GO! De Kaai", "Atheneum Zonnedam")),
    "Integratie": (Counts.PERSONS, ("Onthaal Oude Haven",)),
    "Kinderopvang": (Counts.HOUSEHOLDS, ("De Wieg",)),
    "Ontmoetingsplek": (Counts.PERSONS, ("’t Salon",)),
}
"""Per kind what it counts, and its settings."""

MET = (
    ("Karadam", "VBS De Brug", 6, "Vroeg naar de kosten van de bosklassen."),
    ("Waterdrinker", "GO! De Kaai", 12, "Noa voelt zich goed in de nieuwe klas."),
    ("Karadam", "GO! De Kaai", 33, "Vroeg naar de opvang na school."),
)
UNNAMED = (
    ("’t Salon", 1, Topic.LEISURE, (Asked.LISTENING,), 4, 3),
    ("’t Salon", 8, Topic.MONEY, (Asked.BILLS, Asked.FOOD), 2, 0),
    ("VBS De Brug", 2, Topic.SCHOOL, (Asked.SCHOOL_COSTS,), 1, 2),
)
WEEKS = 8
CANCELLED = 3


@dataclass(frozen=True, slots=True)
class _Load:
    """Who loads, and when; each thing has a number of its own."""

    lead: Actor
    by: Actor
    now: datetime

    def on(self, days_ago: int = 0) -> date:
        return day_of(self.now) - timedelta(days=days_ago)

    def once(self, actor: Actor, what: str) -> dict[str, Any]:
        number = uuid5(NAMESPACE_URL, f"demo/reach/{what}")
        return {"actor": actor, "client_id": number, "now": self.now}


@transaction.atomic
def load_reach(*, lead: Actor, by: Actor, households: dict[str, int], now: datetime) -> None:
    """Settings of a team lead, contacts of a worker, and a programme with a weekly series.

    Once only: where kinds of settings stand already, people may have changed everything since.
    """
    if kinds_of(lead):
        return
    load = _Load(lead, by, now)
    settings = _settings(load)
    for turn, (name, setting, days, note) in enumerate(MET):
        if name in households:
            _met(load, households[name], settings[setting], days, note, turn)
    for turn, (setting, days, topic, asked, adults, children) in enumerate(UNNAMED):
        told = Unnamed(settings[setting], load.on(days), topic, frozenset(asked), adults, children)
        actions.count_unnamed(**load.once(by, f"unnamed {turn}"), unnamed=told)
    if "Karadam" in households:
        _school(load, households["Karadam"], settings)


def _settings(load: _Load) -> dict[str, int]:
    """All settings by name. Half-time became full-time half a year ago, for one who works in two schools."""
    found: dict[str, int] = {}
    for kind_name, (counts, names) in KINDS.items():
        once = load.once(load.lead, f"kind {kind_name}")
        kind = actions.add_kind(**once, town=TOWN, name=kind_name, counts=counts)
        for name in names:
            found[name] = actions.add_setting(**load.once(load.lead, name), kind_id=kind, name=name)
    assert load.by.staff_id is not None
    for name, share, days in (
        ("VBS De Brug", "0.5", 700),
        ("VBS De Brug", "0.6", 180),
        ("GO! De Kaai", "0.4", 180),
    ):
        actions.set_work(
            **load.once(load.lead, f"work {name} {share}"),
            setting_id=found[name],
            staff_id=load.by.staff_id,
            capacity_fte=Decimal(share),
            from_on=load.on(days),
        )
    return found


def _met(load: _Load, household: int, setting: int, days: int, note: str, turn: int) -> None:
    told = Told(
        load.now - timedelta(days=days), Channel.SCHOOL_GATE, Topic.SCHOOL, ContactOutcome.TALKED, note
    )
    once = load.once(load.by, f"met {turn}")
    actions.note_contact_and_hand_over(**once, household_id=household, told=told, met=Met(setting))


def _school(load: _Load, household: int, settings: dict[str, int]) -> None:
    """A sentence for the school of the eldest, and a walk each week for the youngest."""
    seen = registry.household(load.by, household, purpose=Purpose.HELP, on=load.on(), now=load.now)
    children = [one.person_id for one in seen.members if one.relation == Relation.CHILD]
    if not children:
        return
    agreement = Agreement(
        children[0],
        settings["VBS De Brug"],
        "Deniz krijgt op woensdag huiswerkbegeleiding en eet voortaan op school.",
        "mama",
        load.on(6),
    )
    actions.agree_feedback(**load.once(load.by, "feedback"), household_id=household, agreement=agreement)
    walk = NewProgramme(TOWN, "Op stap op woensdag", "Buurthuis De Schelp", Topic.FAMILY, 2, 8, None)
    programme = actions.open_programme(**load.once(load.lead, "walk"), new=walk)
    schools = frozenset({settings["Atheneum Zonnedam"]})
    calm = NewProgramme(TOWN, "Adempauze", "Vzw Bij Ons", Topic.SCHOOL, 14, 17, 14, schools)
    actions.open_programme(**load.once(load.lead, "calm"), new=calm)
    _series(load, household, programme, children[-1])


def _series(load: _Load, household: int, programme: int, person: int) -> None:
    """Eight weeks of which one was cancelled; the child came each time that it went on."""
    first_on = load.on(7 * (WEEKS - 1))
    actions.plan_sessions(
        **load.once(load.by, "series"), programme_id=programme, first_on=first_on, number=WEEKS
    )
    intake = Intake(programme, person, None, ConsentOf.PARENT, first_on)
    taking = actions.register_for_programme(
        **load.once(load.by, "intake"), household_id=household, intake=intake
    )
    by_now: dict[str, Any] = {"actor": load.by, "now": load.now}
    progress = Progress(first_talk_on=first_on, start_on=first_on)
    actions.note_progress(**by_now, participation_id=taking, progress=progress, base_version=1)
    for turn, session in enumerate(sessions_of(programme)):
        if turn == CANCELLED:
            actions.cancel_session(**by_now, session_id=session.pk, because="Storm")
        else:
            actions.take_attendance(**by_now, session_id=session.pk, come=[taking], seen={taking: None})
