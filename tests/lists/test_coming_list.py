"""The calendar of a list says what the calendar of each household says, whatever the batches."""

from collections.abc import Iterator
from datetime import date
from random import Random

import numpy as np
import pytest

from nabij_rights.answers import answer
from nabij_rights.catalogue import TooEarly
from nabij_rights.coming.calendar import calendar_of, window_of
from nabij_rights.coming.track import Change
from nabij_rights.engine.arrays import Population, population_of
from nabij_rights.engine.program import Program, Situation
from nabij_rights.facts.reading import read_situation
from nabij_rights.facts.reroot import seen_by
from nabij_rights.lists.coming import ListChange, list_calendar
from nabij_rights.lists.coming_columns import calendar_program
from nabij_rights.lists.coming_report import FEWEST_SHOWN, per_month, per_right, report_text
from nabij_rights.lists.coming_rows import SEEN_OTHERWISE, rows_of
from nabij_rights.lists.one_of_list import situation_at
from nabij_rights.lists.screening import with_numpy
from nabij_rights.synthetic import made_up_households

ON = date(2026, 11, 21)
_KEPT = ("relation_to_reference", "birth_on")


def situations(number: int, seed: int) -> Iterator[Situation]:
    """Made-up households of which nothing, a fifth or two fifths is forgotten; half tell only ages."""
    random = Random(seed)
    for place, given in enumerate(made_up_households(number, seed=seed, on=ON)):
        for row in (given["household"], *given["persons"]):
            for key in [key for key in row if key not in _KEPT and random.random() < 0.2 * (place % 3)]:
                del row[key]
        for person in given["persons"]:
            if place % 2:
                born = person.pop("birth_on")
                person["age"] = ON.year - born.year - ((ON.month, ON.day) < (born.month, born.day))
        yield read_situation(given, on=ON)


def population(listed: list[Situation], months: int = 24) -> Population:
    return population_of(listed, calendar_program(window_of(ON, months)))


def said(change: ListChange, person: int) -> tuple[object, ...]:
    return (
        change.right.id,
        person,
        change.change,
        change.before,
        change.after,
        change.earliest_on,
        change.on,
    )


def said_alone(situation: Situation, months: int) -> set[tuple[object, ...]]:
    """What the calendar of this household says, per person."""
    found = calendar_of(situation, on=ON, months=months).changes
    return {said(coming, person) for coming in found for person in coming.persons}


@pytest.mark.parametrize(("number", "seed", "months"), [(18, 5, 24), (12, 8, 60)])
def test_each_household_gets_what_it_gets_alone(number: int, seed: int, months: int) -> None:
    listed = list(situations(number, seed))
    found = list(list_calendar(population(listed, months), on=ON, months=months))
    assert found
    for place, situation in enumerate(listed):
        mine = {said(change, change.person) for change in found if change.household == place}
        assert mine == said_alone(situation, months)


def test_the_reasons_are_those_of_the_household() -> None:
    listed = list(situations(12, 3))
    found = list(list_calendar(population(listed), on=ON))
    for place, situation in enumerate(listed):
        alone = {
            (coming.right.id, coming.on): set(coming.causes)
            for coming in calendar_of(situation, on=ON).changes
            if len(coming.persons) == 1
        }
        mine = {(c.right.id, c.on): set(c.causes) for c in found if c.household == place}
        assert {key: mine[key] for key in alone} == alone


@pytest.mark.slow
def test_hundreds_of_households_get_what_they_get_alone() -> None:
    for seed in (31, 32):
        listed = list(situations(60, seed))
        found = list(list_calendar(population(listed), on=ON))
        for place, situation in enumerate(listed):
            mine = {said(change, change.person) for change in found if change.household == place}
            assert mine == said_alone(situation, 24)


def test_batches_change_nothing_and_the_order_is_that_of_the_list() -> None:
    listed = population(list(situations(15, 9)))
    at_once = list(list_calendar(listed, on=ON))
    in_parts = list(list_calendar(listed, on=ON, households_at_once=4))
    assert at_once == in_parts
    places = [change.household for change in at_once]
    assert places == sorted(places)


def test_any_evaluator_may_work_it_out() -> None:
    asked: list[int] = []

    def counting(program: Program, part: Population, setting: object) -> object:
        asked.append(part.number_of_households)
        return with_numpy(program, part, setting)  # type: ignore[arg-type]

    listed = population(list(situations(6, 2)))
    assert list(list_calendar(listed, on=ON, evaluate=counting)) == list(list_calendar(listed, on=ON))  # type: ignore[arg-type]
    assert sum(asked) > 6


def test_everybody_is_seen_as_by_the_calendar_of_one_household() -> None:
    listed = list(situations(40, 6))
    everybody = population(listed)
    rows = rows_of(everybody, window_of(ON, 24))
    assert (rows.viewers > 0).any()
    for row, (home, viewer) in enumerate(zip(rows.households, rows.viewers, strict=True)):
        alone = seen_by(listed[home], int(viewer))
        for name in SEEN_OTHERWISE:
            low, high = rows.otherwise[name]
            for place, facts in enumerate(alone.persons):
                slot = int(rows.slots[row]) + place
                if name in facts:
                    assert (low[slot], high[slot]) == facts[name]


def test_one_household_of_a_list_is_what_was_put_in() -> None:
    listed = list(situations(5, 4))
    everybody = population(listed)
    for place, situation in enumerate(listed):
        again = situation_at(everybody, place)
        assert [outcome.answer for outcome in answer(again, on=ON).outcomes] == [
            outcome.answer for outcome in answer(situation, on=ON).outcomes
        ]


def test_a_list_before_the_catalogue_is_refused() -> None:
    with pytest.raises(TooEarly):
        next(list_calendar(population(list(situations(1, 1))), on=date(2018, 12, 31)))


def test_a_list_of_which_nothing_is_known_says_what_holds_for_everybody() -> None:
    nothing = Population(np.arange(4, dtype=np.int64))
    found = list(list_calendar(nothing, on=ON))
    alone = said_alone(Situation({}, [{}]), 24)
    assert {said(change, change.person) for change in found if change.household == 2} == alone


def test_small_numbers_are_hidden_and_others_are_counted_by_household() -> None:
    listed = list(situations(12, 5)) * 2
    changes = list(list_calendar(population(listed), on=ON))
    for counts, about in (
        (per_month(changes), lambda c: f"{c.on:%Y-%m}"),
        (per_right(changes), lambda c: c.right.id),
    ):
        assert any(count.households is None for count in counts)
        assert any(count.households is not None for count in counts)
        for count in counts:
            if count.kind == "gain":
                homes = {
                    change.household
                    for change in changes
                    if change.change is Change.BEGINS and about(change) == count.about
                }
                assert count.households == (len(homes) if len(homes) >= FEWEST_SHOWN else None)
    assert "fewer than 10" in report_text(changes, households=len(listed))
