"""A family in a drawing: who belongs to a household by generation, and the other homes of its members.

Only what the page of the household shows too, by the same sight; there is no sex in it, for we keep none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.queries import Member
from nabij.registry.types import Relation

MOST_HOMES = 4
BOX_WIDTH, BOX_HEIGHT = 180, 58
GAP, ROW_GAP, MARGIN, HEAD = 18, 40, 16, 34
LONGEST_ON_A_LINE = 19

_GENERATION = {
    Relation.GRANDPARENT: -2,
    Relation.PARENT: -1,
    Relation.REFERENCE: 0,
    Relation.PARTNER: 0,
    Relation.SIBLING: 0,
    Relation.CHILD: 1,
    Relation.PARTNERS_CHILD: 1,
    Relation.GRANDCHILD: 2,
}
_BESIDE = 3
"""Other relatives, and who lives along: below all generations, without a line."""
_PARTNERS = (Relation.REFERENCE, Relation.PARTNER)
_CHILDREN = (Relation.CHILD, Relation.PARTNERS_CHILD)


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody in the drawing; lengths are in units of the drawing (pixels at full size)."""

    x: int
    y: int
    lines: tuple[str, ...]
    detail: str
    is_dashed: bool
    is_dead: bool
    relation: Relation

    width = BOX_WIDTH
    height = BOX_HEIGHT

    @property
    def middle(self) -> int:
        """The middle of the box, from the left."""
        return self.x + BOX_WIDTH // 2

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + BOX_HEIGHT

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.x + BOX_WIDTH


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line between two people, or between somebody and their other home (dashed)."""

    points: str
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A home: the frame around who lives in it."""

    x: int
    y: int
    width: int
    height: int
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the table that says the same as the drawing."""

    home: str
    name: str
    relation: str
    age: str
    share_pct: int
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Home:
    """Who lives in a home. ``members`` is None for one that the actor does not see."""

    title: str
    members: tuple[Member, ...] | None


@dataclass(frozen=True, slots=True)
class Genogram:
    """The drawing with all its places, the table beside it, and how large it is."""

    width: int
    height: int
    frames: tuple[Frame, ...]
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    table: tuple[Told, ...]


@transaction.atomic
def genogram_of(actor: Actor, household_id: int, *, on: date, now: datetime) -> Genogram:
    """The people of a household and their other homes on a day; a line in the log for each person shown.

    Of another home that the actor does not follow only that it is there. Raises NotFoundHere.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    members = registry.members_of(household, sight, on=on)
    elsewhere = registry.other_homes(household, sight, on=on)
    others = list(dict.fromkeys(home for homes in elsewhere.values() for home in homes))[:MOST_HOMES]
    homes = {number: _seen_home(actor, number, place, on, now) for place, number in enumerate(others)}
    about = {one.person_id: one.subject for one in members}
    for home in homes.values():
        about |= {one.person_id: one.subject for one in home.members or ()}
    record_read(
        "casework.genogram_read",
        actor=actor,
        about=[household.subject.number, *about.values()],
        purpose=Purpose.HELP,
        at=now,
    )
    return drawn(Home(_("This home"), members), homes, elsewhere, on=on)


def _seen_home(actor: Actor, household_id: int, place: int, on: date, now: datetime) -> Home:
    title = _("Another home") if not place else _("Another home (%(number)d)") % {"number": place + 1}
    try:
        household, sight = registry.household_in_sight(actor, household_id, at=now)
    except NotFoundHere:
        return Home(title, None)
    return Home(title, registry.members_of(household, sight, on=on))


def drawn(here: Home, others: dict[int, Home], elsewhere: dict[int, list[int]], *, on: date) -> Genogram:
    """Lay out the homes side by side: plain rules, so the same family is always the same drawing.

    Generations stand below each other, partners side by side. Who lives in two homes is drawn once, in this
    home, with a dashed line to the other.
    """
    own = {one.person_id for one in here.members or ()}
    x = MARGIN
    frames: list[Frame] = []
    boxes: dict[int, Box] = {}
    strokes: list[Stroke] = []
    edge: dict[int, Frame] = {}
    for number, home in {0: here, **others}.items():
        shown = [one for one in home.members or () if not number or one.person_id not in own]
        frame, placed = _home(home, shown, x, on)
        strokes += _strokes(placed)
        boxes |= {one.person_id: box for one, box in placed}
        frames.append(frame)
        edge[number] = frame
        x = frame.x + frame.width + 2 * GAP
    for person, homes in elsewhere.items():
        if person in boxes:
            reached = [edge[number] for number in homes if number in edge]
            strokes += [_to_other(boxes[person], frame, turn) for turn, frame in enumerate(reached)]
    return Genogram(
        width=x - 2 * GAP + MARGIN,
        height=max(frame.y + frame.height for frame in frames) + MARGIN,
        frames=tuple(frames),
        boxes=tuple(boxes.values()),
        strokes=tuple(strokes),
        table=tuple(_table(here, others, elsewhere, own, on)),
    )


def _home(home: Home, shown: list[Member], x: int, on: date) -> tuple[Frame, list[tuple[Member, Box]]]:
    rows: dict[int, list[Member]] = {}
    for one in shown:
        rows.setdefault(_GENERATION.get(one.relation, _BESIDE), []).append(one)
    widest = max((len(row) for row in rows.values()), default=1)
    inside = widest * BOX_WIDTH + (widest - 1) * GAP
    placed = []
    y = MARGIN + HEAD
    for generation in sorted(rows):
        row = rows[generation]
        left = x + GAP + (inside - len(row) * BOX_WIDTH - (len(row) - 1) * GAP) // 2
        for place, one in enumerate(row):
            placed.append((one, _box(one, left + place * (BOX_WIDTH + GAP), y, on)))
        y += BOX_HEIGHT + ROW_GAP
    height = max(y - ROW_GAP + GAP - MARGIN, HEAD + BOX_HEIGHT)
    return Frame(x, MARGIN, inside + 2 * GAP, height, home.title), placed


def _box(one: Member, x: int, y: int, on: date) -> Box:
    name = _("expected") if one.is_expected else one.naming.shown
    return Box(
        x=x,
        y=y,
        lines=_broken(name),
        detail=_detail(one, on),
        is_dashed=one.is_expected,
        is_dead=one.died_on is not None,
        relation=one.relation,
    )


def _detail(one: Member, on: date) -> str:
    if one.died_on is not None:
        return _("died in %(year)d") % {"year": one.died_on.year}
    return registry.age_in_words(one, on)


def _broken(name: str) -> tuple[str, ...]:
    """A name on at most two lines that fit in a box; the table has it in full."""
    if len(name) <= LONGEST_ON_A_LINE:
        return (name,)
    cut = name.rfind(" ", 0, LONGEST_ON_A_LINE + 1)
    cut = cut if cut > 0 else LONGEST_ON_A_LINE
    first, second = name[:cut], name[cut:].strip()
    return first, second if len(second) <= LONGEST_ON_A_LINE else f"{second[: LONGEST_ON_A_LINE - 1]}…"


def _strokes(placed: list[tuple[Member, Box]]) -> list[Stroke]:
    """Partners are joined; children hang below whose child they are, parents above the reference person."""
    by = {one.relation: box for one, box in placed if one.relation in _PARTNERS}
    reference, partner = by.get(Relation.REFERENCE), by.get(Relation.PARTNER)
    found = []
    if reference and partner:
        y = reference.y + BOX_HEIGHT // 2
        left, right = sorted((reference, partner), key=lambda box: box.x)
        found.append(Stroke(f"{left.right},{y} {right.x},{y}"))
    for one, box in placed:
        if one.relation in _CHILDREN:
            above = partner if one.relation == Relation.PARTNERS_CHILD else reference
            both = one.relation == Relation.CHILD and reference and partner
            if above:
                middle = (reference.middle + partner.middle) // 2 if both and reference and partner else None
                found.append(_down(above, box, middle))
        elif one.relation == Relation.PARENT and reference:
            found.append(_down(box, reference, None))
    return found


def _down(above: Box, below: Box, from_x: int | None) -> Stroke:
    start_x = above.middle if from_x is None else from_x
    start_y = above.bottom if from_x is None else above.y + BOX_HEIGHT // 2
    turn = below.y - ROW_GAP // 2
    return Stroke(f"{start_x},{start_y} {start_x},{turn} {below.middle},{turn} {below.middle},{below.y}")


def _to_other(box: Box, frame: Frame, turn: int) -> Stroke:
    """From somebody to the frame of their other home, below the boxes so that it crosses none."""
    y = box.bottom + 8 + 5 * turn
    return Stroke(f"{box.middle},{box.bottom} {box.middle},{y} {frame.x},{y}", is_dashed=True)


def _table(
    here: Home, others: dict[int, Home], elsewhere: dict[int, list[int]], own: set[int], on: date
) -> list[Told]:
    lines = []
    for number, home in {0: here, **others}.items():
        if home.members is None:
            lines.append(Told(home.title, "", "", "", 100, ""))
        for one in home.members or ():
            if number and one.person_id in own:
                continue
            also = (
                []
                if number
                else [others[other].title for other in elsewhere.get(one.person_id, []) if other in others]
            )
            name = _("A child that is expected") if one.is_expected else one.naming.shown
            lines.append(
                Told(
                    home.title,
                    name,
                    str(one.relation.label),
                    _detail(one, on),
                    one.share_pct,
                    ", ".join(also),
                )
            )
    return lines
