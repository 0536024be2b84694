"""The calendar against the rules themselves: every day of two years gives what the chosen days give."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from nabij_rights.answers import answer
from nabij_rights.coming.calendar import calendar_of, tracks, window_of
from nabij_rights.engine.program import Situation
from nabij_rights.facts.reading import read_situation
from nabij_rights.reasons import Answer
from nabij_rights.synthetic import made_up_households

pytestmark = pytest.mark.slow

ON = date(2026, 11, 21)
HOUSEHOLDS = 4
DAYS_HELD_AGAINST_THE_RULES = 40
_KEPT = ("relation_to_reference", "birth_on")


def situations(seed: int) -> Iterator[Situation]:
    """Made-up households of which nothing, a fifth or two fifths of the facts is forgotten."""
    random = Random(seed)
    for number, given in enumerate(made_up_households(HOUSEHOLDS, seed=seed, on=ON)):
        for row in (given["household"], *given["persons"]):
            for key in [key for key in row if key not in _KEPT and random.random() < 0.2 * (number % 3)]:
                del row[key]
        for person in given["persons"]:
            if number % 2:  # only an age is known, as most visitors tell it
                born = person.pop("birth_on")
                person["age"] = ON.year - born.year - ((ON.month, ON.day) < (born.month, born.day))
        yield read_situation(given, on=ON)


def without_days(situation: Situation) -> Situation:
    """The situation without what was told of another day than today."""
    persons = [{key: span for key, span in facts.items() if "@" not in key} for facts in situation.persons]
    return Situation(situation.household, persons, situation.decisions)


def without_end_of_benefit(situation: Situation) -> Situation:
    """The situation in which nobody told that a benefit ends: the rules of a day do not look at that."""
    ends = "unemployment_ends_on"
    persons = [{key: span for key, span in facts.items() if key != ends} for facts in situation.persons]
    return Situation(situation.household, persons, situation.decisions)


@pytest.mark.parametrize("seed", [5, pytest.param(11, marks=pytest.mark.nightly)])
def test_the_days_that_are_worked_out_give_what_all_730_days_give(seed: int) -> None:
    for situation in situations(seed):
        assert calendar_of(situation, on=ON) == calendar_of(situation, on=ON, every_day=True)


def test_it_never_says_otherwise_than_the_rules_of_that_day() -> None:
    """Each day answers as if it were asked then, apart from figures that grew old and facts of another year.

    The rules of a later day know less (figures that nobody published yet), so they may say "not known" where
    the calendar says what it would be today; a yes against a no never happens.
    """
    random = Random(7)
    for situation in map(without_end_of_benefit, situations(7)):
        found = answer(situation, on=ON)
        all_tracks = list(tracks(found, window_of(ON, 24)))
        plain = without_days(situation)
        for day in random.sample(list(window_of(ON, 24).days()), DAYS_HELD_AGAINST_THE_RULES):
            later = answer(plain, on=day)
            for track in all_tracks:
                if track.viewer == 0:
                    said, then = track.state(day).answer, later.of(track.right.id).answer
                    assert {said, then} != {Answer.YES, Answer.NO}, f"{track.right.id} on {day}"
