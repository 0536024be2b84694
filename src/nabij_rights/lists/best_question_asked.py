"""Who can still be asked what: per question the households, and the members, for whom it is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nabij_rights.catalogue import RuleSet
from nabij_rights.engine.arrays import Column, Population
from nabij_rights.engine.program import ANY_VALUE, Input
from nabij_rights.engine.spans import Span
from nabij_rights.facts.questions import Question, question_about, question_for_all, question_on
from nabij_rights.facts.vocabulary import vocabulary

_CHILDREN = ("child", "foster_child")


@dataclass(frozen=True)
class Askings:
    """One question and where it is open: the household, and the place at home of the person it is about
    (-1 for the household or everybody). ``open_facts`` says per fact where it is not known."""

    question: Question
    households: Column
    places: Column
    meant: NDArray[np.bool_] | None = None
    """Of a question about everybody: the persons of the whole list whom it is about."""

    def part(self, first: int, last: int) -> Askings:
        """Some of the askings."""
        return replace(self, households=self.households[first:last], places=self.places[first:last])

    def fill_in(
        self, population: Population, persons: Column, key: str, span: Span, unknown: Span, rows: Column
    ) -> None:
        """Tell one fact in these rows of a population, unless it is known there.

        ``persons`` says which person of the list each person of the population is.
        """
        is_personal = key in population.persons
        low, high = population.persons[key] if is_personal else population.household[key]
        which = rows
        if self.meant is not None:
            slots = np.arange(population.offsets[rows[0]], population.offsets[rows[-1] + 1])
            which = slots[self.meant[persons[slots]]]
        elif is_personal:
            which = population.offsets[rows] + self.places
        if not self.question.is_about_one_fact:  # what was told stays; the day of a known yes is asked apart
            which = which[_is_unknown(key, low[which], high[which], unknown)]
        low[which], high[which] = span


def askings_of(population: Population, rule_set: RuleSet) -> Iterator[Askings]:
    """Every question that is open for somebody, in the order of a fixed form."""
    inputs = rule_set.bounds_program.inputs
    household_of = np.repeat(np.arange(population.number_of_households), np.diff(population.offsets))
    found: dict[str, tuple[Question, list[Column]]] = {}
    for key, leaf in inputs.items():
        is_open, is_day_open = _where_open(population, key, leaf)
        together = question_for_all(key) if leaf.is_personal else None
        if together is not None:
            spared = is_open & _counts_for_several(together, population, is_open, household_of)
            _add(found, together, np.unique(household_of[spared]))
            is_open = is_open & ~spared
        _add(found, question_on(key) or question_about(key), np.flatnonzero(is_open))
        _add(found, question_about(key), np.flatnonzero(is_day_open))
    for question, where in sorted(found.values(), key=lambda item: (item[0].order, item[0].id)):
        places = np.unique(np.concatenate(where))
        if question.subject == "person":
            homes = household_of[places]
            yield Askings(question, homes, places - population.offsets[homes])
        else:
            nobody = np.full(len(places), -1, dtype=np.int64)
            meant = _meant(question, population) if question.subject == "home" else None
            yield Askings(question, places, nobody, meant)


def _add(found: dict[str, tuple[Question, list[Column]]], question: Question | None, where: Column) -> None:
    if question is not None and len(where):
        found.setdefault(question.id, (question, []))[1].append(where)


def _where_open(population: Population, key: str, leaf: Input) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where nothing is known of a fact, and where of a date only the day is not."""
    source: Mapping[str, tuple[Column, Column]] = (
        population.persons if leaf.is_personal else population.household
    )
    length = int(population.offsets[-1]) if leaf.is_personal else population.number_of_households
    if (ends := source.get(key)) is None:
        return np.ones(length, dtype=np.bool_), np.zeros(length, dtype=np.bool_)
    fact = vocabulary()[key.partition("@")[0]]
    is_unknown = _is_unknown(key, *ends, leaf.unknown)
    is_day_open = (ends[0] != ends[1]) & ~is_unknown & (fact.is_date and leaf.unknown != (0, 1))
    return is_unknown, is_day_open


def _is_unknown(key: str, low: Column, high: Column, unknown: Span) -> NDArray[np.bool_]:
    if unknown == (ANY_VALUE, ANY_VALUE):
        any_value = vocabulary()[key.partition("@")[0]].any_value
        low, unknown = low & any_value, (any_value, any_value)
        high = low
    is_unknown: NDArray[np.bool_] = (low == unknown[0]) & (high == unknown[1])
    return is_unknown


def _counts_for_several(
    question: Question, population: Population, is_open: NDArray[np.bool_], household_of: Column
) -> NDArray[np.bool_]:
    """Whether one answer about everybody spares this person and at least one other a question."""
    untold = _meant(question, population) & is_open
    number = np.bincount(household_of[untold], minlength=population.number_of_households)
    several: NDArray[np.bool_] = untold & (number[household_of] > 1)
    return several


def _meant(question: Question, population: Population) -> NDArray[np.bool_]:
    """The persons of the list whom a question about everybody is about: all, or all children."""
    length = int(population.offsets[-1])
    if question.applies_to == "everyone":
        return np.ones(length, dtype=np.bool_)
    relation = vocabulary()["relation_to_reference"]
    if (ends := population.persons.get(relation.id)) is None:
        return np.zeros(length, dtype=np.bool_)
    children = sum(1 << relation.position(name) for name in _CHILDREN)
    only: NDArray[np.bool_] = (ends[0] & relation.any_value & ~children) == 0
    return only
