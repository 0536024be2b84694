"""Guidance, contacts, needs and a plan for the made-up households of Zonnedam."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.casework import actions
from nabij.casework.actions.contacts import Told
from nabij.casework.actions.guidance import NextStep
from nabij.casework.actions.plans import Leads, NewStep
from nabij.casework.types import Channel, ContactOutcome, GuidanceStands, StepOwner, Way
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import ClientIdReused, Layer, NotPossible, Topic

GUIDED: dict[str, tuple[str, str, int, Topic | None]] = {
    "Karadam": (
        "Vraagt hulp bij een hoge gasfactuur",
        "Aanvraag verhoogde tegemoetkoming afgeven bij het ziekenfonds",
        3,
        Topic.MONEY,
    ),
    "Waterdrinker": (
        "Zoekt een school dicht bij huis voor Noa",
        "Bellen met de school over de inschrijving",
        0,
        None,
    ),
    "Duinhof": ("Vindt de trap te steil", "Ergotherapeut vragen om langs te gaan", 6, Topic.CARE),
}
"""By surname: what was asked, the next step, in how many days, and under which topic its words lie."""

SIGNALLED = {"Vloedlijn": "Verwacht een kind in maart en vraagt waar ze terechtkan met vragen"}

CONTACTS: dict[str, tuple[tuple[int, Channel, Topic, ContactOutcome, Layer, str, str], ...]] = {
    "Karadam": (
        (
            10,
            Channel.HOME_VISIT,
            Topic.MONEY,
            ContactOutcome.AGREED,
            Layer.TOPIC,
            "Brief van de energieleverancier bekeken. Afbetaling van 35 euro per maand afgesproken.\n"
            "Selin zei: “Nu kan ik weer slapen.”",
            "Warme winterjas voor Mila",
        ),
        (
            13,
            Channel.SCHOOL_GATE,
            Topic.SCHOOL,
            ContactOutcome.TALKED,
            Layer.TOPIC,
            "Deniz start op woensdag met huiswerkbegeleiding.",
            "",
        ),
        (20, Channel.PHONE, Topic.CARE, ContactOutcome.NOT_REACHED, Layer.TOPIC, "", ""),
        (
            21,
            Channel.COUNTER,
            Topic.FAMILY,
            ContactOutcome.TALKED,
            Layer.SUMMARY,
            "Eerste gesprek van een uur, met haar zus erbij.",
            "",
        ),
    ),
    "Waterdrinker": (
        (
            2,
            Channel.PHONE,
            Topic.SCHOOL,
            ContactOutcome.TALKED,
            Layer.TOPIC,
            "Bekeek samen drie scholen.",
            "",
        ),
    ),
}
"""By surname: days ago, how, about, what came of it, who may read it, the note, what is needed."""


def load_casework(*, by: Actor, households: dict[str, int], now: datetime) -> None:
    """Guidance and contacts for these households, by surname. Each has a number of its own: a repeat changes
    nothing, and what people changed since stays.
    """
    for name, household in households.items():
        _once(_guide, by, name, household, now)
        for turn in range(len(CONTACTS.get(name, ()))):
            _once(lambda *given, turn=turn: _contact(*given, turn=turn), by, name, household, now)
    if "Karadam" in households:
        _once(_plan, by, "Karadam", households["Karadam"], now)


def _once(work: Callable[..., object], by: Actor, name: str, household: int, now: datetime) -> None:
    """A second load gives other days under the same number: that is refused, and meant to be."""
    with suppress(ClientIdReused, GuidanceStands, NotPossible):
        work(by, name, household, now)


def _number(name: str, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/casework/{name}/{what}")


def _guide(by: Actor, name: str, household: int, now: datetime) -> None:
    if name in SIGNALLED:
        actions.signal_household(
            actor=by,
            household_id=household,
            signal=SIGNALLED[name],
            topic=None,
            client_id=_number(name, "signal"),
            now=now,
        )
    elif name in GUIDED:
        asked, step, days, topic = GUIDED[name]
        actions.start_guidance(
            actor=by,
            household_id=household,
            signal=asked,
            step=NextStep(step, day_of(now) + timedelta(days=days), topic),
            is_intensive=name == "Karadam",
            client_id=_number(name, "start"),
            now=now,
        )


def _contact(by: Actor, name: str, household: int, now: datetime, *, turn: int) -> None:
    days, channel, topic, outcome, layer, note, need = CONTACTS[name][turn]
    told = Told(now - timedelta(days=days), channel, topic, outcome, note, need, layer)
    actions.note_contact(
        actor=by, household_id=household, told=told, client_id=_number(name, f"contact {turn}"), now=now
    )


def _plan(by: Actor, name: str, household: int, now: datetime) -> None:
    on = day_of(now)
    need = actions.note_need(
        household_id=household,
        what="Afbetaling van de gasfactuur",
        topic=Topic.MONEY,
        client_id=_number(name, "need"),
        actor=by,
        now=now,
    )
    goal = actions.add_goal(
        household_id=household,
        words="Rust in de rekeningen",
        topic=Topic.MONEY,
        client_id=_number(name, "goal"),
        actor=by,
        now=now,
    )
    steps = (
        NewStep("Voorschrift vragen aan de huisarts", StepOwner.FAMILY, on + timedelta(days=7), "Selin"),
        NewStep("Aanvraag afgeven bij het ziekenfonds", StepOwner.WORKER, on + timedelta(days=3)),
        NewStep(
            "Afbetaling op papier zetten", StepOwner.PARTNER, on + timedelta(days=12), "Energiehuis Zonnedam"
        ),
    )
    for turn, step in enumerate(steps):
        actions.add_step(
            goal_id=goal,
            step=step,
            client_id=_number(name, f"step {turn}"),
            actor=by,
            now=now,
        )
    _settle(by, name, household, need, now)


def _settle(by: Actor, name: str, household: int, need: int, now: datetime) -> None:
    actions.settle_need(
        actor=by, need_id=need, leads=Leads(Way.REFERRAL, referred_to="Energiehuis Zonnedam"), now=now
    )
    actions.report_how_it_goes(
        actor=by,
        household_id=household,
        topic=Topic.MONEY,
        family_says=3,
        worker_says=5,
        client_id=_number(name, "goes"),
        now=now,
    )
