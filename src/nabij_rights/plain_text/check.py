"""The answers for one household as plain text: four groups, with amounts, reasons and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from nabij_rights.answers import Answers, Group, Missing, Outcome, fact_label
from nabij_rights.blocks import right_name
from nabij_rights.checklist import place_of, procedure_in_words
from nabij_rights.output import (
    in_order_of_use,
    person_as_given,
    question_text,
    reason_answer,
    rule_hash,
    sources_of,
    term,
    warning_sentence,
)
from nabij_rights.parameters.book import Confidence, Figure, Status, amounts
from nabij_rights.plain_text.layout import apart, bullets, heading, marked, page, paragraph
from nabij_rights.plain_text.words import (
    amount_text,
    answer_mark,
    day_text,
    number_text,
    screen,
    span_text,
    value_text,
)
from nabij_rights.reasons import Answer, NearMiss, Reason
from nabij_rights.texts.citations import cited, provider_name
from nabij_rights.texts.sentences import sentence

MOST_QUESTIONS = 8
MOST_LABELS = 6

Viewed = tuple[int, Outcome]
"""The outcome for one person, with the place of that person in the list that was given."""


def check_text(answers: Answers, *, language: str, is_full: bool = False) -> str:
    """The answers in lines of at most 96 characters; in full with every condition, figure and source."""
    lines = paragraph(screen("title", language, date=day_text(answers.on)))
    by_group = _by_group(answers)
    for group in (Group.YES, Group.MAYBE, Group.PROBABLY_NOT):
        lines += heading(sentence("group", str(group), language))
        write = _in_full if is_full else _WRITE[group]
        for viewed in by_group[group]:
            lines += [*_title(viewed, language), *write(viewed, answers, language), ""]
        if not by_group[group]:
            lines += paragraph(screen("no_rights", language), indent=2)
    if by_group[Group.ELSEWHERE]:
        lines += heading(sentence("group", str(Group.ELSEWHERE), language))
        names = [right_name(outcome.right.id, language) for _, outcome in by_group[Group.ELSEWHERE]]
        lines += paragraph(", ".join(names), indent=2)
    lines += _to_know(answers, language)
    lines += [] if is_full else ["", *paragraph(screen("more_in_full", language))]
    return page(lines)


def _by_group(answers: Answers) -> dict[Group, list[Viewed]]:
    """The outcomes in their groups; that of another adult only where it says something else."""
    found: dict[Group, list[Viewed]] = {group: [] for group in Group}
    for outcome in answers.outcomes:
        found[outcome.group].append((0, outcome))
        for person, other in outcome.for_others:
            if other.group is not Group.ELSEWHERE and _says_more(other, outcome):
                found[other.group].append((person, other))
    return found


def _says_more(other: Outcome, outcome: Outcome) -> bool:
    return (other.answer, other.lowest, other.highest) != (outcome.answer, outcome.lowest, outcome.highest)


# ------------------------------------------------------------------------------------- one right


def _title(viewed: Viewed, language: str) -> list[str]:
    person, outcome = viewed
    name = right_name(outcome.right.id, language)
    title = f"{name} ({_person(person, language)})" if person else name
    return apart(title, amount_text(outcome, language), indent=2)


def _yes(viewed: Viewed, answers: Answers, language: str) -> list[str]:
    """Who gives it, why, how it is reckoned, and what it rests on."""
    _, outcome = viewed
    holding = [reason for reason in outcome.reasons if reason.answer is Answer.YES]
    return [
        *_provider(outcome, answers, language),
        *paragraph(screen("why", language), indent=4),
        *(line for reason in holding for line in _reason(reason, outcome, answers, language, indent=6)),
        *_reckoned(outcome, language, is_full=False),
        *_missing_labels(viewed, answers, language),
        *_opens(outcome, language),
        *_sources_in_short(outcome, language),
    ]


def _maybe(viewed: Viewed, answers: Answers, language: str) -> list[str]:
    """Which conditions are not settled, and what to tell."""
    _, outcome = viewed
    unsettled = [reason for reason in outcome.reasons if reason.answer is Answer.UNKNOWN]
    return [
        *_provider(outcome, answers, language),
        *(line for reason in unsettled for line in _reason(reason, outcome, answers, language)),
        *_missing_labels(viewed, answers, language),
    ]


def _probably_not(viewed: Viewed, answers: Answers, language: str) -> list[str]:
    """Which conditions do not hold, and by how much it falls short."""
    _, outcome = viewed
    lines: list[str] = []
    for code in outcome.warnings if outcome.version is None else ():
        lines += paragraph(warning_sentence(code, outcome, answers, language), indent=4)
    near = {miss.key: miss for miss in outcome.near_misses}
    for reason in outcome.reasons:
        if reason.answer is Answer.NO:
            lines += _reason(reason, outcome, answers, language)
            lines += _distance(near[reason.key], language) if reason.key in near else []
    return lines


def _in_full(viewed: Viewed, answers: Answers, language: str) -> list[str]:
    _, outcome = viewed
    lines = _provider(outcome, answers, language)
    for reason in outcome.reasons:
        lines += _reason_in_full(reason, outcome, answers, language, indent=4)
    for miss in outcome.near_misses:
        lines += _distance(miss, language)
    return [
        *lines,
        *_procedure(outcome, language),
        *_reckoned(outcome, language, is_full=True),
        *_missing_labels(viewed, answers, language, most=None),
        *_opens(outcome, language),
        *_sources(outcome, language),
    ]


_WRITE: dict[Group, Callable[[Viewed, Answers, str], list[str]]] = {
    Group.YES: _yes,
    Group.MAYBE: _maybe,
    Group.PROBABLY_NOT: _probably_not,
}


def _provider(outcome: Outcome, answers: Answers, language: str) -> list[str]:
    granting = sentence("granting", str(outcome.right.granting), language)
    lines = paragraph(f"{provider_name(outcome.right.provider, language)}; {granting}", indent=4)
    for code in outcome.warnings:
        lines += paragraph(f"! {warning_sentence(code, outcome, answers, language)}", indent=4, hang=2)
    return lines


def _procedure(outcome: Outcome, language: str) -> list[str]:
    """Where to go, who starts, by when there is an answer and where to appeal."""
    right = outcome.right
    place = sentence("term", "place", language, place=provider_name(place_of(right), language))
    said = [place, *procedure_in_words(right, language).sentences]
    return paragraph(screen("procedure", language), indent=4) + bullets(said, indent=6)


# --------------------------------------------------------------------------------------- reasons


def _reason(
    reason: Reason, outcome: Outcome, answers: Answers, language: str, *, indent: int = 4
) -> list[str]:
    """A condition in one line; of an either-or that holds, also the way that holds."""
    lines = _mark(reason, outcome, answers, language, indent=indent)
    if reason.answer is Answer.YES and not reason.needs_all_parts:
        way = next((part for part in reason.parts if part.answer is Answer.YES), None)
        lines += _mark(way, outcome, answers, language, indent=indent + 4) if way else []
    return lines


def _reason_in_full(
    reason: Reason, outcome: Outcome, answers: Answers, language: str, *, indent: int
) -> list[str]:
    note = ""
    if reason.parts:
        note = f" ({screen('all_of' if reason.needs_all_parts else 'one_of', language)})"
    article = f" [{cited(reason.article, language)}]" if reason.article else ""
    lines = _mark(reason, outcome, answers, language, indent=indent, note=note + article)
    for part in reason.parts:
        lines += _reason_in_full(part, outcome, answers, language, indent=indent + 4)
    return lines


def _mark(
    reason: Reason, outcome: Outcome, answers: Answers, language: str, *, indent: int, note: str = ""
) -> list[str]:
    said = reason_answer(reason, outcome.right.id, answers.situation)
    width = max(len(screen(key, language)) for key in ("yes", "no"))
    text = f"{term(outcome.right.id, reason.key, language)}{note}"
    return marked(answer_mark(said, language), text, indent=indent, width=width)


def _distance(miss: NearMiss, language: str) -> list[str]:
    distance = number_text(miss.distance, "day" if miss.unit == "date" else miss.unit, language)
    return paragraph(screen("near", language, distance=distance), indent=9)


# --------------------------------------------------------------------------- figures and what is open


def _reckoned(outcome: Outcome, language: str, *, is_full: bool) -> list[str]:
    """The intermediate results; in short only those that are known, in full with the figures of the law."""
    if outcome.version is None:
        return []
    nodes = outcome.version.named
    lines: list[str] = []
    for value in outcome.named:
        if is_full or value.lowest == value.highest:
            label = term(outcome.right.id, value.key, language)
            lines += apart(label, value_text(value, nodes[value.key], language), indent=6)
    for key in sorted(outcome.figures) if is_full else ():
        lines += apart(*_figure(key, outcome.figures[key], language), indent=6)
    return paragraph(screen("reckoned", language), indent=4) + lines if lines else []


def _figure(key: str, figure: Figure, language: str) -> tuple[str, str]:
    amount, row = amounts()[key], figure.row
    label = amount.label.get(language) or amount.label["nl"]
    if row is None or row.low is None or row.high is None:
        return label, sentence("status", str(Status.MISSING), language)
    notes = [screen("since", language, date=day_text(row.from_on))]
    if row.confidence is not Confidence.VERIFIED:
        notes.append(sentence("confidence", str(row.confidence), language))
    text = span_text(row.low, row.high, amount.unit, language)
    if figure.status is Status.STALE:
        text = f"{text} {screen('or_higher', language)}"
    return f"{label} ({', '.join(notes)})", text


def _missing_labels(
    viewed: Viewed, answers: Answers, language: str, *, most: int | None = MOST_LABELS
) -> list[str]:
    person, outcome = viewed
    waiting = Counter(missing for other in answers.outcomes for missing in other.missing)
    found = _labels(in_order_of_use(outcome.missing, waiting), person, language)
    if not found:
        return []
    labels = found[:most]
    if len(found) > len(labels):
        labels.append(screen("to_know_more", language, number=len(found) - len(labels)))
    return paragraph(f"{screen('not_known_yet', language)}: {'; '.join(labels)}", indent=4, hang=2)


def _labels(missing: Sequence[Missing], viewer: int, language: str) -> list[str]:
    """Each open fact once, with the persons of whom it is not known."""
    persons: dict[str, list[int]] = {}
    for item in missing:
        about = persons.setdefault(fact_label(item, language), [])
        about += [] if item.person is None else [person_as_given(viewer, item.person) or 0]
    return [
        label
        if about in ([], [0])
        else f"{label} ({', '.join(_person(one, language) for one in sorted(about))})"
        for label, about in persons.items()
    ]


def _person(person: int, language: str) -> str:
    return screen("person", language, number=person + 1) if person else screen("you", language)


def _opens(outcome: Outcome, language: str) -> list[str]:
    if not outcome.right.opens:
        return []
    names = ", ".join(right_name(other, language) for other in outcome.right.opens)
    return paragraph(f"{screen('opens', language)}: {names}", indent=4, hang=2)


def _sources_in_short(outcome: Outcome, language: str) -> list[str]:
    titles = [source["title"] for source in sources_of(outcome.right, outcome.figures)]
    return paragraph(f"{screen('sources', language)}: {'; '.join(titles)}", indent=4, hang=2)


def _sources(outcome: Outcome, language: str) -> list[str]:
    lines = paragraph(screen("sources", language), indent=4)
    for source in sources_of(outcome.right, outcome.figures):
        read_on = (
            f" ({screen('read_on', language, date=_day(source['read_on']))})" if source["read_on"] else ""
        )
        lines += paragraph(f"- {source['title']}{read_on}", indent=6, hang=2)
        lines += paragraph(source["url"], indent=8) if source["url"] else []
    if outcome.version is not None:
        short = rule_hash(outcome.version).removeprefix("sha256:")[:12]
        text = screen("rule", language, date=day_text(outcome.version.from_on), hash=short)
        lines += paragraph(text, indent=4)
    return lines


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def _to_know(answers: Answers, language: str) -> list[str]:
    """The questions that the most rights wait for."""
    missing = answers.missing()
    if not missing:
        return []
    rows = []
    for item in missing[:MOST_QUESTIONS]:
        question = question_text(item.fact, item.person, answers.on, language)
        rows.append((question or fact_label(item, language), item.fact))
    lines = heading(screen("to_know", language))
    for question, fact in rows:
        lines += apart(question, fact, indent=2)
    if (more := len(missing) - MOST_QUESTIONS) > 0:
        lines += paragraph(screen("to_know_more", language, number=more), indent=2)
    return lines
