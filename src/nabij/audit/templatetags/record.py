"""Names of purposes and of kinds of data, for the pages of the log."""

from django import template
from django.apps import apps

from nabij.kernel.purposes import Purpose

register = template.Library()


@register.filter
def purpose_name(code: str) -> str:
    """The name of a purpose; a dash for an event without one."""
    return str(Purpose(code).label) if code in Purpose.values else "–"


@register.filter
def model_name(label: str) -> str:
    """The name of a kind of data, as its model is called."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label
