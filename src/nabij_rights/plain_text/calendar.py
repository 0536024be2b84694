"""The calendar of a household as plain text and as JSON."""

from __future__ import annotations

from collections.abc import Callable

from nabij_rights.answers import Missing, fact_label
from nabij_rights.blocks import right_name
from nabij_rights.coming.calendar import Calendar, Coming
from nabij_rights.coming.reminders import Reminder
from nabij_rights.coming.words import cause_sentences, reminder_sentence, to_do_sentence, when_words
from nabij_rights.output import Json, term
from nabij_rights.parameters.book import written_number
from nabij_rights.plain_text.layout import apart, bullets, heading, page, paragraph
from nabij_rights.plain_text.words import day_text, euro_text, screen
from nabij_rights.texts.sentences import sentence, word

MOST_LABELS = 4


def calendar_text(calendar: Calendar, reminders: tuple[Reminder, ...], *, language: str) -> str:
    """Every change in the order of the days: which right, why, and what to do before."""
    first, last = day_text(calendar.on), day_text(calendar.until)
    lines = heading(screen("calendar_title", language, first=first, last=last))[1:]
    lines += paragraph(screen("calendar_same", language))
    if not calendar.changes:
        lines += ["", *paragraph(screen("calendar_none", language))]
    shown = ""
    for coming in calendar.changes:
        when = when_words(coming.earliest_on, coming.on, language, days=day_text)
        lines += heading(when, under="-") if when != shown else [""]
        lines += _change(coming, language)
        shown = when
    if reminders:
        lines += heading(screen("calendar_days", language))
        for one in reminders:
            text = reminder_sentence(one, language, names=_names(language), days=day_text)
            lines += bullets([f"{right_name(one.right.id, language)}: {text}"])
    return page(lines)


def _names(language: str) -> Callable[[int], str]:
    def name(person: int) -> str:
        return screen("person", language, number=person + 1) if person else screen("you", language)

    return name


def _change(coming: Coming, language: str) -> list[str]:
    names = _names(language)
    name = right_name(coming.right.id, language)
    if coming.persons != (0,):
        name = f"{name} ({', '.join(map(names, coming.persons))})"
    lines = apart(name, sentence("change", str(coming.change), language), indent=2)
    why = cause_sentences(coming.causes, language, names=names, days=day_text)
    lines += bullets(why, indent=4)
    for key in coming.conditions:
        turns = sentence("turns", str(coming.change), language)
        lines += bullets([f"{turns} {term(coming.right.id, key, language)}"], indent=4)
    if coming.amount is not None:
        period = word("period", coming.right.period, language)
        amount = f"{euro_text(coming.amount)} {period}"
        lines += paragraph(screen("calendar_amount", language, amount=amount), indent=4)
    if labels := missing_labels(coming.missing, language):
        lines += paragraph(f"{screen('calendar_to_tell', language)}: {'; '.join(labels)}", indent=4, hang=2)
    return [*lines, *paragraph(to_do_sentence(coming, language), indent=4), ""]


def missing_labels(missing: tuple[Missing, ...], language: str) -> list[str]:
    """The first open facts, each once, and how many more there are."""
    labels = list(dict.fromkeys(fact_label(one, language) for one in missing))
    if (more := len(labels) - MOST_LABELS) > 1:
        return [*labels[:MOST_LABELS], screen("to_know_more", language, number=more)]
    return labels


def calendar_json(calendar: Calendar, reminders: tuple[Reminder, ...], *, language: str) -> Json:
    """The same for programs."""
    return {
        "on": calendar.on.isoformat(),
        "until": calendar.until.isoformat(),
        "changes": [_change_json(coming, language) for coming in calendar.changes],
        "days_to_mind": [_reminder_json(reminder, language) for reminder in reminders],
    }


def _change_json(coming: Coming, language: str) -> Json:
    version = coming.right.version_on(coming.on)
    unit = None if version is None or version.amount is None else version.amount.unit
    return {
        "right": coming.right.id,
        "name": right_name(coming.right.id, language),
        "change": str(coming.change),
        "answer_before": str(coming.before),
        "answer_after": str(coming.after),
        "earliest_on": coming.earliest_on.isoformat(),
        "on": coming.on.isoformat(),
        "persons": list(coming.persons),
        "causes": [
            {
                "kind": str(cause.kind),
                "person": cause.person,
                "fact": cause.fact or None,
                "number": cause.number or None,
            }
            for cause in coming.causes
        ],
        "why": cause_sentences(coming.causes, language, names=_names(language), days=day_text),
        "conditions": [
            {"key": key, "sentence": term(coming.right.id, key, language)} for key in coming.conditions
        ],
        "missing": [{"fact": one.fact, "person": one.person} for one in coming.missing],
        "amount": None if coming.amount is None else written_number(coming.amount, unit),
        "to_do": to_do_sentence(coming, language),
    }


def _reminder_json(reminder: Reminder, language: str) -> Json:
    return {
        "right": reminder.right.id,
        "name": right_name(reminder.right.id, language),
        "on": reminder.on.isoformat(),
        "facts": [{"fact": one.fact, "person": one.person} for one in reminder.facts],
        "is_in_order": reminder.is_in_order,
        "sentence": reminder_sentence(reminder, language, names=_names(language), days=day_text),
    }
