"""A package campaign from a frozen list, for the tests. The families are made up."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from nabij.campaigns import actions
from nabij.campaigns.actions import Composition, NewPart, NewVariant, PackagesPlan
from nabij.campaigns.models import Campaign, PackagePlan, PackageVariant
from nabij.kernel.actors import Actor
from nabij.registry.models import FrozenChild, FrozenDoor, ListCollection, ListPartner, ListPartnerMember
from nabij.staff.models import Team, User
from nabij.staff.types import Role
from tests.registry.people import TOWN, account, actor, team

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CHRISTMAS_EVE = date(2026, 12, 24)
KINDS = Composition(
    variants=(
        NewVariant("K", "Kleuters", 5, 12, (NewPart("Voelboek"),)),
        NewVariant("L", "Lagere school", 12, 26, (NewPart("Leesboek"), NewPart("Stiften", 2))),
    ),
    base=(NewPart("Chocolade", 1, "Fruitreep"), NewPart("Kaart")),
)
Child = tuple[str, str, str]


@dataclass
class Packs:
    """A town with a coordinator, finance, and a campaign."""

    team: Team
    lead: Actor
    finance: Actor
    lists: list[ListCollection] = field(default_factory=list)
    campaign_id: int = 0

    @property
    def campaign(self) -> Campaign:
        return Campaign.objects.select_related("plan").get(pk=self.campaign_id)

    @property
    def plan(self) -> PackagePlan:
        return PackagePlan.objects.get(pk=self.campaign_id)

    def kind(self, letter: str) -> int:
        return PackageVariant.objects.get(campaign=self.campaign_id, letter=letter).pk


def a_coordinator(name: str = "tine") -> Actor:
    return actor(account(name), Role.PACKAGE_COORDINATOR)


def packs() -> Packs:
    return Packs(team(), a_coordinator(), actor(account("fien"), Role.FINANCE))


def door_values(number: int, guardian: str, street: str, foster: bool = False) -> dict[str, Any]:
    told_by = [{"partner": "Pleegzorg" if foster else "Brugfiguren", "row": number}]
    return {
        "addresses": [{"value": f"{street}, 8599 Zonnedam", "sources": told_by}],
        "phones": [],
        "guardians": [{"value": guardian, "sources": told_by}],
        "languages": [],
    }


def a_list(at: Packs, *families: tuple[str, str, list[Child]], name: str = "Winterpakketten", **more: Any):
    """A frozen list: guardian, street, children (first, last, birth) of each door."""
    foster = more.pop("foster", False)
    made = ListCollection.objects.create(
        name=name,
        town=TOWN,
        aim="Een pakket voor elk kind",
        legal_basis="Gemeenteraad 2026-031",
        from_on=date(2026, 11, 1),
        until_on=more.pop("until_on", date(2027, 3, 1)),
        lead_id=at.lead.staff_id,
        created_at=NOW,
        frozen_at=NOW,
        frozen_by_id=at.lead.staff_id,
        frozen_doors=len(families),
        frozen_children=sum(len(one[2]) for one in families),
        frozen_hash="x",
    )
    for number, (guardian, street, children) in enumerate(families, start=1):
        door = FrozenDoor.objects.create(
            collection=made,
            number=number,
            subject=uuid.uuid4(),
            said=door_values(number, guardian, street, foster),
        )
        FrozenChild.objects.bulk_create(
            FrozenChild(
                door=door,
                position=place,
                birth=birth,
                said={
                    "first": [{"value": first, "sources": []}],
                    "last": [{"value": last, "sources": []}],
                    "birth": [{"value": birth, "sources": []}] if birth else [],
                },
            )
            for place, (first, last, birth) in enumerate(children, start=1)
        )
    at.lists.append(made)
    return made


def a_plan(at: Packs, **more: Any) -> PackagesPlan:
    plan = PackagesPlan(
        name="Winterpret",
        purpose="Een pakket met een boek voor elk kind",
        legal_basis="Gemeenteraad 2026-031",
        sender_name="Team Winterpret",
        from_on=date(2026, 12, 1),
        until_on=CHRISTMAS_EVE,
        reference_on=CHRISTMAS_EVE,
        duty_team_id=at.team.pk,
        budget=Decimal("40000.00"),
        card_phone="09 000 00 18",
        card_place="Het Huis, Markt 1",
        collection_id=at.lists[0].pk if at.lists else None,
        children_in_town=11000,
    )
    return replace(plan, **more)


def prepared(at: Packs, composition: Composition = KINDS, **more: Any) -> int:
    at.campaign_id = actions.prepare_packages(
        actor=at.lead, town=TOWN, plan=a_plan(at, **more), client_id=uuid.uuid4(), now=NOW
    )
    actions.compose(
        actor=at.lead, campaign_id=at.campaign_id, composition=composition, base_version=1, now=NOW
    )
    return at.campaign_id


def fixed(at: Packs, **more: Any) -> int:
    prepared(at, **more)
    return actions.fix_packages(actor=at.lead, campaign_id=at.campaign_id, base_version=2, now=NOW)


def running(at: Packs, **more: Any) -> int:
    fixed(at, **more)
    actions.start_packages(
        actor=at.lead,
        campaign_id=at.campaign_id,
        base_version=3,
        because="De rest komt morgen",
        now=NOW,
    )
    return at.campaign_id


def order(at: Packs, amount: str, by: Actor | None = None, **more: Any) -> int:
    given: dict[str, Any] = {
        "supplier": "De Boekenboom",
        "is_local": True,
        "what": "Voelboeken",
        "pieces": 10,
        "client_id": uuid.uuid4(),
    }
    return actions.place_order(
        actor=by or at.lead,
        campaign_id=at.campaign_id,
        amount=Decimal(amount),
        now=NOW,
        **(given | more),
    )


def a_partner(name: str = "vzw De Brug") -> tuple[int, Actor]:
    user: User = account(name.replace(" ", "-").lower())
    made = ListPartner.objects.create(name=name, town=TOWN)
    ListPartnerMember.objects.create(partner=made, user=user)
    return made.pk, actor(user, Role.PARTNER)
