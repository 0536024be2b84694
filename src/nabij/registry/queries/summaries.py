"""A household in a few words, for the head of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.registry.queries.households import HouseholdView, Member
from nabij.staff import queries as staff


@dataclass(frozen=True)
class Summary:
    """What stands in the head of a household page: a name for it, who, where, and who follows it."""

    name: str
    people: tuple[str, ...]
    places: tuple[str, ...]
    contact_person: str
    contact_phone: str
    """On which number the contact person answers at work; empty when none is set."""
    stand_in: str


def summary_of(household: HouseholdView, *, on: date) -> Summary:
    """The head of the page. Reads names of colleagues only; the household itself was read before."""
    reference = household.reference or (household.members[0] if household.members else None)
    shown = (reference.naming.family or reference.naming.shown) if reference else ""
    staff_ids = [one for one in (household.contact_person_id, household.stand_in_id) if one is not None]
    names = staff.names_of(staff_ids)
    return Summary(
        name=_("Household %(name)s") % {"name": shown} if shown else _("Household"),
        people=tuple(_with_age(member, on) for member in household.members if member.died_on is None),
        places=tuple(
            stay.address.first_line if stay.address is not None else stay.spot for stay in household.stays
        ),
        contact_person=names.get(household.contact_person_id or 0, ""),
        contact_phone=staff.work_phones_of(staff_ids[:1]).get(household.contact_person_id or 0, ""),
        stand_in=names.get(household.stand_in_id or 0, ""),
    )


def _with_age(member: Member, on: date) -> str:
    if member.is_expected:
        return _("a child that is expected")
    name = member.naming.shown
    if (ages := member.birth.ages(on)) is None:
        return name
    low, high = ages
    return f"{name} ({low})" if low == high else f"{name} ({low}–{high})"


def age_in_words(member: Member, on: date) -> str:
    """How old somebody is: a number, two when the day of birth is half known, empty when it is not known."""
    if member.is_expected or (ages := member.birth.ages(on)) is None:
        return ""
    low, high = ages
    if low != high:
        return _("%(low)d to %(high)d years") % {"low": low, "high": high}
    return ngettext("%(age)d year", "%(age)d years", low) % {"age": low}
