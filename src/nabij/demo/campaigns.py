"""A running phone round in Zonnedam: four callers, dozens of people of 70 and over, and what they asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.campaigns import actions
from nabij.campaigns.actions import CampaignPlan, Told
from nabij.campaigns.queries import campaign_page, campaigns_of
from nabij.campaigns.types import CampaignState, NeedCode, Outcome
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry import actions as registry
from nabij.registry.types import BirthDate, ContactKind, Door, Naming, NewPerson, NotPossible, Place, Relation
from nabij.rights.types import TargetGroup

NAME = "De telefoonster"

CALLERS = {
    "rik@zonnedam.example": "Rik Zandman",
    "magda@zonnedam.example": "Magda Schelp",
    "ahmet@zonnedam.example": "Ahmet Kaya",
    "lieve@zonnedam.example": "Lieve Dijkman",
}
TEAM = ("Dienstencentrum De Meeuw", "Klokstraat 30")
"""The team that knows these people: no household of the neighbourhood team comes along with the round."""

LEAD = ("campagnes@zonnedam.example", "Campagnes Zonnedam")

SCRIPT = """Dag, ik bel voor De telefoonster van Zonnedam. Past het nu?
Hoe gaat het met u deze week?
Is er iets waar wij bij kunnen helpen?
Mag ik dat doorgeven? Dan belt iemand u."""
SCRIPT_FR = """Bonjour, j’appelle pour la ligne téléphonique de Zonnedam. Je ne vous dérange pas ?
Comment allez-vous cette semaine ?
Y a-t-il quelque chose que nous pouvons faire pour vous ?"""

GIVEN = (
    *("Godelieve", "Achiel", "Paula", "Gerard", "Simonne", "Roger", "Yvonne", "Albert", "Maria", "Julien"),
    *("Denise", "Marcel", "Irma", "Omer", "Agnes", "Lucien", "Rachel", "Maurice", "Gilberte", "Camiel"),
)
FAMILY = ("Peerdam", "Duinzand", "Kaaiman", "Zeehoek", "Molenaar", "Sluiswacht", "Havermans", "Strandveld")
STREETS = ("Kaai", "Molenstraat", "Duinroosstraat", "Havenstraat", "Klokstraat", "Zomerstraat")
HOUSEHOLDS = 36

TALKS: tuple[tuple[Outcome, tuple[NeedCode, ...], str], ...] = (
    (Outcome.TALKED, (), ""),
    (Outcome.TALKED, (NeedCode.SHOPPING,), "Mijn knie laat me niet tot aan de winkel gaan."),
    (Outcome.NO_ANSWER, (), ""),
    (Outcome.TALKED, (), ""),
    (Outcome.TALKED, (NeedCode.CALLS,), "Een babbel doet deugd, dinsdag is goed."),
    (Outcome.NO_ANSWER, (), ""),
    (Outcome.WRONG_NUMBER, (), ""),
    (Outcome.TALKED, (NeedCode.PAPERS,), "Er ligt een brief van de energieleverancier."),
    (Outcome.NO_MORE_CALLS, (), ""),
    (Outcome.TALKED, (), ""),
    (Outcome.TALKED, (), ""),
    (Outcome.TALKED, (NeedCode.COMPANY, NeedCode.TRANSPORT), "Ik kom bijna niet meer buiten."),
)
"""What the first calls came to."""


def load_campaign(
    *, worker: Actor, lead: Actor, callers: Sequence[Actor], team_id: int, now: datetime
) -> None:
    """A round that runs, with its first day of calls. A repeat changes nothing.

    `worker` knows the people; `team_id` is the team that takes up what is asked, and worries.
    """
    if any(line.campaign.name == NAME for line in campaigns_of(lead)):
        return
    _people(worker, now)
    number = _prepared(lead, team_id, now)
    for caller in callers:
        assert caller.staff_id is not None
        actions.add_caller(actor=lead, campaign_id=number, staff_id=caller.staff_id, now=now)
    for step, state in (
        (actions.fix_list, CampaignState.PREPARED),
        (actions.start_campaign, CampaignState.FROZEN),
    ):
        campaign = campaign_page(lead, number).campaign
        if campaign.state == state:
            step(actor=lead, campaign_id=number, base_version=campaign.version, now=now)
    for turn, (outcome, needs, words) in enumerate(TALKS):
        _call(callers[turn % len(callers)], outcome, needs, words, turn, now)


def _prepared(lead: Actor, team_id: int, now: datetime) -> int:
    today = day_of(now)
    plan = CampaignPlan(
        name=NAME,
        purpose="Horen hoe het gaat met wie 70 of ouder is en zelfstandig woont, en doorgeven wat nodig is.",
        legal_basis="Decreet lokaal sociaal beleid; gemeenteraadsbesluit 2026-041.",
        sender_name="De telefoonster van Zonnedam",
        from_on=today - timedelta(days=1),
        until_on=today + timedelta(days=60),
        reference_on=today,
        duty_team_id=team_id,
        group=TargetGroup(age_from=70, lives_independently=True),
        has_fixed_caller=True,
        again_after_days=14,
        texts={"nl": SCRIPT, "fr": SCRIPT_FR},
        needs=dict.fromkeys(NeedCode, team_id),
    )
    return actions.prepare_campaign(actor=lead, town="zonnedam", plan=plan, client_id=_key("round"), now=now)


def _people(worker: Actor, now: datetime) -> None:
    """Made-up people of 70 to 95, some as a couple, some without a known number."""
    random = Random("De telefoonster")
    for turn in range(HOUSEHOLDS):
        family = FAMILY[turn % len(FAMILY)]
        persons = [_somebody(random, turn, family, Relation.REFERENCE)]
        if turn % 4 == 0:
            persons.append(_somebody(random, turn + 7, family, Relation.PARTNER))
        door = Door(STREETS[turn % len(STREETS)], str(2 + turn), postcode="9901", municipality="Zonnedam")
        with suppress(NotPossible):
            home = registry.open_household(
                actor=worker,
                town="zonnedam",
                team_id=min(worker.team_ids),
                persons=persons,
                place=Place(door=door),
                from_on=day_of(now) - timedelta(days=3000),
                client_id=_key(f"home {turn}"),
                now=now,
            )
            if turn % 9:
                _phone(worker, home, turn, now)


def _somebody(random: Random, turn: int, family: str, relation: Relation) -> NewPerson:
    given = GIVEN[(turn * 3) % len(GIVEN)]
    birth = BirthDate(1931 + random.randrange(24), 1 + random.randrange(12), 1 + random.randrange(28))
    return NewPerson(naming=Naming(given=given, family=family), birth=birth, relation=relation)


def _phone(worker: Actor, home: int, turn: int, now: datetime) -> None:
    registry.add_contact_point(
        actor=worker,
        household_id=home,
        person_id=None,
        kind=ContactKind.PHONE,
        typed=f"0470 00 {turn:02d} {99 - turn:02d}",
        client_id=_key(f"phone {turn}"),
        now=now,
    )


def _call(
    caller: Actor, outcome: Outcome, needs: tuple[NeedCode, ...], words: str, turn: int, now: datetime
) -> None:
    hold = _key(f"hold {turn}")
    if actions.take_next(actor=caller, hold=hold, now=now) is None:
        return
    told = Told(outcome, needs, words)
    actions.tell_outcome(actor=caller, hold=hold, told=told, client_id=_key(f"told {turn}"), now=now)


def _key(what: str) -> UUID:
    """The number of a form: the same each time the town is loaded."""
    return uuid5(NAMESPACE_URL, f"nabij/demo/campaigns/{what}")
