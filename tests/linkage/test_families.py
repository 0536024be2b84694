"""What the family around a pair says: two homes with the same children, cousins next door, one list twice."""

from dataclasses import replace
from itertools import combinations

from nabij.demo.partner_lists import child_lists
from nabij_methods.linkage import Doubt, Level, Row, RuleLinker, clusters, compare
from nabij_methods.linkage.blocking import candidates
from nabij_methods.linkage.evidence import read
from nabij_methods.linkage.normal import skeleton, without_particles
from tests.linkage.test_comparing import LINA, born, other

ELSEWHERE = {"street": "Molenstraat", "number": "4", "phone": "0499 77 77 77", "guardian": "Omar Haddad"}
"""The home of the other parent: nothing of the family agrees."""


def at_both_parents(**brother: object) -> list[Row]:
    """Lina and Younes at two homes; `brother` changes Younes on the second list."""
    younes = {"first": "Younes", **born("2014-09-01")}
    return [
        replace(LINA, group="7"),
        replace(LINA, row_id="a2", group="7", **younes),  # type: ignore[arg-type]
        other(group="3", **ELSEWHERE),
        other(row_id="b2", group="3", **ELSEWHERE, **younes | brother),
    ]


def grouped(rows: list[Row]) -> tuple[tuple[str, ...], ...]:
    return clusters(rows, RuleLinker().pairs(rows)).groups


def test_two_homes_are_one_family_when_a_child_agrees_and_another_one_nearly_does() -> None:
    for brother in (born("2014"), born("2014-09"), born("2014-01-09"), {"first": "Yunes"}):
        assert grouped(at_both_parents(**brother)) == (("a1", "b1"), ("a2", "b2")), brother


def test_one_child_alone_makes_no_family() -> None:
    for brother in (born("2012-02-11"), {"first": "Bilal"}, {"last": "Maes", **born("2014")}):
        assert ("a1", "b1") not in grouped(at_both_parents(**brother)), brother


def test_a_parent_holds_together_rows_without_telephone_and_address() -> None:
    nowhere = {"phone": "", "street": "", "number": "", "box": "", "group": ""}
    rows = [replace(row, **nowhere) if row.list_id == "b" else row for row in at_both_parents()]  # type: ignore[arg-type]
    assert grouped(rows) == (("a1", "b1"), ("a2", "b2"))


def test_a_child_of_one_name_in_one_family_is_asked_about_whatever_the_birth_date() -> None:
    rows = [*at_both_parents(), replace(LINA, row_id="a3", group="7", first="Adam", **born("2025-02-28"))]  # type: ignore[arg-type]
    rows.append(other(row_id="b3", group="3", first="Adam", **ELSEWHERE, **born("2025-01-31")))
    (question,) = clusters(rows, RuleLinker().pairs(rows)).questions
    assert question.key == ("a3", "b3")
    assert question.comparison.judgement.doubts == (Doubt.BIRTH_DIFFERS,)


def test_cousins_who_share_a_telephone_and_a_house_go_to_a_person() -> None:
    for birth in ("", "2017"):
        cousin = compare(replace(LINA, box=""), other(guardian="Hassan Amrani", **born(birth)))
        assert cousin.level is Level.PROBABLE
        assert cousin.judgement.doubts == (Doubt.BIRTH_HALF_KNOWN,)


def test_two_rows_of_one_list_are_merged_only_word_for_word() -> None:
    again = replace(LINA, row_id="a2")
    assert compare(LINA, again).level is Level.CERTAIN
    assert compare(LINA, replace(again, last="Amrani")).judgement.doubts == (Doubt.SAME_LIST,)


def test_what_is_hardly_ever_one_child_is_asked_about_last() -> None:
    rows = [
        LINA,
        replace(LINA, row_id="a2", last="Amrani"),
        replace(LINA, row_id="c1", list_id="c", first="Fien", last="Maes", **ELSEWHERE, **born("2015-05-06")),  # type: ignore[arg-type]
        other(row_id="d1", list_id="d", first="Fien", last="Maes", **born("2015-05-06")),
    ]
    asked = clusters(rows, RuleLinker().pairs(rows)).questions
    strengths = [pair.comparison.judgement.points for pair in asked]
    assert [pair.key for pair in asked] == [("c1", "d1"), ("a1", "a2")]
    assert strengths[0] < strengths[1]


def test_no_pair_of_one_name_is_left_out_because_their_rows_never_met() -> None:
    rows = [row for row in child_lists(7).rows if row.last.startswith("B")]
    readings = [read(row) for row in rows]
    met = candidates(readings)
    sounds = [
        (skeleton(without_particles(one.first)), skeleton(without_particles(one.last))) for one in readings
    ]
    pairs = [
        (one, two)
        for one, two in combinations(range(len(rows)), 2)
        if sorted(sounds[one]) == sorted(sounds[two]) and compare(rows[one], rows[two]).level is not Level.NO
    ]
    assert len(pairs) > 5
    assert set(pairs) <= met
