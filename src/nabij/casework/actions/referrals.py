"""Referring somebody: a household of the town to a service, or somebody whom a partner knows to the town."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies, queries
from nabij.casework.actions.plans import Leads, settle_need
from nabij.casework.models import Referral, ReferralLine
from nabij.casework.queries.referral_choices import Chosen
from nabij.casework.types import (
    Basis,
    ChangedMeanwhile,
    Direction,
    Fact,
    LineKind,
    ReferralState,
    Urgency,
    Way,
    worker,
)
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import actions as registry_actions
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import ConsentGiven, ConsentPurpose, NotPossible, Topic, clean_text


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground facts go along; `given` how the family said yes, `why_urgent` what cannot wait."""

    basis: Basis
    given: ConsentGiven | None = None
    why_urgent: str = ""

    def checked(self) -> Ground:
        """The same with only what belongs to it. Raises NotPossible when that lacks."""
        if self.basis == Basis.CONSENT:
            if self.given not in (ConsentGiven.SPOKEN, ConsentGiven.WRITTEN):
                raise NotPossible(_("Say how the family agreed: spoken or written."), field="given")
            return Ground(self.basis, given=self.given)
        if self.basis == Basis.NO_NAMES:
            return Ground(self.basis)
        why = clean_text(self.why_urgent, longest=300, field="why_urgent")
        if not why:
            raise NotPossible(
                _("Without consent only when somebody is in danger: say what cannot wait."),
                field="why_urgent",
            )
        return Ground(self.basis, why_urgent=why)


@dataclass(frozen=True, slots=True)
class NewReferral:
    """What the town asks of a service, and which facts go along. `shown` marks what was looked at before."""

    to: str
    question: str
    topic: Topic
    urgency: Urgency
    ground: Ground
    facts: tuple[str, ...] = ()
    shown: str = ""
    need_id: int | None = None

    def checked(self) -> NewReferral:
        """The same with clean texts. Raises NotPossible."""
        return replace(self, question=_question(self.question), ground=self.ground.checked())


@dataclass(frozen=True, slots=True)
class Prepared:
    """A referral before it is sent: to whom, and exactly what the receiver will read."""

    new: NewReferral
    receiver: Chosen
    facts: list[dict[str, str]]
    person_id: int | None
    mark: str


def _question(text: str) -> str:
    words = clean_text(text, longest=1000, field="question")
    if not words:
        raise NotPossible(_("Say what you ask: what should be different afterwards?"), field="question")
    return words


@transaction.atomic
def prepare_referral(*, actor: Actor, household_id: int, new: NewReferral, now: datetime) -> Prepared:
    """What would be sent, for a last look; nothing is kept. Reading the facts is on record.

    Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    require(policies.may_refer(actor, sight, topic=new.topic))
    new = new.checked()
    receiver = queries.receiver_chosen(household.town, new.to, but_team=household.team_id, now=now)
    if receiver is None:
        raise NotPossible(_("Choose to whom this goes. The one you chose is no longer there."), field="to")
    shareable = queries.facts_to_share(actor, household_id, on=day_of(now), now=now)
    if new.ground.basis == Basis.NO_NAMES:
        _require_no_names(new.question, shareable.names)
    if new.ground.basis == Basis.CONSENT and shareable.person_id is None:
        raise NotPossible(_("This household has no reference person, who could agree. Add them first."))
    facts = shareable.chosen(new.facts, new.ground.basis)
    mark = queries.mark_of(facts, receiver.name, new.question)
    return Prepared(new, receiver, facts, shareable.person_id, mark)


def _require_no_names(question: str, names: Collection[str]) -> None:
    """Advice without names names nobody, also not in what is asked."""
    if found := {word.casefold() for word in re.findall(r"\w+", question)} & set(names):
        raise NotPossible(
            _(
                "Your question names somebody (%(name)s). Advice without names tells nobody's name: "
                "leave it out."
            )
            % {"name": ", ".join(sorted(found))},
            field="question",
        )


class ShownOtherwise(NotPossible):
    """What the receiver would read is not what was shown: the facts changed meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What goes along has changed since you looked. Look once more, and send it then; "
                "nothing was sent."
            )
        )


@transaction.atomic
def send_referral(
    *, actor: Actor, household_id: int, new: NewReferral, client_id: UUID, now: datetime
) -> int:
    """Refer a household, with exactly the facts that were shown; returns the number of the referral.

    The consent is put on record where it does not stand yet. The sender is owner until the receiver takes it
    on. A need that led to it is settled. Raises NotFoundHere, Refused, NotPossible, ShownOtherwise,
    ClientIdReused.
    """
    household, _sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    team_id = household.team_id or min(actor.team_ids, default=None)
    new = new.checked()

    def work() -> int:
        prepared = _as_shown(actor, household_id, new, now)
        if team_id is None:
            raise NotPossible(_("This household has no team yet. Choose one first; nothing was sent."))
        _give_consent(actor, household_id, prepared, new.ground, client_id, now)
        referral = Referral.objects.create(
            household_id=household_id,
            person_id=prepared.person_id,
            direction=Direction.OUT,
            sending_team_id=team_id,
            topic=new.topic,
            question=new.question,
            state=ReferralState.SENT,
            sender_id=worker(actor),
            owner_id=worker(actor),
            sent_at=now,
            **_as_sent(prepared, new),
        )
        if new.need_id is not None:
            _settle(actor, household_id, new.need_id, prepared.receiver.name, now)
        told(referral, LineKind.SENT, actor, now)
        return referral.pk

    content = {"household": household_id, **asdict(new)}
    return once("casework.refer", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def send_again(
    *, actor: Actor, referral_id: int, new: NewReferral, base_version: int, client_id: UUID, now: datetime
) -> int:
    """Send what came back to another receiver, with facts that were shown anew; returns its number.

    Raises NotFoundHere, Refused, NotPossible, ShownOtherwise, ChangedMeanwhile, ClientIdReused.
    """
    new = new.checked()

    def work() -> int:
        referral = queries.found_referral(referral_id, lock=True)
        standing = queries.standing_in(actor, referral, now=now)
        if not standing.is_sender or referral.household_id is None:
            raise NotFoundHere
        prepared = _as_shown(actor, referral.household_id, new, now)
        _give_consent(actor, referral.household_id, prepared, new.ground, client_id, now)
        standing_there = Referral.objects.filter(
            pk=referral_id, version=base_version, state=ReferralState.RETURNED
        )
        if not standing_there.update(
            person_id=prepared.person_id,
            topic=new.topic,
            question=new.question,
            state=ReferralState.SENT,
            sender=actor.staff_id,
            owner=actor.staff_id,
            sent_at=now,
            turn=referral.turn + 1,
            bounced=False,
            waits_for_sender=False,
            version=base_version + 1,
            **_as_sent(prepared, new),
        ):
            raise ChangedMeanwhile
        referral.refresh_from_db()
        told(referral, LineKind.SENT, actor, now)
        return referral_id

    content = {"referral": referral_id, "base": base_version, **asdict(new)}
    return once("casework.refer_again", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _as_sent(prepared: Prepared, new: NewReferral) -> dict[str, object]:
    """What a referral holds of its receiver of now."""
    return {
        "receiver_team_id": prepared.receiver.team_id,
        "receiver_name": prepared.receiver.name,
        "service": prepared.receiver.service,
        "facts": prepared.facts,
        "basis": new.ground.basis,
        "given": new.ground.given or "",
        "why_urgent": new.ground.why_urgent,
        "urgency": new.urgency,
    }


def _as_shown(actor: Actor, household_id: int, new: NewReferral, now: datetime) -> Prepared:
    prepared = prepare_referral(actor=actor, household_id=household_id, new=new, now=now)
    if prepared.mark != new.shown:
        raise ShownOtherwise
    return prepared


def _give_consent(
    actor: Actor, household_id: int, prepared: Prepared, ground: Ground, client_id: UUID, now: datetime
) -> None:
    """Put the consent towards this receiver on record, unless one holds already."""
    if ground.basis != Basis.CONSENT or prepared.person_id is None or ground.given is None:
        return
    purpose, partner = ConsentPurpose.SHARE_WITH_PARTNER, prepared.receiver.name
    if registry.has_consent(prepared.person_id, purpose, partner=partner, now=now):
        return
    registry_actions.give_consent(
        actor=actor,
        household_id=household_id,
        person_id=prepared.person_id,
        purpose=purpose,
        partner=partner,
        given=ground.given,
        from_on=day_of(now),
        until_on=None,
        client_id=uuid5(client_id, "consent"),
        now=now,
    )


def _settle(actor: Actor, household_id: int, need_id: int, receiver: str, now: datetime) -> None:
    leads = Leads(Way.REFERRAL, referred_to=receiver)
    if settle_need(actor=actor, need_id=need_id, leads=leads, now=now) != household_id:
        raise NotFoundHere


@dataclass(frozen=True, slots=True)
class PartnerReferral:
    """What a partner asks of the town; names and numbers only where the family agrees, or in danger."""

    question: str
    urgency: Urgency
    ground: Ground
    told: dict[Fact, str]
    neighbourhood: str = ""
    """The code of the neighbourhood; empty when it is not known."""
    wished: str = ""

    def checked(self) -> PartnerReferral:
        """The same with clean texts. Raises NotPossible, also for names in advice without names."""
        facts = {fact: clean_text(words, longest=300, field=fact.value) for fact, words in self.told.items()}
        facts = {fact: words for fact, words in facts.items() if words}
        ground = self.ground.checked()
        if ground.basis == Basis.NO_NAMES:
            for fact in (Fact.NAME, Fact.PHONE, Fact.PLACE):
                if fact in facts:
                    raise NotPossible(
                        _(
                            "You ask advice without names, so leave this empty. "
                            "Or say that the family agrees."
                        ),
                        field=fact.value,
                    )
        elif Fact.NAME not in facts or not (Fact.PHONE in facts or Fact.PLACE in facts):
            field = "name" if Fact.NAME not in facts else "phone"
            raise NotPossible(
                _("Write a name, and a telephone number or address: else nobody can reach the family."),
                field=field,
            )
        return replace(
            self,
            question=_question(self.question),
            ground=ground,
            told=facts,
            wished=clean_text(self.wished, longest=200, field="wished"),
        )


@transaction.atomic
def refer_to_town(*, actor: Actor, new: PartnerReferral, client_id: UUID, now: datetime) -> int:
    """Refer somebody to the town; returns the number of the referral, which has an owner at once.

    It arrives with the lead of the team of that neighbourhood. Raises Refused, NotPossible, ClientIdReused.
    """
    require(policies.may_refer_to_town(actor))
    own = queries.partner_team(actor)
    if own is None:
        raise NotPossible(
            _("Your account belongs to no team of an organisation yet. Ask the administrator of the town.")
        )
    new = new.checked()

    def work() -> int:
        arrival = queries.arrives_at(own.town, new.neighbourhood, on=day_of(now))
        if arrival is None:
            raise NotPossible(_("No team of the town can receive this now. Call the town; nothing was sent."))
        referral = Referral.objects.create(
            direction=Direction.IN,
            sending_team_id=own.team_id,
            receiver_team_id=arrival.team_id,
            receiver_name=arrival.name,
            service=new.wished,
            topic=Topic.FAMILY,
            question=new.question,
            facts=[{"code": str(fact), "words": words} for fact, words in new.told.items()],
            basis=new.ground.basis,
            given=new.ground.given or "",
            why_urgent=new.ground.why_urgent,
            urgency=new.urgency,
            state=ReferralState.SENT,
            sender_id=worker(actor),
            owner_id=arrival.lead_id,
            sent_at=now,
        )
        told(referral, LineKind.SENT, actor, now)
        return referral.pk

    content = {
        **{"question": new.question, "urgency": new.urgency, "ground": asdict(new.ground)},
        **{"told": sorted(new.told.items()), "where": new.neighbourhood, "wished": new.wished},
    }
    return once(
        "casework.refer_to_town", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


def told(
    referral: Referral,
    kind: LineKind,
    actor: Actor,
    now: datetime,
    *,
    words: str = "",
    alternative: str = "",
) -> None:
    """Write what happened for both sides to read, and put it on record."""
    ReferralLine.objects.create(
        referral=referral,
        turn=referral.turn,
        kind=kind,
        words=words,
        alternative=alternative,
        at=now,
        by_id=actor.staff_id,
    )
    about = [registry.number_of_household(referral.household_id)] if referral.household_id else []
    detail = {"referral": referral.pk, "to": referral.receiver_team_id or 0}
    record(f"casework.referral_{kind}", actor=actor, about=about, at=now, detail=detail)
