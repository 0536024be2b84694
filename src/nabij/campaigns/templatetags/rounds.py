"""Words about rounds in templates."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from nabij.campaigns.models import Campaign
from nabij.campaigns.queries.round_figures import figures_in_report
from nabij.campaigns.types import MODE_ICONS, GoingMode

register = template.Library()


@register.filter
def as_hours(minutes: int) -> str:
    """Minutes as hours and minutes."""
    hours, rest = divmod(int(minutes), 60)
    return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": rest}


@register.filter
def mode_icon(mode: str) -> str:
    """The sign of a way of going."""
    return MODE_ICONS[GoingMode(mode)]


@register.inclusion_tag("campaigns/report_rounds.html")
def rounds_in_report(campaign: Campaign) -> dict[str, Any]:
    """What its rounds came to, under the report of a campaign; nothing for one without rounds."""
    return figures_in_report(campaign)
