"""A registry of people who do not exist, made by a seed: the same number gives the same town.

Names are made of syllables, surnames follow a law of Zipf as in a real town; one team follows half of the
households. Telephone numbers begin with 047 and are made up; there are no national numbers. Per household
there are ten rows about contact: telephones, e-mail addresses and wishes, in use and of before.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from benchmarks.filling import Table, quickly, settle
from nabij.registry import models as registry
from nabij.registry.actions.indexing import keep_words
from nabij.registry.types import Naming, Relation
from nabij.registry.types.kinds import FoundIn
from nabij.registry.types.search_words import tails_of, words_of
from nabij.rights.models import Fact
from nabij.staff import models as staff

SEED = 20261122
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
BEGUN = date(2020, 1, 1)
TOWN = "zonnedam"
CONTACTS_EACH = 10
WORKERS = 300
AT_ONCE = 4_000
_STARTS = [
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
_VOWELS = ["a", "e", "i", "o", "u", "aa", "ee", "oo", "ie", "oe", "ou", "ij", "ui", "eu"]
_ENDS = ["n", "r", "s", "t", "l", "k", "m", "ns", "rs", "lt", "nd", "rt", "st", "ck", "ng"]
_LAST = ["a", "e", "o", "y", "ens", "mans", "sen", "inga", "stra", "ova", "berghe", "hoven", "daele"]
_WISHES = ("no_calls", "no_letters", "no_visits", "no_messages")
_TENURES = ("private_tenant", "social_tenant", "owner")


def _tables(user: int) -> dict[str, Table]:
    """Every table that is filled, and the columns that differ per row."""
    return {
        "person": Table(registry.Person, "id", created_at=NOW),
        "identity": Table(registry.Identity, "person", "given", "family", "folded", "sound", "birth_year"),
        "household": Table(registry.Household, "id", "team", town=TOWN, opened_at=NOW),
        "member": Table(
            registry.Membership, "id", "household", "person", "relation", from_on=BEGUN, recorded_at=NOW
        ),
        "subject": Table(registry.Subject, "number", "person", "household"),
        "contact": Table(
            registry.ContactAssignment, "id", "household", "staff", from_at=NOW - timedelta(days=300)
        ),
        "address": Table(
            registry.Address, "id", "street", "street_name", "number", "folded", "neighbourhood", town=TOWN
        ),
        "stay": Table(registry.Stay, "id", "household", "address", from_on=BEGUN, recorded_at=NOW),
        "point": Table(
            registry.ContactPoint,
            *("id", "person", "household", "kind", "value", "typed", "withdrawn_at"),
            added_at=NOW - timedelta(days=200),
        ),
        "tail": Table(registry.PhoneTail, "id", "point", "figures"),
        "wish": Table(registry.ContactWish, "id", "household", "kind", "ended_at", set_at=NOW),
        "entry": Table(registry.SearchEntry, "id", "word", "household", "person", "found_in"),
        "revision": Table(
            registry.Revision, "id", "person", "household", "record", "record_id", "version", "fields", at=NOW
        ),
        "fact": Table(
            Fact,
            *("id", "household", "person", "key", "value"),
            from_on=BEGUN,
            source="told",
            recorded_at=NOW,
            recorded_by=user,
        ),
    }


class MadeUpTown:
    """A town of so many households, with what is needed to ask for them again."""

    def __init__(self, households: int, seed: int = SEED) -> None:
        self.chance = chance = random.Random(seed)
        self.size, self.persons, self.contacts = households, 0, 0
        self.surnames = sorted({self._name() for _ in range(max(200, households // 8))})
        self.given = sorted({self._name(short=True) for _ in range(max(100, households // 60))})
        chance.shuffle(self.surnames)
        self.weights = [1 / (rank + 12) for rank in range(len(self.surnames))]
        self.known: list[dict[str, Any]] = []
        self.subjects: list[UUID] = []
        self._last: dict[str, int] = {}

    def _name(self, *, short: bool = False) -> str:
        pick = self.chance.choice
        middle = "" if short else pick(_STARTS) + pick(_VOWELS)
        return (pick(_STARTS) + pick(_VOWELS) + pick(_ENDS) + middle + pick(_LAST)).capitalize()

    def fill(self) -> None:
        """Write all tables, and the words of the search box by the code that keeps them."""
        self._staff()
        self.tables = _tables(self.workers[0].pk)
        self._streets()
        names = sorted({word for name in (*self.surnames, *self.given) for word in words_of(name)})
        streets = sorted({word for street in self.streets for word in words_of(street.name)})
        self.words: dict[str, int] = {}
        for begin in range(0, len(words := sorted({*names, *streets})), 800):
            self.words |= keep_words(words[begin : begin + 800])
        with quickly([table.model._meta.db_table for table in self.tables.values()]):
            for home in range(1, self.size + 1):
                self._household(home)
                if home % AT_ONCE == 0 or home == self.size:
                    self._write()
        settle([table.model for name, table in self.tables.items() if name != "subject"])

    def _write(self) -> None:
        for table in self.tables.values():
            table.write()

    def _next(self, table: str) -> int:
        self._last[table] = number = self._last.get(table, 0) + 1
        return number

    def _add(self, table: str, *values: Any) -> int:
        """Keep a row under the next number of its table."""
        number = self._next(table)
        self.tables[table].add(number, *values)
        return number

    def _staff(self) -> None:
        """Social workers of twelve teams, and one privacy officer; nobody of them can log in by password."""
        self.teams = [staff.Team.objects.create(name=f"Team {n}", town=TOWN) for n in range(12)]
        self.workers = staff.User.objects.bulk_create(
            staff.User(email=f"bench{n}@zonnedam.example", name=f"Bench {n}", created_at=NOW)
            for n in range(WORKERS)
        )
        self.officer = staff.User.objects.create(
            email="officer@zonnedam.example", name="Bench Officer", created_at=NOW
        )
        everybody = [*self.workers, self.officer]
        staff.TownGrant.objects.bulk_create(staff.TownGrant(user=one, town=TOWN) for one in everybody)
        roles = [staff.RoleGrant(user=one, role="social_worker") for one in self.workers]
        staff.RoleGrant.objects.bulk_create(
            [*roles, staff.RoleGrant(user=self.officer, role="privacy_officer")]
        )
        staff.Membership.objects.bulk_create(
            staff.Membership(user=one, team=self._team_of_worker(n), from_on=BEGUN)
            for n, one in enumerate(self.workers)
        )

    def _team_of_worker(self, number: int) -> Any:
        """Half of the workers are in the first team, as half of the households."""
        return self.teams[0] if number % 2 == 0 else self.teams[1 + number // 2 % 11]

    def _streets(self) -> None:
        self.neighbourhoods = registry.Neighbourhood.objects.bulk_create(
            registry.Neighbourhood(code=f"B{n:02}", name=f"Wijk {n}", town=TOWN) for n in range(40)
        )
        self.streets = registry.Street.objects.bulk_create(
            registry.Street(
                town=TOWN, name=name, folded=name.lower(), postcode="9901", municipality="Zonnedam"
            )
            for name in sorted({f"{self._name()}straat" for _ in range(1_500)})
        )

    def _household(self, home: int) -> None:
        """One household: members, address, contact person, ways to reach it, words, what was told."""
        chance = self.chance
        home = self._next("household")
        worker = chance.randrange(WORKERS // 2) * 2
        if chance.random() >= 0.5:
            worker += 1
        team = self._team_of_worker(worker).pk
        self.tables["household"].add(home, team)
        self.tables["subject"].add(number := UUID(int=chance.getrandbits(128)), None, home)
        self._add("contact", home, self.workers[worker].pk)
        surname = chance.choices(self.surnames, self.weights)[0]
        size = chance.choices((1, 2, 3, 4, 5), (35, 32, 14, 13, 6))[0]
        members = [self._member(home, surname, place) for place in range(size)]
        self.subjects.append(number)
        street = self._address(home)
        phone = self._contacts(home, [person for person, _naming, _year in members])
        self._told(home, members[0][0])
        _reference, naming, year = members[0]
        self.known.append(
            {
                "home": home, "team": team, "worker": worker, "naming": naming, "year": year,
                "street": street, "phone": phone,
            }
        )  # fmt: skip
        self.persons += size

    def _member(self, home: int, surname: str, place: int) -> tuple[int, Naming, int]:
        """The rows of one member; the first two are grown up."""
        chance = self.chance
        person = self._next("person")
        self.tables["person"].add(person)
        naming = Naming(given=chance.choice(self.given), family=surname)
        year = chance.randint(1935, 2004) if place < 2 else chance.randint(2006, 2026)
        folded, sound = f"{_folded(surname)} {_folded(naming.given)}", naming.sound
        self.tables["identity"].add(person, naming.given, surname, folded, sound, year)
        relation = (Relation.REFERENCE, Relation.PARTNER)[place] if place < 2 else Relation.CHILD
        member = self._add("member", home, person, relation.value)
        subject = UUID(int=chance.getrandbits(128))
        self.tables["subject"].add(subject, person, None)
        self.subjects.append(subject)
        for word in (*_words(naming.given), *_words(surname)):
            self._add("entry", self.words[word], home, person, FoundIn.NAME.value)
        change = json.dumps({"given": [naming.given[:-1], naming.given]})
        self._add("revision", person, None, "identity", person, 2, change)
        if place == 0:
            change = json.dumps({"share_pct": [50, 100]})
            self._add("revision", None, home, "membership", member, 2, change)
        return person, naming, year

    def _address(self, home: int) -> str:
        street = self.chance.choice(self.streets)
        area = self.neighbourhoods[street.pk % 40].pk
        door = self._add("address", street.pk, street.name, str(home % 400), f"{street.folded} {home}", area)
        self._add("stay", home, door)
        for word in _words(street.name):
            self._add("entry", self.words[word], home, None, FoundIn.STREET.value)
        return str(street.name)

    def _contacts(self, home: int, persons: list[int]) -> str:
        """Ten rows about contact: what is in use, and what was before; returns the number of the home."""
        phone = self._phone(None, home, None)
        rows = 1
        for person in persons:
            self._phone(person, None, None)
            address = f"made.up.{person}@zonnedam.example"
            self._add("point", person, None, "email", address, address, None)
            rows += 2
        if self.chance.random() < 0.3 and rows < CONTACTS_EACH:
            self._add("wish", home, self.chance.choice(_WISHES), None)
            rows += 1
        for number in range(rows, CONTACTS_EACH):
            if number % 2:
                self._phone(persons[number % len(persons)], None, NOW)
            else:
                self._add("wish", home, _WISHES[number % 4], NOW)
        self.contacts += max(rows, CONTACTS_EACH)
        return phone

    def _phone(self, person: int | None, home: int | None, withdrawn_at: datetime | None) -> str:
        number = f"+3247{self.chance.randint(0, 9_999_999):07d}"
        point = self._add("point", person, home, "phone", number, number, withdrawn_at)
        if withdrawn_at is None:
            for tail in tails_of(number):
                self._add("tail", point, tail)
        return "0" + number[3:]

    def _told(self, home: int, reference: int) -> None:
        """Four things that the family told, as they stand in the table of facts."""
        chance = self.chance
        told = {
            "tenure": chance.choice(_TENURES),
            "rent_eur_month": f"{chance.randint(300, 1100)}.00",
            "heating_fuel": chance.choice(("oil", "gas")),
        }
        for key, value in told.items():
            self._add("fact", home, None, key, json.dumps(value))
        income = f"{chance.randint(800, 2600)}.00"
        self._add("fact", None, reference, "net_work_income_eur_month", json.dumps(income))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(words_of(name))


@cache
def _folded(name: str) -> str:
    return Naming(family=name).folded
