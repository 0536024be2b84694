"""The amounts to review as plain text, and what to do about each of them in words."""

from __future__ import annotations

from datetime import date

from nabij_rights.blocks import right_name
from nabij_rights.plain_text.layout import apart, bullets, heading, page, paragraph
from nabij_rights.plain_text.words import day_text
from nabij_rights.review import Place, Task, ToReview, tasks, to_review
from nabij_rights.texts.citations import cited
from nabij_rights.texts.sentences import sentence, word


def what_to_do(item: ToReview, language: str) -> str:
    """One sentence: what to look for, and where to write it down."""
    key = str(item.reason) if item.place is Place.FILE else str(item.place)
    return sentence("review", f"do_{key}", language, file=item.file)


def review_text(on: date, language: str) -> str:
    """Everything to review on a day: per reason, and per source that somebody opens."""
    found = to_review(on)
    todo = tasks(found)
    lines = heading(sentence("review", "title", language, date=day_text(on)))[1:]
    if not found:
        return page([*lines, sentence("review", "nothing", language)])
    lines += paragraph(sentence("review", "count", language, amounts=len(found), tasks=len(todo)))
    reason = None
    for task in todo:
        if task.first.reason is not reason:
            reason = task.first.reason
            lines += heading(sentence("review", str(reason), language), under="-")
        lines += _task(task, language)
    return page(lines)


def _task(task: Task, language: str) -> list[str]:
    first = task.first
    since = sentence("review", "since", language, date=day_text(first.since))
    lines = apart(first.row.source.title, since)
    if first.row.source.url:
        lines += [f"  {first.row.source.url}"]
    lines += paragraph(what_to_do(first, language), indent=2)
    names = ", ".join(right_name(right.id, language) for right in task.rights)
    lines += paragraph(sentence("review", "rights", language, names=names), indent=2)
    lines += bullets((_amount(item, language) for item in task.items), indent=4)
    return [*lines, ""]


def _amount(item: ToReview, language: str) -> str:
    label = item.amount.label.get(language) or item.amount.label["nl"]
    notes = [word("confidence", str(item.row.confidence), language), cited(item.row.article, language)]
    return f"{label} ({item.amount.id}): {'; '.join(note for note in notes if note)}"
