"""Amounts, days and ranges as people read them."""

from __future__ import annotations

from datetime import date

from nabij_rights.answers import Outcome, Warning_
from nabij_rights.engine.expression import NEVER, Node
from nabij_rights.parameters.book import written_number
from nabij_rights.reasons import Answer, NamedValue
from nabij_rights.texts.sentences import sentence, word


def screen(key: str, language: str, **values: object) -> str:
    """A word or short sentence of the screens."""
    return sentence("screen", key, language, **values)


def day_text(day: date) -> str:
    """A day in Belgian order: 21/11/2026."""
    return f"{day:%d/%m/%Y}"


def euro_text(cents: int) -> str:
    """An amount in Belgian notation in every language, because that is what the letter says: € 1.780,40."""
    sign, (whole, rest) = "-" if cents < 0 else "", divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"€ {sign}{grouped},{rest:02d}"


def number_text(number: int, unit: str | None, language: str) -> str:
    """A number of the engine in words: an amount per period, a day, a percentage, a count."""
    if unit == "date":
        is_day = 0 < number < NEVER
        return day_text(date.fromordinal(number)) if is_day else screen("no", language)
    if unit is None or unit in ("number", "person", "points"):
        return str(number)
    if unit == "day":
        return screen("days", language, number=number)
    kind, _, period = unit.partition("/")
    if kind == "EUR":
        return f"{euro_text(number)} {word('period', period, language)}" if period else euro_text(number)
    written = written_number(number, unit)
    decimals = written.rstrip("0").rstrip(".") if "." in written else written
    sign = {"pct": " %", "coefficient": ""}.get(kind, f" {unit}")
    return decimals.replace(".", ",") + sign


def span_text(low: int, high: int, unit: str | None, language: str) -> str:
    """One number, or a lowest and a highest."""
    if low == high:
        return number_text(low, unit, language)
    lowest, highest = number_text(low, unit, language), number_text(high, unit, language)
    return screen("between", language, lowest=lowest, highest=highest)


def amount_text(outcome: Outcome, language: str) -> str:
    """What somebody would get, as far as it is known; empty when there is no amount or the answer is no."""
    node = outcome.version.amount if outcome.version else None
    if node is None or outcome.answer is Answer.NO:
        return ""
    if outcome.lowest is None or outcome.highest is None:
        return screen("amount_unknown", language)
    period = word("period", outcome.right.period, language)
    plain = None if node.unit is None else node.unit.partition("/")[0]
    lowest, highest = (number_text(end, plain, language) for end in (outcome.lowest, outcome.highest))
    if outcome.lowest == outcome.highest:
        return f"{lowest} {period}"
    is_old = Warning_.FIGURE_OUTDATED in outcome.warnings
    if is_old and outcome.answer is Answer.YES and outcome.is_settled:
        return f"{screen('at_least', language, amount=lowest)} {period}"
    if outcome.highest >= node.highest:  # nothing known yet that limits it
        return screen("amount_unknown", language)
    if outcome.lowest <= 0:
        return f"{screen('up_to', language, amount=highest)} {period}"
    return f"{screen('between', language, lowest=lowest, highest=highest)} {period}"


def value_text(value: NamedValue, node: Node, language: str) -> str:
    """An intermediate result in words; "not known" when nothing limits it yet."""
    low, high = value.lowest, value.highest
    if value.is_yes_no:
        return screen({(1, 1): "yes", (0, 0): "no"}.get((low, high), "unknown"), language)
    if low == high or high < node.highest:
        return span_text(low, high, value.unit, language)
    if low <= max(node.lowest, 0):
        return screen("unknown", language)
    return screen("at_least", language, amount=number_text(low, value.unit, language))


def answer_mark(answer: Answer, language: str) -> str:
    """Yes, no or a question mark, for the margin."""
    return {Answer.YES: screen("yes", language), Answer.NO: screen("no", language), Answer.UNKNOWN: "?"}[
        answer
    ]
