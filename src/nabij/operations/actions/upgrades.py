"""Brings the database to this version of Nabij, and can be started again wherever it was cut off.

A journal on disk says how far it came. The backup of before is made once, and a restarted upgrade keeps it:
a second one would be of a database that is halfway.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import NotSupportedError, OperationalError

from nabij.operations.actions import backups, grants, keys, migrations, restores
from nabij.operations.queries import labels, tables
from nabij.operations.queries.places import Places, private_folder, room_left, share_used
from nabij.operations.types import BackupProblem, UpgradeProblem

JOURNAL = "upgrade.json"
_FULL = 0.95
_ROOM_AT_LEAST = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Journal:
    """How far an upgrade came."""

    to: str
    began_at: str
    backup: str
    """File of the backup of before; empty for a new database."""
    rows: dict[str, int]
    """Rows per table before."""
    done: bool = False


def journal(places: Places) -> Journal | None:
    """Return the journal of the last upgrade, or None."""
    file = places.state / JOURNAL
    return Journal(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def plan(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the migrations that are to be applied, as app.name. Raises UpgradeProblem.

    A database that cannot be reached, is too old, or is of a newer Nabij is found here, before any change.
    """
    try:
        connection.ensure_connection()
        connection.check_database_version_supported()
        executor = MigrationExecutor(connection)
    except NotSupportedError as error:
        raise UpgradeProblem(
            f"The database is too old: {error} Nothing was changed. Upgrade it first."
        ) from None
    except OperationalError as error:
        said = str(error).strip().splitlines()[0]
        raise UpgradeProblem(
            f"The database cannot be reached: {said}. Nothing was changed. Start it, or set "
            "NABIJ_DATABASE_URL."
        ) from None
    known, apps = executor.loader.disk_migrations, executor.loader.migrated_apps
    newer = [
        f"{app}.{name}"
        for app, name in tables.migrations(connection)
        if app in apps and (app, name) not in known
    ]
    if newer:
        raise UpgradeProblem(
            f"The database is of a newer Nabij than this one: {', '.join(newer)} is not known here. "
            "Nothing was changed. Put the newer version back."
        )
    wanted = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in wanted]


def room_or_refused(connection: BaseDatabaseWrapper, places: Places) -> None:
    """Raise UpgradeProblem when a disk has no room for a backup and for tables that are rebuilt."""
    needed = max(_ROOM_AT_LEAST, 3 * _size_of(connection))
    for folder in (places.state, places.backups):
        if share_used(folder) >= _FULL or room_left(folder) < needed:
            raise UpgradeProblem(
                f"The disk of {folder} has {room_left(folder) // 2**20} MB left and {needed // 2**20} MB "
                "is needed. "
                "Nothing was changed. Make room and start again."
            )


def upgrade(
    connection: BaseDatabaseWrapper,
    places: Places,
    *,
    now: datetime,
    serving_role: str,
    say: Callable[[str], None],
) -> Journal:
    """Check, back up, migrate, collect static files, grant, verify. Raises UpgradeProblem with the way "
    "on or back."""
    wanted = plan(connection)
    room_or_refused(connection, places)
    standing = journal(places)
    if standing and not standing.done:
        say(f"An upgrade of {standing.began_at} was cut off; it goes on where it was.")
    else:
        standing = _begin(connection, places, now=now, say=say)
    for name in wanted:
        say(f"  {name}")
    try:
        connection.close()
        migrations.apply_all()
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        logs = grants.grant(connection, role=serving_role)
    except Exception as error:
        raise UpgradeProblem(f"The upgrade stopped: {error}. {_way_back(standing)}") from error
    if logs:
        say(f"{serving_role} may add to {logs} log tables and change none of them.")
    _verify(connection, standing)
    done = replace(standing, done=True)
    _note(places, done)
    return done


def go_back(
    connection: BaseDatabaseWrapper, places: Places, *, now: datetime, serving_role: str
) -> restores.Restored:
    """Put the database back as it was before the upgrade. Raises UpgradeProblem or BackupProblem."""
    standing = journal(places)
    if standing is None or not standing.backup:
        raise UpgradeProblem(
            "There is no upgrade to go back from: no backup of before was made. Nothing was changed."
        )
    restored = restores.restore(
        connection,
        places,
        Path(standing.backup),
        [keys.drill_key(places)],
        now=now,
        replace=True,
        keep_present=standing.done,
    )
    grants.grant(connection, role=serving_role)
    (places.state / JOURNAL).unlink()
    return restored


def _begin(
    connection: BaseDatabaseWrapper, places: Places, *, now: datetime, say: Callable[[str], None]
) -> Journal:
    backup, rows = "", {}
    if tables.is_filled(connection):
        say("Making a backup first …")
        try:
            made = backups.make_backup(connection, places, now=now)
            labels.whole_or_damaged(made.sealed)
        except BackupProblem as problem:
            raise UpgradeProblem(
                f"The upgrade did not begin, because there is no backup. {problem}"
            ) from None
        backup = str(made.sealed)
        rows = {name: table.rows for name, table in made.manifest.tables.items()}
    begun = Journal(version("nabij"), now.isoformat(), backup, rows)
    _note(places, begun)
    return begun


def _verify(connection: BaseDatabaseWrapper, standing: Journal) -> None:
    if left := plan(connection):
        raise UpgradeProblem(f"Not everything was applied: {', '.join(left)}. {_way_back(standing)}")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            sound = cursor.fetchone()[0]
        if sound != "ok":
            raise UpgradeProblem(f"The database is not sound: {sound}. {_way_back(standing)}")
    connection.check_constraints()


def _way_back(standing: Journal) -> str:
    if not standing.backup:
        return "The database was new: mend what is said above and start `nabij upgrade` again."
    return (
        "Nothing is lost. The way on: mend what is said above and start `nabij upgrade` again. The way back: "
        f"`nabij upgrade --back` restores {Path(standing.backup).name}; then put the earlier version of "
        "Nabij back."
    )


def _size_of(connection: BaseDatabaseWrapper) -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    file = Path(connection.settings_dict["NAME"])
    return file.stat().st_size if file.exists() else 0


def _note(places: Places, standing: Journal) -> None:
    half = private_folder(places.state) / f"{JOURNAL}.part"
    with half.open("w", encoding="utf-8") as opened:
        opened.write(json.dumps(asdict(standing)))
        opened.flush()
        os.fsync(opened.fileno())
    half.replace(places.state / JOURNAL)
