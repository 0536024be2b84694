"""Referrals in the town of canaries: of each household to a partner, and one of a partner to the town."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.casework import actions
from nabij.casework.actions.referral_moves import Said
from nabij.casework.actions.referrals import Ground, NewReferral, PartnerReferral
from nabij.casework.models import Referral
from nabij.casework.types import Basis, Fact, Move, ReferralOutcome, Urgency
from nabij.kernel.actors import Actor
from nabij.registry.types import ConsentGiven, Topic
from nabij.staff.models import Membership, Team
from nabij.staff.types import Role
from tests.house.scenes import LONG_AGO, an_account

if TYPE_CHECKING:
    from tests.trust.canaries import Town

AGREED = Ground(Basis.CONSENT, ConsentGiven.SPOKEN)


def plant_referrals(town: Town, home: str, by: Actor, team: Team) -> None:
    """One that came back with its question and answer, one that finished, one withdrawn in danger."""
    theirs, partner = _partner(town, team.town)
    words = partial(_words, town, home)
    move = partial(_move, town)
    back = _sent(town, home, by, theirs, Topic.MONEY, AGREED, words(Topic.MONEY, "asked of a partner"))
    move(partner, back, Move.ASK, Said(words(Topic.MONEY, "question back")))
    move(by, back, Move.ANSWER, Said(words(Topic.MONEY, "answer")))
    why, instead = (words(Topic.MONEY, spot) for spot in ("why it came back", "who else"))
    move(partner, back, Move.DECLINE, Said(why, instead))
    done = _sent(town, home, by, theirs, Topic.CARE, AGREED, words(Topic.CARE, "asked of a partner"))
    move(partner, done, Move.TAKE, Said(words(Topic.CARE, "taken on")))
    note = words(Topic.CARE, "what came of it")
    move(partner, done, Move.FINISH, Said(note, outcome=ReferralOutcome.HELPED, is_agreed=True))
    danger = Ground(Basis.URGENT, why_urgent=words(Topic.HOUSING, "danger"))
    asked = words(Topic.HOUSING, "asked in danger")
    stopped = _sent(town, home, by, theirs, Topic.HOUSING, danger, asked)
    move(by, stopped, Move.WITHDRAW, Said(words(Topic.HOUSING, "why withdrawn")))
    town.numbers.setdefault("referral", []).extend([back, done, stopped])


def plant_arrival(town: Town) -> None:
    """Somebody whom a partner knows, who is nobody here yet."""
    _theirs, partner = _partner(town, "zonnedam")
    word = partial(town.word, "arrival", "partner kast")
    new = PartnerReferral(
        question=word(spot="question"),
        urgency=Urgency.WEEK,
        ground=AGREED,
        told={fact: word(spot=fact) for fact in (Fact.NAME, Fact.PHONE, Fact.PLACE, Fact.WHEN)},
        wished=word(spot="wished"),
    )
    number = actions.refer_to_town(actor=partner, new=new, client_id=uuid4(), now=town.now)
    town.numbers["referral"].insert(0, number)


def _partner(town: Town, of: str) -> tuple[Team, Actor]:
    """An organisation of a town that works in here, with somebody of it whom the walk does not take along."""
    name = f"kast {of}"
    if name not in town.users:
        team = Team.objects.create(name="Kast", town=of, organisation="Kast vzw")
        account = an_account(f"kast-{of}", of)
        account.role_grants.create(role=Role.PARTNER)
        Membership.objects.create(user=account, team=team, from_on=LONG_AGO)
        town.users[name] = account
    return Team.objects.get(name="Kast", town=of), town.actor(name)


def _words(town: Town, home: str, topic: Topic, spot: str) -> str:
    return town.word(f"words.{topic}", home, spot=spot)


def _sent(town: Town, home: str, by: Actor, theirs: Team, topic: Topic, ground: Ground, question: str) -> int:
    facts = tuple(fact.value for fact in (Fact.LANGUAGE, Fact.MEMBERS))
    new = NewReferral(f"team-{theirs.pk}", question, topic, Urgency.CALM, ground, facts)
    given = {"actor": by, "household_id": town.homes[home], "now": town.now}
    shown = actions.prepare_referral(new=new, **given).mark
    return actions.send_referral(new=replace(new, shown=shown), client_id=uuid4(), **given)


def _move(town: Town, by: Actor, number: int, what: Move, said: Said) -> None:
    actions.move_referral(
        actor=by,
        referral_id=number,
        move=what,
        said=said,
        base_version=Referral.objects.get(pk=number).version,
        client_id=uuid4(),
        now=town.now,
    )
