"""Words and figures of the catalogue pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nabij.rights.queries.wording import Wording, cited, euro_text, fact_text, value_text
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.parameters.book import Confidence, DatedAmount, Row
from nabij_rights.reasons import Answer
from nabij_rights.review import Reason
from nabij_rights.rights import Kind, Level

register = template.Library()


@register.filter
def cleaned(html: str) -> SafeString:
    """HTML that came out of a leaflet and was cleaned when it was made."""
    return mark_safe(html)


@register.filter
def drawing(svg: str) -> SafeString:
    """A drawing that we made ourselves from figures."""
    return mark_safe(svg)


@register.filter
def section_title(key: str) -> str:
    """The heading of a section of a leaflet."""
    return {
        "what": _("What is it?"),
        "amount": _("How much?"),
        "who": _("For whom?"),
        "documents": _("What do you need?"),
        "apply": _("How do you ask for it?"),
        "duration": _("How long does it take?"),
        "refused": _("What if they say no?"),
    }[key]


@register.filter
def confidence_in_words(confidence: Confidence) -> str:
    """How sure a figure is, in words."""
    return {
        Confidence.VERIFIED: _("read in the source"),
        Confidence.DERIVED: _("calculated"),
        Confidence.SECONDARY: _("to be checked"),
        Confidence.ESTIMATE: _("estimate"),
        Confidence.MISSING: _("not found yet"),
    }[confidence]


@register.filter
def level_in_words(level: Level) -> str:
    """The level of government in one word."""
    return {Level.FEDERAL: _("Federal"), Level.FLEMISH: _("Flemish"), Level.LOCAL: _("Local")}[level]


@register.filter
def kind_in_words(kind: Kind) -> str:
    """What somebody gets, in a few words."""
    return {
        Kind.AMOUNT: _("An amount"),
        Kind.YES_NO: _("A yes or no"),
        Kind.PRICE: _("A lower price"),
        Kind.MAY_ASK: _("You may ask, a person decides"),
        Kind.SERVICE: _("A service"),
        Kind.CLOSED: _("Closed: no new requests"),
        Kind.TOWN: _("To be filled in by the town"),
    }[kind]


@register.filter
def reason_in_words(reason: Reason) -> str:
    """Why an amount must be looked up again."""
    return {
        Reason.MISSING: _("Not found"),
        Reason.STALE: _("To be read again"),
        Reason.ESTIMATE: _("Only an estimate"),
        Reason.SECONDARY: _("Not from an official source"),
    }[reason]


@register.filter
def answer_in_words(answer: Answer) -> str:
    """The answer on a right in one word."""
    return {Answer.YES: _("yes"), Answer.NO: _("no"), Answer.UNKNOWN: pgettext("answer", "maybe")}[answer]


@register.filter
def figure(row: Row, amount: DatedAmount) -> SafeString:
    """The figure of a row, in its unit; a span when it is an estimate."""
    if row.low is None or row.high is None:
        return SafeString("–")
    texts = [_written(number, amount) for number in dict.fromkeys((row.low, row.high))]
    return format_html('<bdi dir="ltr">{}</bdi>', " – ".join(texts))


def _written(number: int, amount: DatedAmount) -> str:
    value = Decimal(number) / amount.scale
    if amount.unit and amount.unit.startswith("EUR"):
        return f"€\u00a0{value:,.2f}".translate(str.maketrans(",.", ".,"))
    text = f"{value.normalize():f}".replace(".", ",")
    return f"{text}\u00a0%" if amount.unit == "pct" else text


@register.filter
def unit_in_words(unit: str) -> str:
    """What a figure counts, and per what period."""
    return {
        "EUR": _("euro"),
        "EUR/day": _("euro per day"),
        "EUR/month": _("euro per month"),
        "EUR/year": _("euro per year"),
        "EUR/school year": _("euro per school year"),
        "EUR/litre": _("euro per litre"),
        "pct": _("per cent"),
        "coefficient": _("coefficient"),
        "number": _("number"),
    }.get(unit, unit)


@register.filter
def in_page_language(article: str) -> Wording:
    """The article that a figure stands in, as it is cited in the language of the page."""
    return cited(article)


@register.filter
def slug_of(amount_id: str) -> str:
    """The id as an anchor may have it."""
    return amount_id.replace(".", "-")


@register.filter
def fact_name(key: str) -> str:
    """The short name of a fact in the language of the page, with its day for a snapshot."""
    plain, _at, snapshot = key.partition("@")
    name = str(fact_text(plain)) if plain in vocabulary() else plain
    return f"{name} ({snapshot})" if snapshot else name


@register.filter
def given(value: Any, key: str) -> str:
    """A value as a case gives it, in words where the fact has named values."""
    fact = vocabulary().get(key.partition("@")[0])
    if isinstance(value, Mapping):
        return " – ".join(given(part, key) for part in value.values())
    if isinstance(value, list):
        return ", ".join(given(part, key) for part in value)
    if isinstance(value, bool) or value == "no":
        return _("yes") if value is True else _("no")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if fact is not None and isinstance(value, str) and value in fact.values:
        return str(value_text(key, value))
    return euro_text(int(Decimal(str(value)) * 100)) if fact and fact.type == "money" else str(value)


@register.filter
def amount_text(text: str) -> SafeString:
    """An amount of a case as people write it: € 1.780,40."""
    return format_html('<bdi dir="ltr">{}</bdi>', euro_text(int(Decimal(text) * 100), always_cents=True))


@register.filter
def value_of(table: Mapping[str, Any], key: str) -> Any:
    """What stands under this key, or nothing."""
    return table.get(key, "")
