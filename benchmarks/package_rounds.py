"""950 doors with packages for 35 people, in the program: from a frozen list to rounds, as its pages do it.

    python -m benchmarks.package_rounds [SECONDS] [DOORS] [PEOPLE]

Fills a temporary database with one town, fixes the list of a package campaign, lets everybody go out for one
afternoon by bicycle, and plans with `nabij plan_rounds` for SECONDS at most (20). What it prints comes from
the queries of the program's own pages. Fails when a door is left out without a reason.
"""

from __future__ import annotations

import os
import sys
import time
import uuid
from random import Random
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings.test")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from tests.campaigns.packs import Packs, a_list, packs, prepared  # noqa: E402
from tests.campaigns.rounds import EAST, NORTH, a_station, a_visitor  # noqa: E402
from tests.registry.people import TOWN  # noqa: E402

from nabij.campaigns import actions, queries  # noqa: E402
from nabij.campaigns.actions import Composition, NewVariant, ShiftWish  # noqa: E402
from nabij.campaigns.models import Campaign, Planning  # noqa: E402
from nabij.campaigns.queries.asking_rounds import Wanted  # noqa: E402
from nabij.campaigns.queries.round_figures import round_figures  # noqa: E402
from nabij.campaigns.types import DayPart, GoingMode  # noqa: E402
from nabij.demo.partner_lists.town import made_up_doors  # noqa: E402
from nabij.kernel import clock  # noqa: E402
from nabij.registry.actions.places import keep_door  # noqa: E402
from nabij.registry.types import Door  # noqa: E402
from nabij.staff.types import Role  # noqa: E402

STREETS, SPREAD = 60, 0.02
"""Streets of the town, and how far its edge lies from the station, in degrees: about two kilometers."""
AGES = Composition((NewVariant("A", "Jong", 0, 8), NewVariant("B", "Ouder", 8, 40)))


def fill(doors: int) -> Packs:
    """A town with a frozen list of so many families, each at a door that is on the map."""
    random, at = Random(950), packs()
    middles = [(random.uniform(-1, 1) * SPREAD, random.uniform(-1, 1) * SPREAD) for _street in range(STREETS)]
    families: list[Any] = []
    for turn, door in enumerate(made_up_doors(Random("families 20261122"), separated=0.0)[:doors]):
        street, number = f"Straat {chr(65 + turn % 26)}{turn % STREETS}", str(1 + turn // STREETS)
        north, east = middles[turn % STREETS]
        along = 0.0004 * (turn // STREETS)
        point = {"latitude": NORTH + north + along, "longitude": EAST + east + along}
        keep_door(TOWN, Door(street, number, postcode="8599", municipality="Zonnedam", **point))
        children = [(str(one.first), str(one.last), f"{one.born_on}") for one in door.children]
        families.append((f"Ouder {turn}", f"{street} {number}", children))
    a_list(at, *families)
    return at


def with_people(at: Packs, people: int) -> None:
    """The list is fixed, and so many deliverers go out on the first afternoon."""
    day, now = at.campaign.from_on, clock.now()
    actions.fix_packages(actor=at.lead, campaign_id=at.campaign_id, base_version=2, now=now)
    for turn in range(people):
        goer = a_visitor(f"bezorger{turn}", Role.DELIVERER).staff_id
        assert goer is not None
        actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=goer, now=now)
        wish = ShiftWish(goer, (day,), (DayPart.AFTERNOON,), GoingMode.BICYCLE, a_station())
        actions.add_shifts(
            actor=at.lead, campaign_id=at.campaign_id, wish=wish, client_id=uuid.uuid4(), now=now
        )


def main(seconds: float, doors: int, people: int) -> int:
    """Plan, and print what the pages say of it; 0 when every door is planned or has a reason."""
    at = fill(doors)
    prepared(at, composition=AGES)
    with_people(at, people)
    day = Campaign.objects.get(pk=at.campaign_id).from_on
    asked = actions.ask_planning(
        actor=at.lead,
        campaign_id=at.campaign_id,
        wanted=Wanted(day, day, is_balanced=True),
        client_id=uuid.uuid4(),
        now=clock.now(),
    )
    began = time.perf_counter()
    call_command("plan_rounds", asked, seconds=seconds)
    took = time.perf_counter() - began
    planning = Planning.objects.get(pk=asked)
    page = queries.rounds_page(at.lead, at.campaign_id, day=day, now=clock.now())
    figures = round_figures(at.campaign_id)
    print(f"planning: {planning.state}, {took:.0f} s, search limited to {seconds:.0f} s. {planning.said}")
    print(f"doors planned: {page.planned_doors} of {page.open_doors}")
    for words, number in page.reasons:
        print(f"  in no round: {words}: {number}")
    if figures is not None:
        print(f"routes: {figures.rounds}, people: {figures.people}, stops per person: {figures.stops_each}")
        print(
            f"a round takes {figures.mean_minutes} minutes; shortest beside longest: {figures.spread} % less"
        )
    reasons = sum(number for _words, number in page.reasons)
    return int(page.planned_doors + reasons != page.open_doors)


if __name__ == "__main__":
    seconds, doors, people = (*sys.argv[1:], *("20", "950", "35")[len(sys.argv) - 1 :])
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        status = main(float(seconds), int(doors), int(people))
    finally:
        teardown_databases(databases, verbosity=0)
    sys.exit(status)
