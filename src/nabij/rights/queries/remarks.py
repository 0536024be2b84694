"""Answers that can hardly be right: a friendly question to look again. The answer itself is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from nabij.rights.queries import steps, wording
from nabij.rights.queries.steps import Findings
from nabij.rights.types import Role, Screen
from nabij_rights.engine.expression import NEVER
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import Fact, vocabulary

LONGEST_PREGNANCY_DAYS = 300
LATEST_BIRTH_DAYS = 60
"""So long after the expected day a child is surely born, and the answer is of long ago."""

YOUNGEST_PARENT_DAYS = 12 * 365


@dataclass(frozen=True)
class Remark:
    """What looks odd, and where to change it: a screen of ours or the key of a question."""

    sentence: str
    key: str = ""
    screen: str = ""


def remarks(found: Findings) -> list[Remark]:
    """What to look at again, the first person first."""
    return [*_ages(found), *_days(found)]


def _ages(found: Findings) -> Iterator[Remark]:
    """A child who is as old as who answers, or nearly so."""
    names = wording.names_at_home(found.check, found.on)
    born = [facts.get("birth_on") for facts in found.situation.persons]
    if not born or born[0] is None:
        return
    for who, member in enumerate(found.check.members):
        child = born[who]
        if member.role is Role.CHILD and child and child[1] < born[0][0] + YOUNGEST_PARENT_DAYS:
            text = gettext("You are younger than %(name)s, or nearly as young. Are both ages right?")
            yield Remark(text % {"name": names[who]}, screen=Screen.AGES)


def _days(found: Findings) -> Iterator[Remark]:
    for who, member in enumerate(found.check.members):
        facts = found.situation.persons[who]
        for key in member.facts:
            fact = vocabulary().get(key)
            if fact is None or not fact.is_date or key == "birth_on" or facts[key][0] == NEVER:
                continue
            if (text := _odd_day(fact, facts[key], facts.get("birth_on"), found.on.toordinal())) is not None:
                yield _remark(found, key, who, text)


def _odd_day(fact: Fact, span: Span, born: Span | None, today: int) -> str | None:
    """What is odd about a day, as far as surely so: a range counts only when all of it is odd."""
    first, last = span
    if fact.id == "expected_birth_on" and last < today - LATEST_BIRTH_DAYS:
        return gettext("This day is long past.")
    if fact.id == "expected_birth_on" and first > today + LONGEST_PREGNANCY_DAYS:
        return gettext("This day is more than nine months away.")
    if born is not None and last < born[0]:
        return gettext("This day is before the birth.")
    if fact.type == "since" and not fact.lies_ahead and first > today:
        return gettext("This day is still to come.")
    return None


def _remark(found: Findings, key: str, who: int, text: str) -> Remark:
    name = wording.names_at_home(found.check, found.on)[who] if len(found.check.members) > 1 else ""
    label = wording.fact_text(key).text
    label = label[:1].upper() + label[1:]
    whose = f"{label} ({name})" if name else label
    asking = steps.asking_about(key, who, found.check)
    return Remark(f"{whose}: {text}", key="" if asking is None else steps.key_of_asking(*asking))
