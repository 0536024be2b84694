"""Which family stands on which lists, and the rows that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from nabij.demo.partner_lists.noise import FOSTER_LIST, ListedFamily, Noise, listed_family
from nabij.demo.partner_lists.town import Door, made_up_doors
from nabij_methods.linkage.rows import Row

LISTS: Mapping[str, int] = {"brugfiguren": 10, "welzijnsdienst": 8, "sociale-dienst": 7, "ajko": 4}
_WITH_GROUPS = frozenset({"brugfiguren", "welzijnsdienst", FOSTER_LIST})

GOOD_PENS = Noise(
    other_spelling=0.25, typing_error=0.02, short_name=0.02, names_swapped=0.01, birth_missing=0.0,
    year_only=0.01, first_of_january=0.005, day_and_month_swapped=0.01, birth_typing_error=0.005,
    other_surname=0.02, child_left_out=0.03, moved=0.10, other_phone=0.08, phone_missing=0.08,
    address_missing=0.02, box_missing=0.2, one_at_a_time=True,
)  # fmt: skip
QUICK_PENS = Noise(
    other_spelling=0.2, typing_error=0.02, short_name=0.02, names_swapped=0.015, birth_missing=0.08,
    year_only=0.06, first_of_january=0.02, day_and_month_swapped=0.01, birth_typing_error=0.01,
    other_surname=0.02, child_left_out=0.05, moved=0.06, other_phone=0.07, phone_missing=0.09,
    address_missing=0.03, box_missing=0.3,
)  # fmt: skip
HASTY_PENS = Noise(
    other_spelling=0.4, typing_error=0.05, short_name=0.03, names_swapped=0.03, birth_missing=0.08,
    year_only=0.06, first_of_january=0.02, day_and_month_swapped=0.02, birth_typing_error=0.02,
    other_surname=0.04, child_left_out=0.08, moved=0.12, other_phone=0.15, phone_missing=0.15,
    address_missing=0.05, box_missing=0.35,
)  # fmt: skip


@dataclass(frozen=True)
class PartnerLists:
    """Rows as the partners wrote them, and the truth: which child each row is, and its door."""

    families: tuple[ListedFamily, ...]
    door_of_child: Mapping[str, str]
    keeps_groups: frozenset[str]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """One row per child, as linkage reads it."""
        return tuple(row for row, _ in self._rows_with_truth())

    @cached_property
    def child_of_row(self) -> Mapping[str, str]:
        """The truth: row id -> child."""
        return {row.row_id: child_id for row, child_id in self._rows_with_truth()}

    def _rows_with_truth(self) -> Iterator[tuple[Row, str]]:
        for family in self.families:
            for number, child in enumerate(family.children, start=1):
                yield (
                    Row(
                        row_id=f"{family.row_id}.{number}",
                        list_id=family.list_id,
                        first=child.first,
                        last=child.last,
                        birth=child.birth,
                        phone=family.phone,
                        street=family.home.street,
                        number=family.home.number,
                        box=family.home.box,
                        postcode=family.home.postcode,
                        guardian=f"{family.guardian_first} {family.guardian_last}",
                        group=family.row_id if family.list_id in self.keeps_groups else "",
                        is_foster=family.is_foster,
                    ),
                    child.child_id,
                )


def family_lists(seed: int) -> PartnerLists:
    """1,400 rows of families on five lists, 450 of them overlaps: 950 doors, 2,159 children.

    Spelling, moves, swapped names, twins, neighbours with the same name, foster children.
    """
    random = Random(f"families {seed}")
    doors = made_up_doors(random, separated=0.0)
    times = [1] * 550 + [2] * 350 + [3] * 50
    random.shuffle(times)
    return _with_everyone(_listed(random, doors, times, GOOD_PENS), doors, frozenset({*LISTS, FOSTER_LIST}))


def child_lists(seed: int, *, noise: Noise = QUICK_PENS) -> PartnerLists:
    """About 3,400 rows of children on five lists, of which two do not say who belongs together.

    Half-known birth dates (8 % missing, as many the year only), other spellings, parents who live apart.
    """
    random = Random(f"children {seed}")
    doors = made_up_doors(random, separated=0.08)
    times = [1 + (random.random() < 0.45) + (random.random() < 0.13) for _ in doors]
    return _with_everyone(_listed(random, doors, times, noise), doors, _WITH_GROUPS)


def _listed(
    random: Random, doors: Sequence[Door], times: Sequence[int], noise: Noise
) -> Iterator[ListedFamily]:
    for door, number in zip(doors, times, strict=True):
        for place, list_id in enumerate(_lists_of(random, door, number)):
            row_id = f"{list_id}-{random.randrange(10**9):09d}"
            yield listed_family(random, door, list_id, row_id, noise, is_complete=place == 0)


def _lists_of(random: Random, door: Door, number: int) -> list[str]:
    chosen = [FOSTER_LIST] if door.is_foster else []
    while len(chosen) < number:
        name = random.choices(tuple(LISTS), tuple(LISTS.values()))[0]
        if name not in chosen:
            chosen.append(name)
    return chosen


def _with_everyone(
    families: Iterable[ListedFamily], doors: Sequence[Door], keeps_groups: frozenset[str]
) -> PartnerLists:
    shuffled = sorted(families, key=lambda family: family.row_id)  # the number in it is drawn at random
    door_of_child = {child.child_id: door.door_id for door in doors for child in door.children}
    return PartnerLists(tuple(shuffled), door_of_child, keeps_groups)
