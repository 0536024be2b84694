"""Words about households in templates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale
from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.registry import queries
from nabij.registry.models import Consent, Revision
from nabij.registry.queries import Member
from nabij.registry.types.reaching import shown_phone

register = template.Library()


@register.filter
def age_on(member: Member, on: date) -> str:
    """How old somebody is on a day, in words."""
    return queries.age_in_words(member, on)


@register.filter
def as_phone(value: str) -> str:
    """A telephone number as people write it."""
    return shown_phone(value)


@register.filter
def language_named(code: str) -> str:
    """What a language is called in the language of the page; its code when it has no name there."""
    page = Locale.parse((get_language() or "nl").replace("-", "_"))
    return str(page.languages.get(code, code))


@register.filter
def named_in(staff_id: int | None, names: Mapping[int, str]) -> str:
    """What a colleague is called; that there is nobody is said in words."""
    return names.get(staff_id or 0, "") or _("nobody yet")


@register.filter
def holds_on(consent: Consent, day: date) -> bool:
    """Whether a consent holds on a day: given, not withdrawn, not past its end."""
    on, ends = date(day.year, day.month, day.day), consent.until_on  # a page hands over a lazy day
    return consent.withdrawn_at is None and consent.from_on <= on and (ends is None or on < ends)


@register.filter
def in_names(number: int | None, names: Mapping[int, str]) -> str:
    """What a member is called; empty for the household itself."""
    return names.get(number or 0, "")


@register.filter
def of_number(found: Mapping[int, Any], number: int) -> Any:
    """What belongs to a number; nothing when nothing does."""
    return found.get(number, ())


@register.filter
def stood_there(change: Revision) -> str:
    """What stood in the fields of a change before, in a line."""
    return ", ".join(str(before) for before, _after in change.fields.values() if before)
