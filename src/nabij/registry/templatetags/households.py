"""Words about households in templates."""

from datetime import date

from django import template

from nabij.registry import queries
from nabij.registry.queries import Member

register = template.Library()


@register.filter
def age_on(member: Member, on: date) -> str:
    """How old somebody is on a day, in words."""
    return queries.age_in_words(member, on)
