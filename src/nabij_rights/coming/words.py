"""A change that comes, in sentences: when, why, and what to do before that day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from nabij_rights.coming.calendar import Coming
from nabij_rights.coming.reminders import Reminder
from nabij_rights.coming.ticks import Cause, CauseKind
from nabij_rights.coming.track import Change
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.parameters.book import amounts
from nabij_rights.reasons import Answer
from nabij_rights.rights import Granting, Right, Starter
from nabij_rights.texts.sentences import sentence

Names = Callable[[int], str]
"""What a person at home is called, by place (counted from 0)."""

Days = Callable[[date], str]
"""How a day is written."""

_TOLD_BY_STARTER = {
    Starter.NOBODY: "automatic",
    Starter.PROVIDER: "semi",
    Starter.PROFESSIONAL: "semi",
    Starter.OCMW: "semi",
    Starter.PERSON: "application",
}


def when_words(first: date, last: date, language: str, *, days: Days) -> str:
    """On which day, or between which two days."""
    if first == last:
        return sentence("when", "on_day", language, day=days(last))
    return sentence("when", "between", language, first=days(first), last=days(last))


def cause_sentences(causes: Iterable[Cause], language: str, *, names: Names, days: Days) -> list[str]:
    """Why something changes; facts that count on the same day stand in one sentence."""
    found: dict[str, None] = {}
    looked_at: dict[date, dict[str, None]] = {}
    for cause in causes:
        if cause.kind is CauseKind.SNAPSHOT and cause.day is not None:
            looked_at.setdefault(cause.day, {})[fact_words(cause.fact, language)] = None
        else:
            found[_cause(cause, language, names)] = None
    for day, facts in looked_at.items():
        found[sentence("cause", "snapshot", language, day=days(day), facts=", ".join(facts))] = None
    return [text[:1].upper() + text[1:] for text in found]


def _cause(cause: Cause, language: str, names: Names) -> str:
    if cause.kind is CauseKind.NEW_AMOUNT:
        labels = amounts()[cause.fact].label
        return sentence("cause", "new_amount", language, label=labels.get(language) or labels["nl"])
    if cause.kind is CauseKind.TIME_PASSED:
        fact = fact_words(cause.fact, language)
        return sentence("cause", f"time_passed_{cause.unit}", language, number=cause.number, fact=fact)
    if cause.kind is CauseKind.DAY_REACHED:
        return sentence("cause", "day_reached", language, fact=fact_words(cause.fact, language))
    if cause.person is None:
        return sentence("cause", str(cause.kind), language)
    key = f"{cause.kind}_you" if cause.person == 0 else str(cause.kind)
    if key == "new_year_you":
        key = "new_year"
    return sentence("cause", key, language, name=names(cause.person), number=cause.number)


def fact_words(fact_id: str, language: str) -> str:
    """The short name of a fact."""
    return vocabulary()[fact_id].text("label", language)


def to_do_sentence(coming: Coming, language: str) -> str:
    """What to do before the day, or on it."""
    if coming.change is Change.BEGINS:
        return sentence("to_do", f"begins_{_way(coming.right)}", language)
    if coming.change is Change.MAY_BEGIN and coming.after is Answer.UNKNOWN and not coming.missing:
        return sentence("to_do", "may_begin_decided", language)
    if coming.change is Change.ENDS and coming.is_seasonal:
        return sentence("to_do", "ends_season", language)
    return sentence("to_do", str(coming.change), language)


def _way(right: Right) -> str:
    """How it comes: by itself, half by itself, or when somebody asks."""
    if right.procedure is not None:
        return _TOLD_BY_STARTER[right.procedure.starts]
    return {Granting.AUTOMATIC: "automatic", Granting.SEMI: "semi"}.get(right.granting, "application")


def reminder_sentence(reminder: Reminder, language: str, *, names: Names, days: Days) -> str:
    """What must be so on a day, and for whom."""
    facts: dict[str, list[str]] = {}
    for one in reminder.facts:
        persons = facts.setdefault(fact_words(one.fact, language), [])
        persons += [] if one.person is None else [names(one.person)]
    texts = [f"{label} ({', '.join(who)})" if who else label for label, who in facts.items()]
    key = "keep" if reminder.is_in_order else "arrange"
    return sentence("remind", key, language, day=days(reminder.on), facts="; ".join(texts))
