"""Words about rounds in templates."""

from django import template
from django.utils.translation import gettext as _

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
