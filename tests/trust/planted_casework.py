"""What casework keeps of the households in the town of canaries: guidance, contacts, needs and a plan."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from nabij.casework import actions
from nabij.casework.actions.contacts import Told
from nabij.casework.actions.guidance import Closing, NextStep
from nabij.casework.actions.plans import Leads, NewStep
from nabij.casework.models import ContactVersion, Guidance
from nabij.casework.types import Channel, ClosingOutcome, ContactOutcome, StepEnd, StepOwner, Way
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import Layer, Topic

if TYPE_CHECKING:
    from tests.trust.canaries import Town

TOPICS = (Topic.HOUSING, Topic.MONEY, Topic.CARE, Topic.WORK, Topic.FAMILY)


class Desk:
    """A worker at the desk with one household; each text that is written down is a new canary."""

    def __init__(self, town: Town, home: str, by: Actor) -> None:
        self.town, self.home, self.by, self.number = town, home, by, town.homes[home]
        self.common: dict[str, Any] = {"actor": by, "household_id": self.number, "now": town.now}

    def words(self, topic: Topic | None, spot: str) -> str:
        """A text under a topic; under none it is for everybody who sees the household."""
        return self.town.word(f"words.{topic}" if topic else "story", self.home, spot=spot)

    def closing(self, spot: str) -> str:
        """A text that only whoever sees every topic reads."""
        return self.town.word("closing", self.home, spot=spot)

    def step(self, topic: Topic | None, spot: str) -> NextStep:
        """The next step of guidance, with its words under a topic."""
        return NextStep(self.words(topic, spot), day_of(self.town.now) + timedelta(days=3), topic)

    def version(self) -> int:
        """How often the guidance that is open was changed."""
        return Guidance.objects.open().get(household=self.number).version

    def keep(self, kind: str, number: int) -> int:
        """Remember under which number an address names something."""
        self.town.numbers.setdefault(kind, []).append(number)
        return number


def plant_casework(town: Town, home: str, by: Actor) -> None:
    """All that casework can keep of a household, in every layer and under five topics."""
    desk = Desk(town, home, by)
    _guidance(desk)
    _contacts(desk)
    _beside(desk)
    _needs_and_plan(desk)
    typed = {name: town.word("draft", home, spot=name) for name in ("note", "need")}
    actions.keep_draft(**desk.common, client_id=uuid4(), fields=typed, turn=1)


def _guidance(desk: Desk) -> None:
    """A signal that led to none, a period that closed, and one that goes on with steps behind it."""
    close = partial(actions.close_guidance, **desk.common)
    actions.signal_household(
        **desk.common, signal=desk.words(None, "first signal"), topic=None, client_id=uuid4()
    )
    first = Closing(
        ClosingOutcome.DECLINED, desk.closing("first note"), not_asked_because=desk.closing("not asked")
    )
    close(closing=first, base_version=desk.version(), client_id=uuid4())
    start = partial(actions.start_guidance, **desk.common, is_intensive=False)
    start(signal=desk.words(None, "second signal"), step=desk.step(None, "plain step"), client_id=uuid4())
    second = Closing(ClosingOutcome.REACHED, desk.closing("second note"), desk.closing("family view"))
    close(closing=second, base_version=desk.version(), client_id=uuid4())
    start(
        signal=desk.words(Topic.HOUSING, "signal"), step=desk.step(Topic.HOUSING, "step"), client_id=uuid4()
    )
    for end, before, after in (
        (StepEnd.DROPPED, Topic.HOUSING, Topic.WORK),
        (StepEnd.POSTPONED, Topic.WORK, Topic.MONEY),
    ):
        actions.end_step(
            **desk.common,
            end=end,
            note=desk.words(before, f"why {end}"),
            step=desk.step(after, f"step after {end}"),
            base_version=desk.version(),
            client_id=uuid4(),
        )


def end_step_unread(town: Town, home: str, by: Actor) -> None:
    """Somebody who does not see money ends the step under it, which does not open its words."""
    desk = Desk(town, home, by)
    actions.end_step(
        **desk.common,
        end=StepEnd.DONE,
        note="",
        step=desk.step(Topic.FAMILY, "step after done"),
        base_version=desk.version(),
        client_id=uuid4(),
    )


def _told(desk: Desk, topic: Topic, layer: Layer, note: str, need: str = "") -> Told:
    return Told(_moment(desk), Channel.PHONE, topic, ContactOutcome.AGREED, note, need, layer)


def _moment(desk: Desk) -> datetime:
    return desk.town.now - timedelta(hours=2)


def _contacts(desk: Desk) -> None:
    """A contact under each topic with what was asked, one for everybody, and one that its writer hides."""
    note = partial(actions.note_contact, **desk.common)
    for topic in TOPICS:
        told = _told(
            desk, topic, Layer.TOPIC, desk.words(topic, "contact"), desk.words(topic, "asked in a contact")
        )
        number = note(told=told, client_id=uuid4())
        if topic in {Topic.HOUSING, Topic.FAMILY}:
            desk.keep("contact", number)
    open_to_all = _told(
        desk, Topic.CARE, Layer.SUMMARY, desk.words(None, "contact"), desk.words(None, "asked")
    )
    note(told=open_to_all, client_id=uuid4())
    hidden = [desk.town.word("hidden", desk.home, spot=spot) for spot in ("contact", "asked in a contact")]
    desk.keep("contact", note(told=_told(desk, Topic.FAMILY, Layer.HIDDEN, *hidden), client_id=uuid4()))


def _beside(desk: Desk) -> None:
    """A contact that was put right, with what stood there before and what a second writer made of it."""
    first = desk.town.word("earlier note", desk.home)
    contact = actions.note_contact(
        **desk.common, told=_told(desk, Topic.CARE, Layer.TOPIC, first), client_id=uuid4()
    )
    for spot in ("contact put right", "contact beside"):
        actions.change_contact(
            actor=desk.by,
            contact_id=contact,
            base_version=1,
            fields={"note": desk.words(Topic.CARE, spot)},
            now=desk.town.now,
        )
    desk.keep("beside", ContactVersion.objects.get(contact=contact, is_beside=True).pk)


def _needs_and_plan(desk: Desk) -> None:
    """Needs that lead to a step, somebody else, or not now, and a goal with steps; how it goes."""
    soon = day_of(desk.town.now) + timedelta(days=9)

    def need(topic: Topic, spot: str) -> int:
        words = desk.words(topic, f"need {spot}")
        return actions.note_need(**desk.common, what=words, topic=topic, client_id=uuid4())

    desk.keep("need", need(Topic.WORK, "open"))
    step = NewStep(desk.words(Topic.HOUSING, "step of a need"), StepOwner.WORKER, soon)
    for topic, leads in (
        (Topic.HOUSING, Leads(Way.STEP, step=step)),
        (Topic.CARE, Leads(Way.REFERRAL, referred_to=desk.words(Topic.CARE, "referred to"))),
        (Topic.MONEY, Leads(Way.NOT_NOW, not_now_because=desk.words(Topic.MONEY, "why not now"))),
    ):
        settled = need(topic, leads.way)
        actions.settle_need(actor=desk.by, need_id=settled, leads=leads, now=desk.town.now)
    for topic in (Topic.FAMILY, Topic.MONEY):
        goal = actions.add_goal(
            **desk.common, words=desk.words(topic, "goal"), topic=topic, client_id=uuid4()
        )
        desk.keep("goal", goal)
        _steps(desk, goal, topic)
        actions.report_how_it_goes(
            **desk.common, topic=topic, family_says=4, worker_says=6, client_id=uuid4()
        )


def _steps(desk: Desk, goal: int, topic: Topic) -> None:
    """Two steps towards a goal: one that stays, one that was dropped."""
    soon = day_of(desk.town.now) + timedelta(days=9)
    for owner in (StepOwner.FAMILY, StepOwner.PARTNER):
        who = desk.words(topic, f"who of {owner}")
        step = NewStep(desk.words(topic, f"step of {owner}"), owner, soon, who)
        made = actions.add_step(actor=desk.by, goal_id=goal, step=step, client_id=uuid4(), now=desk.town.now)
    desk.keep("plan step", made)
    because = desk.words(topic, "why dropped")
    actions.end_plan_step(actor=desk.by, step_id=made, dropped_because=because, now=desk.town.now)
