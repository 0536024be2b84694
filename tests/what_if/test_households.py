"""Households for a what-if: what they look like, and files that cannot be read."""

import json
from typing import Any

import numpy as np
import pytest

from nabij_rights.engine.arrays import Population
from nabij_rights.what_if.households import (
    Composition,
    UnreadableHouseholds,
    households_of,
    read_json_lines,
)
from tests.what_if.town import ON, line


def kind(*persons: dict[str, Any]) -> Composition:
    text = json.dumps({"persons": list(persons)})
    return read_json_lines([text], "home", on=ON).compositions[0]


def born(year: int, relation: str = "") -> dict[str, Any]:
    return {"birth_on": f"{year}-01-01"} | ({"relation_to_reference": relation} if relation else {})


@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        ([born(1990)], Composition.SINGLE),
        ([born(1950)], Composition.OLDER),
        ([born(1961)], Composition.OLDER),  # 65 this year
        ([born(1962)], Composition.SINGLE),
        ([born(1990), born(1990, "spouse")], Composition.COUPLE),
        ([born(1950), born(1952, "de_facto_partner")], Composition.OLDER),
        ([born(1950), born(1970, "spouse")], Composition.COUPLE),
        ([born(1990), born(2015, "child")], Composition.SINGLE_CHILDREN),
        ([born(1990), born(2015, "foster_child")], Composition.SINGLE_CHILDREN),
        ([born(1990), born(1990, "spouse"), born(2015, "child")], Composition.COUPLE_CHILDREN),
        ([born(1970), born(2000, "child")], Composition.OTHERS),  # a child of 26
        ([born(1990), born(1960, "parent")], Composition.OTHERS),
        ([born(1950), born(2015, "grandchild")], Composition.OTHERS),
        ([{}], Composition.UNKNOWN),
        ([born(1990), {"birth_on": "2015-01-01"}], Composition.UNKNOWN),  # nobody said who this is
    ],
)
def test_what_a_household_looks_like(persons: list[dict[str, Any]], expected: Composition) -> None:
    assert kind(*persons) is expected


def test_a_population_that_was_read_elsewhere_can_be_used() -> None:
    read = read_json_lines([line(1200)] * 3, "home", on=ON)
    assert households_of(read.population, on=ON).neighbourhoods is None
    assert households_of(read.population, on=ON).compositions == read.compositions
    with pytest.raises(ValueError, match="2 neighbourhoods for 3 households"):
        households_of(read.population, on=ON, neighbourhoods=["a", "b"])
    nothing_known = Population(np.array([0, 1, 2], dtype=np.int64))
    assert households_of(nothing_known, on=ON).compositions == (Composition.UNKNOWN,) * 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "holds no household"),
        ("{", "line 1: this is not JSON"),
        ("[1]", "line 1: holds a list where a household was expected"),
        ('{"persons": [{"nothing": 1}]}', "line 1: person 1"),
        ('{"neighbourhood": 3}', "neighbourhood: 3 is not a text"),
        ("[" * 100_000, "line 1:"),
        (f'{{"persons": [{{"birth_on": {"9" * 5000}}}]}}', "line 1:"),
    ],
)
def test_a_file_that_cannot_be_read_says_which_line_and_why(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableHouseholds) as problem:
        read_json_lines(text.splitlines(), "home", on=ON)
    assert sentence in str(problem.value)


def test_many_bad_lines_are_told_up_to_twenty() -> None:
    with pytest.raises(UnreadableHouseholds) as problem:
        read_json_lines(["{"] * 50, "home", on=ON)
    assert len(problem.value.sentences) == 21
