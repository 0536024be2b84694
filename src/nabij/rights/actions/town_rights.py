"""Writing a right of the own town, handing it to a colleague, and publishing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.rights import policies
from nabij.rights.models import Draft, DraftState, Edition
from nabij.rights.queries import published
from nabij.rights.queries.readiness import reasons_to_wait
from nabij.rights.types import ChangedMeanwhile, NoSuchTownRight, NotReady
from nabij_rights.catalogue import catalogue
from nabij_rights.town_rights.document import content_hash, with_days
from nabij_rights.town_rights.editing import followed, new_document, newest

Document = Mapping[str, Any]


@transaction.atomic
def start_draft(*, actor: Actor, right_id: str, town: str, name: str, from_on: str, now: datetime) -> Draft:
    """Begin a new right. Raises Refused, NotReady when there is one with this id."""
    require(policies.may_edit_rights_of(actor, town=town))
    document = new_document(right_id=right_id, town=town, from_on=from_on)
    document["texts"] = {"nl": {"name": name}}
    return _new_draft(actor, document, None, now)


@transaction.atomic
def start_next_version(*, actor: Actor, right_id: str, from_on: str, now: datetime) -> Draft:
    """Begin the version that follows what was published. Raises Refused, NoSuchTownRight, NotReady."""
    require(policies.may_edit_rights(actor))
    edition = Edition.objects.newest().filter(right_id=right_id).first()
    if edition is None:
        raise NoSuchTownRight(right_id)
    require(policies.may_edit_rights_of(actor, town=edition.town))
    return _new_draft(actor, followed(edition.document, from_on), edition, now)


@transaction.atomic
def import_draft(*, actor: Actor, document: Document, now: datetime) -> Draft:
    """Take in a right from a file as a draft; it follows what was published under the same id.

    Raises Refused, NotReady.
    """
    require(policies.may_edit_rights_of(actor, town=document["town"]))
    edition = Edition.objects.newest().filter(right_id=document["id"]).first()
    if edition is not None:
        require(policies.may_edit_rights_of(actor, town=edition.town))
    return _new_draft(actor, document, edition, now)


def staff_id(actor: Actor) -> int:
    """The account of an actor whom a policy let in, and who therefore has one."""
    assert actor.staff_id is not None
    return actor.staff_id


def _new_draft(actor: Actor, document: Document, follows: Edition | None, now: datetime) -> Draft:
    right_id = document["id"]
    if follows is None and right_id in catalogue():
        raise NotReady([_("There is a right with this name already: %(id)s.") % {"id": right_id}])
    try:
        with transaction.atomic():
            return Draft.objects.create(
                right_id=right_id,
                town=document["town"],
                document=document,
                follows=follows,
                changed_by_id=staff_id(actor),
                changed_at=now,
            )
    except IntegrityError:
        raise NotReady([_("Somebody works on this right already. Open that draft.")]) from None


def _draft_at(actor: Actor, number: int, turn: int) -> Draft:
    """The draft to work on, as this editor saw it. Raises Refused, NoSuchTownRight, ChangedMeanwhile."""
    require(policies.may_edit_rights(actor))
    draft = Draft.objects.select_for_update().filter(pk=number).first()
    if draft is None:
        raise NoSuchTownRight(str(number))
    require(policies.may_edit_rights_of(actor, town=draft.town))
    if draft.turn != turn:
        raise ChangedMeanwhile(str(number))
    return draft


@transaction.atomic
def change_draft(*, actor: Actor, number: int, turn: int, document: Document, now: datetime) -> Draft:
    """Save a draft. Handing it over starts again. ``turn`` is the one that the editor saw.

    Raises Refused, NoSuchTownRight, ChangedMeanwhile.
    """
    draft = _draft_at(actor, number, turn)
    require(policies.may_edit_rights_of(actor, town=document["town"]))
    draft.document, draft.state, draft.turn = dict(document), DraftState.OPEN, draft.turn + 1
    draft.changed_by_id, draft.changed_at = staff_id(actor), now
    draft.save()
    return draft


@transaction.atomic
def discard_draft(*, actor: Actor, number: int, turn: int) -> None:
    """Throw a draft away; what was published stays. Raises Refused, NoSuchTownRight, ChangedMeanwhile."""
    _draft_at(actor, number, turn).delete()


@transaction.atomic
def submit_draft(*, actor: Actor, number: int, turn: int, now: datetime) -> Draft:
    """Ask a colleague to look. Raises Refused, NoSuchTownRight, ChangedMeanwhile, NotReady."""
    draft = _draft_at(actor, number, turn)
    if reasons := reasons_to_wait(draft.document, draft.follows):
        raise NotReady(reasons)
    draft.state, draft.turn, draft.changed_by_id, draft.changed_at = (
        DraftState.SUBMITTED,
        draft.turn + 1,
        staff_id(actor),
        now,
    )
    draft.save()
    return draft


@transaction.atomic
def publish_draft(*, actor: Actor, number: int, turn: int, now: datetime) -> Edition:
    """Publish what a colleague handed over; from then on everybody gets this rule.

    Raises Refused, NoSuchTownRight, ChangedMeanwhile, NotReady.
    """
    draft = _draft_at(actor, number, turn)
    require(policies.may_publish(actor, written_by=draft.changed_by_id, town=draft.town))
    if draft.state != DraftState.SUBMITTED:
        raise NotReady([_("This draft was not handed over yet.")])
    if reasons := reasons_to_wait(draft.document, draft.follows):
        raise NotReady(reasons)
    version = newest(draft.document)
    edition = Edition.objects.create(
        right_id=draft.right_id,
        number=draft.next_edition,
        town=draft.town,
        document=draft.document,
        content_hash=content_hash(with_days(draft.document)),
        valid_from=date.fromisoformat(str(version["from"])),
        decision=str(version["decision"]),
        submitted_by_id=draft.changed_by_id,
        published_by_id=staff_id(actor),
        published_at=now,
    )
    draft.delete()
    transaction.on_commit(published.refresh)
    return edition
