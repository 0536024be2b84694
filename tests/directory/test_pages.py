"""The pages: for residents without log-in, for workers with history, and no word that runs."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from nabij.directory import actions, queries
from nabij.directory.models import Service
from nabij.directory.types import Point
from nabij.kernel import clock
from nabij.staff.types import Role
from tests.directory.offers import EDITOR, FRIDAY_MORNING, KAAI, NOW, TOWN, service
from tests.house.scenes import set_stage
from tests.house.test_access import browser

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *parts: object, language: str = "nl", **asked: str) -> str:
    with translation.override(language):
        address = reverse(f"directory:{name}", args=parts)
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_resident_finds_help_without_log_in_in_three_languages() -> None:
    there = service(
        "Hulp bij de factuur", name_fr="Aide pour la facture", summary="Breng hem mee", door=KAAI, cost="free"
    )
    actions.load_landmarks(town=TOWN, landmarks=[("Kaai", Point(51.36, 2.91))], now=NOW, actor=EDITOR)
    found = page(Client(), "town", TOWN, words="energiefaktuur", near="kaai", language="nl")
    assert "Hulp bij de factuur" in found
    assert "50 m" in found
    assert "1 plek waar je terechtkunt" in found
    assert "Aide pour la facture" in page(Client(), "town", TOWN, language="fr")
    english = page(Client(), "public-service", TOWN, there.pk, language="en")
    assert '<h1 lang="nl">Hulp bij de factuur</h1>' in english
    assert "Free" in english


def test_the_page_for_residents_tells_nothing_of_the_work() -> None:
    there = service("Iets", how_to_refer="Bel het geheime nummer van de collega")
    assert "geheime nummer" not in page(Client(), "public-service", TOWN, there.pk)
    assert "geheime nummer" in page(browser(set_stage(Role.CALLER.value).user), "service", there.pk)


@pytest.mark.parametrize(
    "asked", ["need=kwibus", "km=-1&near=%00", "language=../../x", "p=99999999", "words=" + "a" * 900, "p=0"]
)
def test_a_strange_question_gets_a_page_and_no_error(asked: str) -> None:
    service()
    answer = Client().get(f"/nl/hulp/{TOWN}/?{asked}")
    assert answer.status_code == 200
    assert "<h1" in answer.content.decode()


def test_a_place_that_nobody_knows_is_said_to_be_unknown() -> None:
    service()
    assert "We weten niet waar “Atlantis” ligt" in page(Client(), "town", TOWN, near="Atlantis")


def test_a_script_in_an_entry_is_text() -> None:
    there = service("<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>", hours=FRIDAY_MORNING)
    for shown in (page(Client(), "town", TOWN), page(Client(), "public-service", TOWN, there.pk)):
        assert "<script>alert" not in shown
        assert "<img" not in shown


def sent_form(client: Client, number: int) -> dict[str, object]:
    shown = client.get(f"/nl/werk/wegwijzer/{number}/wijzig/").context["form"]
    given = {field.name: field.value() for field in shown}
    return {name: value for name, value in given.items() if value is not None and value is not False}


def test_an_editor_changes_an_entry_and_two_at_once_lose_nothing() -> None:
    there = service("Oude naam", door=KAAI, hours=FRIDAY_MORNING, waiting_weeks=0)
    editor = browser(set_stage(Role.EDITOR.value).user)
    address = f"/nl/werk/wegwijzer/{there.pk}/wijzig/"
    mine = sent_form(editor, there.pk) | {"name": "Mijn naam", "week": "ma 9-12\nelke middag"}
    wrong = editor.post(address, mine)
    assert wrong.status_code == 422
    assert "elke middag" in wrong.content.decode()
    assert editor.post(address, mine | {"week": "ma 9-12"}).status_code == 302
    kept = queries.entries([TOWN], now=NOW)[0].content
    assert (kept.name, kept.door, kept.waiting_weeks) == ("Mijn naam", KAAI, 0)
    late = editor.post(address, mine | {"name": "Te laat", "week": "di 9-12"})
    assert late.status_code == 422
    assert "Er is niets overschreven" in late.content.decode()
    assert 'value="Te laat"' in late.content.decode()
    assert Service.objects.get().name == "Mijn naam"
    assert "Oude naam" in page(editor, "service", there.pk)


def test_adding_suggesting_checking_and_ending_go_by_their_buttons() -> None:
    editor = browser(set_stage(Role.EDITOR.value).user)
    house = editor.post(
        "/nl/werk/wegwijzer/organisaties/nieuw/", {"town": TOWN, "name": "Huis X", "kind": "other"}
    )
    organisation = house.headers["Location"].rpartition("=")[2]
    new = {"organisation": organisation, "name": "Iets nieuws", "client_id": str(uuid4())}
    added = editor.post("/nl/werk/wegwijzer/nieuw/", new | {"cost": "free", "way_in": "walk_in"})
    assert added.status_code == 302
    number = Service.objects.get().pk
    told = {"text": "Verhuisd", "client_id": str(uuid4())}
    assert editor.post(f"/nl/werk/wegwijzer/{number}/meld/", told).status_code == 302
    waiting = queries.open_suggestions(EDITOR)[0]
    assert "Verhuisd" in page(editor, "suggestions")
    empty = editor.post(f"/nl/werk/wegwijzer/meldingen/{waiting.number}/", {"decision": "leave"}, follow=True)
    assert "Zeg waarom niet" in empty.content.decode()
    editor.post(f"/nl/werk/wegwijzer/meldingen/{waiting.number}/", {"decision": "take"})
    assert queries.open_suggestions(EDITOR) == []
    Service.objects.update(checked_on=None)
    assert "Iets nieuws" in page(editor, "due")
    editor.post(f"/nl/werk/wegwijzer/{number}/klopt-nog/")
    assert Service.objects.get().checked_on == clock.today()
    editor.post(f"/nl/werk/wegwijzer/{number}/stopt/", {"because": "Gestopt"})
    assert Client().get(f"/nl/hulp/{TOWN}/").status_code == 404
    assert "Niet meer aangeboden" in page(editor, "service", number)


def test_the_made_up_town_has_110_organisations_and_each_domain_finds_help() -> None:
    from nabij.demo.directory.loading import organisations
    from nabij.directory.types import Need, NeedGroup

    made = organisations()
    assert len(made) == len({one.name for one in made}) == 110
    assert made == organisations()
    served = {Need(need).group for one in made for each in one.services for need in each.needs}
    assert served == set(NeedGroup)
    assert all(one.phone.startswith("09 000 ") and one.website.endswith(".example") for one in made)
