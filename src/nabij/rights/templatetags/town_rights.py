"""Words of the pages on which a right of the town is written."""

from __future__ import annotations

from django import template

from nabij.rights.queries.town_words import language
from nabij_rights.parameters.book import DatedAmount, Row
from nabij_rights.plain_text.words import span_text
from nabij_rights.texts.sentences import word

register = template.Library()


@register.simple_tag
def amount_in_words(row: Row, unit: str | None) -> str:
    """A value of an amount; a question mark when nobody knows it."""
    return "?" if row.low is None or row.high is None else span_text(row.low, row.high, unit, language())


@register.filter
def last_part(amount: DatedAmount) -> str:
    """The key of an amount inside its right."""
    return amount.id.partition(".")[2]


@register.simple_tag
def rule_word(section: str, key: str) -> str:
    """A word of the rules in the language of the page."""
    return word(section, str(key), language())
