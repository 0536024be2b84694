"""Lists go after their last day, and a family goes off them when it asks; the numbers stay."""

from datetime import UTC, datetime, timedelta

import pytest

from nabij.registry.actions import list_ending
from nabij.registry.models import FrozenDoor, ListCollection, ListedChild, ListRow, ListUpload
from tests.registry.lists.made import NOW, SMALL, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    found = Scene()
    found.ask("brugfiguren")
    found.bring("brugfiguren", SMALL)
    return found


def after(scene: Scene) -> datetime:
    return datetime.combine(scene.collection.until_on + timedelta(days=1), NOW.timetz())


def test_lists_are_gone_the_day_after_their_last_day_and_not_before(scene: Scene) -> None:
    last_day = after(scene) - timedelta(days=1)
    assert "0" in list_ending.end_lists(last_day)
    assert ListRow.objects.exists()
    assert "1" in list_ending.end_lists(after(scene))
    assert not ListRow.objects.exists()
    assert not ListedChild.objects.exists()
    assert not ListUpload.objects.exists()
    assert not FrozenDoor.objects.exists()
    assert ListCollection.objects.filter(pk=scene.collection.pk, aim__contains="pakket").exists()


def test_what_is_due_names_the_families_on_the_lists(scene: Scene) -> None:
    day = scene.collection.until_on + timedelta(days=1)
    (due,) = list_ending.due_lists(day, limit=10)
    assert set(due.subjects) == set(ListRow.objects.values_list("identity", flat=True))
    assert list(list_ending.due_lists(scene.collection.until_on, limit=10)) == []


def test_a_family_sees_its_rows_and_can_have_them_erased(scene: Scene) -> None:
    row = ListRow.objects.order_by("pk").first()
    assert row is not None
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    (part,) = list_ending.rows_of_subject(row.identity, now=moment)
    assert "Emre" in str(part.records[0]["said"])
    looked = list(list_ending.erase_rows(row.identity, now=moment, only_look=True))
    assert sum(one.erased for one in looked) == ListRow.objects.filter(identity=row.identity).count() > 0
    list(list_ending.erase_rows(row.identity, now=moment, only_look=False))
    assert not ListRow.objects.filter(identity=row.identity).exists()
    assert ListRow.objects.exists()
