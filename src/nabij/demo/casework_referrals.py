"""Referrals between Zonnedam and a made-up partner: one that runs, one that came back, one that arrived."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.casework import actions
from nabij.casework.actions.referral_moves import Said
from nabij.casework.actions.referrals import Ground, NewReferral, PartnerReferral
from nabij.casework.types import Basis, Fact, Move, Urgency
from nabij.kernel.actors import Actor
from nabij.registry.types import ClientIdReused, ConsentGiven, NotPossible, Topic

ORGANISATION, TEAM = "Kledingkast vzw", "Kledingkast"
PARTNER = "partner@zonnedam.example"
AGREED = Ground(Basis.CONSENT, ConsentGiven.SPOKEN)


def load_referrals(*, by: Actor, partner: Actor, households: dict[str, int], now: datetime) -> None:
    """Two referrals of the town to the partner, and two of the partner. A repeat changes nothing."""
    (team_id,) = sorted(partner.team_ids)
    for work in (_runs, _came_back):
        with suppress(ClientIdReused, NotPossible, KeyError):
            work(by, partner, households, f"team-{team_id}", now)
    with suppress(ClientIdReused, NotPossible):
        _arrived(partner, now)


def _number(what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/referrals/{what}")


def _send(by: Actor, household: int, new: NewReferral, what: str, now: datetime) -> int:
    shown = actions.prepare_referral(actor=by, household_id=household, new=new, now=now).mark
    new = replace(new, shown=shown)
    return actions.send_referral(actor=by, household_id=household, new=new, client_id=_number(what), now=now)


def _move(by: Actor, number: int, move: Move, said: Said, base: int, now: datetime) -> None:
    actions.move_referral(
        actor=by,
        referral_id=number,
        move=move,
        said=said,
        base_version=base,
        client_id=_number(f"{number} {move} {base}"),
        now=now,
    )


def _runs(by: Actor, partner: Actor, households: dict[str, int], to: str, now: datetime) -> None:
    new = NewReferral(
        to=to,
        question="Een warme winterjas voor Mila, maat 116, en schoenen voor Deniz.",
        topic=Topic.FAMILY,
        urgency=Urgency.WEEK,
        ground=AGREED,
        facts=(Fact.NAME.value, Fact.PHONE.value, Fact.CONTACT_PERSON.value),
    )
    number = _send(by, households["Karadam"], new, "coat", now - timedelta(days=4))
    said = Said("We hebben een jas. Schoenen volgen volgende week.")
    _move(partner, number, Move.TAKE, said, 1, now - timedelta(days=3))
    _move(partner, number, Move.ASK, Said("Welke maat van schoenen heeft Deniz?"), 2, now - timedelta(days=1))


def _came_back(by: Actor, partner: Actor, households: dict[str, int], to: str, now: datetime) -> None:
    new = NewReferral(
        to=to,
        question="Kan iemand de zetel komen ophalen die te groot is?",
        topic=Topic.HOUSING,
        urgency=Urgency.CALM,
        ground=Ground(Basis.NO_NAMES),
    )
    number = _send(by, households["Duinhof"], new, "couch", now - timedelta(days=6))
    said = Said("We halen geen meubels op.", "De kringwinkel haalt gratis op, op afspraak.")
    _move(partner, number, Move.DECLINE, said, 1, now - timedelta(days=5))


ARRIVED = (
    PartnerReferral(
        question="Komt elke week om kleren en vraagt hulp met een brief van de huurbaas.",
        urgency=Urgency.WEEK,
        ground=AGREED,
        told={
            Fact.NAME: "Ilse Zandbank",
            Fact.PHONE: "0499 00 12 34",
            Fact.PLACE: "Kaai 17, Zonnedam",
            Fact.WHEN: "na 16 uur",
        },
        wished="Huisvesting",
    ),
    PartnerReferral(
        question="Een vader vraagt of er een huiswerkklas is in de buurt van het station.",
        urgency=Urgency.CALM,
        ground=Ground(Basis.NO_NAMES),
        told={},
    ),
)


def _arrived(partner: Actor, now: datetime) -> None:
    for turn, made in enumerate(ARRIVED):
        actions.refer_to_town(actor=partner, new=made, client_id=_number(f"arrived {turn}"), now=now)
