"""One run at a time on one result: a second one is told so instead of spoiling the parts of the first.

The system holds the lock for as long as the process lives, so nothing has to be cleaned up after one that
was killed: the next run simply gets it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from nabij_rights.lists.source import UnusableList


@contextmanager
def alone(path: Path, *, on: Path) -> Iterator[None]:
    """Holds the lock in this file while working ``on`` a result. Raises UnusableList when another has it."""
    file = _held(path)
    if file is None:
        raise UnusableList(
            f"{on}: {_who(path)} is writing it at this moment. Nothing was changed: wait until that is done,"
            " or write to another file."
        )
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        file.close()


def _held(path: Path) -> IO[str] | None:
    """The open file with the lock; None when another process holds it."""
    while True:
        file = path.open("a+", encoding="ascii")
        if not _lock(file):
            file.close()
            return None
        if _is_still_there(file, path):
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            return file
        file.close()  # the run that had it finished meanwhile, and removed it


def _is_still_there(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _lock(file: IO[str]) -> bool:
    """Whether the lock is ours. A disk that knows no locks keeps nobody out."""
    try:
        import fcntl
    except ImportError:  # no locks of this kind on this system
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _who(path: Path) -> str:
    try:
        number = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        number = ""
    return f"another run (process {number})" if number.isdecimal() else "another run"
