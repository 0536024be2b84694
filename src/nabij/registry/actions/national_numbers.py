"""The national number: kept only in a town that switched it on, shown only for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record, record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import Household, Identity, Membership, NationalNumber
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_person
from nabij.registry.types import NotPossible, Sight, clean_text
from nabij.registry.types.national_numbers import masked, read_national_number
from nabij.registry.types.sealing import lookup, sealed, unsealed

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether the number was kept, and what seemed odd: then somebody looks again and saves on purpose."""

    is_kept: bool
    oddities: tuple[str, ...]


@transaction.atomic
def keep_national_number(
    *, actor: Actor, household_id: int, person_id: int, typed: str, in_spite_of_oddities: bool, now: datetime
) -> Kept:
    """Keep the national number of a member, sealed. What seems odd is kept only on purpose.

    Raises NotFoundHere (also in a town that does not keep it), Refused, NotPossible.
    """
    _household, _sight = _where_kept(actor, household_id, person_id, now)
    identity = Identity.objects.get(pk=person_id)
    read = read_national_number(typed, birth=identity.birth, on=day_of(now))
    oddities = (*read.oddities, *_replaced(person_id, read.digits))
    if oddities and not in_spite_of_oddities:
        return Kept(is_kept=False, oddities=oddities)
    row = {
        "sealed": sealed(read.digits),
        "lookup": lookup(read.digits),
        "is_bis": read.is_bis,
        "recorded_by_id": actor.staff_id,
        "recorded_at": now,
    }
    try:
        with transaction.atomic():
            NationalNumber.objects.update_or_create(person_id=person_id, defaults=row)
    except IntegrityError:
        raise NotPossible(
            _("Somebody else in the registry has this number. Read it again, or ask the privacy officer."),
            field="national_number",
        ) from None
    about = [number_of_person(person_id)]
    record("registry.national_number_kept", actor=actor, about=about, at=now)
    return Kept(is_kept=True, oddities=oddities)


def _replaced(person_id: int, digits: str) -> list[str]:
    """A sentence when another number stands there, for saving takes its place."""
    standing = NationalNumber.objects.filter(person=person_id).first()
    if standing is None or standing.lookup == lookup(digits):
        return []
    return [
        _("Another number stands here: %(masked)s. Saving puts this one in its place.")
        % {"masked": masked(unsealed(standing.sealed))}
    ]


@transaction.atomic
def reveal_national_number(
    *, actor: Actor, household_id: int, person_id: int, reason: str, now: datetime
) -> str:
    """The national number of a member in full, for a reason; each time is a line in the log of its own.

    Raises NotFoundHere, Refused, NotPossible.
    """
    _household, sight = _where_kept(actor, household_id, person_id, now)
    require(policies.may_reveal_national_number(actor, sight))
    reason = clean_text(reason, longest=100, field="reason")
    if len(reason) < SHORTEST_REASON:
        raise NotPossible(_("Say in a few words what you need the number for."), field="reason")
    number = NationalNumber.objects.filter(person=person_id).first()
    if number is None:
        raise NotFoundHere
    assert actor.staff_id is not None  # nobody else sees a household
    number.reveals.create(by_id=actor.staff_id, at=now, reason=reason)
    record_read(
        "registry.national_number_revealed",
        actor=actor,
        about=[number_of_person(person_id)],
        purpose=Purpose.HELP,
        at=now,
    )
    return unsealed(number.sealed)


def _where_kept(actor: Actor, household_id: int, person_id: int, now: datetime) -> tuple[Household, Sight]:
    if not settings.NATIONAL_NUMBERS:
        raise NotFoundHere
    household, sight = household_in_sight(actor, household_id, at=now)
    require(policies.may_change_household(actor, sight))
    if not Membership.objects.filter(household=household, person=person_id).exists():
        raise NotFoundHere
    return household, sight
