"""What was promised of merging partner lists, on made-up lists whose truth is known."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from nabij.demo.partner_lists import child_lists, family_lists, write_files
from nabij.demo.partner_lists.reviewing import reviewed
from nabij_methods.linkage import RuleLinker

FAMILY_SEEDS = [1, 6, 12, 20261122]
"""Each of them once asked too little, or merged two children; docs/performance.md has 24."""
CHILD_SEEDS = [14, 205]


@pytest.mark.slow
@pytest.mark.parametrize("seed", FAMILY_SEEDS)
def test_1400_rows_of_families_end_in_950_doors_and_2159_children(seed: int) -> None:
    lists = family_lists(seed)
    assert len(lists.families) == 1400
    assert len({family.list_id for family in lists.families}) == 5
    done = reviewed(lists, RuleLinker(), at_most=120)
    assert done.candidate_recall >= 0.99
    assert done.wrong_by_machine == 0
    assert (done.number_of_doors, len(done.grouping.groups)) == (950, 2159)
    assert (done.score.recall, done.score.precision) == (1.0, 1.0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", CHILD_SEEDS)
def test_the_harder_lists_are_merged_with_a_hundred_questions(seed: int) -> None:
    lists = child_lists(seed)
    assert 3250 <= len(lists.rows) <= 3550
    assert len(lists.door_of_child) == 2159
    done = reviewed(lists, RuleLinker(), at_most=100)
    assert done.score.f1 >= 0.975
    assert done.score.lost <= 5
    assert done.wrong_by_machine == 0


def test_a_seed_gives_the_same_lists_again_and_another_seed_other_ones() -> None:
    assert family_lists(4).rows == family_lists(4).rows
    assert family_lists(4).rows != family_lists(5).rows


def test_the_files_hold_every_row_and_every_child(tmp_path: Path) -> None:
    lists = family_lists(1)
    rows: list[list[str]] = []
    for path in write_files(lists, tmp_path):
        if path.suffix == ".xlsx":
            read = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            rows += [[str(cell) for cell in row] for row in read[1:]]
        else:
            encoding = {"brugfiguren": "utf-8-sig", "sociale_dienst": "cp1252", "ajko": "utf-16"}[path.stem]
            separator = {"brugfiguren": ";", "sociale_dienst": ",", "ajko": "\t"}[path.stem]
            with path.open(encoding=encoding, newline="") as file:
                rows += list(csv.reader(file, delimiter=separator))[1:]
    assert sorted(row[0] for row in rows) == sorted(family.row_id for family in lists.families)
    children = sum(bool(cell) for row in rows for cell in row[9::3])
    assert children == len(lists.rows)
