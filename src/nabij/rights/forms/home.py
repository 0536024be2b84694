"""Where somebody lives, who lives there, who they are and how old."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from nabij.rights.forms.typed import Mistake, echo, read_whole
from nabij.rights.types import (
    MOST_CHILDREN,
    MOST_OTHERS,
    PARTNERS,
    RELATIVES,
    Check,
    Member,
    Place,
    Reply,
    Role,
    Screen,
)
from nabij_rights.towns.packs import towns

ADULT_BANDS: Mapping[str, tuple[int, int]] = {
    "0-17": (0, 17),
    "18-24": (18, 24),
    "25-49": (25, 49),
    "50-65": (50, 65),
    "66": (66, 125),
}
"""The ages between which most rules change; an exact year may be given instead."""

_OLDEST = 125


def reply_in(posted: QueryDict) -> Reply | None:
    """The button that was pressed beside the answer: I don't know, or skip."""
    return {"unknown": Reply.UNKNOWN, "skip": Reply.SKIPPED}.get(posted.get("reply", ""))


@dataclass
class PlaceForm:
    """Where somebody lives: a town of ours, or elsewhere."""

    mistakes: list[Mistake] = field(default_factory=list)
    chosen: str = ""
    place: Place | None = None
    town: str | None = None

    @classmethod
    def read(cls, posted: QueryDict, *, page_town: str | None) -> PlaceForm:
        """Read what was sent from the page of a town, or from the general page."""
        form = cls(chosen=echo(posted.get("place", "")))
        if form.chosen in towns():
            form.place, form.town = Place.TOWN, form.chosen
        elif form.chosen in (Place.FLANDERS, Place.BELGIUM, Place.NO_ADDRESS):
            form.place, form.town = Place(form.chosen), page_town
        else:
            form.mistakes.append(Mistake("place-1", _("Choose where you live")))
        return form


@dataclass
class HomeForm:
    """Who lives here, with how many."""

    alone: bool = False
    partner: bool = False
    children: str = ""
    has_children: bool = False
    others: str = ""
    has_others: bool = False
    mistakes: list[Mistake] = field(default_factory=list)

    @classmethod
    def of(cls, check: Check) -> HomeForm:
        """What was told before, to change it."""
        if check.reply_to((Screen.HOME, None)) is not Reply.GIVEN:
            return cls()
        roles = [member.role for member in check.members]
        children, others = roles.count(Role.CHILD), roles.count(Role.OTHER)
        return cls(
            alone=len(roles) == 1,
            partner=Role.PARTNER in roles,
            children=str(children or ""),
            has_children=bool(children),
            others=str(others or ""),
            has_others=bool(others),
        )

    @classmethod
    def read(cls, posted: QueryDict) -> HomeForm:
        """Read what was sent."""
        ticked = set(posted.getlist("who"))
        form = cls(
            alone="alone" in ticked,
            partner="partner" in ticked,
            children=echo(posted.get("children", "")),
            has_children="children" in ticked,
            others=echo(posted.get("others", "")),
            has_others="others" in ticked,
        )
        form._check()
        return form

    def _check(self) -> None:
        with_others = self.partner or self.has_children or self.has_others
        if not self.alone and not with_others:
            self.mistakes.append(
                Mistake("who-alone", _("Choose who lives with you, or choose ‘I live alone’"))
            )
        if self.alone and with_others:
            sentence = _(
                "You chose ‘I live alone’ and also somebody who lives with you. Choose one of the two"
            )
            self.mistakes.append(Mistake("who-alone", sentence))
        if self.has_children:
            self._count("children", self.children, MOST_CHILDREN)
        if self.has_others:
            self._count("others", self.others, MOST_OTHERS)

    def _count(self, name: str, typed: str, most: int) -> None:
        number = read_whole(typed)
        if number is None or not 1 <= number <= most:
            sentence = _("Fill in how many: a number from 1 to %(most)s") % {"most": most}
            self.mistakes.append(Mistake(name, sentence))

    def told(self, check: Check) -> Check:
        """The check with this home. Only for a form without mistakes."""
        return check.lived_in_by(
            partner=self.partner,
            children=(read_whole(self.children) or 0) if self.has_children else 0,
            others=(read_whole(self.others) or 0) if self.has_others else 0,
        )


@dataclass
class PersonRow:
    """One person on the screen of relations or of ages: what is chosen or typed now."""

    number: int
    name: str
    role: Role
    relation: str = ""
    typed: str = ""
    band: str = ""


@dataclass
class PeopleForm:
    """Who the partner and the others are for you."""

    rows: list[PersonRow]
    mistakes: list[Mistake] = field(default_factory=list)

    @classmethod
    def of(cls, check: Check) -> PeopleForm:
        """What was told before."""
        rows = []
        for number, member in enumerate(check.members):
            if member.role in (Role.PARTNER, Role.OTHER):
                relation = member.facts.get("relation_to_reference", "")
                known = relation if isinstance(relation, str) else ""
                rows.append(PersonRow(number, "", member.role, relation=known))
        return cls(rows)

    @classmethod
    def read(cls, posted: QueryDict, check: Check) -> PeopleForm:
        """Read what was sent; not choosing means not known."""
        form = cls.of(check)
        for row in form.rows:
            allowed = PARTNERS if row.role is Role.PARTNER else RELATIVES
            given = posted.get(f"relation-{row.number}", "")
            if given and given not in allowed:
                form.mistakes.append(
                    Mistake(f"relation-{row.number}", _("Choose one of the answers in the list"))
                )
            row.relation = given if given in allowed else ""
        return form

    def told(self, check: Check) -> Check:
        """The check with these relations."""
        members = list(check.members)
        for row in self.rows:
            open_values = PARTNERS if row.role is Role.PARTNER else RELATIVES
            relation: Any = row.relation or {"any_of": list(open_values)}
            members[row.number] = _with(members[row.number], {"relation_to_reference": relation})
        return replace(check, members=tuple(members))


def with_roles(check: Check) -> Check:
    """The check in which everybody's part at home is known to the rules, as far as it was told.

    Whoever was named on the screen "who lives with you" lives there: that is not asked again.
    """
    members = []
    for member in check.members:
        known: Any = member.facts.get("relation_to_reference")
        if known is None:
            known = {
                Role.YOU: "self",
                Role.PARTNER: {"any_of": list(PARTNERS)},
                Role.CHILD: "child",
                Role.OTHER: {"any_of": list(RELATIVES)},
            }[member.role]
        lives_here = member.facts.get("lives_here", True)
        members.append(_with(member, {"relation_to_reference": known, "lives_here": lives_here}))
    return replace(check, members=tuple(members))


@dataclass
class AgesForm:
    """How old everybody is: a number for children, a range or a birth year for adults. Empty is unknown."""

    rows: list[PersonRow]
    mistakes: list[Mistake] = field(default_factory=list)

    @classmethod
    def of(cls, check: Check) -> AgesForm:
        """What was told before."""
        return cls([_age_row(number, member) for number, member in enumerate(check.members)])

    @classmethod
    def read(cls, posted: QueryDict, check: Check, *, on: date) -> AgesForm:
        """Read what was sent."""
        form = cls.of(check)
        for row in form.rows:
            row.typed = echo(posted.get(f"age-{row.number}", ""))
            row.band = echo(posted.get(f"band-{row.number}", ""))
            if row.typed.strip() and _age_in(row, on) is None:
                form.mistakes.append(Mistake(f"age-{row.number}", _sentence(row, on)))
            elif row.band and row.band not in ADULT_BANDS:
                form.mistakes.append(
                    Mistake(f"band-{row.number}-1", _("Choose one of the answers in the list"))
                )
        if not form.mistakes and not any(row.typed.strip() or row.band for row in form.rows):
            first = form.rows[0]
            sentence = _("Fill in at least one age, or choose ‘I don’t know’")
            form.mistakes.append(Mistake(f"band-{first.number}-1", sentence))
        return form

    def told(self, check: Check, *, on: date) -> Check:
        """The check with these ages."""
        members = list(check.members)
        for row in self.rows:
            age: Any = _age_in(row, on) if row.typed.strip() else None
            if age is None and row.band:
                low, high = ADULT_BANDS[row.band]
                age = {"min": low, "max": high}
            facts = dict(members[row.number].facts)
            if age is not None:
                facts.pop("birth_on", None)
                facts["age"] = age
            elif "birth_on" not in facts:
                facts.pop("age", None)
            members[row.number] = replace(members[row.number], facts=facts)
        return replace(check, members=tuple(members))


def _age_row(number: int, member: Member) -> PersonRow:
    age = member.facts.get("age")
    row = PersonRow(number, "", member.role)
    if isinstance(age, int):
        row.typed = str(age) if member.role is Role.CHILD else ""
    elif isinstance(age, Mapping):
        span = (age["min"], age["max"])
        row.band = next((band for band, ends in ADULT_BANDS.items() if ends == span), "")
    return row


def _age_in(row: PersonRow, on: date) -> Any:
    """An age, or for a year of birth the two ages it leaves possible; None when it is neither."""
    number = read_whole(row.typed)
    if number is None:
        return None
    if row.role is Role.CHILD or number <= _OLDEST:
        return number if number <= _OLDEST else _born_in(number, on)
    return _born_in(number, on)


def _born_in(year: int, on: date) -> Any:
    if not on.year - _OLDEST < year <= on.year:
        return None
    return {"min": max(on.year - year - 1, 0), "max": on.year - year}


def _sentence(row: PersonRow, on: date) -> str:
    if row.role is Role.CHILD:
        return _("Fill in an age in whole years, such as 4. For a baby: 0")
    return _("Fill in a year of birth, such as %(year)s") % {"year": on.year - 34}


def _with(member: Member, facts: Mapping[str, Any]) -> Member:
    return replace(member, facts={**member.facts, **facts})
