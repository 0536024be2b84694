"""Casework at the size of a large town: how long its pages take, and changes of many households at once.

Run: ``python -m benchmarks.casework_pages [HOUSEHOLDS] [--postgres] [--write]``. It fills a database of its
own with made-up people (100,000 households with 1,000,000 contacts unless told; 1,000 is enough for a try),
asks every page by HTTP from the web server that a town runs, gives 300 households of one worker to another
and takes that back, and throws everything away. ``--write`` puts the tables into ``docs/performance.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.measuring import Stopwatch, command, machine, written
from benchmarks.town_settings import own_database

if TYPE_CHECKING:
    from benchmarks.made_up_town import MadeUpTown
    from benchmarks.registry_pages import Page
    from nabij.staff.models import User

MANY = 300


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
    yield ""
    yield from many_at_once(town)


def pages() -> tuple[Page, ...]:
    """The pages of a working day."""
    from benchmarks.registry_pages import Page

    home = "/nl/werk/gezinnen/"
    return (
        Page("Today", lambda _t, _k, _c: "/nl/werk/vandaag/"),
        Page("household list: the whole team", lambda _t, _k, _c: f"{home}?wie=team"),
        Page("household list: with a small child", lambda _t, _k, _c: f"{home}?wie=team&jong=1"),
        Page("household", lambda _t, known, _c: f"{home}{known['home']}/"),
        Page("timeline", lambda _t, known, _c: f"{home}{known['home']}/contacten/"),
        Page("plan", lambda _t, known, _c: f"{home}{known['home']}/plan/"),
        Page("rights, all rules worked out anew", lambda _t, known, _c: f"{home}{known['home']}/rechten/"),
        Page("board of a team lead", lambda _t, _k, _c: "/nl/werk/bord/", by_officer=True),
        Page("caseload of a team", lambda _t, _k, _c: "/nl/werk/werklast/", by_officer=True),
    )


def pages_of_one_user(town: MadeUpTown) -> Iterator[str]:
    """The table of one worker of the team that follows half of the households, and of its lead."""
    from django.core.management import call_command

    from benchmarks import registry_pages as asking

    call_command("collectstatic", "--no-input", verbosity=0)
    lead = town.officer = _lead_of_first_team(town)
    asked = {page.name: asking.questions(page, town) for page in pages()}
    with asking.served() as (port, server):
        worker = asking.Visitor(port, asking.log_in(asking.first_team(town)[0]))
        leading = asking.Visitor(port, asking.log_in(lead))
        yield from asking.one_after_another(pages(), asked, town, (worker, leading), server)


def _lead_of_first_team(town: MadeUpTown) -> User:
    """The last worker of the first team leads it from now on; what is asked "by the officer" they ask."""
    from benchmarks.registry_pages import first_team
    from nabij.staff.models import Membership, RoleGrant
    from nabij.staff.types import Role

    lead: User = first_team(town)[-1]
    RoleGrant.objects.create(user=lead, role=Role.TEAM_LEAD)
    Membership.objects.filter(user=lead, team=town.teams[0]).update(is_lead=True)
    return lead


def many_at_once(town: MadeUpTown) -> Iterator[str]:
    """The table of a transfer of the households of one worker, and of taking it back: done, not asked."""
    from uuid import uuid4

    from benchmarks.made_up_town import NOW, TODAY
    from benchmarks.registry_pages import first_team
    from nabij.casework.actions import team as changes
    from nabij.casework.types import TransferReason
    from nabij.registry.models import ContactAssignment
    from nabij.staff.queries import actor_of

    lead = actor_of(town.officer, on=TODAY)
    giver, *receivers = first_team(town)[:3]
    homes = [known["home"] for known in town.known if known["team"] == town.teams[0].pk][:MANY]
    ContactAssignment.objects.filter(household__in=homes).update(staff=giver)
    yield f"| {len(homes)} households at once | seconds (at most 3 for {MANY}) |"
    yield "| --- | --- |"
    begun = perf_counter()
    number = changes.transfer_households(
        actor=lead,
        from_staff_id=giver.pk,
        household_ids=homes,
        to_staff_ids=[one.pk for one in receivers],
        reason=TransferReason.LEAVES,
        beyond_because="A benchmark",
        client_id=uuid4(),
        now=NOW,
    )
    yield f"| given to two colleagues | {perf_counter() - begun:.2f} |"
    begun = perf_counter()
    back = changes.undo_transfer(actor=lead, transfer_id=number, now=NOW + timedelta(minutes=1))
    yield f"| taken back: {back.back} | {perf_counter() - begun:.2f} |"


if __name__ == "__main__":
    main()
