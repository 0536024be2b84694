"""What has to be done again after an older state was put back, above all erasing who asked for it.

The list stands beside the backups, so that it outlives the database: subject numbers, no name and no fact.
"""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime

from nabij.kernel.clock import BRUSSELS
from nabij.kernel.running import REPEATED_FOR, REPLAYS
from nabij.operations.queries import labels
from nabij.operations.queries.places import Places, private_folder
from nabij.operations.types import NoLabel

LIST = "to-repeat.json"


def known(places: Places) -> dict[str, dict[str, str]]:
    """Return what is listed beside the backups, here and in the second place: per name what, since which day.

    In a list of before days were kept, every line counts from the day on which it is read.
    """
    found: dict[str, dict[str, str]] = {}
    for folder in (places.backups, places.second):
        if folder is None or not (folder / LIST).exists():
            continue
        for name, done in json.loads((folder / LIST).read_text(encoding="utf-8")).items():
            since = done if isinstance(done, dict) else dict.fromkeys(done, "")
            for one, day in since.items():
                standing = found.setdefault(name, {}).setdefault(one, day)
                found[name][one] = max(standing, day)
    return found


def keep_list(places: Places, *, now: datetime, from_database: bool = True) -> dict[str, list[str]]:
    """Add what the database knows to the list beside the backups, and let go what no backup can bring back.

    A line goes six weeks after it came, and never while a backup of before is kept. Returns the list.
    """
    today = now.astimezone(BRUSSELS).date()
    total = known(places)
    if from_database:
        for name, replay in REPLAYS.items():
            lines = total.setdefault(name, {})
            for one in replay.gather(now):
                lines.setdefault(one, today.isoformat())
    last = min([today - REPEATED_FOR, *_days_of_backups(places)])
    kept = {
        name: {
            one: day or today.isoformat() for one, day in sorted(lines.items()) if not day or day >= str(last)
        }
        for name, lines in total.items()
    }
    half = private_folder(places.backups) / f"{LIST}.part"
    half.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    os.chmod(half, 0o600)
    half.replace(places.backups / LIST)
    return {name: sorted(lines) for name, lines in kept.items()}


def _days_of_backups(places: Places) -> Iterator[date]:
    """The day of each backup that is kept; one without a label is left to people, and counts as old."""
    for folder in (places.backups, places.second):
        for sealed in labels.backups_in(folder) if folder and folder.is_dir() else ():
            try:
                yield labels.made_at(labels.read_label(sealed)).astimezone(BRUSSELS).date()
            except NoLabel:
                yield date.min


def copy_list(places: Places) -> None:
    """Carry the list to the second place."""
    if places.second and (places.backups / LIST).exists():
        shutil.copyfile(places.backups / LIST, places.second / f"{LIST}.part")
        (places.second / f"{LIST}.part").replace(places.second / LIST)


def repeat(listed: dict[str, list[str]], *, now: datetime) -> dict[str, int]:
    """Do everything on the list again; return how many were done, by name."""
    return {name: REPLAYS[name].redo(done, now) for name, done in listed.items() if name in REPLAYS}
