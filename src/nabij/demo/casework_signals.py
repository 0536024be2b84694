"""Signals and planned calls for the made-up households of Zonnedam."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.casework import actions
from nabij.casework.actions.signals import Seen, Whereabouts
from nabij.casework.types import CallKind
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import ClientIdReused, NotPossible, Topic

WAITING: tuple[tuple[int, str, Whereabouts | None, str, str, str, str, Topic], ...] = (
    (
        9,
        "",
        Whereabouts("Mira, achternaam niet bekend", "Molenstraat, boven de bakker", ""),
        "De rolluiken bleven een week dicht. Er ligt post voor de deur.",
        "Molenstraat",
        "een buurvrouw",
        "een vrouw van ongeveer zeventig die alleen woont",
        Topic.CARE,
    ),
    (
        3,
        "",
        Whereabouts("Familie Baksteen", "Nieuwe Kaai 18", "0470 00 00 18"),
        "De oudste bleef drie dagen thuis om op de baby te passen.",
        "Basisschool De Zandloper",
        "de zorgjuf",
        "de moeder, een kind van tien en een baby",
        Topic.SCHOOL,
    ),
    (
        1,
        "Karadam",
        None,
        "Selin vroeg aan de balie of er hulp is voor de schoolrekening.",
        "Onthaal van het Sociaal Huis",
        "de onthaalmedewerker",
        "Selin en Deniz",
        Topic.MONEY,
    ),
)
"""Days ago, surname of a known household or what was told, what was seen, where, by whom, of whom, about."""

CALLS = (("Karadam", CallKind.CALL, 2), ("Waterdrinker", CallKind.VISIT, 0), ("Duinhof", CallKind.CALL, 5))
"""By surname: how, and in how many days."""


def load_signals(*, by: Actor, lead: Actor, households: dict[str, int], now: datetime) -> None:
    """Signals for the team of these households, and calls of two colleagues. A repeat changes nothing."""
    for turn in range(len(WAITING)):
        _once(_signal, by, households, turn, now)
    for turn, (name, _kind, _days) in enumerate(CALLS):
        if name in households:
            _once(_call, lead if turn == 0 else by, households, turn, now)
    if "Karadam" in households:
        with suppress(NotPossible):
            actions.set_rhythm(actor=by, household_id=households["Karadam"], days=7, base_version=0, now=now)


def _once(work: Callable[..., object], by: Actor, homes: dict[str, int], turn: int, now: datetime) -> None:
    """A second load gives other days under the same number: that is refused, and meant to be."""
    with suppress(ClientIdReused, NotPossible):
        work(by, homes, turn, now)


def _number(what: str, turn: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/casework/{what}/{turn}")


def _signal(by: Actor, homes: dict[str, int], turn: int, now: datetime) -> None:
    days, name, told, what, where, seen_by, concerns, topic = WAITING[turn]
    sent_at = now - timedelta(days=days)
    seen = Seen(
        what=what,
        where=where,
        on=day_of(sent_at),
        by=seen_by,
        concerns=concerns,
        topic=topic,
        is_family_told=bool(name),
        told_because="Ze vroeg het zelf" if name else "Niemand deed open",
        has_consent=bool(name),
        no_consent_because="" if name else "Kon niet gevraagd worden",
    )
    actions.send_signal(
        actor=by,
        team_id=min(by.team_ids),
        household_id=homes[name] if name else None,
        told=told,
        seen=seen,
        client_id=_number("signal", turn),
        now=sent_at,
    )


def _call(by: Actor, homes: dict[str, int], turn: int, now: datetime) -> None:
    name, kind, days = CALLS[turn]
    actions.plan_call(
        actor=by,
        household_id=homes[name],
        kind=kind,
        on=day_of(now) + timedelta(days=days),
        because="",
        client_id=_number("call", turn),
        now=now,
    )
