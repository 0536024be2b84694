"""13,390 people and 60 callers: how long fixing the list takes, and that nobody is called twice or forgotten.

    NABIJ_DATABASE_URL=postgres://… python benchmarks/phone_round.py [households] [callers]

Runs on PostgreSQL in a test database of its own, which goes afterwards. Two persons live in one household of
three; every call is told of at once, so the time is that of the database and not of a talk.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings.test")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from tests.campaigns.town import a_caller, a_town, fixed, running, take, tell  # noqa: E402
from tests.registry.people import NOW, TODAY, TOWN  # noqa: E402

from nabij.campaigns.models import Attempt, Target, TargetPerson  # noqa: E402
from nabij.registry.models import (  # noqa: E402
    Address,
    ContactPoint,
    Household,
    Identity,
    Membership,
    Person,
    Stay,
    Subject,
)


def fill(people: int) -> int:
    """So many people of 70 or over, in households of one or two; returns how many households."""
    random, homes, persons = Random(7), [], 0
    while persons < people:
        size = min(1 + (random.random() < 1 / 3), people - persons)
        homes.append(size)
        persons += size
    address = Address.objects.create(town=TOWN, street_name="Kaai", number="1", folded="kaai 1")
    made = Household.objects.bulk_create(Household(town=TOWN, opened_at=NOW) for _ in homes)
    everybody = Person.objects.bulk_create(Person(created_at=NOW) for _ in range(persons))
    Subject.objects.bulk_create(Subject(person=one) for one in everybody)
    Identity.objects.bulk_create(
        Identity(person=one, given=f"P{turn}", birth_year=1925 + turn % 30, birth_month=3, birth_day=2)
        for turn, one in enumerate(everybody)
    )
    members = iter(everybody)
    Membership.objects.bulk_create(
        Membership(
            household=home,
            person=next(members),
            relation="partner" if turn else "reference",
            from_on=TODAY.replace(year=2020),
            recorded_at=NOW,
        )
        for home, size in zip(made, homes, strict=True)
        for turn in range(size)
    )
    Stay.objects.bulk_create(
        Stay(household=home, address=address, from_on=TODAY.replace(year=2020), recorded_at=NOW)
        for home in made
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(household=home, kind="phone", value=f"+3247{home.pk:07d}", typed="", added_at=NOW)
        for home in made
    )
    return len(made)


def main(people: int, callers: int) -> int:
    """Run the round; 0 when nobody was called twice and nobody forgotten."""
    homes, at = fill(people), a_town(callers=0)
    began = time.perf_counter()
    number = fixed(at)
    print(f"fixing the list: {number} people, {homes} households, {time.perf_counter() - began:.1f} s")
    at.callers = [a_caller(f"racer{turn}") for turn in range(callers)]
    running(at, name="Ronde")
    began = time.perf_counter()

    def go(caller: object) -> int:
        calls = 0
        try:
            while (target := take(caller)) is not None:  # type: ignore[arg-type]
                tell(caller, target)  # type: ignore[arg-type]
                calls += 1
        finally:
            connection.close()
        return calls

    with ThreadPoolExecutor(max_workers=callers) as pool:
        calls = sum(pool.map(go, at.callers))
    took = time.perf_counter() - began
    rows = Attempt.objects.values("target").annotate(n=Count("pk"))
    twice = rows.filter(n__gt=1).count()
    forgotten = Target.objects.filter(campaign=at.campaign_id, attempts=None).count()
    reached = TargetPerson.objects.filter(campaign=at.campaign_id, target__state="reached").count()
    print(f"{calls} calls by {callers} callers in {took:.1f} s ({1000 * took / max(calls, 1):.1f} ms a call)")
    print(f"called twice: {twice}; forgotten: {forgotten}; people reached: {reached}")
    return int(bool(twice or forgotten))


if __name__ == "__main__":
    if connection.vendor != "postgresql":
        sys.exit("Give a PostgreSQL database in NABIJ_DATABASE_URL: on SQLite callers wait for one another.")
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        status = main(*(int(one) for one in (*sys.argv[1:], *("13390", "60")[len(sys.argv) - 1 :])))
    finally:
        teardown_databases(databases, verbosity=0)
    sys.exit(status)
