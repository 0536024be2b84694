"""The reference budget of a town: read with clear errors, and held beside the means of a household."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij_rights.dignity import ANYTHING, Living, dignity_of
from nabij_rights.reasons import Answer
from nabij_rights.towns.budgets import (
    ADULT_KINDS,
    HOMES,
    OF_A_CHILD,
    OF_A_HOME,
    OF_A_PERSON,
    BadBudget,
    Budget,
    budget_of,
    parse_budget,
)
from nabij_rights.towns.packs import towns

PERSON = "\n".join(f'{basket} = "10.00"' for basket in OF_A_PERSON)
CHILD = "\n".join(f'{basket} = "5.00"' for basket in OF_A_CHILD)
ABOUT = """
title = "Invented"
source = "Invented for a test"
from = 2026-01-01
entered_by = "A test"
entered_on = 2026-01-02
"""


def table(
    *, about: str = ABOUT, home: str = '{ low = "400.00", high = "500.00" }', child: str = CHILD
) -> str:
    """A whole table: ten euro per basket of an adult, five of a child."""
    adults = "".join(f"[adult.{kind}]\n{PERSON}\n" for kind in ADULT_KINDS)
    homes = "".join(
        f"[[home.{kind}]]\nhousing = {one}\nenergy = '{energy}.00'\n"
        for kind in HOMES
        for one, energy in ((home, 50), ("'600.00'", 80))
    )
    return f"{about}\n{adults}\n[[child]]\nfrom_age = 0\nuntil_age = 18\n{child}\n{homes}"


@pytest.fixture
def budget() -> Budget:
    return parse_budget("test", table())


def test_only_the_fictional_town_has_a_table_and_it_says_that_it_is_invented() -> None:
    with_table = {town.id for town in towns().values() if budget_of(town.id) is not None}
    assert with_table == {town.id for town in towns().values() if town.is_fictional}
    zonnedam = budget_of("zonnedam")
    assert zonnedam is not None
    assert zonnedam.is_fictional
    assert files("nabij_rights.towns").joinpath("zonnedam").joinpath("budget.toml").is_file()


def test_one_adult_and_one_child_add_up(budget: Budget) -> None:
    found = dignity_of(Living({"working": 1}, (4,), "owner", means=(70_000, 70_000)), budget)
    needs = 60_000 + 8_000 + 6 * 1_000 + 7 * 500
    assert (found.needs, found.lacks, found.is_enough) == (
        (needs, needs),
        (needs - 70_000, needs - 70_000),
        Answer.NO,
    )


def test_a_home_with_more_people_than_rows_takes_the_last_row(budget: Budget) -> None:
    small, large = (dignity_of(Living({"working": n}, (), "owner"), budget) for n in (2, 5))
    assert [one.needs for one in small.baskets[:2]] == [one.needs for one in large.baskets[:2]]


@pytest.mark.parametrize(
    ("means", "lacks", "is_enough"),
    [
        (ANYTHING, (0, 61_000), Answer.UNKNOWN),
        ((61_000, 61_000), (0, 0), Answer.YES),
        ((60_999, 60_999), (0, 1), Answer.UNKNOWN),
        ((50_999, 50_999), (1, 10_001), Answer.NO),
        ((40_000, 61_000), (0, 21_000), Answer.UNKNOWN),
    ],
)
def test_what_is_not_known_stays_a_span(
    budget: Budget, means: tuple[int, int], lacks: tuple[int, int], is_enough: Answer
) -> None:
    found = dignity_of(Living({"retired": 1}, (), "private_tenant", means=means), budget)
    assert found.needs == (51_000, 61_000)
    assert (found.lacks, found.is_enough) == (lacks, is_enough)


def test_a_known_rent_counts_as_it_is_and_a_cold_home_still_needs_energy(budget: Budget) -> None:
    spends = {"housing": (30_000, 30_000), "energy": (1_000, 1_000), "food": (400, 400)}
    found = dignity_of(Living({"working": 1}, (), "owner", spends=spends), budget)
    baskets = {one.basket: one for one in found.baskets}
    assert (baskets["housing"].needs, baskets["housing"].lacks) == ((30_000, 30_000), (0, 0))
    assert (baskets["energy"].needs, baskets["energy"].lacks) == ((5_000, 5_000), (4_000, 4_000))
    assert baskets["food"].lacks == (600, 600)
    assert baskets["clothing"].lacks == (0, 1_000)


@given(low=st.integers(0, 100_000), more=st.integers(0, 50_000))
def test_more_means_never_lack_more(low: int, more: int) -> None:
    read = parse_budget("test", table())
    less, rich = (
        dignity_of(Living({"jobseeker": 1}, (7,), "owner", means=(amount, amount)), read)
        for amount in (low, low + more)
    )
    assert rich.lacks[0] <= less.lacks[0]
    assert rich.lacks[1] <= less.lacks[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "this is not TOML"),
        (table(about=ABOUT.replace('source = "Invented for a test"', "")), "source: is not written"),
        (table(about=ABOUT.replace("2026-01-01", '"2026-01-01"')), "from: is not a day"),
        (table(about=ABOUT + "titel = 'x'\n"), "titel: is not known here"),
        (table(home="400.00"), "write the amount between quotes"),
        (table(home="'vier'"), "is no amount in euro"),
        (table(home="{ low = '5.00', high = '4.00' }"), "the lowest (5.00) is above the highest (4.00)"),
        (table(child=CHILD.replace("food", "foot")), "child 1, foot: is no basket here"),
        (table().replace("until_age = 18", "until_age = 16"), "covers the ages until 16"),
        (table().replace("from_age = 0", "from_age = 2"), "begins at 2 years"),
        (table().replace("from_age = 0", "from_age = '0'"), "needs from_age and until_age"),
        (table().replace("[adult.retired]", "[adult.pensioner]"), "adult.retired: is not written"),
        (re.sub(r"\[\[home\.owner\]\][^\[]*", "", table()), "home.owner: is not written"),
    ],
)
def test_every_mistake_in_a_table_gets_its_place_and_a_sentence(text: str, said: str) -> None:
    with pytest.raises(BadBudget) as refused:
        parse_budget("towns/x/budget.toml", text)
    assert all(line.startswith("towns/x/budget.toml: ") for line in refused.value.sentences)
    assert said in str(refused.value)


def test_the_baskets_of_a_home_are_those_of_a_home() -> None:
    assert set(OF_A_HOME).isdisjoint(OF_A_CHILD)
