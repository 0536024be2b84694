"""The registry at the size of a large town: how long pages take, how many questions they ask, what is found.

Run: ``python -m benchmarks.registry_search [HOUSEHOLDS] [--postgres] [--seconds N] [--write]``. It fills a
database of its own with made-up people (100,000 households, and per household ten rows about contact and, on
PostgreSQL, a hundred lines of the log), types in the search box what somebody would type with slips, asks
every page by HTTP from the web server that a town runs, by one user and then by sixteen at once for
``--seconds`` (60 unless told), and throws everything away. ``--postgres`` starts a cluster of its own with
the settings of Debian; without it the file of SQLite is used, with a tenth of the log. ``--write`` puts the
tables into ``docs/performance.md``.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import Stopwatch, command, machine, percentile, written
from benchmarks.town_settings import own_database

if TYPE_CHECKING:
    from benchmarks.made_up_town import MadeUpTown

TRIES = 60


def main() -> None:
    """Print the tables; with --write also put them into the page."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    seconds = 60
    if "--seconds" in sys.argv:
        seconds = int(sys.argv[sys.argv.index("--seconds") + 1])
        numbers.remove(seconds)
    on_postgres = "--postgres" in sys.argv
    lines = []
    with own_database(on_postgres=on_postgres) as database:
        for line in report(numbers[0] if numbers else 100_000, database, seconds, on_postgres=on_postgres):
            print(line, flush=True)
            lines.append(line)
    if "--write" in sys.argv:
        written(f"registry on {'PostgreSQL' if on_postgres else 'SQLite'}", lines)


def report(households: int, database: str, seconds: int, *, on_postgres: bool) -> Iterator[str]:
    """What was filled, then the tables."""
    from benchmarks.made_up_town import MadeUpTown
    from benchmarks.registry_pages import pages_table

    town = MadeUpTown(households)
    yield f"Machine: {machine()}; {database}. Command: `{command('registry_search')}`."
    yield ""
    yield filled(town, households * (100 if on_postgres else 10))
    yield ""
    yield "| typed | median | p95 | CPU of the application | questions | in the first five |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, typed in WAYS.items():
        yield measured(name, typed, town)
    yield ""
    yield from pages_table(town, seconds)


def filled(town: MadeUpTown, log_lines: int) -> str:
    """Fill the registry and the log; tell how many rows there are, counted, and how long it took."""
    from benchmarks.filling import rows_in
    from benchmarks.made_up_log import fill_log
    from benchmarks.made_up_town import NOW
    from nabij.audit.models import Line
    from nabij.registry import models as registry

    registry_watch = Stopwatch.start()
    town.fill()
    took = str(registry_watch)
    print(f"registry filled: {took}", file=sys.stderr)
    log_watch = Stopwatch.start()
    accounts = [one.pk for one in town.workers]
    fill_log(log_lines, town.subjects, accounts=accounts, begin=NOW - timedelta(days=366), seed=7)
    _settle_log()
    contacts = rows_in(registry.ContactPoint) + rows_in(registry.ContactWish)
    return (
        f"{rows_in(registry.Household):,} households, {rows_in(registry.Person):,} persons and "
        f"{contacts:,} rows about contact (telephones, e-mail addresses and wishes, in use and of before), "
        f"{rows_in(registry.Revision):,} changes, made and written in {took}; {rows_in(Line):,} lines of the "
        f"log, each with its valid hash, in {log_watch}. One team follows half of the households."
    )


def _settle_log() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE audit_line" if connection.vendor == "postgresql" else "ANALYZE")


def misspelt(word: str, chance: random.Random) -> str:
    """The first letters with one slip: two swapped, one doubled, one other vowel."""
    letters = list(word.lower()[:6])
    at = chance.randrange(1, len(letters) - 1)
    kind = chance.randrange(3)
    if kind == 0:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    elif kind == 1:
        letters.insert(at, letters[at])
    else:
        letters[at] = chance.choice("aeiou")
    return "".join(letters)


def _four(known: dict[str, Any], chance: random.Random) -> str:
    return misspelt(known["naming"].family, chance)[:4]


WAYS: dict[str, Callable[[dict[str, Any], random.Random], str]] = {
    "whole name": lambda known, _: f"{known['naming'].given} {known['naming'].family}",
    "four letters with a slip, year": lambda known, chance: f"{_four(known, chance)} {known['year']}",
    "four letters with a slip, street": lambda known, chance: f"{_four(known, chance)} {known['street'][:7]}",
    "four letters with a slip, phone": lambda known, chance: f"{_four(known, chance)} {known['phone'][-4:]}",
    "both names with a slip": lambda known, chance: " ".join(
        misspelt(name, chance) for name in (known["naming"].given, known["naming"].family)
    ),
    "first name, year": lambda known, _: f"{known['naming'].given} {known['year']}",
    "street, year": lambda known, _: f"{known['street']} {known['year']}",
    "six figures of the phone": lambda known, _: known["phone"][-6:],
    "four letters with a slip alone": _four,
    "most frequent surname": lambda known, _: known["frequent"],
}


def measured(name: str, typed: Callable[[dict[str, Any], random.Random], str], town: MadeUpTown) -> str:
    """Type it for households of the own team; return one row of the table."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.made_up_town import NOW, SEED
    from nabij.registry import queries

    chance = random.Random(SEED)
    first_team = town.teams[0].pk
    own = [known for known in town.known if known["team"] == first_team]
    actor, frequent = _worker(town), {"frequent": town.surnames[0]}
    took, found, asked, worked = [], 0, [], 0.0
    for known in chance.sample(own, min(TRIES, len(own))):
        text = typed({**known, **frequent}, chance)
        watch = Stopwatch.start()
        hits = queries.search(actor, text, now=NOW)
        took.append(1000 * watch.wall)
        worked += 1000 * watch.cpu
        found += any(hit.household_id == known["home"] for hit in hits)
    for known in chance.sample(own, min(5, len(own))):
        with CaptureQueriesContext(connection) as captured:
            queries.search(actor, typed({**known, **frequent}, chance), now=NOW)
        asked.append(len(captured))
    return (
        f"| {name} | {statistics.median(took):.1f} ms | {percentile(took, 0.95):.1f} ms "
        f"| {worked / len(took):.1f} ms | {max(asked)} | {100 * found / len(took):.0f} % |"
    )


def _worker(town: MadeUpTown) -> Any:
    """A social worker of the team that follows half of the town."""
    from benchmarks.made_up_town import TOWN
    from nabij.kernel.actors import Actor

    return Actor(
        staff_id=town.workers[0].pk,
        roles=frozenset({"social_worker"}),
        towns=frozenset({TOWN}),
        team_ids=frozenset({town.teams[0].pk}),
    )


if __name__ == "__main__":
    main()
