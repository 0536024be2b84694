"""Who is the same child: by machine, by a person, by asking; taken back; remembered; frozen."""

# ruff: noqa: RUF001  (letters of other languages are what this is about)

from uuid import uuid4

import pytest

from nabij.kernel.decisions import NotFoundHere
from nabij.registry.actions import list_comparing, list_files, list_pairs
from nabij.registry.models import (
    ChildPair,
    FrozenChild,
    FrozenDoor,
    ListRow,
    OwnerQuestion,
    PairDecision,
    QuestionAnswer,
    RememberedPair,
    Verdict,
)
from nabij.registry.queries import lists as queries
from nabij.registry.queries import own_lists
from nabij.registry.queries.list_result import result_of
from nabij.registry.types.lists import ListFrozen, ListProblem, NotComparedYet, PairsOpen
from nabij_methods.tables.rows import ReadChild, ReadRow
from tests.registry.lists.made import NOW, SMALL, Scene, as_actor, somebody

pytestmark = pytest.mark.django_db

# Emre again in other letters; a namesake of Lina with a birthday that one slip explains; a twin of Jef.
OTHER = """Kind;Geb.datum;Ouder;Tel;Adres;Postcode
Emre Yildiz;12/03/2019;Aylin Yildiz;+32 499 00 22 41;Vaartstr. 14 bus 2;8599
Lina Yilmaz;04/08/2021;;;Kapelstraat 7;8599
Jan De Smet;25/12/2016;Katrien De Smet;0499 11 22 33;Kerkstraat 3;8599
"""


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    for name, text in (("brugfiguren", SMALL), ("welzijn", OTHER)):
        made.ask(name)
        made.bring(name, text)
    return made


def compare(scene: Scene) -> None:
    list_comparing.compare_lists(actor=scene.leading, collection=scene.collection.pk, now=NOW)
    scene.collection.refresh_from_db()


def a_probable_pair(scene: Scene) -> ChildPair:
    """Two children of the two lists, as a pair that waits for a person."""
    first, second = (asked.rows.order_by("pk").last() for asked in scene.asked.values())
    left, right = sorted((first.children.get(), second.children.get()), key=lambda child: child.pk)
    standing = ChildPair.objects.filter(left=left, right=right).first()
    return standing or ChildPair.objects.create(
        collection=scene.collection, left=left, right=right, level="probable", strength=15
    )


def decide(scene: Scene, pair: ChildPair, verdict: Verdict) -> PairDecision:
    return list_pairs.decide_pair(
        actor=scene.leading, pair=pair.pk, verdict=verdict, client_id=uuid4(), now=NOW
    )


def test_a_certain_pair_is_merged_by_machine_with_both_sources(scene: Scene) -> None:
    compare(scene)
    merged = ChildPair.objects.get(verdict=Verdict.SAME)
    assert merged.by_machine
    emre = next(
        child
        for door in result_of(scene.collection.pk).doors
        for child in door.children
        if child.first[0].value == "Emre"
    )
    assert [source.partner for source in emre.first[0].sources] == ["brugfiguren", "welzijn"]
    assert {told.value for told in emre.last} == {"Yıldız", "Yildiz"}


def test_twins_are_never_merged_by_machine(scene: Scene) -> None:
    compare(scene)
    result = result_of(scene.collection.pk)
    names = sorted(child.first[0].value for door in result.doors for child in door.children)
    assert names == ["Emre", "Jan", "Jef", "Lina", "Lina"]


def test_an_undo_brings_back_every_byte(scene: Scene) -> None:
    compare(scene)
    pair, before = a_probable_pair(scene), result_of(scene.collection.pk)
    decision = decide(scene, pair, Verdict.SAME)
    assert decision.result_before == before.content_hash != decision.result_after
    assert result_of(scene.collection.pk).children == before.children - 1
    undone = list_pairs.undo_decision(actor=scene.leading, decision=decision.pk, client_id=uuid4(), now=NOW)
    assert undone.result_after == before.content_hash
    assert result_of(scene.collection.pk) == before
    pair.refresh_from_db()
    assert pair.verdict == Verdict.OPEN
    assert not RememberedPair.objects.exists()


def test_a_merge_of_the_machine_can_be_taken_apart_and_put_back(scene: Scene) -> None:
    compare(scene)
    before = result_of(scene.collection.pk)
    pair = ChildPair.objects.get(verdict=Verdict.SAME)
    decision = decide(scene, pair, Verdict.DIFFERENT)
    assert result_of(scene.collection.pk).children == before.children + 1
    list_pairs.undo_decision(actor=scene.leading, decision=decision.pk, client_id=uuid4(), now=NOW)
    assert result_of(scene.collection.pk).content_hash == before.content_hash
    pair.refresh_from_db()
    assert (pair.verdict, pair.by_machine) == (Verdict.SAME, True)


def test_a_repeated_answer_counts_once(scene: Scene) -> None:
    compare(scene)
    pair, client_id = a_probable_pair(scene), uuid4()
    for _ in range(4):
        list_pairs.decide_pair(
            actor=scene.leading, pair=pair.pk, verdict=Verdict.SAME, client_id=client_id, now=NOW
        )
    assert PairDecision.objects.count() == 1


def test_a_later_decision_must_be_undone_first(scene: Scene) -> None:
    compare(scene)
    pair = a_probable_pair(scene)
    first = decide(scene, pair, Verdict.SAME)
    decide(scene, pair, Verdict.DIFFERENT)
    with pytest.raises(ListProblem):
        list_pairs.undo_decision(actor=scene.leading, decision=first.pk, client_id=uuid4(), now=NOW)


def test_what_a_person_said_stays_when_the_lists_are_compared_again(scene: Scene) -> None:
    compare(scene)
    pair = ChildPair.objects.get(verdict=Verdict.SAME)
    decide(scene, pair, Verdict.DIFFERENT)
    compare(scene)
    pair.refresh_from_db()
    assert (pair.verdict, pair.by_machine) == (Verdict.DIFFERENT, False)


def test_a_verdict_is_remembered_for_the_next_campaign_without_names(scene: Scene) -> None:
    compare(scene)
    decide(scene, ChildPair.objects.get(verdict=Verdict.SAME), Verdict.DIFFERENT)
    kept = RememberedPair.objects.get()
    assert len(kept.key) == 64
    later = Scene(lead=scene.lead)
    for name, text in (("school", SMALL), ("pleegzorg", OTHER)):
        later.ask(name)
        later.bring(name, text)
    compare(later)
    again = ChildPair.objects.get(collection=later.collection, level="certain")
    assert (again.verdict, again.by_machine) == (Verdict.DIFFERENT, True)


def test_asking_the_partner_shows_each_owner_only_the_own_row(scene: Scene) -> None:
    compare(scene)
    pair = a_probable_pair(scene)
    decide(scene, pair, Verdict.ASKED)
    assert OwnerQuestion.objects.count() == 2
    for name, others in (("brugfiguren", "Jan"), ("welzijn", "Jef")):
        asked = own_lists.own_questions(scene.owner(name), scene.asked[name].pk, now=NOW)
        assert len(asked) == 1
        assert others not in repr(asked[0][1])
    assert queries.pair_to_review(scene.leading, scene.collection.pk, now=NOW) is None
    for name in scene.asked:
        question = OwnerQuestion.objects.get(child__row__invitation=scene.asked[name])
        list_pairs.answer_question(
            actor=scene.owner(name),
            invitation=scene.asked[name].pk,
            question=question.pk,
            answer=QuestionAnswer.RIGHT,
            now=NOW,
        )
    shown = queries.pair_to_review(scene.leading, scene.collection.pk, now=NOW)
    assert shown is not None
    assert [one.answer for one in shown.answers] == ["right", "right"]


def test_an_owner_does_not_answer_a_question_about_another_list(scene: Scene) -> None:
    compare(scene)
    decide(scene, a_probable_pair(scene), Verdict.ASKED)
    foreign = OwnerQuestion.objects.get(child__row__invitation=scene.asked["welzijn"])
    with pytest.raises(NotFoundHere):
        list_pairs.answer_question(
            actor=scene.owner("brugfiguren"),
            invitation=scene.asked["brugfiguren"].pk,
            question=foreign.pk,
            answer=QuestionAnswer.RIGHT,
            now=NOW,
        )


def test_a_frozen_list_has_its_numbers_and_never_changes(scene: Scene) -> None:
    with pytest.raises(NotComparedYet):
        list_pairs.freeze_list(
            actor=scene.leading, collection=scene.collection.pk, keep_doubts_apart=False, now=NOW
        )
    compare(scene)
    a_probable_pair(scene)
    with pytest.raises(PairsOpen):
        list_pairs.freeze_list(
            actor=scene.leading, collection=scene.collection.pk, keep_doubts_apart=False, now=NOW
        )
    frozen = list_pairs.freeze_list(
        actor=scene.leading, collection=scene.collection.pk, keep_doubts_apart=True, now=NOW
    )
    assert frozen.frozen_children == FrozenChild.objects.count() == 5
    assert frozen.frozen_doors == FrozenDoor.objects.count()
    assert frozen.frozen_hash == result_of(frozen.pk).content_hash
    row = ReadRow(row=0, children=(ReadChild("Noor", "Maes", "2020"),))
    for tries in (
        lambda: list_files.type_row(
            actor=scene.owner("welzijn"),
            invitation=scene.asked["welzijn"].pk,
            client_id=uuid4(),
            row=row,
            now=NOW,
        ),
        lambda: scene.bring("brugfiguren", SMALL),
        lambda: decide(scene, ChildPair.objects.first(), Verdict.SAME),
        lambda: compare(scene),
    ):
        with pytest.raises(ListFrozen):
            tries()


def test_a_coordinator_who_was_not_named_finds_nothing(scene: Scene) -> None:
    from nabij.staff.types import Role

    compare(scene)
    other = as_actor(somebody("piet", Role.PACKAGE_COORDINATOR), Role.PACKAGE_COORDINATOR)
    number = scene.collection.pk
    for tries in (
        lambda: queries.progress(other, number),
        lambda: queries.pair_to_review(other, number, now=NOW),
        lambda: queries.result_page(other, number, now=NOW),
        lambda: list_comparing.compare_lists(actor=other, collection=number, now=NOW),
        lambda: list_pairs.decide_pair(
            actor=other, pair=ChildPair.objects.first().pk, verdict=Verdict.SAME, client_id=uuid4(), now=NOW
        ),
        lambda: queries.progress(scene.owner("welzijn"), number),
    ):
        with pytest.raises(NotFoundHere):
            tries()


def test_a_row_that_is_corrected_after_comparing_waits_for_a_new_comparison(scene: Scene) -> None:
    compare(scene)
    row = ListRow.objects.filter(invitation=scene.asked["welzijn"]).first()
    changed = ReadRow(row=0, children=(ReadChild("Emre", "Yildiz", "2019-03-12"),))
    list_files.type_row(
        actor=scene.owner("welzijn"),
        invitation=scene.asked["welzijn"].pk,
        client_id=uuid4(),
        row=changed,
        corrects=row.identity,
        now=NOW,
    )
    scene.collection.refresh_from_db()
    assert not scene.collection.is_compared
    assert queries.progress(scene.leading, scene.collection.pk).next_step == "compare"
