"""What must hold before a package campaign starts or closes, whichever page asks for it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nabij.campaigns.models import Campaign, PackagePlan, Target
from nabij.campaigns.queries.package_stock import stock_of
from nabij.campaigns.types import CampaignState
from nabij.registry.types import NotPossible


def check_start(campaign: Campaign, because: str) -> None:
    """The list is fixed, and what goes into the packages is there; else somebody says why it starts anyway.

    That reason stays with the packages. Raises NotPossible.
    """
    if campaign.state == CampaignState.PREPARED:
        raise NotPossible(_("Fix the list first: then it is known to which doors people go."))
    is_short = stock_of(campaign).is_short
    if is_short and not because:
        raise NotPossible(
            _(
                "Not everything is there yet, so not every package can be made up. Nothing was started. Note "
                "what came in, or write why it starts anyway."
            ),
            field="because",
        )
    PackagePlan.objects.filter(campaign=campaign).update(short_because=because if is_short else "")


def check_close(campaign: Campaign) -> None:
    """Every door was delivered or closed with a reason. Raises NotPossible."""
    waiting = Target.objects.open().filter(campaign=campaign).count()
    if waiting:
        raise NotPossible(
            _("%(number)d doors are still open. Say first why they get nothing.") % {"number": waiting}
        )
