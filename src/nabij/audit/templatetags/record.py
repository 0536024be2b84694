"""Names of purposes and of kinds of data, for the pages of the log."""

from collections.abc import Mapping

from django import template
from django.apps import apps
from django.utils.translation import get_language

from nabij.audit.queries import LogLine
from nabij.audit.types.plain_words import who_in_words
from nabij.kernel.channels import Channel
from nabij.kernel.purposes import Purpose

register = template.Library()


@register.filter
def purpose_name(code: str) -> str:
    """The name of a purpose; a dash for an event without one."""
    return str(Purpose(code).label) if code in Purpose.values else "–"


@register.filter
def channel_name(code: str) -> str:
    """The name of a way in."""
    return str(Channel(code).label) if code in Channel.values else code


@register.filter
def role_names(line: LogLine) -> str:
    """What the account did here at that moment, in plain words."""
    return who_in_words(line.roles, has_account=line.actor_id is not None, language=get_language() or "nl")


@register.filter
def model_name(label: str) -> str:
    """The name of a kind of data, as its model is called."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label


@register.filter
def called(names: Mapping[int, str], staff_id: int) -> str:
    """What an account is called; empty when nobody knows."""
    return names.get(staff_id, "")
