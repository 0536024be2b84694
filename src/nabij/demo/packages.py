"""Winter packages in Zonnedam: a list of a partner, kinds by age, stock, orders, and packages given out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.campaigns import actions, queries
from nabij.campaigns.actions import Composition, NewPart, NewVariant, PackagesPlan
from nabij.demo import door_round
from nabij.demo.package_rounds import load_package_rounds
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.actions import list_comparing, list_files, list_pairs, lists
from nabij.registry.queries.list_partners import partners_of_town
from nabij.registry.types.lists import NewCollection
from nabij_methods.tables.rows import ReadChild, ReadRow

NAME = "Winterpret"
PARTNER = "vzw De Schelp"
FINANCE = ("financien@zonnedam.example", "Financiën Zonnedam")
BASIS = "Gemeenteraadsbesluit 2026-063."

FAMILY = ("Duinzand", "Peerdam", "Kaaiman", "Zeehoek", "Molenaar", "Sluiswacht", "Havermans", "Strandveld")
CHILDREN = ("Lou", "Mila", "Noor", "Emir", "Lina", "Finn", "Yara", "Jules", "Ada", "Sami", "Nora", "Otis")
PARENTS = ("Aylin", "Katrien", "Sofie", "Mehmet", "Olena", "Bart", "Fatima", "Els")
STREETS = ("Kaai", "Molenstraat", "Duinroosstraat", "Havenstraat", "Klokstraat", "Zomerstraat")
DOORS = 18
IN_DIJKZICHT = 13
"""So many families of the list live at a door of Dijkzicht of which the register knows the point."""

KINDS = Composition(
    variants=(
        NewVariant("P", "Peuters", 0, 5, (NewPart("Knisperboek"), NewPart("Blokken"))),
        NewVariant("K", "Kleuters", 5, 12, (NewPart("Voelboek"), NewPart("Klei", 2))),
        NewVariant("L", "Lagere school", 12, 18, (NewPart("Leesboek"), NewPart("Stiften"))),
        NewVariant("G", "Grote kinderen", 18, 26, (NewPart("Stripverhaal"), NewPart("Gezelschapsspel"))),
    ),
    base=(NewPart("Chocolade", 1, "Fruitreep"), NewPart("Knutselpapier", 3), NewPart("Kaartje")),
)

ORDERS = (
    ("De Boekenboom", True, "Boeken voor alle leeftijden", 60, "742.80"),
    ("Chocolaterie Zeezout", True, "Chocolade en fruitrepen", 60, "148.50"),
    ("Speelgroothandel Ver", False, "Klei, stiften en blokken", 90, "310.25"),
    ("De Boekenboom", True, "Gezelschapsspellen", 20, "398.00"),
)
"""The last one passes the budget and waits for finance."""

CAME_IN = {"Chocolade": 60, "Kaartje": 100, "Knutselpapier": 120, "Voelboek": 6, "Leesboek": 20}


def load_packages(
    *, coordinator: Actor, partner: Actor, deliverers: Sequence[Actor], team_id: int, now: datetime
) -> None:
    """A package campaign that runs: packages are made, and people go out with them. A repeat changes nothing.

    `partner` brings the list and hands out packages; `team_id` takes worries.
    """
    if any(one.name == NAME for one in queries.packages_of(coordinator)):
        return
    collection = _frozen_list(coordinator, partner, now)
    number = _prepared(coordinator, collection, team_id, now)
    actions.compose(actor=coordinator, campaign_id=number, composition=KINDS, base_version=1, now=now)
    actions.fix_packages(actor=coordinator, campaign_id=number, base_version=2, now=now)
    _stock_and_orders(coordinator, number, now)
    _handed_out(coordinator, partner, number, now)
    load_package_rounds(coordinator=coordinator, campaign_id=number, deliverers=deliverers, now=now)


def _frozen_list(coordinator: Actor, partner: Actor, now: datetime) -> int:
    """Eighteen made-up families, typed by the partner; compared, and frozen."""
    random, today = Random(NAME), day_of(now)
    new = NewCollection(
        name="Winterpret: de gezinnen",
        town="zonnedam",
        aim="Een pakket voor elk kind, voor Kerstmis",
        legal_basis=BASIS,
        from_on=today - timedelta(days=14),
        until_on=today + timedelta(days=90),
    )
    made = lists.begin_collection(actor=coordinator, new=new, now=now)
    asked = lists.add_partner(actor=coordinator, collection=made.pk, name=PARTNER, is_foster=False, now=now)
    assert partner.staff_id is not None
    lists.name_member(actor=coordinator, invitation=asked.pk, user_id=partner.staff_id, now=now)
    for turn in range(DOORS):
        list_files.type_row(
            actor=partner,
            invitation=asked.pk,
            client_id=_key(f"row {turn}"),
            row=_family(random, turn, today.year),
            now=now,
        )
    list_comparing.compare_lists(actor=coordinator, collection=made.pk, now=now)
    list_pairs.freeze_list(actor=coordinator, collection=made.pk, keep_doubts_apart=True, now=now)
    return made.pk


def _family(random: Random, turn: int, year: int) -> ReadRow:
    is_known = turn < IN_DIJKZICHT
    families = door_round.FAMILY if is_known else FAMILY
    last = families[turn % len(families)]
    streets = door_round.STREETS if is_known else STREETS
    children = tuple(
        ReadChild(
            CHILDREN[(turn * 5 + at) % len(CHILDREN)],
            last,
            # Of one child the day is not known: somebody asks.
            "" if turn == 3 else _born(random, year),
        )
        for at in range(1 + turn % 3)
    )
    return ReadRow(
        row=0,
        children=children,
        guardian_first=PARENTS[turn % len(PARENTS)],
        guardian_last=last,
        phones=(),
        street=streets[turn % len(streets)],
        number=str(3 + 2 * turn),
        postcode="9901",
        reference=f"G{turn:02d}",
    )


def _born(random: Random, year: int) -> str:
    month, day = 1 + random.randrange(12), 1 + random.randrange(28)
    return f"{year - 1 - random.randrange(12)}-{month:02d}-{day:02d}"


def _prepared(coordinator: Actor, collection: int, team_id: int, now: datetime) -> int:
    today = day_of(now)
    plan = PackagesPlan(
        name=NAME,
        purpose="Elk kind op de lijst krijgt een pakket met een boek en iets om te maken.",
        legal_basis=BASIS,
        sender_name="Team Winterpret Zonnedam",
        from_on=today - timedelta(days=1),
        until_on=today + timedelta(days=30),
        reference_on=today + timedelta(days=30),
        duty_team_id=team_id,
        budget=Decimal("1500.00"),
        card_phone="+32 9 000 10 21",
        card_place="Huis van Zonnedam, Kaai 1",
        collection_id=collection,
        children_in_town=1240,
    )
    return actions.prepare_packages(
        actor=coordinator, town="zonnedam", plan=plan, client_id=_key("campaign"), now=now
    )


def _stock_and_orders(coordinator: Actor, number: int, now: datetime) -> None:
    for turn, (supplier, is_local, what, pieces, amount) in enumerate(ORDERS):
        actions.place_order(
            actor=coordinator,
            campaign_id=number,
            supplier=supplier,
            is_local=is_local,
            what=what,
            pieces=pieces,
            amount=Decimal(amount),
            client_id=_key(f"order {turn}"),
            now=now,
        )
    stock = queries.packages_page(coordinator, number).stock
    for line in (*stock.base, *(part for one in stock.variants for part in one.parts)):
        if came := CAME_IN.get(line.part.name):
            actions.receive_part(
                actor=coordinator,
                campaign_id=number,
                part_id=line.part.pk,
                number=came,
                is_instead=False,
                now=now,
            )


def _handed_out(coordinator: Actor, partner: Actor, number: int, now: datetime) -> None:
    kinds = [one.variant.pk for one in queries.packages_page(coordinator, number).stock.variants]
    partner_id = next(pk for pk, name in partners_of_town("zonnedam") if name == PARTNER)
    quota = actions.give_quota(
        actor=coordinator,
        campaign_id=number,
        partner_id=partner_id,
        numbers=dict.fromkeys(kinds, 5),
        now=now,
    )
    actions.hand_out(
        actor=partner,
        quota_id=quota,
        families=4,
        counts={kinds[1]: 3, kinds[2]: 4},
        mark="",
        is_again=False,
        client_id=_key("handed out"),
        now=now,
    )


def _key(what: str) -> UUID:
    """The number of a form: the same each time the town is loaded."""
    return uuid5(NAMESPACE_URL, f"nabij/demo/packages/{what}")
