"""Checks of keeping: recovery key, backups, second place, drills."""

import json
from datetime import datetime, timedelta

from nabij.operations.queries import labels
from nabij.operations.queries.places import Places, places
from nabij.operations.types import DamagedBackup, Finding, Severity

OLDEST_BACKUP = timedelta(hours=26)
OLDEST_DRILL = timedelta(days=35)


def recovery_key(now: datetime) -> list[Finding]:
    """Find a recovery key that may not exist any more."""
    file = places().keys / "recovery.json"
    copies = len(json.loads(file.read_text(encoding="utf-8"))["copies"]) if file.exists() else 0
    if copies >= 2:
        return []
    return [
        Finding(
            "recovery-key",
            Severity.WRONG,
            f"The key that opens the backups was shown to exist in {copies} of 2 places.",
            "When the server burns and the key is lost, the backups cannot be opened by anybody.",
            'Run `nabij recovery_key new`, or `nabij recovery_key prove "where it stands"` for the other '
            "copy.",
        )
    ]


def backups(now: datetime) -> list[Finding]:
    """Find that there is no backup, that it is too old, or that it is damaged."""
    here = places()
    newest = labels.newest(here.backups)
    if newest is None:
        return [_no_backup("There is no backup.")]
    sealed, label = newest
    age = now - labels.made_at(label)
    if age > OLDEST_BACKUP:
        hours = int(age.total_seconds() // 3600)
        return [_no_backup(f"The newest backup is {hours} hours old.")]
    try:
        labels.whole_or_damaged(sealed)
    except DamagedBackup as damage:
        return [_no_backup(f"The newest backup is damaged. {damage}")]
    return []


def _no_backup(what: str) -> Finding:
    return Finding(
        "backup",
        Severity.WRONG,
        what,
        "When the disk fails now, all work since the last good backup is gone.",
        "Run `nabij backup` and read what it says; then look why nabij-backup.timer did not.",
    )


def second_place(now: datetime) -> list[Finding]:
    """Find backups that burn together with the server."""
    here = places()
    if here.second is None and not here.after_backup:
        what = "Backups stand on this server only."
    elif here.second is not None and (problem := _second_place_problem(here)):
        what = problem
    else:
        return []
    return [
        Finding(
            "second-place",
            Severity.MIND,
            what,
            "A fire, a thief or an extortionist takes the server and its backups together.",
            "Mount a disk or share of another building and set NABIJ_BACKUP_SECOND_DIR, or set "
            "NABIJ_BACKUP_COMMAND.",
        )
    ]


def _second_place_problem(here: Places) -> str:
    assert here.second is not None
    if not here.second.is_dir():
        return f"The second place {here.second} is not there."
    if here.backups.is_dir() and here.second.stat().st_dev == here.backups.stat().st_dev:
        return f"The second place {here.second} is on the same disk as the backups: nothing is mounted there."
    newest = labels.newest(here.backups)
    if newest and not labels.label_file(here.second / newest[0].name).exists():
        return f"The newest backup was not copied to the second place {here.second}."
    return ""


def drills(now: datetime) -> list[Finding]:
    """Find backups that were never put back."""
    record = places().state / "drills.jsonl"
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    last = json.loads(lines[-1]) if lines else None
    if last is None:
        what = "No backup was ever put back to try it."
    elif last["problem"]:
        what = f"The last drill failed: {last['problem']}"
    elif now - datetime.fromisoformat(last["at"]) > OLDEST_DRILL:
        what = f"The last drill was on {last['at'][:10]}."
    else:
        return []
    return [
        Finding(
            "drill",
            Severity.MIND,
            what,
            "A backup that was never restored is a hope, not a backup.",
            "Run `nabij drill`; it changes nothing in the database in use.",
        )
    ]
