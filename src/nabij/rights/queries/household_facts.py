"""All facts of a household as a worker reads and fills them: known, unknown, and two answers side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy

from nabij.rights import policies
from nabij.rights.models import Fact
from nabij.rights.queries import steps, wording
from nabij.rights.queries.household import HouseholdRights
from nabij.rights.queries.known import Standing
from nabij.rights.queries.told import value_in_words
from nabij.rights.queries.wording import Wording
from nabij.rights.types import FactSource, address_key
from nabij_rights.answers import Group
from nabij_rights.catalogue import rules_on
from nabij_rights.engine.expression import Entity
from nabij_rights.facts.questions import (
    Question,
    makes_sense,
    persons_meant,
    question_about,
    question_for_all,
    question_on,
)
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.questions import facts_used

CHAPTERS = {
    "a_home": gettext_lazy("Who lives here"),
    "b_statuses": gettext_lazy("Benefits and statuses"),
    "c_work_study": gettext_lazy("Work and study"),
    "d_income": gettext_lazy("Income"),
    "e_possessions": gettext_lazy("Savings and property"),
    "f_housing": gettext_lazy("Housing"),
    "g_energy_water": gettext_lazy("Energy and water"),
    "h_health_care": gettext_lazy("Health and care"),
    "i_children_rights_debts": gettext_lazy("Children, justice and debts"),
}
_REGISTRY_KNOWS = {"birth_on", "relation_to_reference", "municipality"}
"""The page of the household itself says these."""


@dataclass(frozen=True)
class Said:
    """One answer as it stands: its words, from whom, when it was noted, and its number to choose it by."""

    fact_id: int
    value: Wording
    source: str
    proof: str
    fact: Fact


@dataclass(frozen=True)
class FactLine:
    """One fact of the household or of a person. Without ``said`` it is unknown, which is not "no"."""

    key_of_fact: str
    label: Wording
    whose: str
    key: str
    said: tuple[Said, ...]
    waiting: int

    @property
    def is_disputed(self) -> bool:
        """Whether there are two answers that nobody chose between."""
        return len({str(one.value) for one in self.said}) > 1


@dataclass(frozen=True)
class Chapter:
    """Facts that are asked together."""

    id: str
    title: str
    lines: tuple[FactLine, ...]

    @property
    def known(self) -> int:
        """How many of them are known."""
        return sum(bool(line.said) for line in self.lines)


@dataclass(frozen=True)
class HouseholdFacts:
    """The facts of a household around its rights, by chapter."""

    rights: HouseholdRights

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every fact that the rules of the day read, of everybody whom it can be about."""
        lines: dict[str, list[FactLine]] = {chapter: [] for chapter in CHAPTERS}
        for key, person in self._asked():
            lines[vocabulary()[key].chapter].append(self._line(key, person))
        return tuple(
            Chapter(one, str(title), tuple(lines[one])) for one, title in CHAPTERS.items() if lines[one]
        )

    @property
    def known(self) -> tuple[FactLine, ...]:
        """What is known, by chapter."""
        return tuple(line for chapter in self.chapters for line in chapter.lines if line.said)

    @property
    def disputed(self) -> tuple[FactLine, ...]:
        """What has two answers."""
        return tuple(line for line in self.known if line.is_disputed)

    def _asked(self) -> Iterator[tuple[str, int | None]]:
        used = {key.partition("@")[0] for key in facts_used(rules_on(self.rights.found.on))}
        used |= {key for key, _ in self._standing}  # what no rule reads today was told too
        for key, fact in vocabulary().items():
            if key not in used or key in _REGISTRY_KNOWS or not policies.sees_fact(self.rights.sight, key):
                continue
            if fact.entity is Entity.HOUSEHOLD:
                yield key, None
            else:
                yield from ((key, person) for person in self._meant(key))

    def _meant(self, key: str) -> list[int]:
        """The persons whom a fact can be about: known of them, or asked of people of their age."""
        if (question := question_about(key) or question_on(key)) is None:
            return []
        situation = self.rights.found.situation
        told = [members.facts for members in self.rights.found.check.members]
        return [
            person
            for person, known in enumerate(situation.persons)
            if key in told[person] or (key not in known and makes_sense(question, known))
        ]

    def _line(self, key: str, person: int | None) -> FactLine:
        standing = self._standing.get((key, person))
        return FactLine(
            key,
            wording.fact_text(key),
            "" if person is None else self.rights.found.check.members[person].name,
            self.key_of(key, person),
            () if standing is None else tuple(_said(one) for one in _known(standing)),
            self._waiting.get((key, person), 0),
        )

    @cached_property
    def _standing(self) -> dict[tuple[str, int | None], Standing]:
        places = [None, *range(len(self.rights.persons))]
        return {(one.key, place): one for place in places for one in self.rights.standing(place)}

    @cached_property
    def _waiting(self) -> dict[tuple[str, int | None], int]:
        """How many rights wait for each fact."""
        found: dict[tuple[str, int | None], int] = {}
        for outcome in self.rights.found.answers.outcomes:
            if outcome.group is not Group.ELSEWHERE:
                for missing in {(one.fact.partition("@")[0], one.person) for one in outcome.missing}:
                    found[missing] = found.get(missing, 0) + 1
        return found

    # ------------------------------------------------------------------------------- addresses

    def key_of(self, fact_key: str, person: int | None) -> str:
        """The key of the question about this fact: in an address nobody reads what it is about."""
        question = question_about(fact_key) or question_on(fact_key)
        return "" if question is None else self.key_of_question(question, person)

    def key_of_question(self, question: Question, person: int | None) -> str:
        """The key of a question about a person of this household, or about the household."""
        whose = 0 if person is None else self.rights.persons[person].person_id
        return address_key("household", question.id, whose)

    def question_at(self, key: str) -> tuple[Question, int | None] | None:
        """The question with this key, and about whom; None when it does not exist (any more)."""
        return self._questions.get(key)

    @cached_property
    def _questions(self) -> dict[str, tuple[Question, int | None]]:
        found: dict[str, tuple[Question, int | None]] = {}
        for fact_key in sorted(facts_used(rules_on(self.rights.found.on))):
            for question in (question_for_all(fact_key), question_on(fact_key), question_about(fact_key)):
                if question is None or not all(
                    policies.sees_fact(self.rights.sight, one) for one in question.facts
                ):
                    continue
                whose = range(len(self.rights.persons)) if question.subject == "person" else [None]
                for person in whose:
                    found[self.key_of_question(question, person)] = (question, person)
        return found

    def persons_meant(self, question: Question) -> list[int]:
        """The numbers in the registry of whom a question about everybody is about."""
        meant = persons_meant(question, self.rights.found.situation)
        return [self.rights.persons[person].person_id for person in meant]


def next_question(
    facts: HouseholdFacts, *, passed: Iterable[str] = ()
) -> tuple[Question, int | None, int] | None:
    """The question that is expected to settle most, about whom, and how many rights wait for it.

    `passed`: the keys of those that were asked just now, also when nothing was answered.
    """
    known = [one for key in passed if (one := facts.question_at(key)) is not None]
    askings = {(question.id, person) for question, person in known}
    if (asked := steps.next_asked(facts.rights.found, passed=askings)) is None:
        return None
    return asked.question, asked.person, len(asked.waiting_rights)


def _known(standing: Standing) -> list[Fact]:
    return [fact for fact in standing.facts if fact.value is not None]  # type: ignore[misc]


def _said(fact: Fact) -> Said:
    value = value_in_words(fact.key, fact.value)
    return Said(fact.pk, value, str(FactSource(fact.source).label), fact.proof, fact)


def question_title(facts: HouseholdFacts, question: Question, person: int | None) -> Wording:
    """The question, about somebody by name; about the reference person too, since the worker fills it in."""
    check, on = facts.rights.found.check, facts.rights.found.on
    if person == 0 and (name := check.members[0].name):
        return Wording(question.title(wording.page_language(), name, on=on))
    return wording.question_title(question, person, check, on)
