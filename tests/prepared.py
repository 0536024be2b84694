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


def lay_down(place: Path) -> None:
    """Put a migrated, empty SQLite database at `place`; the first process makes it, others wait for it."""
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    kept = KEPT_IN / f"empty-{_what_it_depends_on()}.sqlite3"
    with _one_at_a_time("sqlite"):
        if not kept.exists():
            _make(kept)
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
    ]:
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time(kind: str) -> Iterator[None]:
    with (KEPT_IN / f"lock-{kind}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(kept: Path) -> None:
    for older in KEPT_IN.glob("empty-*"):
        older.unlink()
    begun = kept.with_suffix(".begun")
    _migrate(f"sqlite:///{begun}")
    begun.rename(kept)


def _migrate(address: str) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "nabij.config.settings.test", "NABIJ_TEST_POSTGRES_URL": address}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    made = {**os.environ, **settings, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, env=made, check=True)


if __name__ == "__main__":
    template(os.environ["NABIJ_TEST_POSTGRES_URL"])  # while the tests on SQLite run
