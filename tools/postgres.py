"""A PostgreSQL of our own for the length of the tests: a new cluster, reached by a socket only."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Nothing has to survive: what is made here is thrown away.
_FAST = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]


def folder_of_programs() -> Path | None:
    """Return where initdb and pg_ctl are, or None when PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).resolve().parent
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]), reverse=True
    )
    return installed[0].parent if installed else None


def user_to_run_as() -> str | None:
    """Return the account for the server; None for our own. PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _call(command: list[str], user: str | None) -> None:
    done = subprocess.run(
        command,
        user=user,
        extra_groups=[] if user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{done.stdout}")


@contextmanager
def temporary_cluster(programs: Path, *, settings: Sequence[str] = _FAST) -> Iterator[str]:
    """Start a new cluster and give its address; stop and remove it afterwards. Raises RuntimeError.

    `settings` are options of the server; without any, every commit waits for the disk as in a town.
    """
    user = user_to_run_as()
    place = Path(tempfile.mkdtemp(prefix="nabij-postgres-"))
    if user:
        shutil.chown(place, user)
    log, cluster = place / "log", place / "cluster"
    try:
        make = ["-D", str(cluster), "-U", "nabij", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        _call([str(programs / "initdb"), *make], user)
        options = " ".join(["-k", str(place), "-c", "listen_addresses=''", *settings])
        control = [str(programs / "pg_ctl"), "-D", str(cluster), "-w", "-s"]
        # The log goes to a file: a server that keeps our output open would keep us waiting.
        _call([*control, "-l", str(log), "-o", options, "start"], user)
        try:
            yield f"postgresql://nabij@{quote(str(place), safe='')}/postgres"
        finally:
            _call([*control, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(place, ignore_errors=True)
