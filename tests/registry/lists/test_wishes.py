"""Families who do not want to be contacted leave the list, and are counted."""

from typing import Any

import pytest

from nabij.registry.actions import list_comparing
from nabij.registry.models import ContactPoint, ContactWish, Identity, ListRow, Person, RowState
from nabij.registry.queries import lists as queries
from nabij.registry.queries.list_result import result_of
from nabij.registry.types import ContactKind, WishKind
from tests.registry.lists.made import NOW, SMALL, Scene

pytestmark = pytest.mark.django_db


def a_wish(*, given: str, family: str, birth: tuple[int, int, int], phone: str) -> ContactWish:
    person = Person.objects.create(created_at=NOW)
    year, month, day = birth
    Identity.objects.create(
        person=person, given=given, family=family, birth_year=year, birth_month=month, birth_day=day
    )
    ContactPoint.objects.create(person=person, kind=ContactKind.PHONE, value=phone, typed=phone, added_at=NOW)
    return ContactWish.objects.create(person=person, kind=WishKind.DO_NOT_CONTACT, set_at=NOW)


def compare(scene: Scene) -> None:
    list_comparing.compare_lists(actor=scene.leading, collection=scene.collection.pk, now=NOW)


@pytest.mark.parametrize(
    "known",
    [
        {"given": "Katrien", "family": "De Smet", "birth": (1985, 3, 4), "phone": "+32499112233"},
        {"given": "Jef", "family": "de smet", "birth": (2016, 12, 25), "phone": "+32499999999"},
    ],
    ids=["the telephone of a parent", "the name and birth date of a child"],
)
def test_a_family_with_the_wish_leaves_the_list_and_comes_back_when_it_ends(known: dict[str, Any]) -> None:
    scene = Scene()
    scene.ask("brugfiguren")
    scene.bring("brugfiguren", SMALL)
    wish = a_wish(**known)
    compare(scene)
    assert result_of(scene.collection.pk).children == 2
    assert queries.unwanted_count(scene.collection.pk) == 1
    assert queries.progress(scene.leading, scene.collection.pk).unwanted == 1
    again = scene.bring("brugfiguren", SMALL)
    assert (again.new, again.changed) == (0, 0), "the same file does not bring it back"
    wish.ended_at = NOW
    wish.save()
    compare(scene)
    assert ListRow.objects.filter(state=RowState.LIVE).count() == 3


def test_a_namesake_with_another_birth_date_and_telephone_stays() -> None:
    scene = Scene()
    scene.ask("brugfiguren")
    scene.bring("brugfiguren", SMALL)
    a_wish(given="Jef", family="De Smet", birth=(2015, 12, 25), phone="+32499999999")
    compare(scene)
    assert result_of(scene.collection.pk).children == 3
