"""CPU of processes that are not ours: the web server and the database, with all that they started."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """CPU of processes and all that they started."""

    roots: tuple[int, ...]

    def seconds(self) -> float:
        """CPU seconds until now."""
        times = {int(one): _stat(int(one)) for one in os.listdir("/proc") if one.isdigit()}
        known = {number for number in self.roots if times.get(number)}
        ticks = 0
        while known:
            for number in known:
                ticks += sum(map(int, times[number][11:15]))
            known = {number for number, stat in times.items() if stat and int(stat[1]) in known}
        return ticks / _TICKS


def _stat(number: int) -> list[str]:
    """What the system tells of a process, from its state on; nothing when it is gone."""
    try:
        text = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
        return text.rpartition(")")[2].split()
    except OSError:
        return []


def database_processes() -> tuple[int, ...]:
    """The first process of the server of the database; none with SQLite, which works in ours."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return (int(_stat(cursor.fetchone()[0])[1]),)
