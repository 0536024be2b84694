"""A file of a partner: received, laid out, staged and taken in; again, corrected, shortened."""

# ruff: noqa: RUF001  (letters of other languages are what this is about)

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from nabij.kernel.decisions import NotFoundHere
from nabij.registry.actions import list_files
from nabij.registry.actions import lists as actions
from nabij.registry.models import ListedChild, ListLayout, ListRow, ListUpload, RowState, UploadState
from nabij.registry.types.lists import RowsChangedMeanwhile, SameIdOtherContent, UploadNotOpen
from nabij_methods.tables.rows import ReadChild, ReadRow
from tests.registry.lists.made import NOW, SMALL, Scene

pytestmark = pytest.mark.django_db


def live() -> list[ListRow]:
    return list(ListRow.objects.filter(state=RowState.LIVE).order_by("number"))


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    made.ask("brugfiguren")
    return made


def test_nothing_counts_before_the_owner_says_yes(scene: Scene) -> None:
    staged = scene.stage("brugfiguren", SMALL)
    assert (staged.new, staged.changed, staged.same, staged.gone) == (3, 0, 0, 0)
    assert live() == []
    list_files.import_file(actor=scene.owner("brugfiguren"), upload=staged.pk, take_gone_off=False, now=NOW)
    assert [row.said["children"][0]["first"] for row in live()] == ["Emre", "Lina", "Jef"]
    assert ListedChild.objects.count() == 3


def test_the_same_file_again_changes_nothing(scene: Scene) -> None:
    scene.bring("brugfiguren", SMALL)
    before = [(row.pk, row.identity, row.content_hash) for row in live()]
    scene.collection.refresh_from_db()
    turn = scene.collection.turn
    again = scene.bring("brugfiguren", SMALL)
    assert (again.new, again.changed, again.same, again.gone) == (0, 0, 3, 0)
    assert [(row.pk, row.identity, row.content_hash) for row in live()] == before
    scene.collection.refresh_from_db()
    assert scene.collection.turn == turn, "what was compared stays compared"


def test_a_corrected_file_changes_only_the_corrected_row(scene: Scene) -> None:
    scene.bring("brugfiguren", SMALL)
    before = {row.identity: row.pk for row in live()}
    again = scene.bring("brugfiguren", SMALL.replace("Kerkstraat;3", "Kerkstraat;5"))
    assert (again.new, again.changed, again.same, again.gone) == (0, 1, 2, 0)
    after = {row.identity: row.pk for row in live()}
    assert set(after) == set(before)
    assert sum(before[identity] != after[identity] for identity in before) == 1
    assert ListRow.objects.filter(state=RowState.REPLACED).count() == 1


@pytest.mark.parametrize(("take_off", "left"), [(True, 2), (False, 3)])
def test_a_row_that_is_gone_from_the_file_is_asked_about(scene: Scene, take_off: bool, left: int) -> None:
    scene.bring("brugfiguren", SMALL)
    shorter = "".join(SMALL.splitlines(keepends=True)[:-1])
    staged = scene.stage("brugfiguren", shorter)
    assert staged.gone == 1
    list_files.import_file(
        actor=scene.owner("brugfiguren"), upload=staged.pk, take_gone_off=take_off, now=NOW
    )
    assert len(live()) == left


def test_a_row_typed_by_hand_does_not_go_because_a_file_lacks_it(scene: Scene) -> None:
    row = ReadRow(row=0, children=(ReadChild("Noor", "Maes", "2020"),), phones=("+32499000000",))
    owner, asked = scene.owner("brugfiguren"), scene.asked["brugfiguren"].pk
    list_files.type_row(actor=owner, invitation=asked, client_id=uuid4(), row=row, now=NOW)
    staged = scene.bring("brugfiguren", SMALL, take_gone_off=True)
    assert staged.gone == 0
    assert len(live()) == 4


def test_sending_one_form_twice_gives_one_file(scene: Scene) -> None:
    client_id = uuid4()
    first = scene.receive("brugfiguren", SMALL, client_id=client_id)
    assert scene.receive("brugfiguren", SMALL, client_id=client_id).pk == first.pk
    with pytest.raises(SameIdOtherContent):
        scene.receive("brugfiguren", SMALL.replace("Jef", "Jan"), client_id=client_id)
    assert ListUpload.objects.count() == 1


def test_typing_one_row_twice_gives_one_row(scene: Scene) -> None:
    row, client_id = ReadRow(row=0, children=(ReadChild("Noor", "Maes", "2020"),)), uuid4()
    for _ in range(3):
        list_files.type_row(
            actor=scene.owner("brugfiguren"),
            invitation=scene.asked["brugfiguren"].pk,
            client_id=client_id,
            row=row,
            now=NOW,
        )
    assert len(live()) == 1


def test_taking_in_twice_changes_nothing(scene: Scene) -> None:
    upload = scene.bring("brugfiguren", SMALL)
    again = list_files.import_file(
        actor=scene.owner("brugfiguren"), upload=upload.pk, take_gone_off=True, now=NOW
    )
    assert (again.pk, again.state) == (upload.pk, UploadState.IMPORTED)
    assert len(live()) == 3


def test_the_cells_go_once_the_file_is_taken_in_or_set_aside(scene: Scene) -> None:
    assert bytes(scene.bring("brugfiguren", SMALL).table) == b""
    staged = scene.stage("brugfiguren", SMALL.replace("Jef", "Jan"))
    list_files.set_file_aside(actor=scene.owner("brugfiguren"), upload=staged.pk, now=NOW)
    staged.refresh_from_db()
    assert (bytes(staged.table), staged.state) == (b"", UploadState.SET_ASIDE)
    assert not ListRow.objects.filter(state=RowState.STAGED).exists()
    with pytest.raises(UploadNotOpen):
        list_files.stage_file(actor=scene.owner("brugfiguren"), upload=staged.pk, now=NOW)


def test_columns_are_asked_once_for_each_layout_of_a_partner(scene: Scene) -> None:
    scene.bring(
        "brugfiguren",
        "A;B;C\nEmre;Yıldız;12/03/2019\nLina;Yıldız;04/08/2022\nJef;Maes;25/12/2016\n".replace(
            "A;B", "Voornaam;Naam"
        ),
    )
    known = ListLayout.objects.get()
    known.columns["0"] = "child_last"
    known.columns["1"] = "child_first"
    known.save()
    later = scene.receive("brugfiguren", "Voornaam;Naam;C\nMaes;Noor;01/02/2019\nDoe;Sam;13/02/2019\n")
    assert later.columns["0"] == "child_last"
    assert later.date_order == "day_first"


def test_a_list_that_changed_after_reading_is_read_again_before_it_is_taken_in(scene: Scene) -> None:
    staged = scene.stage("brugfiguren", SMALL)
    row = ReadRow(row=0, children=(ReadChild("Noor", "Maes", "2020"),))
    owner, asked = scene.owner("brugfiguren"), scene.asked["brugfiguren"].pk
    list_files.type_row(actor=owner, invitation=asked, client_id=uuid4(), row=row, now=NOW)
    with pytest.raises(RowsChangedMeanwhile):
        list_files.import_file(actor=owner, upload=staged.pk, take_gone_off=False, now=NOW)
    assert len(live()) == 1
    list_files.stage_file(actor=owner, upload=staged.pk, now=NOW)
    list_files.import_file(actor=owner, upload=staged.pk, take_gone_off=False, now=NOW)
    assert len(live()) == 4


def test_another_owner_finds_nothing_at_the_address_of_a_file(scene: Scene) -> None:
    other = scene.ask("welzijn")
    staged = scene.stage("brugfiguren", SMALL)
    for tries in (
        lambda: list_files.stage_file(actor=other, upload=staged.pk, now=NOW),
        lambda: list_files.import_file(actor=other, upload=staged.pk, take_gone_off=False, now=NOW),
        lambda: list_files.set_file_aside(actor=other, upload=staged.pk, now=NOW),
        lambda: list_files.import_file(actor=other, upload=999_999, take_gone_off=False, now=NOW),
        lambda: actions.say_done(
            actor=other, invitation=scene.asked["brugfiguren"].pk, is_done=True, now=NOW
        ),
    ):
        with pytest.raises(NotFoundHere):
            tries()


def test_the_database_keeps_a_row_from_counting_twice(scene: Scene) -> None:
    scene.bring("brugfiguren", SMALL)
    row = live()[0]
    row.pk, row.upload, row.number = None, None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
