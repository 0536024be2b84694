"""An empty database with all its tables, made once and copied: migrating one takes a process half a minute.

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

from nabij.config.settings import base

ROOT = Path(__file__).resolve().parents[1]
KEPT_IN = ROOT / "var" / "tests"


def lay_down(place: Path) -> None:
    """Put a migrated, empty SQLite database at `place`; the first process makes it, others wait for it."""
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    kept = KEPT_IN / f"empty-{_what_it_depends_on()}.sqlite3"
    with _one_at_a_time():
        if not kept.exists():
            _make(kept)
    shutil.copyfile(kept, place)


def _what_it_depends_on() -> str:
    digest = hashlib.sha256(" ".join(base.INSTALLED_APPS).encode())
    for file in [
        *sorted((ROOT / "src").glob("nabij/**/migrations/*.py")),
        ROOT / "requirements" / "test.txt",
    ]:
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (KEPT_IN / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(kept: Path) -> None:
    for older in KEPT_IN.glob("empty-*"):
        older.unlink()
    begun = kept.with_suffix(".begun")
    settings = {"DJANGO_SETTINGS_MODULE": "nabij.config.settings.test"}
    made = {**os.environ, **settings, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    subprocess.run(command, env={**made, "NABIJ_TEST_POSTGRES_URL": f"sqlite:///{begun}"}, check=True)
    begun.rename(kept)
