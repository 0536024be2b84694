"""An empty database with all its tables, made once and copied: migrating one takes a process over a minute.

Kept under var/, by what the migrations and the locked libraries say; a change of either makes a new one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from nabij.config.settings import base

ROOT = Path(__file__).resolve().parents[1]
KEPT_IN = ROOT / "var" / "tests"
LEFT_TO_APPLY = 4
"""The migrations that an earlier version lacks."""


def lay_down(place: Path, *, earlier: bool = False) -> None:
    """Put a migrated, empty SQLite database at `place`; the first process makes it, others wait for it.

    `earlier`: one of an earlier version, to which the last few migrations have still to come.
    """
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    kept = KEPT_IN / f"{'earlier' if earlier else 'empty'}-{_what_it_depends_on()}.sqlite3"
    with _one_at_a_time("sqlite"):
        if not kept.exists():
            _make()
    shutil.copyfile(kept, place)


def template(address: str) -> str:
    """The name of a migrated, empty database on this PostgreSQL server, copied by each process."""
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    name = f"nabij_empty_{_what_it_depends_on()}"
    with _one_at_a_time("postgres"), psycopg.connect(address, autocommit=True) as server:
        known = [one for (one,) in server.execute("SELECT datname FROM pg_database").fetchall()]
        if name not in known:
            for older in [*(one for one in known if one.startswith("nabij_empty_")), f"{name}_begun"]:
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(older)))
            begun = sql.Identifier(f"{name}_begun")
            server.execute(sql.SQL("CREATE DATABASE {}").format(begun))
            _migrate(_beside(address, f"{name}_begun"))
            server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(begun, sql.Identifier(name)))
    return name


def _beside(address: str, name: str) -> str:
    """The address of another database on the same server."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _what_it_depends_on() -> str:
    digest = hashlib.sha256(" ".join(base.INSTALLED_APPS).encode())
    for file in [
        *sorted((ROOT / "src").glob("nabij/**/migrations/*.py")),
        ROOT / "requirements" / "test.txt",
        Path(__file__),
    ]:
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time(kind: str) -> Iterator[None]:
    with (KEPT_IN / f"lock-{kind}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make() -> None:
    """Make both, in one go over the migrations."""
    for older in [*KEPT_IN.glob("empty-*"), *KEPT_IN.glob("earlier-*")]:
        older.unlink()
    begun = KEPT_IN / f"empty-{_what_it_depends_on()}.begun"
    _run(["-m", "tests.prepared", str(begun)], f"sqlite:///{begun}")
    for made in (begun.with_stem(begun.stem.replace("empty", "earlier")), begun):
        made.rename(made.with_suffix(".sqlite3"))


def in_two_steps(begun: Path) -> None:
    """Migrate the database of this process; keep how it was before the last few migrations."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    executor.migrate(None, plan=plan[:-LEFT_TO_APPLY])
    connection.close()
    shutil.copyfile(begun, begun.with_stem(begun.stem.replace("empty", "earlier")))
    call_command("migrate", verbosity=0)


def _migrate(address: str) -> None:
    _run(["-m", "django", "migrate", "--verbosity=0"], address)


def _run(command: list[str], address: str) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "nabij.config.settings.test", "NABIJ_TEST_POSTGRES_URL": address}
    made = {**os.environ, **settings, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    subprocess.run([sys.executable, *command], env=made, check=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        in_two_steps(Path(sys.argv[1]))
    else:
        template(os.environ["NABIJ_TEST_POSTGRES_URL"])  # while the tests on SQLite run
