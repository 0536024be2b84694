"""What signals and planned calls keep of the households in the town of canaries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.casework import actions
from nabij.casework.actions.signals import Whereabouts
from nabij.casework.models import Signal
from nabij.casework.types import CallKind
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from tests.casework.desk import a_signal

if TYPE_CHECKING:
    from tests.trust.canaries import Town


def plant_signals(town: Town, home: str, by: Actor) -> None:
    """A signal that waits for the lead of the team, and calls with a reason that few read."""
    number = town.homes[home]
    team = registry.team_of([number])[number]
    assert team is not None
    signal = _sent(town, home, by, team, number)
    if home in {"team", "shut"}:
        town.numbers.setdefault("signal", []).append(signal)
    soon = day_of(town.now) + timedelta(days=3)
    for spot in ("planned", "cancelled"):
        call = actions.plan_call(
            actor=by,
            household_id=number,
            kind=CallKind.CALL,
            on=soon,
            because=town.word("call", home, spot=spot),
            client_id=uuid4(),
            now=town.now,
        )
    because = town.word("call", home, spot="why cancelled")
    actions.cancel_call(actor=by, call_id=call, because=because, now=town.now)
    actions.set_rhythm(actor=by, household_id=number, days=7, base_version=0, now=town.now)


def plant_decided(town: Town) -> None:
    """By the lead: one passed on to a team that nobody here leads, one rejected, one added to guidance, and
    one of a household that nobody knows yet.
    """
    lead, sender = town.actor("team_lead"), town.actor("worker team")
    home, number = "team", town.homes["team"]
    own = registry.team_of([number])[number]
    other = registry.team_of([town.homes["town"]])[town.homes["town"]]
    assert own is not None
    assert other is not None
    unknown = Whereabouts(*(town.word("signal", "", spot=spot) for spot in ("name", "place", "phone")))
    facts = _facts(town, "", "signal")
    town.numbers["signal"].append(a_signal(sender, own, told=unknown, **facts, now=town.now))
    rejected = _sent(town, home, sender, own, number)
    town.numbers["signal"].append(rejected)
    actions.reject_signal(
        actor=lead,
        signal_id=rejected,
        because=town.word("signal", home, spot="why rejected"),
        base_version=1,
        client_id=uuid4(),
        now=town.now,
    )
    added = _sent(town, home, sender, own, number, kind="words.care")
    actions.take_up_signal(
        actor=lead,
        signal_id=added,
        household=number,
        next_worker=None,
        base_version=1,
        client_id=uuid4(),
        now=town.now,
    )
    passed = _sent(town, home, sender, own, number, kind="signal elsewhere")
    _pass_on(town, passed, own, other, lead)


def _pass_on(town: Town, signal: int, own: int, other: int, lead: Actor) -> None:
    """To the other team, while it has a lead: nobody here leads it afterwards, so nobody reads it."""
    from nabij.staff.models import Membership
    from tests.house.scenes import LONG_AGO

    director = town.users["director"]
    there = Membership.objects.create(user=director, team_id=other, from_on=LONG_AGO, is_lead=True)
    actions.pass_signal_on(
        actor=lead,
        signal_id=signal,
        team_id=other,
        because=town.word("signal elsewhere", "team", spot="why passed on"),
        base_version=1,
        client_id=uuid4(),
        now=town.now,
    )
    there.delete()
    assert Signal.objects.get(pk=signal).team_id != own


def _sent(town: Town, home: str, by: Actor, team: int, number: int, *, kind: str = "signal") -> int:
    return a_signal(by, team, number, **_facts(town, home, kind), now=town.now)


def _facts(town: Town, home: str, kind: str) -> dict[str, str]:
    """Words of every column; why the family was told or not is for whoever decides only."""
    facts = {spot: town.word(kind, home, spot=spot) for spot in ("what", "where", "by", "concerns")}
    apart = "signal decided" if kind.startswith("words") else kind
    return facts | {
        spot: town.word(apart, home, spot=spot) for spot in ("told_because", "no_consent_because")
    }
