"""Fills casework for the households of a made-up town: ten contacts each, and guidance for one in fifty.

A tenth of the contacts is hidden by whoever wrote it, a fifth is open to everybody who sees the household,
the others lie under one of eight topics: so need-to-know has work to do on every page.
"""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID

from benchmarks.filling import Table, quickly, settle
from benchmarks.made_up_town import AT_ONCE, NOW, TODAY, MadeUpTown
from nabij.casework import models as casework
from nabij.casework.types import Channel, ContactOutcome
from nabij.registry.types import Topic

CONTACTS_EACH = 10
ONE_GUIDED_IN = 50
WORDS = "Samen de brief bekeken en het formulier ingevuld. Volgende week bellen we opnieuw."


def fill_stories(town: MadeUpTown) -> None:
    """Write the contacts and guidance of every household of this town."""
    chance = random.Random(town.size)
    moments = Table(
        casework.ContactMoment,
        *("id", "client_id", "household", "happened_at", "channel", "topic", "layer", "owner", "recorded_by"),
        *("changed_by",),
        outcome=ContactOutcome.TALKED.value,
        note=WORDS,
        recorded_at=NOW,
        changed_at=NOW,
    )
    guided = Table(
        casework.Guidance,
        *("id", "household", "signalled_by", "step_set_by", "step_due_on", "is_intensive"),
        state="guided",
        signal="Vraagt hulp bij een factuur",
        step="Bellen met de leverancier",
        step_topic=Topic.MONEY.value,
        signalled_at=NOW - timedelta(days=90),
        started_at=NOW - timedelta(days=90),
        step_set_at=NOW,
        version=1,
    )
    with quickly([table.model._meta.db_table for table in (moments, guided)]):
        for place, known in enumerate(town.known):
            worker = town.workers[known["worker"]].pk
            _contacts(moments, known["home"], worker, chance)
            if place % ONE_GUIDED_IN == 0:
                due = TODAY + timedelta(days=chance.randint(-20, 40))
                guided.add(place // ONE_GUIDED_IN + 1, known["home"], worker, worker, due, place % 200 == 0)
            if place % AT_ONCE == 0:
                moments.write()
        moments.write()
        guided.write()
    settle([moments.model, guided.model])


def _contacts(moments: Table, home: int, worker: int, chance: random.Random) -> None:
    for turn in range(CONTACTS_EACH):
        number = (home - 1) * CONTACTS_EACH + turn + 1
        layer = chance.choices(("topic", "summary", "hidden"), (70, 20, 10))[0]
        moments.add(
            number,
            UUID(int=chance.getrandbits(128)),
            home,
            NOW - timedelta(days=chance.randint(1, 900)),
            chance.choice(Channel.values),
            chance.choice(Topic.values),
            layer,
            worker if layer == "hidden" else None,
            worker,
            worker,
        )
