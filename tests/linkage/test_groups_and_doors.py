"""From pairs to children, and from children to doors."""

from dataclasses import replace

import pytest

from nabij_methods.linkage import Level, Row, RuleLinker, clusters, doors, partial_date
from tests.linkage.test_comparing import LINA, other


def grouped(rows: list[Row], **decisions: bool) -> tuple[tuple[str, ...], ...]:
    decided = {tuple(key.split("_")): same for key, same in decisions.items()}
    pairs = RuleLinker().pairs(rows, decisions=decided)  # type: ignore[arg-type]
    return clusters(rows, pairs, decisions=decided).groups  # type: ignore[arg-type]


def test_two_children_of_one_list_are_not_brought_together_by_a_third_row() -> None:
    namesakes = [
        replace(LINA, guardian="", birth=partial_date("2017-03-05")),
        replace(LINA, row_id="a2", guardian="", birth=partial_date("2017-09-21")),
        other(guardian="", birth=partial_date("2017")),
    ]
    pairs = RuleLinker().pairs(namesakes)
    assert [pair.level for pair in pairs] == [Level.CERTAIN, Level.CERTAIN]
    grouping = clusters(namesakes, pairs)
    assert sorted(len(group) for group in grouping.groups) == [1, 2]
    assert len(grouping.refused) == 1
    assert grouping.refused == grouping.questions


def test_a_person_may_merge_what_the_machine_may_not() -> None:
    rows = [LINA, other(street="Molenstraat", phone="", guardian="")]
    assert grouped(rows) == (("a1",), ("b1",))
    assert grouped(rows, a1_b1=True) == (("a1", "b1"),)


def test_a_person_may_keep_apart_what_the_machine_would_merge() -> None:
    rows = [LINA, other(), other(row_id="c1", list_id="c")]
    assert grouped(rows) == (("a1", "b1", "c1"),)
    assert ("a1", "b1", "c1") not in grouped(rows, a1_b1=False)


def test_what_follows_from_an_answer_is_not_asked_again() -> None:
    moved = {"street": "Molenstraat", "phone": "0499 77 77 77", "guardian": "Ahmed Haddad"}
    rows = [LINA, other(**moved), other(row_id="c1", list_id="c", **moved)]
    pairs = RuleLinker().pairs(rows)
    assert [pair.key for pair in clusters(rows, pairs).questions] == [("a1", "b1")]
    for answer in (True, False):
        decided = {("a1", "b1"): answer}
        pairs = RuleLinker().pairs(rows, decisions=decided)
        assert clusters(rows, pairs, decisions=decided).questions == ()


def test_brothers_and_sisters_of_one_row_share_a_door() -> None:
    rows = [
        replace(LINA, group="7"),
        replace(LINA, row_id="a2", group="7", first="Younes", birth=partial_date("2014-09-01")),
        other(birth=partial_date("2017")),
    ]
    (door,) = doors(rows, grouped(rows))
    assert door.rows == ("a1", "a2", "b1")
    assert not door.must_ask_where


def test_a_child_with_two_addresses_stands_at_one_door_and_is_asked_about() -> None:
    rows = [LINA, other(street="Molenstraat", number="4", box="")]
    (door,) = doors(rows, grouped(rows))
    assert door.must_ask_where
    assert len(door.houses) == 2


def test_a_foster_child_stands_at_the_foster_door_and_does_not_tie_it_to_the_parents() -> None:
    rows = [
        replace(LINA, group="7"),
        replace(LINA, row_id="a2", group="7", first="Younes", birth=partial_date("2014-09-01")),
        other(list_id="pleegzorg", street="Molenstraat", number="4", guardian="An Maes", is_foster=True),
    ]
    groups = grouped(rows, a1_b1=True)
    found = {door.is_foster: door for door in doors(rows, groups)}
    assert len(found) == 2
    assert found[True].rows == ("b1",)
    assert [house.street for house in found[True].houses] == ["molenstraat"]
    assert found[False].rows == ("a2",)


def test_two_rows_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="the same row_id"):
        RuleLinker().pairs([LINA, LINA])
