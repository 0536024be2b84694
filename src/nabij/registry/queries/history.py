"""What changed in a household, when and by whom: the newest first. Places have a page of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry.models import (
    Consent,
    ContactPoint,
    ContactWish,
    Household,
    Identity,
    Membership,
    Revision,
    SpokenLanguage,
)
from nabij.registry.queries.conflicts import in_words, labels
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_household, numbers_of_persons
from nabij.registry.types import ContactKind, Relation
from nabij.registry.types.reaching import shown_phone


@dataclass(frozen=True, slots=True)
class Event:
    """One change: the day, what in words, about whom (empty: the household), and who wrote it."""

    on: date
    what: str
    whose: str = ""
    staff_id: int | None = None
    detail: str = ""
    language: str = field(default="")
    """A code, to be named in the language of the page."""


@transaction.atomic
def history(actor: Actor, household_id: int, *, purpose: Purpose, now: datetime) -> list[Event]:
    """What changed in a household: a line in the log for it and for each person who is or was in it.

    Raises NotFoundHere.
    """
    household, _sight = household_in_sight(actor, household_id, at=now)
    memberships = list(Membership.objects.filter(household=household).select_related("person__identity"))
    names = {
        one.person_id: one.person.identity.naming.shown or _("a child that is expected")
        for one in memberships
    }
    about = [number_of_household(household.pk), *numbers_of_persons(names)]
    record_read("registry.history_read", actor=actor, about=about, purpose=purpose, at=now)
    owned = Q(household=household) | Q(person__in=names)
    events = [
        *_of_household(household),
        *_of_memberships(memberships, names),
        *_of_revisions(Revision.objects.filter(person__in=names), names, {one.pk for one in memberships}),
        *_of_points(ContactPoint.objects.filter(owned), names),
        *_of_wishes(ContactWish.objects.filter(owned), names),
        *_of_consents(Consent.objects.filter(person__in=names), names),
        *_of_languages(SpokenLanguage.objects.filter(person__in=names), names),
    ]
    return sorted(events, key=lambda event: event.on, reverse=True)


Names = dict[int, str]


def _of_household(household: Household) -> Iterator[Event]:
    yield Event(day_of(household.opened_at), _("Household opened here"), "", household.opened_by_id)
    if household.ended_on is not None:
        yield Event(household.ended_on, _("The household ended"))


def _of_memberships(memberships: Iterable[Membership], names: Names) -> Iterator[Event]:
    for one in memberships:
        relation = str(Relation(one.relation).label)
        share = _("%(share)d %% of the time") % {"share": one.share_pct} if one.share_pct < 100 else ""
        joined = _("Belongs to the household: %(relation)s") % {"relation": relation}
        yield Event(one.from_on, joined, names[one.person_id], one.recorded_by_id, share)
        if one.until_on is not None:
            yield Event(one.until_on, _("No longer belongs to it in this way"), names[one.person_id])
        if one.person.died_on is not None and one.until_on is None:
            yield Event(one.person.died_on, _("Died"), names[one.person_id])
        if one.person.school_from is not None and one.until_on is None:
            yield Event(one.person.school_from, _("First day at school"), names[one.person_id])


def _of_revisions(found: Iterable[Revision], names: Names, here: set[int]) -> Iterator[Event]:
    """Per field what stood there and what came; of a membership only when it is of this household."""
    called = labels()
    for one in found:
        if one.record == Membership._meta.label_lower and one.record_id not in here:
            continue
        if one.record != Identity._meta.label_lower and one.record != Membership._meta.label_lower:
            yield from _of_a_day(one, names)
            continue
        for name, (before, after) in one.fields.items():
            words = _("%(field)s put right") % {"field": _part(name) or called.get(name, name)}
            change = f"{_value(name, before)} → {_value(name, after)}"
            yield Event(day_of(one.at), words, names[one.person_id or 0], one.by_id, change)


def _of_a_day(one: Revision, names: Names) -> Iterator[Event]:
    """A death or a first day at school, written down or taken back."""
    at_school = _("First day at school written down")
    for name, (before, after) in one.fields.items():
        change = f"{_value('', before)} → {_value('', after)}"
        words = at_school if name == "school_from" else _("Day of the death written down")
        yield Event(day_of(one.at), words, names[one.person_id or 0], one.by_id, change)


def _part(name: str) -> str:
    parts = {
        "birth_year": _("Year of birth"),
        "birth_month": _("Month of birth"),
        "birth_day": _("Day of birth"),
        "is_expected": _("Expected child"),
    }
    return parts.get(name, "")


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return in_words({name if name == "relation" else "value": value})


def _of_points(found: Iterable[ContactPoint], names: Names) -> Iterator[Event]:
    for one in found:
        value = shown_phone(one.value) if one.kind == ContactKind.PHONE else one.value
        whose = names.get(one.person_id or 0, "")
        yield Event(day_of(one.added_at), _("Number or address added"), whose, one.added_by_id, value)
        if one.withdrawn_at is not None:
            day = day_of(one.withdrawn_at)
            yield Event(day, _("Number or address out of use"), whose, one.withdrawn_by_id, value)


def _of_wishes(found: Iterable[ContactWish], names: Names) -> Iterator[Event]:
    for one in found:
        whose, words = names.get(one.person_id or 0, ""), one.get_kind_display()
        said = f"{words}: {one.detail}" if one.detail else words
        yield Event(day_of(one.set_at), _("Wish about contact"), whose, one.set_by_id, said)
        if one.ended_at is not None:
            yield Event(day_of(one.ended_at), _("Wish ended"), whose, one.ended_by_id, words)


def _of_consents(found: Iterable[Consent], names: Names) -> Iterator[Event]:
    for one in found:
        said = one.get_purpose_display()
        said = f"{said}: {one.partner}" if one.partner else said
        whose = names[one.person_id]
        yield Event(
            day_of(one.recorded_at),
            _("Consent, %(how)s") % {"how": one.get_given_display().lower()},
            whose,
            one.recorded_by_id,
            said,
        )
        if one.withdrawn_at is not None:
            yield Event(day_of(one.withdrawn_at), _("Consent withdrawn"), whose, one.withdrawn_by_id, said)


def _of_languages(found: Iterable[SpokenLanguage], names: Names) -> Iterator[Event]:
    for one in found:
        level, whose = one.get_level_display(), names[one.person_id]
        yield Event(
            day_of(one.recorded_at), _("Language written down"), whose, one.recorded_by_id, level, one.code
        )
        if one.ended_at is not None:
            day = day_of(one.ended_at)
            yield Event(day, _("Language put right"), whose, one.ended_by_id, level, one.code)
