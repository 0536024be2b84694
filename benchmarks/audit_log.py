"""What the log costs: per page that is read, to write and to verify it, and to look somebody up in it.

Run: ``python -m benchmarks.audit_log [LINES] [--postgres] [--write]``: 1,000,000 lines unless told, on SQLite
or, with ``--postgres``, on a cluster of its own with the settings of Debian, where every commit waits for the
disk. Lines are made up (seed 7) and valid. A page is a transaction that reads; its cost is the time of the
same page with its lines less the middle of those without, and both take turns. Both clocks are told: CPU is
that of this process, and on PostgreSQL of the server too; on a busy machine the time by the clock says more
about the others. ``--write`` puts the table into ``docs/performance.md``.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from benchmarks.measuring import Stopwatch, command, machine, percentile, written
from benchmarks.processes import Spent, database_processes
from benchmarks.town_settings import own_database

READS = 400
PEOPLE = 20_000
ACCOUNTS = range(1, 17)
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Make a database of its own, fill it, measure, and throw it away."""
    on_postgres = "--postgres" in sys.argv
    lines = next((int(one) for one in sys.argv[1:] if one.isdigit()), 1_000_000)
    said = []
    with own_database(on_postgres=on_postgres) as database:
        for line in report(lines, database):
            print(line, flush=True)
            said.append(line)
    if "--write" in sys.argv:
        written(f"log on {'PostgreSQL' if on_postgres else 'SQLite'}", said)


def report(lines: int, database: str) -> Iterator[str]:
    """One table: what each part took."""
    from benchmarks.made_up_log import fill_log
    from nabij.audit import queries

    yield f"Machine: {machine()}; {database}. Command: `{command('audit_log')}`."
    yield ""
    yield "| what | asked for | median | p95 | mean CPU |"
    yield "| --- | --- | --- | --- | --- |"
    people = made_up_people()
    watch = Stopwatch.start()
    fill_log(lines, people, accounts=ACCOUNTS, begin=BEGIN, seed=7)
    yield f"| {lines:,} valid lines written at once | | {watch.wall:.1f} s | | {watch.cpu:.1f} s |"
    _settle()
    for shown, bar in ((1, "5 ms p95"), (25, "5 ms p95"), (300, "")):
        yield cost_of_log(people[:shown], bar)
    server = Spent(database_processes())
    watch, begun = Stopwatch.start(), server.seconds()
    found = queries.log_verdict([], public_keys=frozenset())
    worked = watch.cpu + server.seconds() - begun
    yield (
        f"| {found.lines:,} lines verified, {'whole' if found.is_whole else 'BROKEN'} | 120 s for a million "
        f"| {watch.wall:.1f} s | | {worked:.1f} s |"
    )
    yield from look_up(people)


def _settle() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def made_up_people() -> list[UUID]:
    """Numbers of subjects."""
    chance = random.Random(7)
    return [UUID(int=chance.getrandbits(128)) for _ in range(PEOPLE)]


def cost_of_log(shown: list[UUID], bar: str) -> str:
    """What the log adds to a page that shows so many persons; one row."""
    with_log, without = _Taken(), _Taken()
    for number in range(READS + 10):
        for taken, is_logged in ((with_log, True), (without, False)):
            taken.run(lambda is_logged=is_logged: read(shown, is_logged=is_logged), counts=number >= 10)
    base = statistics.median(without.wall)
    cost = [one - base for one in with_log.wall]
    cpu = statistics.mean(with_log.cpu) - statistics.mean(without.cpu)
    return (
        f"| the log on a page of {len(shown)} {'person' if len(shown) == 1 else 'persons'} | {bar} "
        f"| {statistics.median(cost):.1f} ms | {percentile(cost, 0.95):.1f} ms | {cpu:.1f} ms |"
    )


class _Taken:
    """Milliseconds of every run, by the clock and of CPU; the server of the database counts with the CPU."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def run(self, work: Callable[[], object], *, counts: bool) -> None:
        begun, worked = time.perf_counter(), time.process_time()
        work()
        if counts:
            self.wall.append(1000 * (time.perf_counter() - begun))
            self.cpu.append(1000 * (time.process_time() - worked))


def read(people: list[UUID], *, is_logged: bool) -> None:
    """One page: a transaction that reads, with or without its lines in the log."""
    from django.db import connection, transaction

    from nabij.audit.actions import record_read
    from nabij.kernel.actors import Actor
    from nabij.kernel.purposes import Purpose

    actor = Actor(staff_id=5, roles=frozenset({"social_worker"}))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM staff_user")
        if is_logged:
            at = datetime.now(UTC)
            record_read("registry.list_read", actor=actor, about=people, purpose=Purpose.WORK_LIST, at=at)


def look_up(people: list[UUID]) -> Iterator[str]:
    """Search the log as the privacy officer does; a row for each way."""
    from nabij.audit import queries
    from nabij.kernel.actors import Actor
    from nabij.kernel.purposes import Purpose

    officer = Actor(staff_id=99, roles=frozenset({"privacy_officer"}))
    now = datetime.now(UTC)
    middle = (BEGIN + timedelta(days=100)).date()
    searches = {
        "one person": queries.LogSearch(subject=people[3]),
        "one account": queries.LogSearch(actor_id=4),
        "one account, a period": queries.LogSearch(actor_id=4, until_on=middle),
        "all, newest": queries.LogSearch(),
    }
    for name, search in searches.items():
        taken = _Taken()
        for number in range(50):
            taken.run(
                lambda search=search: queries.log_lines(officer, search, purpose=Purpose.OVERSIGHT, now=now),
                counts=number >= 10,
            )
        yield (
            f"| a page of the log: {name} | | {statistics.median(taken.wall):.1f} ms "
            f"| {percentile(taken.wall, 0.95):.1f} ms | {statistics.mean(taken.cpu):.1f} ms |"
        )


if __name__ == "__main__":
    main()
