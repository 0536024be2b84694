"""An address written down wrongly is put right: nobody moved, and what stood there stays on record."""

import pytest

from nabij.audit.models import Line
from nabij.kernel.decisions import NotFoundHere
from nabij.registry import actions, queries
from nabij.registry.models import Address, Conflict, Membership, Revision, SearchEntry, Stay
from nabij.registry.queries.own_copy import gather
from nabij.registry.types import Door, NotPossible, Place, StayKind
from nabij.staff.types import Role
from tests.registry.people import NOW, TODAY, desk, household, somebody, team
from tests.registry.test_pages import Worker

pytestmark = pytest.mark.django_db


def corrected(by, number: int, stay: Stay, place: Place, version: int = 1):
    return actions.correct_place(
        actor=by,
        household_id=number,
        stay_id=stay.pk,
        base_version=version,
        place=place,
        reason="Stond zo op de brief",
        now=NOW,
    )


def test_a_wrong_address_is_put_right_without_a_move() -> None:
    at = desk()
    number = household(at.noor)
    stay = Stay.objects.get(household=number)
    from_on = stay.from_on
    right = Place(door=Door("Kaai", "14", "2", "9901", "Zonnedam"))
    assert corrected(at.noor, number, stay, right).changed == ("address",)
    stay.refresh_from_db()
    assert (stay.from_on, stay.until_on, stay.version) == (from_on, None, 2)
    assert stay.address is not None
    assert stay.address.first_line == "Kaai 14 bus 2"
    assert Revision.objects.get(household=number).fields == {
        "address": ["Kaai 4, 9901 Zonnedam", "Kaai 14 bus 2, 9901 Zonnedam"]
    }
    assert [one.number for one in Address.objects.all()] == ["14"], "behind the wrong door nobody ever lived"
    told = list(gather(queries.number_of_person(Membership.objects.get(household=number).person_id), now=NOW))
    earlier = next(part for part in told if part.code == "registry.earlier")
    assert "Kaai 4, 9901" in str(earlier.records)
    assert Line.objects.filter(event="registry.place_corrected").count() == 2, (
        "the household and who lives there"
    )
    assert corrected(at.noor, number, stay, right, 2).changed == (), "a repeat changes nothing"
    with pytest.raises(NotFoundHere):
        corrected(at.sam, number, stay, right)
    with pytest.raises(NotPossible):
        corrected(at.noor, number, stay, Place())


def test_what_a_colleague_put_right_meanwhile_is_not_written_over() -> None:
    at = desk()
    number = household(at.noor)
    stay = Stay.objects.get(household=number)
    corrected(at.noor, number, stay, Place(door=Door("Kaai", "14", postcode="9901")))
    with pytest.raises(NotPossible, match="Een collega zette deze plaats intussen recht"):
        corrected(at.noor, number, stay, Place(spot="Station"))
    assert not Conflict.objects.exists(), "no choice waits that no page shows"
    stay.refresh_from_db()
    assert (stay.version, stay.spot) == (2, "")


def test_a_secret_place_is_put_right_by_whoever_wrote_it_and_leads_nobody_there() -> None:
    at = desk()
    number = household(at.noor)
    actions.move_household(
        actor=at.noor,
        household_id=number,
        place=Place(spot="Schuilplaats", kind=StayKind.TEMPORARY, is_hidden=True),
        from_on=TODAY,
        client_id=queries.number_of_household(number),
        now=NOW,
    )
    stay = Stay.objects.get(kind=StayKind.TEMPORARY)
    assert corrected(at.noor, number, stay, Place(spot="Vluchthuis")).changed == ("spot",)
    assert not SearchEntry.objects.filter(word__word="vluchthuis").exists()
    Stay.objects.filter(pk=stay.pk).update(owner=at.sam.staff_id)
    with pytest.raises(NotFoundHere):
        corrected(at.noor, number, stay, Place(spot="Elders"))


def test_a_worker_puts_an_address_right_on_the_page_of_places_and_says_how_they_know() -> None:
    noor = Worker("noor", Role.SOCIAL_WORKER, teams=(team(),))
    number = household(noor.actor)
    stay = Stay.objects.get(household=number)
    address = f"{number}/plaatsen/{stay.pk}/recht/"
    assert "Het adres klopt niet" in noor.opens(f"{number}/").content.decode()
    assert f"/nl/werk/gezinnen/{address}" in noor.opens(f"{number}/plaatsen/").content.decode()
    form = noor.opens(address).content.decode()
    assert 'value="Kaai"' in form
    given = {"street": "Kaai", "number": "41", "postcode": "9901", "municipality": "Zonnedam"}
    without = noor.sends(address, **given, base_version=1, reason="")
    assert (without.status_code, Stay.objects.get().version) == (422, 1)
    sent = noor.sends(address, **given, base_version=1, reason="Cijfers omgewisseld op de fiche")
    assert sent.status_code == 302
    shown = noor.opens(f"{number}/plaatsen/").content.decode()
    assert "Kaai 41" in shown
    assert "Kaai 4, 9901 Zonnedam (Cijfers omgewisseld op de fiche)" in shown
    assert "Noor" in shown
    late = noor.sends(address, **given | {"number": "5"}, base_version=1, reason="Toch nog anders")
    assert late.status_code == 422
    assert "Een collega zette deze plaats intussen recht" in late.content.decode()
    other = household(noor.actor, somebody("Jo", "Duin"))
    assert noor.opens(f"{other}/plaatsen/{stay.pk}/recht/").status_code == 404
