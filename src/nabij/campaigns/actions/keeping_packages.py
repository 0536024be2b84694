"""What packages keep of people: in somebody's own copy, and gone after the campaign with the lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Part
from nabij.campaigns.models import Addition, Campaign, HandOut, Package, PackagePlan, Target
from nabij.campaigns.queries.package_stock import stock_of
from nabij.campaigns.queries.packages import package_figures
from nabij.registry import queries as registry
from nabij.registry.actions.list_ending import remove_lists


def packages_of(subject: UUID, targets: QuerySet[Target]) -> Part:
    """Which package somebody got or will get, and what was left out of it."""
    labels = {
        "campaign": _("Campaign"),
        "variant": _("Package"),
        "without": _("Without"),
    }
    rows = Package.objects.filter(target__in=targets.values("pk")).select_related("campaign", "variant")
    person, _household = registry.behind(subject)
    if person is not None:
        rows = rows.filter(person__person=person)
    records = (
        {
            "campaign": one.campaign.name,
            "variant": one.variant.name if one.variant else _("Age to be asked"),
            "without": ", ".join(part.name for part in one.without.all()),
        }
        for one in rows.prefetch_related("without").order_by("pk")
    )
    return Part("campaigns.packages", _("Packages"), labels, tuple(records))


def package_counts(campaign: Campaign) -> Mapping[str, Any]:
    """The counts of a package campaign that stay; nothing for another campaign."""
    if not PackagePlan.objects.filter(campaign=campaign).exists():
        return {}
    stock = stock_of(campaign)
    kinds = {one.variant.letter: one.total for one in stock.variants}
    return {**package_figures(campaign).kept(), "packages": stock.total, "kinds": kinds}


def forget_packages(campaign: Campaign, now: datetime) -> int:
    """Destroy the lists of partners that a campaign used, unless another that still has its people uses them,
    and the signs of partners for families. Returns how many rows went.
    """
    HandOut.objects.filter(quota__campaign=campaign).exclude(mark="").update(mark="", is_again=False)
    used = _lists_of(Q(campaign=campaign.pk))
    others = _lists_of(Q(campaign__cleaned_at=None) & ~Q(campaign=campaign.pk))
    return remove_lists(sorted(used - others), now=now)


def _lists_of(which: Q) -> set[int]:
    """The collections that plans and additions of these campaigns name."""
    planned = PackagePlan.objects.filter(which, collection__isnull=False)
    later = Addition.objects.filter(which)
    found = {*planned.values_list("collection_id", flat=True), *later.values_list("collection_id", flat=True)}
    return {one for one in found if one is not None}
