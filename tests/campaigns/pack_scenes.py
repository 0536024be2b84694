"""Package campaigns and what hangs on them, in each relation to somebody, for the walk over all routes."""

from __future__ import annotations

import uuid
from datetime import date
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
)
from nabij.kernel import clock
from nabij.registry.models import (
    FrozenChild,
    FrozenDoor,
    ListCollection,
    ListPartner,
    ListPartnerMember,
)
from tests.campaigns.scenes import Address, _made

if TYPE_CHECKING:
    from tests.house.scenes import Stage


def _packages(stage: Stage, relation: str) -> Campaign | None:
    """A running package campaign of a town, with one door of a list."""
    made = _made(stage, relation)
    if made is None:
        return None
    campaign, by, _team = made
    now = clock.now()
    Campaign.objects.filter(pk=campaign.pk).update(
        channel="package", state="running", frozen_at=now, frozen_by=by
    )
    PackagePlan.objects.create(
        campaign=campaign,
        budget_cents=100_00,
        card_code=uuid.uuid4().hex[:8].upper(),
        card_phone="09 000 00 18",
    )
    variant = PackageVariant.objects.create(
        campaign=campaign, letter="K", name="Kleuters", from_half=0, under_half=12
    )
    lists = ListCollection.objects.create(
        name="Winter",
        town=campaign.town,
        aim="Een pakket",
        legal_basis="Gemeenteraad",
        from_on=date(2026, 11, 1),
        until_on=date(2027, 3, 1),
        lead=by,
        created_at=now,
    )
    door = FrozenDoor.objects.create(collection=lists, number=1, subject=uuid.uuid4(), said={})
    child = FrozenChild.objects.create(door=door, position=1, said={})
    target = Target.objects.create(campaign=campaign, door=door, rank=1, because={}, due_at=now)
    Package.objects.create(campaign=campaign, target=target, child=child, variant=variant)
    return campaign


def package_campaign(stage: Stage, relation: str) -> Address | None:
    """A package campaign."""
    found = _packages(stage, relation)
    return {"campaign_id": found.pk} if found else None


def package_pair(stage: Stage, relation: str) -> Address | None:
    """Two package campaigns; the other is the same, which is enough to be let in."""
    found = _packages(stage, relation)
    return {"campaign_id": found.pk, "other_id": found.pk} if found else None


def package_door(stage: Stage, relation: str) -> Address | None:
    """A door of a package campaign."""
    found = _packages(stage, relation)
    return {"target_id": Target.objects.get(campaign=found).pk} if found else None


def package(stage: Stage, relation: str) -> Address | None:
    """A package of a child."""
    found = _packages(stage, relation)
    return {"package_id": Package.objects.get(campaign=found).pk} if found else None


def package_order(stage: Stage, relation: str) -> Address | None:
    """An order of a package campaign."""
    found = _packages(stage, relation)
    if found is None:
        return None
    made = PackageOrder.objects.create(
        campaign=found,
        supplier=Supplier.objects.create(town=found.town, name="De Boekenboom", is_local=True),
        what="Boeken",
        pieces=1,
        cents=1,
        state="waits",
        ordered_at=clock.now(),
        ordered_by_id=found.made_by_id,
    )
    return {"order_id": made.pk}


def package_quota(stage: Stage, relation: str) -> Address | None:
    """Packages of a partner; `own`: one for which this account works."""
    found = _packages(stage, relation)
    if found is None:
        return None
    partner = ListPartner.objects.create(name="vzw De Brug", town=found.town)
    if relation == "own":
        ListPartnerMember.objects.create(partner=partner, user=stage.user)
    quota = PartnerQuota.objects.create(
        campaign=found, partner=partner, made_at=clock.now(), made_by_id=found.made_by_id
    )
    QuotaLine.objects.create(quota=quota, variant=PackageVariant.objects.get(campaign=found), number=5)
    return {"quota_id": quota.pk}
