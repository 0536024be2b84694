"""Small children who do not go to school yet, or of whom that is not known: for lists of households."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.dateformat import format as format_day
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.kernel.days import written_day
from nabij.registry.models import Membership, Person
from nabij.registry.types import Relation
from nabij.registry.types.schooling import (
    NO_SMALL_CHILD,
    first_year_not_compulsory,
    is_before_school,
    whole_months,
)


@dataclass(frozen=True, slots=True)
class SmallChild:
    """A child for whom a household is on the list, and in words why: how old, expected, or not known."""

    person_id: int
    subject: UUID
    said: str


def has_small_child(*, on: date) -> Exists:
    """For a query of few households: those with a child that is expected, or does not go to school on a day;
    or that perhaps does not."""
    here = Membership.objects.on(on).alive(on).filter(household=OuterRef("pk"))
    return Exists(here.filter(_lately_born(on) | _birth_not_known(on) | _begins_later(on)))


def among_homes_of_small_children(*, on: date) -> Q:
    """The same for a query of many households: found from the children, who are few, each by an index."""
    members = Membership.objects.on(on).alive(on).order_by()
    return (
        Q(pk__in=members.filter(_lately_born(on)).values("household"))
        | Q(pk__in=members.filter(_birth_not_known(on)).values("household"))
        | Q(pk__in=members.filter(_begins_later(on)).values("household"))
    )


# Together these are the people of whom `types.schooling.is_before_school` does not say no, and the expected.
_BIRTH_YEAR, _EXPECTED = "person__identity__birth_year", Q(person__identity__is_expected=True)


def _lately_born(on: date) -> Q:
    is_young = Q(**{f"{_BIRTH_YEAR}__gte": first_year_not_compulsory(on)})
    return is_young & (_EXPECTED | Q(person__school_from=None) | _begins_later(on))


def _birth_not_known(on: date) -> Q:
    may_be_young = Q(person__school_from=None) & ~Q(relation__in=NO_SMALL_CHILD)
    # That everybody has an identity is said, so that it is read by the index on the year of birth.
    no_year = Q(person__identity__isnull=False) & Q(**{_BIRTH_YEAR: None})
    return no_year & (_EXPECTED | may_be_young)


def _begins_later(on: date) -> Q:
    return Q(person__school_from__gt=on)


def small_children_of(homes: Collection[int], *, on: date) -> dict[int, tuple[SmallChild, ...]]:
    """The small children of these households on a day, the eldest first. Whoever shows them puts them on
    record: their number is with them."""
    found: defaultdict[int, list[SmallChild]] = defaultdict(list)
    members = Membership.objects.on(on).alive(on).filter(household__in=homes)
    rows = members.filter(_lately_born(on) | _birth_not_known(on) | _begins_later(on))
    for one in rows.select_related("person__identity", "person__subject").order_by(
        "person__identity__birth_year", "person__identity__birth_month", "person__identity__birth_day", "pk"
    ):
        said = _in_words(one.person, Relation(one.relation), on)
        found[one.household_id].append(SmallChild(one.person_id, one.person.subject.number, said))
    return {home: tuple(children) for home, children in found.items()}


def _in_words(person: Person, relation: Relation, on: date) -> str:
    identity, birth = person.identity, person.identity.birth
    if identity.is_expected:
        return _due(identity.due, has_month=identity.birth_month is not None)
    name = {"name": identity.naming.shown}
    if is_before_school(birth, person.school_from, relation, on=on) is None:
        if not birth.is_known:
            return _("not known when %(name)s was born") % name
        return _("not known whether %(name)s goes to school already") % name
    if person.school_from is not None:
        return _("%(name)s goes to school from %(day)s") % {**name, "day": written_day(person.school_from)}
    if birth.earliest is None or not birth.is_complete:
        return _("a child born in %(year)s") % {"year": birth}
    return _("a child of %(age)s") % {"age": _age(whole_months(birth.earliest, on))}


def _due(due: date | None, *, has_month: bool) -> str:
    if due is None:
        return _("a child is expected")
    if not has_month:
        return _("expected in %(when)s") % {"when": due.year}
    return _("expected in %(when)s") % {"when": format_day(due, "F Y").lower()}


def _age(months: int) -> str:
    years, rest = divmod(months, 12)
    in_years = ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    in_months = ngettext("%(count)d month", "%(count)d months", rest) % {"count": rest}
    if not years:
        return in_months
    return _("%(years)s and %(months)s") % {"years": in_years, "months": in_months} if rest else in_years
