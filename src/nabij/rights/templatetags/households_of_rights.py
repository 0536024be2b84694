"""Small things for the pages about facts of a household."""

from typing import Any
from uuid import uuid4

from django import template

register = template.Library()


@register.simple_tag
def new_form_number() -> str:
    """A number for a form, so that sending it twice changes nothing the second time."""
    return str(uuid4())


@register.simple_tag(takes_context=True)
def came_from(context: dict[str, Any]) -> str:
    """The page where the question was opened, to go back to."""
    request = context["request"]
    return "facts" if "facts" in (request.GET.get("from"), request.POST.get("from")) else "household"
