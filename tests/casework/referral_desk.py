"""Referrals between a town and its partners, for the tests."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

from nabij.casework import actions, queries
from nabij.casework.actions.referral_moves import Said
from nabij.casework.actions.referrals import Ground, NewReferral, PartnerReferral
from nabij.casework.models import Referral
from nabij.casework.types import Basis, Fact, Move, ReferralOutcome, Urgency
from nabij.kernel.actors import Actor
from nabij.registry import actions as registry
from nabij.registry.types import ConsentGiven, ContactKind, Topic
from nabij.staff.models import Membership, RoleGrant, Team, TownGrant
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.registry.people import NOW, TODAY, TOWN, account, household

AGREED = Ground(Basis.CONSENT, ConsentGiven.SPOKEN)
LONG_AGO = TODAY.replace(year=2020)


@dataclass(frozen=True)
class Network:
    """A team of the town with a worker and a lead, and two partners with two accounts each."""

    ours: Team
    noor: Actor
    lead: Actor
    store: Team
    ada: Actor
    bo: Actor
    other: Team
    cas: Actor


def member(name: str, role: Role, team: Team, *, leads: bool = False) -> Actor:
    """Somebody with an account, who works in a team."""
    user = account(name)
    TownGrant.objects.create(user=user, town=team.town)
    RoleGrant.objects.create(user=user, role=role)
    Membership.objects.create(user=user, team=team, from_on=LONG_AGO, is_lead=leads)
    return actor_of(user, on=TODAY)


def network() -> Network:
    ours = Team.objects.create(name="Oude Haven", town=TOWN)
    store = Team.objects.create(name="De Kast", town=TOWN, organisation="Kledingkast vzw")
    other = Team.objects.create(name="De Pan", town=TOWN, organisation="Soep vzw")
    return Network(
        ours=ours,
        noor=member("noor", Role.SOCIAL_WORKER, ours),
        lead=member("lena", Role.TEAM_LEAD, ours, leads=True),
        store=store,
        ada=member("ada", Role.PARTNER, store),
        bo=member("bo", Role.PARTNER, store),
        other=other,
        cas=member("cas", Role.PARTNER, other),
    )


def followed(by: Actor, **more: Any) -> int:
    """A household with a telephone number and a contact person."""
    number = household(by, **more)
    registry.become_contact_person(actor=by, household_id=number, now=NOW)
    registry.add_contact_point(
        actor=by,
        household_id=number,
        person_id=None,
        kind=ContactKind.PHONE,
        typed="0499 00 11 22",
        client_id=uuid.uuid4(),
        now=NOW,
    )
    return number


def asking(to: Team, **more: Any) -> NewReferral:
    given: dict[str, Any] = {
        "to": f"team-{to.pk}",
        "question": "A winter coat for the eldest",
        "topic": Topic.FAMILY,
        "urgency": Urgency.WEEK,
        "ground": AGREED,
        "facts": (Fact.NAME.value, Fact.PHONE.value),
        **more,
    }
    return NewReferral(**given)


def shown(by: Actor, number: int, new: NewReferral, *, now: Any = NOW) -> NewReferral:
    """The same after a look at what the receiver will read."""
    prepared = actions.prepare_referral(actor=by, household_id=number, new=new, now=now)
    return replace(new, shown=prepared.mark)


def sent(by: Actor, number: int, receiver: Team, *, now: Any = NOW, **more: Any) -> int:
    new = shown(by, number, replace(asking(receiver), **more), now=now)
    return actions.send_referral(actor=by, household_id=number, new=new, client_id=uuid.uuid4(), now=now)


def told_to_town(by: Actor, *, now: Any = NOW, **more: Any) -> int:
    given: dict[str, Any] = {
        "question": "Cannot pay the school trip",
        "urgency": Urgency.WEEK,
        "ground": AGREED,
        "told": {Fact.NAME: "Ayşe Zeewind", Fact.PHONE: "0499 33 44 55"},
        **more,
    }
    return actions.refer_to_town(actor=by, new=PartnerReferral(**given), client_id=uuid.uuid4(), now=now)


SAID = {
    Move.DECLINE: Said("We are full until March", "Ask Soep vzw"),
    Move.ASK: Said("Which size?"),
    Move.ANSWER: Said("Size 140"),
    Move.WITHDRAW: Said("The family found a coat"),
    Move.FINISH: Said("A coat was given", outcome=ReferralOutcome.HELPED, is_agreed=True),
    Move.CLOSE: Said(outcome=ReferralOutcome.NOBODY),
}


def move(by: Actor, number: int, what: Move, *, now: Any = NOW, said: Said | None = None) -> int:
    """Make a move from the page as it stands now."""
    return actions.move_referral(
        actor=by,
        referral_id=number,
        move=what,
        said=said or SAID.get(what, Said()),
        base_version=Referral.objects.get(pk=number).version,
        client_id=uuid.uuid4(),
        now=now,
    )


def seen(by: Actor, number: int, *, on: Any = TODAY, now: Any = NOW) -> queries.ReferralView:
    return queries.referral_of(by, number, on=on, now=now)
