"""A package campaign in the town of canaries: a door of a frozen list, and a household of the register."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from nabij.campaigns.models import (
    Campaign,
    Package,
    PackageOrder,
    PackagePlan,
    PackageVariant,
    PartnerQuota,
    QuotaLine,
    Supplier,
    Target,
    TargetPerson,
)
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.models import FrozenDoor, ListCollection, ListInvitation
from nabij.staff.models import Team
from nabij.staff.types import Role
from tests.campaigns.scenes import _of

if TYPE_CHECKING:
    from tests.trust.canaries import Town

HOME = "team"


def plant_packages(town: Town) -> None:
    """Running; the campaign lead was named for its list, the package coordinator was not."""
    summer = ListCollection.objects.get(pk=town.numbers["collection"][1])
    number = town.homes[HOME]
    team = Team.objects.get(pk=registry.team_of([number])[number])
    campaign = _running(town, team)
    asked, listed = _doors(town, campaign, summer, number)
    _beside(town, campaign)
    town.numbers["campaign"].append(campaign.pk)
    town.numbers |= {
        "package campaign": [campaign.pk],
        "package": [asked.pk],
        "package door": [listed.pk],
    }


def _running(town: Town, team: Team) -> Campaign:
    lead, today = town.users[Role.CAMPAIGN_LEAD], day_of(town.now)
    campaign = _of("zonnedam", team, lead)
    Campaign.objects.filter(pk=campaign.pk).update(
        channel="package",
        state="running",
        from_on=today - timedelta(days=3),
        until_on=today + timedelta(days=20),
        frozen_at=town.now,
        frozen_by=lead,
    )
    return campaign


def _doors(town: Town, campaign: Campaign, summer: ListCollection, number: int) -> tuple[Package, Target]:
    """A listed door of which an age is asked, and a household of the register."""
    PackagePlan.objects.create(
        campaign=campaign,
        collection=summer,
        from_register=True,
        budget_cents=100_00,
        card_code="ACDEFH",
        card_phone="09 000 00 18",
    )
    kind = PackageVariant.objects.create(
        campaign=campaign, letter="K", name="Kleuters", from_half=0, under_half=50
    )
    door = FrozenDoor.objects.filter(collection=summer).earliest("number")
    listed = Target.objects.create(
        campaign=campaign, door=door, rank=1, because={"listed": True}, due_at=town.now
    )
    asked = Package.objects.create(campaign=campaign, target=listed, child=door.children.get())
    known = Target.objects.create(
        campaign=campaign, household_id=number, rank=2, because={"ages": [6]}, due_at=town.now
    )
    meant = TargetPerson.objects.create(
        target=known, campaign=campaign, person_id=town.persons[HOME, "child"]
    )
    Package.objects.create(campaign=campaign, target=known, person=meant, variant=kind)
    return asked, listed


def _beside(town: Town, campaign: Campaign) -> None:
    """An order, and packages at a partner: nothing of a family."""
    lead, kind = town.users[Role.CAMPAIGN_LEAD], PackageVariant.objects.get(campaign=campaign)
    order = PackageOrder.objects.create(
        campaign=campaign,
        supplier=Supplier.objects.create(town="zonnedam", name="De Boekenboom", is_local=True),
        what="Boeken",
        pieces=1,
        cents=1,
        state="waits",
        ordered_at=town.now,
        ordered_by=lead,
    )
    partner = ListInvitation.objects.get(pk=town.numbers["invitation"][0]).partner
    quota = PartnerQuota.objects.create(campaign=campaign, partner=partner, made_at=town.now, made_by=lead)
    QuotaLine.objects.create(quota=quota, variant=kind, number=5)
    town.numbers |= {"package order": [order.pk], "package quota": [quota.pk]}
