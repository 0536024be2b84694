"""How people can be reached, what they ask about it, which languages they speak, what they agreed with."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.indexing import forget_phone, index_phone
from nabij.registry.actions.operations import once
from nabij.registry.models import (
    Consent,
    ContactPoint,
    ContactWish,
    Household,
    Membership,
    SpokenLanguage,
)
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_household, number_of_person
from nabij.registry.types import (
    ConsentGiven,
    ConsentPurpose,
    ContactKind,
    LanguageLevel,
    NotPossible,
    WishKind,
    clean_text,
)
from nabij.registry.types.reaching import read_contact


def _changeable(actor: Actor, household_id: int, person_id: int | None, now: datetime) -> Household:
    """The household, when the actor may change it and the person (if any) is or was a member of it."""
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    if person_id is not None and not _is_member(household, person_id):
        raise NotFoundHere
    return household


def _is_member(household: Household, person_id: int) -> bool:
    return Membership.objects.filter(household=household, person=person_id).exists()


def _about(household: Household, person_id: int | None) -> list[UUID]:
    return [number_of_household(household.pk) if person_id is None else number_of_person(person_id)]


@transaction.atomic
def add_contact_point(
    *,
    actor: Actor,
    household_id: int,
    person_id: int | None,
    kind: ContactKind,
    typed: str,
    label: str = "",
    is_shared: bool = False,
    client_id: UUID,
    now: datetime,
) -> int:
    """Add a telephone number or e-mail address of a member, or of the household (None); returns its number.

    The same one again gives what stands there. Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    household = _changeable(actor, household_id, person_id, now)
    value, label = read_contact(kind, typed), clean_text(label, longest=60, field="label")
    owner = {"person_id": person_id} if person_id is not None else {"household_id": household_id}

    def work() -> int:
        if standing := ContactPoint.objects.filter(
            **owner, kind=kind, value=value, withdrawn_at=None
        ).first():
            return standing.pk
        point = ContactPoint.objects.create(
            **owner,
            kind=kind,
            value=value,
            typed=clean_text(typed, longest=254),
            label=label,
            is_shared=is_shared,
            added_at=now,
            added_by_id=actor.staff_id,
        )
        index_phone(point)
        about = _about(household, person_id)
        record("registry.contact_point_added", actor=actor, about=about, at=now, detail={"kind": str(kind)})
        return point.pk

    content = {"household": household_id, "person": person_id, "kind": kind, "value": value, "label": label}
    return once(
        "registry.add_contact_point", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


@transaction.atomic
def withdraw_contact_point(*, actor: Actor, household_id: int, point_id: int, now: datetime) -> ContactPoint:
    """Take a number or address out of use; it stays as history. A repeat changes nothing.

    Raises NotFoundHere, Refused.
    """
    point = ContactPoint.objects.filter(pk=point_id).first()
    if point is None or point.household_id not in (None, household_id):
        raise NotFoundHere
    household = _changeable(actor, household_id, point.person_id, now)
    taken = ContactPoint.objects.filter(pk=point_id, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_by=actor.staff_id, version=point.version + 1
    )
    if taken:
        forget_phone(point_id)
        about = _about(household, point.person_id)
        detail: dict[str, str | int | bool] = {"kind": point.kind}
        record("registry.contact_point_withdrawn", actor=actor, about=about, at=now, detail=detail)
    point.refresh_from_db()
    return point


@transaction.atomic
def set_wish(
    *,
    actor: Actor,
    household_id: int,
    person_id: int | None,
    kind: WishKind,
    detail: str = "",
    until_on: date | None = None,
    client_id: UUID,
    now: datetime,
) -> int:
    """Write down what a member or the household asks about being contacted; it works at once.

    A wish of the same kind that stands there ends, and stays as history. Returns the number of the wish.
    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    household = _changeable(actor, household_id, person_id, now)
    detail = clean_text(detail, longest=200, field="detail")
    if kind == WishKind.TIMES and not detail:
        raise NotPossible(_("Write at which times, such as: weekdays after 16:00."), field="detail")
    owner = {"person_id": person_id} if person_id is not None else {"household_id": household_id}

    def work() -> int:
        ContactWish.objects.filter(**owner, kind=kind, ended_at=None).update(
            ended_at=now, ended_by=actor.staff_id
        )
        wish = ContactWish.objects.create(
            **owner, kind=kind, detail=detail, until_on=until_on, set_at=now, set_by_id=actor.staff_id
        )
        about = _about(household, person_id)
        record("registry.wish_set", actor=actor, about=about, at=now, detail={"kind": str(kind)})
        return wish.pk

    content = {
        "household": household_id,
        "person": person_id,
        "kind": kind,
        "detail": detail,
        "until": until_on,
    }
    return once("registry.set_wish", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def end_wish(*, actor: Actor, household_id: int, wish_id: int, now: datetime) -> ContactWish:
    """End a wish at the request of whoever had it. A repeat changes nothing. Raises NotFoundHere, Refused."""
    wish = ContactWish.objects.filter(pk=wish_id).first()
    if wish is None or wish.household_id not in (None, household_id):
        raise NotFoundHere
    household = _changeable(actor, household_id, wish.person_id, now)
    if ContactWish.objects.filter(pk=wish_id, ended_at=None).update(ended_at=now, ended_by=actor.staff_id):
        about = _about(household, wish.person_id)
        record("registry.wish_ended", actor=actor, about=about, at=now, detail={"kind": wish.kind})
    wish.refresh_from_db()
    return wish


@transaction.atomic
def set_language(
    *, actor: Actor, household_id: int, person_id: int, code: str, level: LanguageLevel | None, now: datetime
) -> None:
    """Write down how well a member speaks a language; None takes it away. What stood there stays as history.

    A repeat changes nothing. Raises NotFoundHere, Refused, NotPossible.
    """
    _changeable(actor, household_id, person_id, now)
    code = clean_text(code, longest=10, field="language").lower()
    if not code:
        raise NotPossible(_("Choose a language."), field="language")
    standing = SpokenLanguage.objects.filter(person=person_id, code=code, ended_at=None)
    if list(standing.values_list("level", flat=True)) == ([] if level is None else [level]):
        return
    standing.update(ended_at=now, ended_by=actor.staff_id)
    if level is not None:
        SpokenLanguage.objects.create(
            person_id=person_id, code=code, level=level, recorded_at=now, recorded_by_id=actor.staff_id
        )
    about = [number_of_person(person_id)]
    record("registry.language_set", actor=actor, about=about, at=now, detail={"language": code})


@transaction.atomic
def give_consent(
    *,
    actor: Actor,
    household_id: int,
    person_id: int,
    purpose: ConsentPurpose,
    partner: str,
    given: ConsentGiven,
    from_on: date,
    until_on: date | None,
    client_id: UUID,
    now: datetime,
) -> int:
    """Write down what a member agrees with: for what, towards whom, until when, and how they said so.

    One that stands there for the same ends now and stays as history. Returns the number of the consent.
    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    household = _changeable(actor, household_id, person_id, now)
    partner = clean_text(partner, longest=150, field="partner")
    if purpose in (ConsentPurpose.SHARE_WITH_PARTNER, ConsentPurpose.ASK_PARTNER) and not partner:
        raise NotPossible(_("Say with which organisation."), field="partner")
    if until_on is not None and until_on <= from_on:
        raise NotPossible(_("The end is not after the start. Change one of the two."), field="until_on")

    def work() -> int:
        standing = Consent.objects.filter(
            person=person_id, purpose=purpose, partner=partner, withdrawn_at=None
        )
        standing.update(withdrawn_at=now, withdrawn_by=actor.staff_id)
        consent = Consent.objects.create(
            person_id=person_id,
            purpose=purpose,
            partner=partner,
            given=given,
            from_on=from_on,
            until_on=until_on,
            recorded_at=now,
            recorded_by_id=actor.staff_id,
        )
        about = _about(household, person_id)
        detail: dict[str, str | int | bool] = {"purpose": str(purpose), "given": str(given)}
        record("registry.consent_given", actor=actor, about=about, at=now, detail=detail)
        return consent.pk

    content = {
        **{"household": household_id, "person": person_id, "purpose": purpose, "partner": partner},
        **{"given": given, "from": from_on, "until": until_on},
    }
    return once(
        "registry.give_consent", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


@transaction.atomic
def withdraw_consent(*, actor: Actor, household_id: int, consent_id: int, now: datetime) -> Consent:
    """Withdraw a consent: it holds no longer from this moment on. A repeat changes nothing.

    Raises NotFoundHere, Refused.
    """
    consent = Consent.objects.filter(pk=consent_id).first()
    if consent is None:
        raise NotFoundHere
    household = _changeable(actor, household_id, consent.person_id, now)
    withdrawn = Consent.objects.filter(pk=consent_id, withdrawn_at=None)
    if withdrawn.update(withdrawn_at=now, withdrawn_by=actor.staff_id):
        about = _about(household, consent.person_id)
        detail: dict[str, str | int | bool] = {"purpose": consent.purpose}
        record("registry.consent_withdrawn", actor=actor, about=about, at=now, detail=detail)
    consent.refresh_from_db()
    return consent
