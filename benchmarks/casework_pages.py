"""Casework at the size of a large town: how long its pages take, and changes of many households at once.

Run: ``python -m benchmarks.casework_pages [HOUSEHOLDS] [--postgres] [--write]``. It fills a database of its
own with made-up people (100,000 households with 1,000,000 contacts unless told), asks every page by HTTP from
the web server that a town runs, and throws everything away. ``--write`` puts the tables into
``docs/performance.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchmarks.measuring import Stopwatch, command, machine, written
from benchmarks.town_settings import own_database

if TYPE_CHECKING:
    from benchmarks.made_up_town import MadeUpTown
    from benchmarks.registry_pages import Page


def main() -> None:
    """Print the tables; with --write also put them into the page."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    on_postgres = "--postgres" in sys.argv
    lines = []
    with own_database(on_postgres=on_postgres) as database:
        for line in report(numbers[0] if numbers else 100_000, database):
            print(line, flush=True)
            lines.append(line)
    if "--write" in sys.argv:
        written(f"casework on {'PostgreSQL' if on_postgres else 'SQLite'}", lines)


def report(households: int, database: str) -> Iterator[str]:
    """What was filled, then the tables."""
    from benchmarks.made_up_stories import fill_stories
    from benchmarks.made_up_town import MadeUpTown

    town, watch = MadeUpTown(households), Stopwatch.start()
    town.fill()
    fill_stories(town)
    yield f"Machine: {machine()}; {database}. Command: `{command('casework_pages')}`. Filled: {watch}."
    yield ""
    yield from pages_of_one_user(town)


def pages() -> tuple[Page, ...]:
    """The pages of a working day."""
    from benchmarks.registry_pages import Page

    home = "/nl/werk/gezinnen/"
    return (
        Page("Today", lambda _t, _k, _c: "/nl/werk/vandaag/"),
        Page("household list: the whole team", lambda _t, _k, _c: f"{home}?wie=team"),
        Page("household", lambda _t, known, _c: f"{home}{known['home']}/"),
        Page("timeline", lambda _t, known, _c: f"{home}{known['home']}/contacten/"),
        Page("plan", lambda _t, known, _c: f"{home}{known['home']}/plan/"),
    )


def pages_of_one_user(town: MadeUpTown) -> Iterator[str]:
    """The table of one worker of the team that follows half of the households."""
    from django.core.management import call_command

    from benchmarks import registry_pages as asking

    call_command("collectstatic", "--no-input", verbosity=0)
    asked = {page.name: asking.questions(page, town) for page in pages()}
    with asking.served() as (port, server):
        worker = asking.Visitor(port, asking.log_in(asking.first_team(town)[0]))
        yield from asking.one_after_another(pages(), asked, town, (worker, worker), server)


if __name__ == "__main__":
    main()
