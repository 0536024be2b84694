"""Five lists of partners in five layouts, taken in and put together as in the field: 950 families, 2,159
children."""

import time
from pathlib import Path
from uuid import uuid4

import pytest

from nabij.demo.partner_lists import PartnerLists, family_lists
from nabij.demo.partner_lists.files import write_files
from nabij.registry.actions import list_pairs
from nabij.registry.models import ChildPair, ListedChild, ListRow, Verdict
from nabij.registry.queries import lists as queries
from nabij.registry.queries.list_result import result_of
from tests.registry.lists.made import NOW, Scene

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made(tmp_path: Path) -> tuple[PartnerLists, Scene]:
    lists = family_lists(2)
    scene = Scene()
    for file in write_files(lists, tmp_path):
        name = file.stem.replace("_", "-")
        scene.ask(name, is_foster=name == "pleegzorg")
        scene.bring_file(name, file)
    return lists, scene


def truth_of(lists: PartnerLists, children: list[ListedChild]) -> dict[int, str]:
    """Which child each child of the lists is in truth: by the reference of its row, and its place there."""
    families = {family.row_id: family for family in lists.families}
    by_place = {}
    for child in children:
        family = families[child.row.said["reference"]]
        by_place[child.pk] = family.children[child.position - 1].child_id
    return by_place


def test_five_files_come_to_exactly_the_families_and_children_there_are(
    made: tuple[PartnerLists, Scene],
) -> None:
    lists, scene = made
    assert ListRow.objects.filter(state="live").count() == 1400
    truth = truth_of(lists, list(ListedChild.objects.select_related("row")))
    began = time.monotonic()
    list_pairs.compare_lists(actor=scene.leading, collection=scene.collection.pk, now=NOW)
    print(f"compared in {time.monotonic() - began:.1f} s")
    wrong = [
        pair
        for pair in ChildPair.objects.filter(verdict=Verdict.SAME, by_machine=True)
        if truth[pair.left_id] != truth[pair.right_id]
    ]
    assert wrong == [], "the machine merged two children"
    looked_at = 0
    while (shown := queries.pair_to_review(scene.leading, scene.collection.pk, now=NOW)) is not None:
        is_same = truth[shown.left.pk] == truth[shown.right.pk]
        list_pairs.decide_pair(
            actor=scene.leading,
            pair=shown.pair.pk,
            verdict=Verdict.SAME if is_same else Verdict.DIFFERENT,
            client_id=uuid4(),
            now=NOW,
        )
        looked_at += 1
    result = result_of(scene.collection.pk)
    print(f"{looked_at} pairs looked at; {len(result.doors)} families, {result.children} children")
    assert looked_at <= 120
    assert (len(result.doors), result.children) == (950, 2159)
