"""Kills an upgrade with SIGKILL at so many moments and starts it again; run by test_upgrade as a program.

A moment is a statement to the database, a file opened for writing, a rename or a removal. Each try is a
process of its own (a fork), on a copy of one database of an earlier version; what it found is told as JSON.
"""

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests import prepared


def in_child(work: Callable[[], None]) -> int:
    """Run something in a process of its own; return its exit status, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def settle_in(folder: Path) -> None:
    """Let the settings of this process be those of the installation in a folder."""
    settings.DATA_DIR = folder / "data"
    settings.MEDIA_ROOT = folder / "data" / "files"
    settings.STATIC_ROOT = folder / "data" / "static"
    settings.BACKUP_DIR = str(folder / "backups")
    connection.settings_dict["NAME"] = str(folder / "data" / "nabij.sqlite3")


def make_earlier_version(folder: Path) -> None:
    """Make an installation of an earlier version: its tables, people who work there, a proven key."""
    from nabij.operations.queries.places import places
    from tests.operations.town import proven_key

    (folder / "data" / "files").mkdir(parents=True)
    (folder / "data" / "files" / "letter").write_text("Dag", encoding="utf-8")
    settle_in(folder)
    prepared.lay_down(folder / "data" / "nabij.sqlite3", earlier=True)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA table_info(staff_user)")
        columns = [(row[1], row[2].lower()) for row in cursor.fetchall()]
        for number in range(1, 201):
            values = [_value(name, kind, number) for name, kind in columns]
            cursor.execute(
                f"INSERT INTO staff_user ({', '.join(name for name, _ in columns)})"
                f" VALUES ({', '.join(['%s'] * len(values))})",
                values,
            )
    connection.close()
    proven_key(places())


def _value(name: str, kind: str, number: int) -> Any:
    if name == "email":
        return f"w{number}@zonnedam.example"
    if "int" in kind or "bool" in kind:
        return number if name == "id" else 1
    return "2026-01-01 12:00:00" if kind == "datetime" else f"{name} {number}"


def upgrade(folder: Path, *, back: bool = False) -> None:
    """Run the command."""
    settle_in(folder)
    call_command("upgrade", back=back, stdout=StringIO())


class Moments:
    """Counts the moments of this process; ends it with SIGKILL at the chosen one."""

    def __init__(self, folder: Path, at: int | None) -> None:
        self.inside, self.at, self.count = str(folder), at, 0

    def pass_one(self) -> None:
        """Count one moment."""
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def on_event(self, event: str, values: tuple[Any, ...]) -> None:
        """Count what Python says that it is about to do to a file of the installation."""
        writes = event == "open" and str(values[1] or "")[:1] in {"w", "a", "x"}
        if (writes or event in {"os.rename", "os.remove"}) and str(values[0]).startswith(self.inside):
            self.pass_one()

    def on_statement(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        """Count a statement."""
        self.pass_one()
        return execute(sql, params, many, context)


def upgrade_counted(folder: Path, at: int | None, told: Path | None = None) -> None:
    """Run the command and be killed at a moment, or tell how many there are."""
    moments = Moments(folder, at)
    sys.addaudithook(moments.on_event)
    with connection.execute_wrapper(moments.on_statement):
        upgrade(folder)
    if told:
        told.write_text(str(moments.count), encoding="ascii")


def state(folder: Path) -> dict[str, Any]:
    """Return what is in the database and beside it."""
    from nabij.operations.actions.upgrades import journal
    from nabij.operations.queries import labels, tables
    from nabij.operations.queries.places import places

    settle_in(folder)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(id), group_concat(email) FROM staff_user")
        people = list(cursor.fetchone())
        cursor.execute("PRAGMA integrity_check")
        sound = cursor.fetchone()[0]
    found = {
        "people": people,
        "sound": sound,
        "migrations": tables.migrations(connection),
        "digests": {name: table.digest for name, table in tables.digests(connection).items()},
        "backups": len(labels.backups_in(places().backups)),
        "journal": journal(places()),
        "left": len(list((places().state / "work").glob("*"))) if (places().state / "work").exists() else 0,
    }
    connection.close()
    return found


def try_once(folder: Path, earlier: Path, at: int, *, back: bool) -> dict[str, Any]:
    """Kill an upgrade at a moment, then go on or back with the documented command; return what is there."""
    shutil.copytree(earlier, folder)
    killed = in_child(lambda: upgrade_counted(folder, at))
    begun = (folder / "data" / "running" / "upgrade.json").exists()
    ended = in_child(lambda: upgrade(folder, back=back and begun))
    found = {"at": at, "killed": killed, "went_back": back and begun, "ended": ended, **state(folder)}
    print(f"moment {at}: {killed}, then {ended}", file=sys.stderr, flush=True)
    shutil.rmtree(folder)
    return found


def main(room: Path, wanted: int) -> None:
    """Make the earlier version, find out how many moments there are, try some that lie equally far apart."""
    django.setup()
    earlier, whole, told = room / "earlier", room / "whole", room / "told"
    if in_child(lambda: make_earlier_version(earlier)) != 0:
        raise SystemExit("the earlier version was not made")
    before = state(earlier)
    shutil.copytree(earlier, whole)
    in_child(lambda: upgrade_counted(whole, None, told))
    moments = int(told.read_text(encoding="ascii"))
    chosen = [1 + number * (moments - 1) // (wanted - 1) for number in range(wanted)]
    tries = [
        try_once(room / f"try-{at}", earlier, at, back=number % 3 == 2) for number, at in enumerate(chosen)
    ]
    print(
        json.dumps({"before": before, "after": state(whole), "moments": moments, "tries": tries}, default=str)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
