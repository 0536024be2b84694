"""What the log costs: per page that is read, to verify a million lines, and to look somebody up in it.

Run: ``python -m benchmarks.audit_log [lines]``, on the database of the test settings: SQLite, or PostgreSQL
with NABIJ_TEST_POSTGRES_URL. Lines are made up (seed 7). Prints one table; waiting for the disk is counted.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

READS = 400
PEOPLE = 20_000
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Makes a database of its own, fills it, measures, and throws it away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings.test")
    import django

    django.setup()
    from django.db import connection

    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        measure(lines)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(lines: int) -> None:
    """Prints what each part took."""
    from django.db import connection

    from nabij.audit import queries

    print(f"{connection.vendor}, {lines:,} lines")
    people = made_up_people()
    started = time.perf_counter()
    fill(lines, people)
    print(f"written, lists of 250 persons       {lines / (time.perf_counter() - started):>10,.0f} lines/s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for shown in (1, 25, 300):
        with_log = timed(lambda shown=shown: read(people[:shown], is_logged=True))
        without = timed(lambda shown=shown: read(people[:shown], is_logged=False))
        cost = [one - statistics.median(without) for one in with_log]
        print(f"cost of the log, {shown:>3} persons shown  {told(cost)}")
    started, cpu = time.perf_counter(), time.process_time()
    found = queries.log_verdict([], public_keys=frozenset())
    wall, busy = time.perf_counter() - started, time.process_time() - cpu
    print(f"verified {found.lines:,} lines, whole: {found.is_whole}   {wall:.1f} s ({busy:.1f} s CPU)")
    look_up(people)


def made_up_people() -> list[UUID]:
    """Numbers of subjects."""
    chance = random.Random(7)
    return [UUID(int=chance.getrandbits(128)) for _ in range(PEOPLE)]


def fill(lines: int, people: list[UUID]) -> None:
    """Write lists of 250 persons by 16 accounts."""
    from django.db import transaction

    from nabij.audit.actions import record_read
    from nabij.kernel.actors import Actor
    from nabij.kernel.purposes import Purpose

    chance = random.Random(8)
    for step in range(0, lines, 250):
        at = BEGIN + timedelta(seconds=step)
        actor = Actor(staff_id=chance.randrange(1, 17), roles=frozenset({"social_worker"}))
        about = chance.sample(people, min(250, lines - step))
        with transaction.atomic():
            record_read("registry.list_read", actor=actor, about=about, purpose=Purpose.WORK_LIST, at=at)


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


def look_up(people: list[UUID]) -> None:
    """Search the log as the privacy officer does."""
    from nabij.audit import queries
    from nabij.kernel.actors import Actor
    from nabij.kernel.purposes import Purpose

    officer = Actor(staff_id=99, roles=frozenset({"privacy_officer"}))
    now = datetime.now(UTC)
    middle = (BEGIN + timedelta(days=3)).date()
    searches = {
        "one person": queries.LogSearch(subject=people[3]),
        "one account": queries.LogSearch(actor_id=4),
        "one account, a period": queries.LogSearch(actor_id=4, until_on=middle),
        "all, newest": queries.LogSearch(),
    }
    for name, search in searches.items():
        spent = timed(lambda s=search: queries.log_lines(officer, s, purpose=Purpose.OVERSIGHT, now=now), 40)
        print(f"page of the log: {name:<22} {told(spent)}")


def timed(work: Callable[[], object], times: int = READS) -> list[float]:
    """Return how many milliseconds each run took, after ten that do not count."""
    for _ in range(10):
        work()
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - started))
    return spent


def told(spent: list[float]) -> str:
    """The middle and the slowest twentieth."""
    ordered = sorted(spent)
    return f"median {statistics.median(ordered):6.2f} ms, p95 {ordered[int(len(ordered) * 0.95)]:6.2f} ms"


if __name__ == "__main__":
    main()
