"""Adding a person and correcting who they are."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.indexing import index_households_of
from nabij.registry.actions.revisions import Edit, Owner, edit
from nabij.registry.models import Identity, Membership, Person, Subject
from nabij.registry.queries.doubles import likely_doubles
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_person
from nabij.registry.types import BirthDate, LikelyDouble, Naming, NotPossible, clean_text
from nabij.registry.types.given import NewPerson


def keep_person(new: NewPerson, *, actor: Actor, now: datetime) -> Person:
    """Keep somebody who was checked by the caller: person, identity and number. Part of a larger action.

    Raises NotPossible, or LikelyDouble when somebody looks the same and no reason was given.
    """
    naming = new.naming.cleaned()
    reason = clean_text(new.unlike_because, longest=300, field="unlike_because")
    check_identity(naming, new.birth, is_expected=new.is_expected, on=day_of(now))
    if not new.is_expected and not reason and (doubles := likely_doubles(naming, new.birth)):
        raise LikelyDouble(doubles)
    person = Person.objects.create(unlike_because=reason, created_at=now, created_by_id=actor.staff_id)
    Subject.objects.create(person=person)
    Identity.objects.create(
        person=person,
        given=naming.given,
        family=naming.family,
        called=naming.called,
        nickname=naming.nickname,
        folded=naming.folded,
        sound=naming.sound,
        birth_year=new.birth.year,
        birth_month=new.birth.month,
        birth_day=None if new.is_expected else new.birth.day,
        is_expected=new.is_expected,
    )
    return person


def check_identity(naming: Naming, birth: BirthDate, *, is_expected: bool, on: date) -> None:
    """Raise NotPossible for what no person can be."""
    if naming.is_empty and not is_expected:
        raise NotPossible(_("Give a name. Somebody's nickname is enough."), field="given")
    if is_expected:
        if birth.latest is not None and birth.latest < on:
            raise NotPossible(
                _("This month has passed. Was the child born? Then give the date of birth."),
                field="birth_month",
            )
        return
    if birth.earliest is not None and birth.earliest > on:
        raise NotPossible(
            _("The date of birth lies in the future. Is the child expected? Then tick that."),
            field="birth_year",
        )


@transaction.atomic
def correct_identity(
    *,
    actor: Actor,
    household_id: int,
    person_id: int,
    base_version: int,
    naming: Naming,
    birth: BirthDate,
    is_expected: bool,
    now: datetime,
) -> Edit:
    """Correct what somebody is called or when they were born; what stood there before stays on record.

    `base_version` is the version of the identity that was seen: what a colleague changed meanwhile is not
    written over (see `revisions.edit`). Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    member = Membership.objects.filter(household=household, person=person_id).exists()
    identity = Identity.objects.select_for_update().filter(person=person_id).first()
    if not member or identity is None:
        raise NotFoundHere
    naming = naming.cleaned()
    check_identity(naming, birth, is_expected=is_expected, on=day_of(now))
    done = edit(
        identity,
        owner=Owner(person_id=person_id),
        base_version=base_version,
        changes={
            "given": naming.given,
            "family": naming.family,
            "called": naming.called,
            "nickname": naming.nickname,
            "birth_year": birth.year,
            "birth_month": birth.month,
            "birth_day": None if is_expected else birth.day,
            "is_expected": is_expected,
        },
        together=[{"birth_year", "birth_month", "birth_day", "is_expected"}],
        actor=actor,
        now=now,
    )
    refold(identity)
    index_households_of(person_id)
    record(
        "registry.identity_corrected",
        actor=actor,
        about=[number_of_person(person_id)],
        at=now,
        detail={"fields": ",".join(done.changed), "conflicts": len(done.conflicts)},
    )
    return done


def refold(identity: Identity) -> None:
    """Write the columns of the search after a name changed."""
    identity.folded, identity.sound = identity.naming.folded, identity.naming.sound
    identity.save(update_fields=["folded", "sound"])
