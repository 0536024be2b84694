"""What has to be done again after an older state was put back, above all erasing who asked for it.

The list stands beside the backups, so that it outlives the database: subject numbers, no name and no fact.
"""

import json
import os
import shutil
from datetime import datetime

from nabij.kernel.running import REPLAYS
from nabij.operations.queries.places import Places, private_folder

LIST = "to-repeat.json"


def known(places: Places) -> dict[str, list[str]]:
    """Return what is listed beside the backups, here and in the second place."""
    found: dict[str, set[str]] = {}
    for folder in (places.backups, places.second):
        if folder is None or not (folder / LIST).exists():
            continue
        for name, done in json.loads((folder / LIST).read_text(encoding="utf-8")).items():
            found.setdefault(name, set()).update(done)
    return {name: sorted(done) for name, done in found.items()}


def keep_list(places: Places, *, from_database: bool = True) -> dict[str, list[str]]:
    """Add what the database knows to the list beside the backups; return the whole list."""
    total = {name: set(done) for name, done in known(places).items()}
    if from_database:
        for name, replay in REPLAYS.items():
            total.setdefault(name, set()).update(replay.gather())
    kept = {name: sorted(done) for name, done in total.items()}
    half = private_folder(places.backups) / f"{LIST}.part"
    half.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    os.chmod(half, 0o600)
    half.replace(places.backups / LIST)
    return kept


def copy_list(places: Places) -> None:
    """Carry the list to the second place."""
    if places.second and (places.backups / LIST).exists():
        shutil.copyfile(places.backups / LIST, places.second / f"{LIST}.part")
        (places.second / f"{LIST}.part").replace(places.second / LIST)


def repeat(listed: dict[str, list[str]], *, now: datetime) -> dict[str, int]:
    """Do everything on the list again; return how many were done, by name."""
    return {name: REPLAYS[name].redo(done, now) for name, done in listed.items() if name in REPLAYS}
