"""Where the households of the town of canaries were met, what a school may read of them, and programmes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.casework import actions
from nabij.casework.actions.contacts import Told
from nabij.casework.actions.feedback import Agreement
from nabij.casework.actions.reach import Met
from nabij.casework.actions.taking_part import Intake, Progress
from nabij.casework.models import Programme, Setting, SettingKind
from nabij.casework.types import Channel, ConsentOf, ContactOutcome
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import Layer, Topic

if TYPE_CHECKING:
    from tests.trust.canaries import Town


def plant_reach(town: Town, home: str, by: Actor) -> None:
    """A contact in a setting, a sentence for a school that was replaced once, and somebody in a programme."""
    place, today = min(by.towns), day_of(town.now)
    kind, _new = SettingKind.objects.get_or_create(town=place, name="Scholen", counts="households")
    setting, _new = Setting.objects.get_or_create(kind=kind, name="De Brug")
    common = {"actor": by, "household_id": town.homes[home], "now": town.now}
    told = Told(
        town.now - timedelta(hours=3),
        Channel.SCHOOL_GATE,
        Topic.FAMILY,
        ContactOutcome.TALKED,
        town.word("words.family", home, spot="at the gate"),
    )
    number = actions.note_contact_and_hand_over(**common, told=told, met=Met(setting.pk), client_id=uuid4())
    town.numbers.setdefault("contact", []).append(number)
    for spot in ("replaced", "stands"):
        agreement = Agreement(
            town.persons[home, "child"],
            setting.pk,
            town.word("story", home, spot=f"for the school, {spot}"),
            town.word("story", home, spot=f"who agreed, {spot}"),
            today,
        )
        kept = actions.agree_feedback(**common, agreement=agreement, client_id=uuid4())
    town.numbers.setdefault("feedback", []).append(kept)
    _programme(town, home, by, place)
    told_apart = Told(told.happened_at, told.channel, Topic.MONEY, told.outcome, layer=Layer.HIDDEN)
    actions.note_contact_and_hand_over(**common, told=told_apart, met=Met(setting.pk), client_id=uuid4())


def _programme(town: Town, home: str, by: Actor, place: str) -> None:
    """Somebody takes part and came once; that they do lies under a topic, and holds no words."""
    programme, _new = Programme.objects.get_or_create(
        town=place, name="Op stap", defaults={"topic": Topic.FAMILY}
    )
    session, is_new = programme.sessions.get_or_create(on_day=day_of(town.now))
    if is_new:
        town.numbers.setdefault("session", []).append(session.pk)
    intake = Intake(programme.pk, town.persons[home, "child"], None, ConsentOf.PARENT, day_of(town.now))
    taking = actions.register_for_programme(
        actor=by, household_id=town.homes[home], intake=intake, client_id=uuid4(), now=town.now
    )
    town.numbers.setdefault("participation", []).append(taking)
    progress = Progress(first_talk_on=day_of(town.now), start_on=day_of(town.now))
    actions.note_progress(actor=by, participation_id=taking, progress=progress, base_version=1, now=town.now)
    actions.take_attendance(actor=by, session_id=session.pk, come=[taking], seen={taking: None}, now=town.now)
