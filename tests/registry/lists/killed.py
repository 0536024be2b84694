"""Takes a file in again and again in a process that gets killed, and tells what was there afterwards.

    python -m tests.registry.lists.killed FILE_OF_THE_DATABASE TIMES

Runs on a database of its own (one that has its tables already is quicker); every fork is killed with SIGKILL
at a moment of its own, spread over the import.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random

import django

ROWS = 24
AT_ONCE = 6
"""Rows in one transaction: several of them, as for a list of a thousand rows."""


def csv_text(rows: int, *, house: int) -> str:
    """A list of made-up families."""
    lines = ["Familienaam;Voornaam;Geboortedatum;Ouder;GSM;Straat;Nr;Postcode;Dossiernr"]
    lines += [
        f"Maes;Kind{n};{n % 28 + 1:02d}/13/2018".replace("/13/", f"/{n % 12 + 1:02d}/")
        + f";An Maes;0499{n:06d};Kerkstraat;{house};8599;D{n}"
        for n in range(rows)
    ]
    return "\n".join(lines) + "\n"


def main(database: str, times: int) -> int:
    """Print one line of JSON for each kill: what counted before the end, and after doing it again."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "nabij.config.settings.test"
    from django.conf import settings

    from nabij.config.settings.base import database as described

    described_here = described(f"sqlite:///{database}", lasting=0)
    # The process is killed, not the machine: waiting for the disk would only make the test slow.
    described_here["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    settings.DATABASES = {"default": described_here}
    django.setup()
    from django.core.management import call_command

    from nabij_methods.tables.text_file import read_text

    if not Path(database).exists():
        call_command("migrate", verbosity=0)
    from nabij.registry.actions import list_files
    from tests.registry.lists import made

    # Reading changes nothing, so it needs no process of its own: the kills go where something is written.
    list_files.AT_ONCE = AT_ONCE
    made.read_file = lambda content, name: read_text(content)
    scene = made.Scene()
    scene.ask("brugfiguren")
    scene.bring("brugfiguren", csv_text(ROWS, house=1))
    took = _timed(scene)
    random = Random(20261122)
    for number in range(times):
        house = 10 + number
        _killed_after(scene, house, random.uniform(0, took * 1.5))
        broken = _state()
        scene_again(scene, house)
        print(json.dumps({"house": house, "broken": broken, "again": _state()}), flush=True)
    return 0


def _timed(scene: object) -> float:
    began = time.monotonic()
    scene_again(scene, 2)
    return time.monotonic() - began


def scene_again(scene: object, house: int) -> None:
    """Take the list in, from wherever it stands, as the pages do when the owner goes on."""
    from nabij.registry.actions import list_files
    from nabij.registry.models import ListUpload
    from tests.registry.lists.made import NOW, Scene

    assert isinstance(scene, Scene)
    owner = scene.owner("brugfiguren")
    waiting = ListUpload.objects.filter(state__in=("laid_out", "staged")).first()
    if waiting is not None:
        list_files.stage_file(actor=owner, upload=waiting.pk, now=NOW)
        list_files.import_file(actor=owner, upload=waiting.pk, take_gone_off=True, now=NOW)
    else:
        scene.bring("brugfiguren", csv_text(ROWS, house=house), take_gone_off=True)


def _killed_after(scene: object, house: int, seconds: float) -> None:
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            scene_again(scene, house)
            os._exit(0)
        except BaseException:
            os._exit(3)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the import fell by itself"


def _state() -> dict[str, object]:
    """The addresses that count, how many rows, and rows that count twice."""
    from collections import Counter

    from nabij.registry.models import ListedChild, ListRow, RowState

    live = ListRow.objects.filter(state=RowState.LIVE)
    identities = Counter(live.values_list("identity", flat=True))
    return {
        "houses": sorted({row.said["number"] for row in live}),
        "rows": live.count(),
        "children": ListedChild.objects.filter(row__state=RowState.LIVE).count(),
        "twice": sum(count - 1 for count in identities.values()),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
