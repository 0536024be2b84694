"""The search box and the list of households on a made-up registry: time, questions asked, and what was found.

Run: ``python -m benchmarks.registry_search [households] [--postgres]``. Names are made of syllables,
surnames by a law of Zipf as in a real town; one team follows half of the households. For each way of typing
it takes households at random, spoils what is typed with a seed, and tells how often it is among the
first five. ``--postgres`` starts a cluster of its own; without it the file of SQLite is used.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

SEED = 20261122
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
TOWN = "zonnedam"
TRIES = 60
_STARTS = tuple(
    [
        "b",
        "d",
        "f",
        "g",
        "h",
        "j",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "v",
        "w",
        "z",
        "br",
        "dr",
        "gr",
        "kl",
        "kr",
        "pr",
        "sch",
        "sl",
        "sp",
        "st",
        "tr",
        "vr",
        "zw",
    ]
)
_VOWELS = tuple(["a", "e", "i", "o", "u", "aa", "ee", "oo", "ie", "oe", "ou", "ij", "ui", "eu"])
_ENDS = tuple(["n", "r", "s", "t", "l", "k", "m", "ns", "rs", "lt", "nd", "rt", "st", "ck", "ng"])
_LAST = tuple(["a", "e", "o", "y", "ens", "mans", "sen", "inga", "stra", "ova", "berghe", "hoven", "daele"])


def main() -> None:
    """Print one table."""
    arguments = [one for one in sys.argv[1:] if not one.startswith("--")]
    households = int(arguments[0]) if arguments else 100_000
    with database("--postgres" in sys.argv):
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        begin = time.perf_counter()
        town = MadeUpTown(households, random.Random(SEED))
        town.fill()
        print(
            f"{households:,} households, {town.persons:,} persons made in {time.perf_counter() - begin:.0f} s"
        )
        print(f"{'typed':34} {'median':>9} {'p95':>9} {'cpu':>9} {'questions':>9} {'in first 5':>10}")
        for name, typed in WAYS.items():
            measure(name, typed, town)
        measure_list(town)


@contextmanager
def database(on_postgres: bool) -> Iterator[None]:
    """Name the database to Django before it is set up."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "nabij.config.settings.test"
    if not on_postgres:
        os.environ.pop("NABIJ_TEST_POSTGRES_URL", None)
        yield
        return
    from tools import postgres

    programs = postgres.folder_of_programs()
    assert programs is not None, postgres
    with postgres.temporary_cluster(programs) as address:
        os.environ["NABIJ_TEST_POSTGRES_URL"] = address
        yield


def batches(rows: Iterable[Any], size: int = 5_000) -> Iterator[list[Any]]:
    """Rows in handfuls, so that a million of them are never in memory together."""
    remaining = iter(rows)
    while some := list(islice(remaining, size)):
        yield some


class MadeUpTown:
    """A registry of people who do not exist, with what is needed to ask for them again."""

    def __init__(self, households: int, chance: random.Random) -> None:
        self.size, self.chance, self.persons = households, chance, 0
        self.surnames = sorted({self._name() for _ in range(max(200, households // 8))})
        self.given = sorted({self._name(short=True) for _ in range(max(100, households // 60))})
        chance.shuffle(self.surnames)
        self.weights = [1 / (rank + 12) for rank in range(len(self.surnames))]
        self.known: list[dict[str, Any]] = []

    def _name(self, *, short: bool = False) -> str:
        pick = self.chance.choice
        middle = "" if short else pick(_STARTS) + pick(_VOWELS)
        return (pick(_STARTS) + pick(_VOWELS) + pick(_ENDS) + middle + pick(_LAST)).capitalize()

    def fill(self) -> None:
        """Write all tables in large steps, and their index by the code that keeps it."""
        from nabij.registry.actions.indexing import keep_words
        from nabij.registry.models import Household, Street
        from nabij.registry.types.search_words import words_of
        from nabij.staff.models import Team, User

        self.user = User.objects.create(email="bench@zonnedam.example", name="Bench", created_at=NOW)
        self.teams = [Team.objects.create(name=f"Team {n}", town=TOWN) for n in range(12)]
        self.streets = Street.objects.bulk_create(
            Street(town=TOWN, name=name, folded=name.lower(), postcode="9901", municipality="Zonnedam")
            for name in sorted({f"{self._name()}straat" for _ in range(1_500)})
        )
        words = {word for name in self.surnames + self.given for word in words_of(name)}
        words |= {word for street in self.streets for word in words_of(street.name)}
        self.words = {}
        for some in batches(sorted(words), 800):
            self.words |= keep_words(some)
        for numbers in batches(range(self.size), 4_000):
            self._some_households(len(numbers), Household)
        self._settle()

    def _some_households(self, count: int, household_model: Any) -> None:
        """A handful of households with members, numbers, address, telephone and index."""
        from nabij.registry.models import Subject

        homes = household_model.objects.bulk_create(
            household_model(town=TOWN, team=self._team(), opened_at=NOW) for _ in range(count)
        )
        Subject.objects.bulk_create(Subject(household=home) for home in homes)
        members = self._members(homes)
        self._addresses(homes)
        self._phones(homes)
        self.persons += members

    def _team(self) -> Any:
        return self.teams[0] if self.chance.random() < 0.5 else self.chance.choice(self.teams[1:])

    def _members(self, homes: list[Any]) -> int:
        from nabij.registry.models import Identity, Membership, Person, SearchEntry, Subject

        sizes = [self.chance.choices((1, 2, 3, 4, 5), (35, 32, 14, 13, 6))[0] for _ in homes]
        persons = iter(Person.objects.bulk_create(Person(created_at=NOW) for _ in range(sum(sizes))))
        rows: dict[Any, list[Any]] = {Identity: [], Membership: [], Subject: [], SearchEntry: []}
        for home, size in zip(homes, sizes, strict=True):
            surname = self.chance.choices(self.surnames, self.weights)[0]
            for place in range(size):
                for row in self._member(home, next(persons), surname, place):
                    rows[type(row)].append(row)
        for model, some in rows.items():
            model.objects.bulk_create(some, batch_size=5_000)
        return sum(sizes)

    def _member(self, home: Any, person: Any, surname: str, place: int) -> Iterator[Any]:
        """The rows of one member; the first two are grown up."""
        from nabij.registry.models import Identity, Membership, SearchEntry, Subject
        from nabij.registry.types import Naming, Relation
        from nabij.registry.types.kinds import FoundIn
        from nabij.registry.types.search_words import words_of

        naming = Naming(given=self.chance.choice(self.given), family=surname)
        year = self.chance.randint(1935, 2004) if place < 2 else self.chance.randint(2006, 2026)
        yield Identity(
            person=person,
            given=naming.given,
            family=naming.family,
            folded=naming.folded,
            sound=naming.sound,
            birth_year=year,
        )
        relation = (Relation.REFERENCE, Relation.PARTNER)[place] if place < 2 else Relation.CHILD
        begun = date(2020, 1, 1)
        yield Membership(household=home, person=person, relation=relation, from_on=begun, recorded_at=NOW)
        yield Subject(person=person)
        for word in words_of(naming.given, naming.family):
            yield SearchEntry(word_id=self.words[word], household=home, person=person, found_in=FoundIn.NAME)
        if place == 0:
            self.known.append({"home": home.pk, "team": home.team_id, "naming": naming, "year": year})

    def _addresses(self, homes: list[Any]) -> None:
        from nabij.registry.models import Address, SearchEntry, Stay
        from nabij.registry.types.kinds import FoundIn
        from nabij.registry.types.search_words import words_of

        chosen = [self.chance.choice(self.streets) for _ in homes]
        doors = Address.objects.bulk_create(
            Address(
                town=TOWN,
                street=street,
                street_name=street.name,
                number=str(number % 400),
                folded=f"{street.folded} {home.pk}",
            )
            for number, (home, street) in enumerate(zip(homes, chosen, strict=True))
        )
        Stay.objects.bulk_create(
            Stay(household=home, address=door, from_on=date(2020, 1, 1), recorded_at=NOW)
            for home, door in zip(homes, doors, strict=True)
        )
        SearchEntry.objects.bulk_create(
            SearchEntry(word_id=self.words[word], household=home, found_in=FoundIn.STREET)
            for home, street in zip(homes, chosen, strict=True)
            for word in words_of(street.name)
        )
        for known, street in zip(self.known[-len(homes) :], chosen, strict=True):
            known["street"] = street.name

    def _phones(self, homes: list[Any]) -> None:
        from nabij.registry.models import ContactPoint, PhoneTail
        from nabij.registry.types.search_words import tails_of

        numbers = [f"+3247{self.chance.randint(0, 9_999_999):07d}" for _ in homes]
        points = ContactPoint.objects.bulk_create(
            ContactPoint(household=home, kind="phone", value=number, typed=number, added_at=NOW)
            for home, number in zip(homes, numbers, strict=True)
        )
        PhoneTail.objects.bulk_create(
            (PhoneTail(point=point, figures=tail) for point in points for tail in tails_of(point.value)),
            batch_size=5_000,
        )
        for known, number in zip(self.known[-len(homes) :], numbers, strict=True):
            known["phone"] = "0" + number[3:]

    def _settle(self) -> None:
        """Let the database look at what it holds, as it does by itself in a town."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    @property
    def actor(self) -> Any:
        """A social worker of the team that follows half of the town."""
        from nabij.kernel.actors import Actor

        return Actor(
            staff_id=self.user.pk,
            roles=frozenset({"social_worker"}),
            towns=frozenset({TOWN}),
            team_ids=frozenset({self.teams[0].pk}),
        )


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


def measure(name: str, typed: Callable[[dict[str, Any], random.Random], str], town: MadeUpTown) -> None:
    """Type it for households of the own team, and print one row."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from nabij.registry import queries

    chance = random.Random(SEED)
    own = [known for known in town.known if known["team"] == town.teams[0].pk]
    took, found, asked = [], 0, []
    worked = time.process_time()
    for known in chance.sample(own, TRIES):
        text = typed({**known, "frequent": town.surnames[0]}, chance)
        begin = time.perf_counter()
        hits = queries.search(town.actor, text, now=NOW)
        took.append(1000 * (time.perf_counter() - begin))
        found += any(hit.household_id == known["home"] for hit in hits)
    worked = 1000 * (time.process_time() - worked) / TRIES
    for known in chance.sample(own, 5):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            queries.search(town.actor, typed({**known, "frequent": town.surnames[0]}, chance), now=NOW)
        asked.append(len(captured))
    row(name, took, worked, max(asked), f"{100 * found / TRIES:.0f} %")


def measure_list(town: MadeUpTown) -> None:
    """The first page of the list, one in the middle, and the number of households."""
    from nabij.kernel.purposes import Purpose
    from nabij.registry import queries

    asking = {"purpose": Purpose.WORK_LIST, "on": TODAY, "now": NOW}
    for name, after in (("list, first page", ""), ("list, page in the middle", "kzz|0")):
        took = []
        for _ in range(30):
            begin = time.perf_counter()
            queries.household_list(town.actor, after=after, **asking)
            took.append(1000 * (time.perf_counter() - begin))
        row(name, took, 0.0, 0, "")
    took = []
    for _ in range(30):
        begin = time.perf_counter()
        queries.count_households(town.actor, now=NOW + timedelta(0))
        took.append(1000 * (time.perf_counter() - begin))
    row("number of households", took, 0.0, 0, "")


def row(name: str, took: list[float], worked: float, asked: int, found: str) -> None:
    """Print one row."""
    p95 = sorted(took)[int(len(took) * 0.95) - 1]
    cpu = f"{worked:6.1f} ms" if worked else ""
    middle = statistics.median(took)
    print(f"{name:34} {middle:6.1f} ms {p95:6.1f} ms {cpu:>9} {asked or '':>9} {found:>10}", flush=True)


if __name__ == "__main__":
    main()
