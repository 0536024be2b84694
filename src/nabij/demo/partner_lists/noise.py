"""What goes wrong between a family and a list: how often, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from nabij.demo.partner_lists.names import Name
from nabij.demo.partner_lists.town import Child, Door, Home, Parent, a_home, a_phone
from nabij_methods.linkage.rows import UNKNOWN_DATE, PartialDate, full_date


@dataclass(frozen=True, slots=True)
class Noise:
    """Shares between 0 and 1. Per child, unless it says otherwise."""

    other_spelling: float
    typing_error: float
    short_name: float
    names_swapped: float
    birth_missing: float
    year_only: float
    first_of_january: float
    day_and_month_swapped: float
    birth_typing_error: float
    other_surname: float
    child_left_out: float  # per row of a family
    moved: float  # per row of a family; the next four too
    other_phone: float
    phone_missing: float
    address_missing: float
    box_missing: float
    one_at_a_time: bool = False
    """One list has it right; elsewhere one thing is wrong with a child and one with its family at most."""


NOTHING_WRONG = Noise(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ListedChild:
    """A child as one list writes it, and which child it is in truth."""

    child_id: str
    first: str
    last: str
    birth: PartialDate


@dataclass(frozen=True, slots=True)
class ListedFamily:
    """A row of a family on one list, and which door it is in truth."""

    row_id: str
    list_id: str
    door_id: str
    guardian_first: str
    guardian_last: str
    phone: str
    home: Home
    children: tuple[ListedChild, ...]
    is_foster: bool = False


FOSTER_LIST = "pleegzorg"
NOWHERE = Home("", "", "", "")


_OF_A_CHILD = (
    ("other_spelling",), ("typing_error",), ("short_name",), ("names_swapped",), ("other_surname",),
    ("birth_missing", "year_only", "first_of_january", "day_and_month_swapped", "birth_typing_error"),
)  # fmt: skip
_OF_A_FAMILY = (("moved",), ("other_phone",), ("phone_missing",), ("address_missing",))


def only_one(random: Random, noise: Noise, kinds: Sequence[tuple[str, ...]]) -> Noise:
    """Draw which kind of damage may happen; each keeps its share."""
    shares = [sum(getattr(noise, field) for field in kind) for kind in kinds]
    luck, chosen = random.random(), -1
    for place, share in enumerate(shares):
        if luck < share:
            chosen = place
            break
        luck -= share
    changed: dict[str, Any] = {}
    for place, kind in enumerate(kinds):
        for field in kind:
            changed[field] = getattr(noise, field) / shares[place] if place == chosen else 0.0
    return replace(noise, **changed)


def written(random: Random, name: Name, noise: Noise) -> str:
    """A name as somebody types it."""
    text = name.own
    if name.others and random.random() < noise.other_spelling:
        text = random.choice(name.others)
    if random.random() < noise.typing_error:
        text = mistyped(random, text)
    shape = random.random()
    return text.upper() if shape < 0.06 else text.lower() if shape < 0.09 else text


def mistyped(random: Random, text: str) -> str:
    """One letter left out, doubled, changed for another or for its neighbour; never the first one."""
    if len(text) < 4:
        return text
    place = random.randrange(1, len(text) - 1)
    ways: tuple[Callable[[], str], ...] = (
        lambda: text[:place] + text[place + 1 :],
        lambda: text[:place] + text[place] + text[place:],
        lambda: text[:place] + text[place + 1] + text[place] + text[place + 2 :],
        lambda: text[:place] + random.choice("aeioulnrst") + text[place + 1 :],
    )
    return random.choice(ways)()


def listed_child(random: Random, child: Child, other: Name, noise: Noise) -> ListedChild:
    """A child as a list writes it; `other` is the surname of the other parent."""
    if noise.one_at_a_time:
        noise = only_one(random, noise, _OF_A_CHILD)
    last = child.last
    if random.random() < noise.other_surname:
        both = Name(f"{child.last.own} {other.own}"), Name(f"{child.last.own}-{other.own}")
        last = random.choice((other, *both))
    first = written(random, child.first, noise)
    if child.first.short and random.random() < noise.short_name:
        first = child.first.short
    names = (first, written(random, last, noise))
    if random.random() < noise.names_swapped:
        names = names[::-1]
    return ListedChild(child.child_id, *names, _birth(random, full_date(child.born_on), noise))


def _birth(random: Random, birth: PartialDate, noise: Noise) -> PartialDate:
    assert birth.year is not None
    assert birth.month is not None
    assert birth.day is not None
    luck = random.random()
    for share, damaged in (
        (noise.birth_missing, lambda: UNKNOWN_DATE),
        (noise.year_only, lambda: PartialDate(birth.year)),
        (noise.first_of_january, lambda: PartialDate(birth.year, 1, 1)),
        (noise.day_and_month_swapped, lambda: _swapped(birth)),
        (noise.birth_typing_error, lambda: _mistyped(random, birth)),
    ):
        if luck < share:
            return damaged()
        luck -= share
    return birth


def _swapped(birth: PartialDate) -> PartialDate:
    assert birth.day is not None
    return PartialDate(birth.year, birth.day, birth.month) if birth.day <= 12 else birth


def _mistyped(random: Random, birth: PartialDate) -> PartialDate:
    assert birth.year is not None
    assert birth.month is not None
    assert birth.day is not None
    way = random.randrange(3)
    if way == 0:
        return replace(birth, day=birth.day + 1 if birth.day < 28 else birth.day - 10)
    if way == 1:
        return replace(birth, month=birth.month % 12 + 1, day=min(birth.day, 28))
    return replace(
        birth, year=birth.year - 1 if birth.year > 2014 else birth.year + 1, day=min(birth.day, 28)
    )


def listed_family(
    random: Random, door: Door, list_id: str, row_id: str, noise: Noise, *, is_complete: bool
) -> ListedFamily:
    """A family as one list writes it; where it is complete no child is forgotten."""
    if noise.one_at_a_time:
        noise = NOTHING_WRONG if is_complete else only_one(random, noise, _OF_A_FAMILY)
    parent, home = random.choice(door.parents), door.home
    if random.random() >= 0.35:
        parent = door.parents[0]
    if door.second_home is not None and random.random() < 0.5:
        parent, home = door.parents[-1], door.second_home
    children = list(door.children)
    if len(children) > 1 and not is_complete and random.random() < noise.child_left_out:
        children.pop(random.randrange(len(children)))
    if not door.is_foster:
        children.extend(door.away)
    other = door.parents[-1].last
    return ListedFamily(
        row_id=row_id,
        list_id=list_id,
        door_id=door.door_id,
        guardian_first=written(random, parent.first, noise),
        guardian_last=written(random, parent.last, noise),
        phone=_phone(random, parent, noise),
        home=_home(random, home, noise),
        children=tuple(listed_child(random, child, other, noise) for child in children),
        is_foster=door.is_foster and list_id == FOSTER_LIST,
    )


def _phone(random: Random, parent: Parent, noise: Noise) -> str:
    luck = random.random()
    if luck < noise.phone_missing:
        return ""
    digits = a_phone(random) if luck < noise.phone_missing + noise.other_phone else parent.phone
    return random.choice(
        (
            digits,
            f"{digits[:4]} {digits[4:6]} {digits[6:8]} {digits[8:]}",
            f"{digits[:4]}/{digits[4:6]}.{digits[6:8]}.{digits[8:]}",
            f"+32 {digits[1:4]} {digits[4:6]} {digits[6:8]} {digits[8:]}",
        )
    )


def _home(random: Random, home: Home, noise: Noise) -> Home:
    luck = random.random()
    if luck < noise.address_missing:
        return NOWHERE
    if luck < noise.address_missing + noise.moved:
        home = a_home(random)
    if home.box and random.random() < noise.box_missing:
        home = replace(home, box="")
    elif home.box and random.random() < 0.3:
        home = replace(home, number=f"{home.number} bus {home.box}", box="")
    if random.random() < 0.2:
        home = replace(home, street=home.street.replace("straat", "str.").replace("Sint-", "St. "))
    if random.random() < 0.03:
        home = replace(home, street=mistyped(random, home.street))
    return home
