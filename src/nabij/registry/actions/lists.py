"""Beginning a collection of lists, and saying who takes part."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit import actions as audit
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.models import (
    ListCollection,
    ListInvitation,
    ListPartner,
    ListPartnerMember,
    ListViewer,
)
from nabij.registry.types.lists import ListFrozen, ListProblem, NewCollection


def staff_id(actor: Actor) -> int:
    """The account of an actor whom a policy let in, and who therefore has one."""
    assert actor.staff_id is not None
    return actor.staff_id


def own_collection(actor: Actor, number: int, *, to_change: bool = True) -> ListCollection:
    """A collection that the actor leads or looks along with, locked for this transaction.

    Raises NotFoundHere, and ListFrozen when it is to change and cannot any more.
    """
    found = ListCollection.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise NotFoundHere
    decision = policies.may_see_collection(
        actor,
        town=found.town,
        lead_id=found.lead_id,
        viewers=set(ListViewer.objects.filter(collection=found).values_list("user_id", flat=True)),
    )
    if not decision.allowed:
        raise NotFoundHere
    if to_change:
        refuse_when_frozen(found)
    return found


def refuse_when_frozen(collection: ListCollection) -> None:
    """Raises ListFrozen."""
    if collection.is_frozen:
        raise ListFrozen(_("This list is frozen. Nothing was changed. Begin a new collection for additions."))


def own_invitation(actor: Actor, number: int, *, to_change: bool = True) -> ListInvitation:
    """An invitation of a partner that the actor brings lists for. Raises NotFoundHere, ListFrozen."""
    found = (
        ListInvitation.objects.select_related("collection", "partner")
        .filter(pk=number, partner__members__user_id=actor.staff_id or 0)
        .first()
    )
    if found is None:
        raise NotFoundHere
    if to_change:
        # Locked: freezing waits for this change, and this change for freezing.
        refuse_when_frozen(ListCollection.objects.select_for_update().get(pk=found.collection_id))
    return found


@transaction.atomic
def begin_collection(*, actor: Actor, new: NewCollection, now: datetime) -> ListCollection:
    """Begin a collection; whoever begins it leads it.

    Raises Refused, and ListProblem when the period ends before it begins.
    """
    require(policies.may_begin_collection(actor, town=new.town))
    if new.until_on <= new.from_on:
        raise ListProblem(_("The last day lies before the first. Change one of the two."))
    collection = ListCollection.objects.create(
        name=new.name,
        town=new.town,
        aim=new.aim,
        legal_basis=new.legal_basis,
        from_on=new.from_on,
        until_on=new.until_on,
        lead_id=staff_id(actor),
        created_at=now,
    )
    audit.record("registry.list_collection_begun", actor=actor, at=now, detail={"collection": collection.pk})
    return collection


@transaction.atomic
def name_viewer(*, actor: Actor, collection: int, user_id: int, now: datetime) -> None:
    """Let a colleague see and work on the collection. Naming somebody twice changes nothing.

    Raises NotFoundHere, ListFrozen.
    """
    found = own_collection(actor, collection)
    if ListViewer.objects.filter(collection=found, user_id=user_id).exists():
        return
    ListViewer.objects.create(collection=found, user_id=user_id)
    audit.record(
        "registry.list_viewer_named", actor=actor, at=now, detail={"collection": found.pk, "staff": user_id}
    )


@transaction.atomic
def add_partner(
    *, actor: Actor, collection: int, name: str, is_foster: bool, now: datetime
) -> ListInvitation:
    """Ask a partner for its list; one that is not known yet is added to the partners of the town.

    Raises NotFoundHere, ListFrozen, and ListProblem when this partner was asked already.
    """
    found = own_collection(actor, collection)
    partner = ListPartner.objects.filter(town=found.town, name__iexact=name).first()
    if partner is None:
        partner = ListPartner.objects.create(town=found.town, name=name)
    try:
        with transaction.atomic():
            invitation = ListInvitation.objects.create(
                collection=found, partner=partner, is_foster=is_foster, invited_at=now
            )
    except IntegrityError:
        raise ListProblem(_("This partner is asked already. It stands in the list above.")) from None
    audit.record("registry.list_partner_invited", actor=actor, at=now, detail={"invitation": invitation.pk})
    return invitation


@transaction.atomic
def name_member(*, actor: Actor, invitation: int, user_id: int, now: datetime) -> None:
    """Let an account bring lists for this partner, in this campaign and later ones.

    Raises NotFoundHere, ListFrozen.
    """
    asked = ListInvitation.objects.filter(pk=invitation).first()
    if asked is None:
        raise NotFoundHere
    own_collection(actor, asked.collection_id)
    if ListPartnerMember.objects.filter(partner=asked.partner_id, user_id=user_id).exists():
        return
    ListPartnerMember.objects.create(partner_id=asked.partner_id, user_id=user_id)
    audit.record(
        "registry.list_member_named",
        actor=actor,
        at=now,
        detail={"partner": asked.partner_id, "staff": user_id},
    )


@transaction.atomic
def say_done(*, actor: Actor, invitation: int, is_done: bool, now: datetime) -> None:
    """The owner says that the list is complete, or takes that back. Raises NotFoundHere, ListFrozen."""
    found = own_invitation(actor, invitation)
    ListInvitation.objects.filter(pk=found.pk).update(done_at=now if is_done else None)
    audit.record(
        "registry.list_said_complete" if is_done else "registry.list_reopened",
        actor=actor,
        at=now,
        detail={"invitation": found.pk},
    )
