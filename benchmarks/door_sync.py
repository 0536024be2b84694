"""10,000 words about doors from three phones, lost, doubled and out of order; and how long forty doors take.

    python -m benchmarks.door_sync [records] [seed]
    python -m benchmarks.door_sync forty

Runs in a test database of its own, which goes afterwards. The server must equal the model in memory of
tests/campaigns/door_model.py: every word once, every receipt the number that the server has. The time is that
of this program and its database, in one thread; the network of a phone comes on top, for the bytes shown.
"""

from __future__ import annotations

import json
import os
import sys
import time
import uuid
from random import Random

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings.test")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from tests.campaigns.door_model import Device, Reference, many_doors, play  # noqa: E402
from tests.campaigns.rounds import a_door_campaign  # noqa: E402
from tests.registry.people import NOW  # noqa: E402

from nabij.campaigns import actions  # noqa: E402
from nabij.campaigns.models import DoorTold, Round, Stop  # noqa: E402


def forty() -> None:
    """One phone with forty doors, sent in two parts of twenty as the queue does."""
    at = a_door_campaign(doors=1)
    stops = many_doors(at, 40)
    first = Round.objects.filter(campaign=at.campaign_id).earliest("pk")
    taken = actions.take_round(actor=at.callers[0], round_id=first.pk, number=uuid.uuid4(), now=NOW)
    phone = Device(at.callers[0], taken)
    for stop in stops:
        phone.tell(stop, "talked")
    letters = [letter for letter, _stop, _outcome, _needs in phone.waiting.values()]
    items = [
        {"client_id": str(one.client_id), "taken": str(one.taken), "letter": dict(one.sealed)}
        for one in letters
    ]
    model = Reference(dict(Stop.objects.values_list("pk", "target_id")))
    began = time.perf_counter()
    phone.send(Random(1), model, NOW, loss=0)
    took = time.perf_counter() - began
    size = len(json.dumps({"sent_at": NOW.isoformat(), "items": items}))
    print(f"forty doors: {1000 * took:.0f} ms on the server, {size / 1000:.1f} kB sent by the phone")
    print(f"at 50 kB/s and 400 ms a request, four requests: {took + size / 50_000 + 1.6:.1f} s in all")


def main(records: int, seed: int) -> int:
    """Play the records; 0 when the server equals the model."""
    at = a_door_campaign(doors=1)
    stops = many_doors(at, max(40, records // 3))
    before = DoorTold.objects.count()
    began = time.perf_counter()
    turns = play(at, stops, records, seed=seed)
    took = time.perf_counter() - began
    new = DoorTold.objects.count() - before
    print(f"{records} records, 3 phones, {turns} sendings: {new} kept, {records - new} lost, {took:.0f} s")
    print("the server equals the model; every receipt on a phone is a number of the server")
    return int(new != records)


if __name__ == "__main__":
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        if sys.argv[1:2] == ["forty"]:
            forty()
            status = 0
        else:
            status = main(*(int(one) for one in (*sys.argv[1:], *("10000", "5")[len(sys.argv) - 1 :])))
        print(f"database: {connection.vendor}")
    finally:
        teardown_databases(databases, verbosity=0)
    sys.exit(status)
