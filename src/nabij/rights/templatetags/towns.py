"""The colours of the town whose page this is."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nabij.rights.queries.town_colours import style_of, version_of

register = template.Library()


@register.simple_tag
def colours_of(town: str) -> SafeString:
    """The style sheet of a town; nothing for a town that chose no colour."""
    if not style_of(town):
        return SafeString("")
    address = reverse("rights:town-style", args=[town, version_of(town)])
    return format_html('<link rel="stylesheet" href="{}">', address)
