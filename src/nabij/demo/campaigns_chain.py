"""Around the phone round of Zonnedam: letters, costs, a round in preparation, the street, a mailing."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.campaigns import actions
from nabij.campaigns.actions import CampaignPlan
from nabij.campaigns.actions.capacity import note_cost
from nabij.campaigns.actions.enterprises import (
    MailingPlan,
    note_enterprise_answer,
    prepare_mailing,
    send_mailing,
    take_in_enterprises,
)
from nabij.campaigns.actions.letters import make_letters, send_letters, write_letter
from nabij.campaigns.actions.street import add_spot, note_street_contact
from nabij.campaigns.queries import campaigns_of
from nabij.campaigns.queries.enterprise_files import EnterpriseRow, RegisterList
from nabij.campaigns.queries.enterprises import mailings_of
from nabij.campaigns.types import NeedCode
from nabij.campaigns.types.capacity import CostKind
from nabij.campaigns.types.enterprises import EnterpriseChannel, RowRefused
from nabij.campaigns.types.street import AgeBand, StreetTheme
from nabij.demo import campaigns
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.rights.types import TargetGroup

STREET_WORKER = ("yara@zonnedam.example", "Yara Strandjutter")
SPOTS = {"Stationsplein": 26, "Skatepark": 17, "Kaai": 13, "Achter het zwembad": 4}
"""Places with how many talks there were; the last has too few to be shown."""

NEXT_ROUND = "De winterronde"
MAILING = "Steun voor zelfstandigen"
SHOPS = (
    "Bakkerij Zeewind",
    "Kapsalon Duin",
    "Fietsen Peerdam",
    "Café De Sluis",
    "Bloemen Havermans",
    "Viswinkel Kaai",
)


def load_chain(*, lead: Actor, street: Actor | None, team_id: int, now: datetime) -> None:
    """Load all of it once; a repeat changes nothing."""
    if any(one.name == MAILING for one in mailings_of(lead)):
        return
    round_id = next(one.campaign.pk for one in campaigns_of(lead) if one.campaign.name == campaigns.NAME)
    _letters_and_costs(lead, round_id, now)
    _next_round(lead, team_id, now)
    _mailing(lead, now)
    if street is not None:
        _street(lead, street, now)


def _letters_and_costs(lead: Actor, round_id: int, now: datetime) -> None:
    """Whoever has no known number gets a letter; the first costs are noted."""
    reach = "Bel 059 00 00 00, op weekdagen van 9 tot 17 uur"
    write_letter(actor=lead, campaign_id=round_id, reach=reach, words={}, now=now)
    batch = make_letters(actor=lead, campaign_id=round_id, client_id=_key("letters"), now=now)
    send_letters(actor=lead, batch_id=batch, now=now)
    note_cost(
        actor=lead,
        campaign_id=round_id,
        kind=CostKind.WORK,
        what="Coördinatie van de bellers",
        hour_hundredths=1250,
        rate_cents=3840,
        client_id=_key("cost work"),
        now=now,
    )
    note_cost(
        actor=lead,
        campaign_id=round_id,
        kind=CostKind.PRINT,
        what="Brieven en postzegels",
        cents=1486,
        client_id=_key("cost print"),
        now=now,
    )


def _next_round(lead: Actor, team_id: int, now: datetime) -> None:
    """A round in preparation, to look at the hours of the teams before it starts."""
    today = day_of(now)
    plan = CampaignPlan(
        name=NEXT_ROUND,
        purpose="Horen wie deze winter iets nodig heeft.",
        legal_basis="Decreet lokaal sociaal beleid; gemeenteraadsbesluit 2026-058.",
        sender_name="De telefoonster van Zonnedam",
        from_on=today + timedelta(days=14),
        until_on=today + timedelta(days=28),
        reference_on=today,
        duty_team_id=team_id,
        group=TargetGroup(age_from=60),
        texts={"nl": campaigns.SCRIPT},
        needs=dict.fromkeys((NeedCode.SHOPPING, NeedCode.TRANSPORT, NeedCode.PAPERS), team_id),
    )
    actions.prepare_campaign(actor=lead, town="zonnedam", plan=plan, client_id=_key("next round"), now=now)


def _street(lead: Actor, street: Actor, now: datetime) -> None:
    random = Random("straat")
    for name, number in SPOTS.items():
        spot = add_spot(actor=lead, town="zonnedam", name=name, neighbourhood="", now=now)
        for turn in range(number):
            themes = random.sample(list(StreetTheme)[:5], k=1 + turn % 2)
            note_street_contact(
                actor=street,
                spot_id=spot,
                themes=themes,
                people=random.choice((1, 1, 2, 3, 5)),
                ages=random.choice((AgeBand.TEEN, AgeBand.TEEN, AgeBand.YOUNG)),
                client_id=_key(f"street {name} {turn}"),
                now=now - timedelta(days=random.randrange(30), minutes=turn),
            )


def _mailing(lead: Actor, now: datetime) -> None:
    """Enterprises with made-up numbers: those that begin with 0000 (see docs/explanation/chain.md)."""
    plan = MailingPlan(
        name=MAILING,
        purpose="Zelfstandigen vertellen waar zij terechtkunnen als het minder goed gaat.",
        legal_basis="Gemeenteraadsbesluit 2026-050.",
        sender_name="Stad Zonnedam",
        words="Gaat het minder goed met de zaak?\nWij kijken samen wat kan. Bel 059 00 00 00.",
        from_on=day_of(now),
        until_on=day_of(now) + timedelta(days=60),
    )
    number = prepare_mailing(actor=lead, town="zonnedam", plan=plan, client_id=_key("mailing"), now=now)
    rows = tuple(
        EnterpriseRow(
            number=f"{turn:08d}{97 - turn % 97:02d}",
            name=name,
            street=f"Kaai {turn}",
            postcode="9901",
            municipality="Zonnedam",
            email=f"info{turn}@winkel.example" if turn % 3 else "",
            phone="",
        )
        for turn, name in enumerate(SHOPS, start=1)
    )
    refused = ((8, RowRefused.NO_NUMBER), (9, RowRefused.NOT_ACTIVE))
    take_in_enterprises(
        actor=lead,
        mailing_id=number,
        found=RegisterList(rows, refused),
        client_id=_key("enterprises"),
        now=now,
    )
    send_mailing(actor=lead, mailing_id=number, now=now)
    for row, channel in zip(rows, (EnterpriseChannel.PHONE, EnterpriseChannel.MAIL), strict=False):
        note_enterprise_answer(actor=lead, mailing_id=number, typed=row.number, channel=channel, now=now)


def _key(what: str) -> UUID:
    """The number of a form: the same each time the town is loaded."""
    return uuid5(NAMESPACE_URL, f"nabij/demo/campaigns_chain/{what}")
