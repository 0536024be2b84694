"""What holds of every list, whatever stands in it."""

# ruff: noqa: E501

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from nabij.demo.partner_lists import child_lists
from nabij_methods.linkage import Row, RuleLinker, clusters, compare, doors, partial_date
from nabij_methods.linkage.normal import folded

WORDS = st.sampled_from(
    ["Lina", "Lena", "Mohamed", "Muhammad", "El Amrani", "Amrani", "Van den Berghe", "", "O'Neil", "Łukasz"]
)
ROWS = st.builds(
    Row,
    row_id=st.just("x"),
    list_id=st.sampled_from(["a", "b"]),
    first=st.one_of(WORDS, st.text(max_size=8)),
    last=st.one_of(WORDS, st.text(max_size=8)),
    birth=st.sampled_from(["", "2017", "2017-03", "2017-03-05", "2017-05-03", "2018-03-05", "2017-01-01"]).map(partial_date),
    phone=st.sampled_from(["", "0499 12 34 56", "+32 499 12 34 56", "0499 12 34 65", "geen"]),
    street=st.sampled_from(["", "Kerkstraat", "Kerkstr. 12 bus 3", "Molenstraat"]),
    number=st.sampled_from(["", "12", "12/3", "14", "12A"]),
    box=st.sampled_from(["", "3", "bus 4"]),
    guardian=st.one_of(WORDS, st.just("Fatiha El Amrani")),
    group=st.sampled_from(["", "1", "2"]),
    is_foster=st.booleans(),
)  # fmt: skip
PEOPLE = child_lists(7).rows[:160]


def levels(rows: list[Row]) -> dict[tuple[str, str], str]:
    return {pair.key: pair.level for pair in RuleLinker().pairs(rows)}


@given(one=ROWS, other=ROWS)
def test_the_order_of_two_rows_does_not_matter(one: Row, other: Row) -> None:
    one, other = replace(one, row_id="x1"), replace(other, row_id="x2")
    assert compare(one, other) == compare(other, one)


@given(text=st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 1000))
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    shuffled = list(PEOPLE)
    Random(seed).shuffle(shuffled)
    assert levels(shuffled) == levels(list(PEOPLE))
    pairs = RuleLinker().pairs(PEOPLE)
    assert clusters(shuffled, pairs) == clusters(PEOPLE, list(reversed(pairs)))


@settings(deadline=None, max_examples=10)
@given(first=st.text(alphabet="bdfgklm", min_size=6, max_size=9))
def test_an_unrelated_row_changes_nothing(first: str) -> None:
    stranger = Row(
        "zz", "far", first, "Xqvw", partial_date("1931-02-03"), phone="0470000000", street="Qqq", number="9"
    )
    assert levels([*PEOPLE, stranger]) == levels(list(PEOPLE))


@settings(deadline=None, max_examples=20)
@given(rows=st.lists(ROWS, max_size=12))
def test_every_row_stands_in_one_group_and_every_group_at_one_door(rows: list[Row]) -> None:
    rows = [replace(row, row_id=f"r{place}") for place, row in enumerate(rows)]
    grouping = clusters(rows, RuleLinker().pairs(rows))
    assert sorted(row_id for group in grouping.groups for row_id in group) == sorted(
        row.row_id for row in rows
    )
    found = doors(rows, grouping.groups)
    assert sorted(child for door in found for child in door.children) == sorted(grouping.groups)


def test_answers_given_again_change_nothing() -> None:
    pairs = RuleLinker().pairs(PEOPLE)
    decisions = {pair.key: True for pair in clusters(PEOPLE, pairs).questions}
    first = clusters(PEOPLE, RuleLinker().pairs(PEOPLE, decisions=decisions), decisions=decisions)
    again = clusters(PEOPLE, RuleLinker().pairs(PEOPLE, decisions=decisions), decisions=decisions)
    assert first == again
    assert not {pair.key for pair in first.questions} & decisions.keys()
