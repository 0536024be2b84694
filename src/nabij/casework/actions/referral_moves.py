"""What becomes of a referral: taken on, talked, finished, given back, asked, answered, withdrawn, joined."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.casework import queries
from nabij.casework.actions.referrals import told
from nabij.casework.models import Guidance, Referral
from nabij.casework.types import (
    RULES,
    Basis,
    ChangedMeanwhile,
    Direction,
    LineKind,
    Move,
    ReferralOutcome,
    ReferralState,
    TakenMeanwhile,
)
from nabij.kernel.actors import SYSTEM, Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies as registry_policies
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.queries.colleagues import roles_in_town
from nabij.registry.types import CONTACT_ROLES, NotPossible, Relation, Topic, clean_text
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class Said:
    """What goes with a move: words for the other side, an alternative, an outcome, or a colleague."""

    words: str = ""
    alternative: str = ""
    outcome: ReferralOutcome | None = None
    is_agreed: bool = False
    colleague_id: int | None = None

    def checked(self, move: Move) -> Said:
        """The same with only what belongs to the move. Raises NotPossible when that lacks."""
        longest = 300 if move == Move.WITHDRAW else 1000
        words = clean_text(self.words, longest=longest, field="words")
        if move == Move.DECLINE:
            alternative = clean_text(self.alternative, longest=300, field="alternative")
            if not words:
                raise NotPossible(_("Say why you cannot take this on; the sender reads it."), field="words")
            if not alternative:
                raise NotPossible(_("Say who could help, or what the sender can try."), field="alternative")
            return Said(words, alternative)
        if move in (Move.ASK, Move.ANSWER, Move.WITHDRAW) and not words:
            raise NotPossible(_("Write it in a few words; the other side reads it."), field="words")
        if move in (Move.FINISH, Move.CLOSE):
            return self._with_outcome(words)
        if move == Move.GIVE:
            return Said(words, colleague_id=self.colleague_id)
        return Said(words)

    def _with_outcome(self, words: str) -> Said:
        if self.outcome is None:
            raise NotPossible(_("Choose what came of it."), field="outcome")
        if words and not self.is_agreed:
            raise NotPossible(
                _(
                    "Agree these words with the family first. Or leave them out: then the other side reads "
                    "only what you chose above."
                ),
                field="is_agreed",
            )
        return Said(words, outcome=self.outcome, is_agreed=bool(words))


@transaction.atomic
def move_referral(
    *,
    actor: Actor,
    referral_id: int,
    move: Move,
    said: Said,
    base_version: int,
    client_id: UUID,
    now: datetime,
) -> int:
    """Make one move with a referral, by the table of rules; returns its number.

    The update names the state and version that were seen: of two people at once one wins, and the other is
    told. Raises NotFoundHere, NotPossible, TakenMeanwhile, ChangedMeanwhile, ClientIdReused.
    """
    said = said.checked(move)

    def work() -> int:
        referral = queries.found_referral(referral_id)
        standing = queries.standing_in(actor, referral, now=now)
        if not standing.sees_words or not (standing.is_sender or standing.is_receiver):
            raise NotFoundHere
        if referral.version != base_version:
            raise _meanwhile(referral, move, actor)
        if not standing.may(move, referral):
            raise NotPossible(
                _("This cannot be done with the referral as it stands now. Open its page again.")
            )
        changes = _changes(referral, move, said, standing, actor, now)
        rows = Referral.objects.filter(
            pk=referral_id, version=base_version, state__in=RULES[move].from_states
        )
        if not rows.update(version=base_version + 1, **changes):
            raise _meanwhile(queries.found_referral(referral_id), move, actor)
        referral.refresh_from_db()
        # What finished is read from the referral itself: its words are not kept twice.
        words = "" if said.outcome else said.words
        told(referral, RULES[move].line, actor, now, words=words, alternative=said.alternative)
        return referral_id

    content = {"referral": referral_id, "move": move, "base": base_version, **asdict(said)}
    return once("casework.move", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _meanwhile(referral: Referral, move: Move, actor: Actor) -> NotPossible:
    if move == Move.TAKE and referral.state == ReferralState.ACCEPTED and referral.owner_id != actor.staff_id:
        names = staff.names_of({referral.owner_id} if referral.owner_id else set())
        return TakenMeanwhile(names.get(referral.owner_id or 0, ""))
    return ChangedMeanwhile()


def _changes(
    referral: Referral, move: Move, said: Said, standing: queries.Standing, actor: Actor, now: datetime
) -> dict[str, Any]:
    """What a move changes in the row of a referral."""
    changes: dict[str, Any] = {}
    if (state := RULES[move].to_state) is not None:
        changes["state"] = state
    if move == Move.TAKE:
        changes |= {"owner": actor.staff_id, "waits_for_sender": False}
    elif move == Move.DECLINE:
        changes |= {"owner": referral.sender_id, "bounced": True, "bounces": referral.bounces + 1}
        changes["waits_for_sender"] = False
    elif move in (Move.ASK, Move.ANSWER):
        changes["waits_for_sender"] = move == Move.ASK
    elif move in (Move.FINISH, Move.CLOSE):
        changes |= {"outcome": said.outcome, "outcome_note": said.words, "is_agreed": said.is_agreed}
        changes |= {"ended_at": now, "waits_for_sender": False}
    elif move == Move.WITHDRAW:
        changes |= {"ended_at": now, "ended_because": said.words, "waits_for_sender": False}
    elif move == Move.GIVE:
        changes["owner"] = _colleague(referral, said.colleague_id, now)
    elif move == Move.TAKE_OVER:
        changes |= _taken_over(referral, standing, actor)
    return changes


def _taken_over(referral: Referral, standing: queries.Standing, actor: Actor) -> dict[str, Any]:
    """Who follows it on one's own side from now on; what still lies with the sender goes along."""
    if standing.is_receiver and referral.owner_id != referral.sender_id:
        return {"owner": actor.staff_id}
    lies_with_sender = referral.owner_id == referral.sender_id
    return {"sender": actor.staff_id} | ({"owner": actor.staff_id} if lies_with_sender else {})


def colleagues_for(referral: Referral, *, now: datetime) -> list[tuple[int, str]]:
    """To whom the receiving team can give it: who works there, and in the town also follows households."""
    team = referral.receiver_team
    if team is None:
        return []
    members = staff.members_of_teams([team.pk], on=day_of(now))
    found = [(one.staff_id, one.name) for one in members if one.staff_id != referral.owner_id]
    if team.organisation:
        return found
    return [
        (number, name)
        for number, name in found
        if roles_in_town(number, town=team.town, on=day_of(now)) & CONTACT_ROLES
    ]


def _colleague(referral: Referral, colleague_id: int | None, now: datetime) -> int:
    if colleague_id is None or colleague_id not in dict(colleagues_for(referral, now=now)):
        raise NotPossible(_("Choose a colleague who works in this team."), field="colleague")
    return colleague_id


@transaction.atomic
def join_household(
    *,
    actor: Actor,
    referral_id: int,
    household_id: int,
    topic: Topic,
    base_version: int,
    client_id: UUID,
    now: datetime,
) -> int:
    """Say which household a partner referred; it then stands on the page of that household.

    The partner is told that the family has a contact person only when the family agreed to the referral;
    then the contact person is its owner. Raises NotFoundHere, Refused, NotPossible, ChangedMeanwhile,
    ClientIdReused.
    """

    def work() -> int:
        referral = queries.found_referral(referral_id, lock=True)
        standing = queries.standing_in(actor, referral, now=now)
        if not standing.is_receiver or referral.direction != Direction.IN:
            raise NotFoundHere
        household, sight = registry.household_in_sight(actor, household_id, at=now)
        require(registry_policies.may_change_household(actor, sight))
        members = registry.members_of(household, sight, on=day_of(now))
        reference = next((one for one in members if one.relation == Relation.REFERENCE), None)
        contact = _contact_person(household_id, now)
        tells = contact is not None and referral.basis == Basis.CONSENT
        rows = Referral.objects.open().filter(pk=referral_id, version=base_version, household=None)
        if not rows.update(
            household=household_id,
            person=reference.person_id if reference else None,
            topic=topic,
            owner=contact if tells else referral.owner_id,
            state=ReferralState.RECEIVED if referral.state == ReferralState.SENT else referral.state,
            version=base_version + 1,
        ):
            raise ChangedMeanwhile
        referral.refresh_from_db()
        told(referral, LineKind.KNOWN if tells else LineKind.RECEIVED, actor, now)
        return referral_id

    content = {"referral": referral_id, "household": household_id, "topic": topic, "base": base_version}
    return once("casework.join", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _contact_person(household_id: int, now: datetime) -> int | None:
    """The contact person of a household in guidance; None where nobody guides it."""
    if not Guidance.objects.guided().filter(household=household_id).exists():
        return None
    return registry.contact_persons([household_id], at=now).get(household_id)


def require_no_open_referral(household_id: int) -> None:
    """Before guidance closes or a household ends: of each referral is said what became of it.

    Raises NotPossible.
    """
    number = Referral.objects.open().filter(household=household_id).count()
    if number:
        raise NotPossible(
            ngettext(
                "%(number)d referral of this household is still open. First say what became of it, under "
                "Referrals on its page; nothing was changed.",
                "%(number)d referrals of this household are still open. First say what became of each, under "
                "Referrals on its page; nothing was changed.",
                number,
            )
            % {"number": number}
        )


@transaction.atomic
def withdraw_without_consent(now: datetime) -> int:
    """Withdraw what the town sent on a consent that holds no longer: the receiver saw nothing of it since
    that moment, and now it ends on record too. Returns how many.
    """
    ended = 0
    found = Referral.objects.open().filter(direction=Direction.OUT, basis=Basis.CONSENT)
    for referral in found.exclude(queries.consent_holds(now)).order_by("pk"):
        rows = Referral.objects.open().filter(pk=referral.pk, version=referral.version)
        because = _("The family took back its consent.")
        if rows.update(
            state=ReferralState.WITHDRAWN,
            ended_at=now,
            ended_because=because,
            waits_for_sender=False,
            version=referral.version + 1,
        ):
            referral.refresh_from_db()
            told(referral, LineKind.WITHDRAWN, SYSTEM, now)
            ended += 1
    return ended
