"""Taking somebody out of the registry: what goes, what stays for now, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Outcome
from nabij.registry.actions.indexing import drop_unused
from nabij.registry.actions.places import leave_doors
from nabij.registry.models import (
    Address,
    Conflict,
    Consent,
    ContactAssignment,
    ContactPoint,
    ContactWish,
    ExceptionalAccess,
    FosterPlacement,
    Household,
    Identity,
    Membership,
    NationalNumber,
    Notice,
    NumberReveal,
    Person,
    PersonPair,
    PhoneTail,
    Protection,
    Revision,
    SearchEntry,
    SpokenLanguage,
    Stay,
    Subject,
    TaskAccess,
    TeamChoice,
)
from nabij.registry.queries.keeping import persons_of_ended

Rows = QuerySet[Model]


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Take a person or household out of the registry, and the link with the number of the log.

    A household in which nobody else ever lived goes with its last person. What a colleague opened
    exceptionally and nobody reviewed yet stays until that is done: without people in it.
    """
    number = Subject.objects.select_related("person", "household").filter(number=subject).first()
    if number is None or (number.person_id is None and number.household_id is None):
        return []
    outcomes: list[Outcome] = []
    if number.person_id is not None:
        outcomes += _erase_person(number.person_id, now=now, only_look=only_look)
    if number.household_id is not None:
        outcomes += _erase_household(number.household_id, now=now, only_look=only_look)
    if not only_look:
        drop_unused()  # last: also words of the place that goes with the household lead to nobody now
    return outcomes


def _erase_person(person_id: int, *, now: datetime, only_look: bool) -> list[Outcome]:
    homes = list(
        Household.objects.filter(memberships__person=person_id)
        .exclude(memberships__in=Membership.objects.exclude(person=person_id))
        .distinct()
        .values_list("pk", flat=True)
    )
    of_person: list[Rows] = [
        FosterPlacement.objects.filter(membership__person=person_id),
        Membership.objects.filter(person=person_id),
        *_belongings(Q(person=person_id)),
        SpokenLanguage.objects.filter(person=person_id),
        SearchEntry.objects.filter(person=person_id),
        Consent.objects.filter(person=person_id),
        Protection.objects.filter(person=person_id),
        PersonPair.objects.filter(Q(first=person_id) | Q(second=person_id)),
        NumberReveal.objects.filter(number__person=person_id),
        NationalNumber.objects.filter(person=person_id),
        Identity.objects.filter(person=person_id),
    ]
    outcomes = _remove(of_person, only_look=only_look)
    outcomes.append(_unlink(Subject.objects.filter(person=person_id), now=now, only_look=only_look))
    outcomes += _remove([Person.objects.filter(pk=person_id)], only_look=only_look)
    for home in homes:
        outcomes += _erase_household(home, now=now, only_look=only_look, without=person_id)
    return outcomes


def _erase_household(
    household_id: int, *, now: datetime, only_look: bool, without: int | None = None
) -> list[Outcome]:
    """`without` is a person who goes along: that they still stand in it does not count."""
    others = Membership.objects.filter(household=household_id).exclude(person=without)
    in_review = ExceptionalAccess.objects.filter(household=household_id, reviewed_at=None)
    doors = list(
        Address.objects.filter(stays__household=household_id).distinct().values_list("pk", flat=True)
    )
    outcomes = _remove(
        [
            SearchEntry.objects.filter(household=household_id).exclude(person=without),
            Stay.objects.filter(household=household_id),
            *_belongings(Q(household=household_id)),
            ContactAssignment.objects.filter(household=household_id),
            TaskAccess.objects.filter(household=household_id),
            TeamChoice.objects.filter(household=household_id),
            Notice.objects.filter(access__household=household_id).exclude(access__in=in_review),
            ExceptionalAccess.objects.filter(household=household_id).exclude(pk__in=in_review),
        ],
        only_look=only_look,
    )
    if not only_look:
        leave_doors(doors)
    if waiting := in_review.count():
        why = _(
            "A colleague opened this exceptionally, and that was not reviewed yet. It goes after the review."
        )
        outcomes.append(Outcome(ExceptionalAccess._meta.label, erased=0, stays=waiting, why=why))
    elif others.exists():
        why = _("People belong to this household. It goes with the last of them.")
        outcomes.append(Outcome(Household._meta.label, erased=0, stays=1, why=why))
    else:
        numbers = Subject.objects.filter(household=household_id)
        outcomes.append(_unlink(numbers, now=now, only_look=only_look))
        outcomes += _remove([Household.objects.filter(pk=household_id)], only_look=only_look)
    return outcomes


def _belongings(owned: Q) -> list[Rows]:
    """What belongs to a person or to a household alike."""
    return [
        PhoneTail.objects.filter(point__in=ContactPoint.objects.filter(owned)),
        ContactPoint.objects.filter(owned),
        ContactWish.objects.filter(owned),
        Revision.objects.filter(owned),
        Conflict.objects.filter(owned),
    ]


def _remove(rows: Iterable[Rows], *, only_look: bool) -> list[Outcome]:
    outcomes = []
    for found in rows:
        if count := found.count():
            if not only_look:
                found.delete()
            outcomes.append(Outcome(found.model._meta.label, erased=count))
    return outcomes


def _unlink(numbers: QuerySet[Subject], *, now: datetime, only_look: bool) -> Outcome:
    """Cut the link between number and person; the number itself tells nothing any more."""
    count = numbers.count()
    if not only_look:
        numbers.update(person=None, household=None, erased_at=now)
    return Outcome(Subject._meta.label, erased=count)


def remove_ended(keys: Iterable[str], *, now: datetime) -> int:
    """Remove households past their term, and who belonged to no other; returns how many rows went."""
    gone = 0
    for key in keys:
        household_id = int(key)
        for person_id in persons_of_ended(household_id):
            outcomes = _erase_person(person_id, now=now, only_look=False)
            gone += sum(outcome.erased for outcome in outcomes)
        if Household.objects.filter(pk=household_id).exists():
            Membership.objects.filter(household=household_id).delete()
            outcomes = _erase_household(household_id, now=now, only_look=False)
            gone += sum(outcome.erased for outcome in outcomes)
    drop_unused()
    return gone
