"""Five lists of partners in five layouts, taken in and put together as in the field: 950 families, 2,159
children."""

import time
from pathlib import Path
from uuid import uuid4

import pytest

from nabij.demo.partner_lists import PartnerLists, family_lists
from nabij.demo.partner_lists.files import write_files
from nabij.registry.actions import list_comparing, list_pairs
from nabij.registry.models import ChildPair, ListedChild, ListRow, Verdict
from nabij.registry.queries import lists as queries
from nabij.registry.queries.list_result import result_of
from nabij.registry.types.lists import Result
from tests.registry.lists.made import NOW, Scene

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEED = 20261122
UNDONE = 5


def taken_in(lists: PartnerLists, folder: Path) -> Scene:
    """The five files, each brought by its own partner."""
    scene = Scene()
    for file in write_files(lists, folder):
        name = file.stem.replace("_", "-")
        scene.ask(name, is_foster=name == "pleegzorg")
        scene.bring_file(name, file)
    return scene


def truth_of(lists: PartnerLists, children: list[ListedChild]) -> dict[int, str]:
    """Which child each child of the lists is in truth: by the reference of its row, and its place there."""
    families = {family.row_id: family for family in lists.families}
    return {
        child.pk: families[child.row.said["reference"]].children[child.position - 1].child_id
        for child in children
    }


def looked_at(scene: Scene, truth: dict[int, str]) -> tuple[int, Result, float]:
    """Somebody who knows the truth answers: how many questions, what came of it, seconds for one answer."""
    answered, seconds = 0, 0.0
    while (shown := queries.pair_to_review(scene.leading, scene.collection.pk, now=NOW)) is not None:
        is_same = truth[shown.left.pk] == truth[shown.right.pk]
        began = time.process_time()
        decision = list_pairs.decide_pair(
            actor=scene.leading,
            pair=shown.pair.pk,
            verdict=Verdict.SAME if is_same else Verdict.DIFFERENT,
            client_id=uuid4(),
            now=NOW,
        )
        seconds += time.process_time() - began
        answered += 1
        if answered <= UNDONE:
            assert_undone_and_done_again(scene, decision.pk, decision.result_before, decision.result_after)
    return answered, result_of(scene.collection.pk), seconds / max(answered, 1)


def assert_undone_and_done_again(scene: Scene, decision: int, before: str, after: str) -> None:
    undone = list_pairs.undo_decision(actor=scene.leading, decision=decision, client_id=uuid4(), now=NOW)
    assert undone.result_after == before
    redone = list_pairs.decide_pair(
        actor=scene.leading, pair=undone.pair_id, verdict=Verdict(undone.before), client_id=uuid4(), now=NOW
    )
    assert redone.result_after == after


def test_five_files_come_to_exactly_the_families_and_children_there_are(tmp_path: Path) -> None:
    lists = family_lists(SEED)
    scene = taken_in(lists, tmp_path)
    assert ListRow.objects.filter(state="live").count() == 1400
    truth = truth_of(lists, list(ListedChild.objects.select_related("row")))
    list_comparing.compare_lists(actor=scene.leading, collection=scene.collection.pk, now=NOW)
    wrong = [
        pair
        for pair in ChildPair.objects.filter(verdict=Verdict.SAME, by_machine=True)
        if truth[pair.left_id] != truth[pair.right_id]
    ]
    assert wrong == [], "the machine merged two children"
    answered, result, seconds = looked_at(scene, truth)
    assert answered <= 120
    assert (len(result.doors), result.children) == (950, 2159)
    assert seconds < 0.3, "one answer works out far more than what it can change"
    scene.collection.refresh_from_db()
    assert scene.collection.result_hash == result.content_hash, "answer by answer came to something else"
