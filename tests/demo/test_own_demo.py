"""A town of one's own for each visitor: nobody sees another's change, and nobody gives a name (M-26)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import Settings

from nabij.casework.models import ContactMoment
from nabij.casework.queries.documents import folder
from nabij.demo.own import places
from nabij.demo.own.switching import COOKIE, served_from
from nabij.kernel import clock
from nabij.kernel.own_place import OwnPlace, environment_here, erased_file
from nabij.registry import actions as registry
from nabij.registry.models import Household
from nabij.rights.queries.published import refresh
from nabij.staff.models import Membership, RoleGrant, Team, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.prepared import lay_down
from tests.registry.people import KAAI, somebody

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
]
MIRTE, EDITOR = "mirte@zonnedam.example", "redactie@zonnedam.example"


@dataclass
class Site:
    """A server with this on, and the household that stands in every town."""

    settings: Any
    home: int


@pytest.fixture
def site(settings: Settings, tmp_path: Path) -> Iterator[Site]:
    template = tmp_path / "template"
    (template / "files" / "documents").mkdir(parents=True)
    (template / "files" / "documents" / "letter").write_bytes(b"of the template")
    lay_down(template / "nabij.sqlite3")
    settings.OWN_DEMO_DIR = tmp_path / "own-demos"
    settings.OWN_DEMO_TEMPLATE = template
    settings.OWN_DEMO_MOST = 300
    settings.ROOT_URLCONF = "nabij.config.urls_own_demo"
    first = settings.MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware")
    switching = "nabij.demo.own.switching.each_in_the_own_place"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:first], switching, *settings.MIDDLEWARE[first:]]
    clear_url_caches()
    with served_from(OwnPlace(template)):
        home = _small_town()
    yield Site(settings, home)
    clear_url_caches()


def _small_town() -> int:
    """Somebody who works, an editor, and one household; returns its number."""
    team = Team.objects.create(name="Noord", town="zonnedam")
    for email, role in ((MIRTE, Role.SOCIAL_WORKER), (EDITOR, Role.EDITOR)):
        user = User.objects.create(email=email, name=email.split("@")[0].title(), created_at=clock.now())
        RoleGrant.objects.create(user=user, role=role)
        TownGrant.objects.create(user=user, town="zonnedam")
        Membership.objects.create(user=user, team=team, from_on=clock.today())
    return registry.open_household(
        actor=actor_of(User.objects.get(email=MIRTE), on=clock.today()),
        town="zonnedam",
        team_id=team.pk,
        persons=(somebody(),),
        place=KAAI,
        from_on=clock.today(),
        client_id=uuid.uuid4(),
        now=clock.now(),
    )


def begun() -> Client:
    """A visitor who began, and is logged in as the social worker of the own town."""
    client = Client()
    answer = client.post("/nl/proef/")
    assert answer.status_code == 302, answer.content.decode()
    with inside(client):
        number = User.objects.get(email=MIRTE).pk
    assert client.post(f"/nl/proef/wie/{number}/").headers["Location"] == "/nl/werk/"
    return client


@contextmanager
def inside(client: Client) -> Iterator[OwnPlace]:
    """What stands in the town of a visitor."""
    cookie = client.cookies[COOKIE].value.split(":")
    place = places.find(":".join(cookie[:2]), page="", now=clock.now())
    assert place is not None
    with served_from(place):
        yield place


def writes(client: Client, home: int, words: str) -> None:
    """Note a contact of the same household in the own town, by its page."""
    sent = {
        "client_id": str(uuid.uuid4()),
        "day": clock.today().strftime("%d/%m/%Y"),
        "channel": "phone",
        "topic": "money",
        "outcome": "talked",
        "layer": "topic",
        "note": words,
    }
    answer = client.post(f"/nl/werk/gezinnen/{home}/contacten/nieuw/", sent)
    assert answer.status_code == 302, answer.content.decode()


def each_sees_only_the_own_words(site: Site, number: int) -> None:
    """So many visitors change the same household; then each looks what stands there."""
    visitors = [begun() for _turn in range(number)]
    for turn, client in enumerate(visitors):
        writes(client, site.home, f"Woord {turn} van een bezoeker")
    for turn, client in enumerate(visitors):
        with inside(client):
            notes = list(ContactMoment.objects.values_list("note", flat=True))
        assert notes == [f"Woord {turn} van een bezoeker"]
    shown = visitors[-1].get(f"/nl/werk/gezinnen/{site.home}/contacten/").content.decode()
    assert f"Woord {number - 1} van" in shown
    assert "Woord 0 van" not in shown
    for model in (ContactMoment, User, Household, Session):
        assert not model._default_manager.exists(), "everything happened in the own towns"


def test_visitors_who_change_the_same_household_do_not_see_one_another(site: Site) -> None:
    each_sees_only_the_own_words(site, 4)


@pytest.mark.nightly
def test_three_hundred_visitors_do_not_see_one_another_and_the_next_one_is_told_why_not(site: Site) -> None:
    each_sees_only_the_own_words(site, 300)
    answer = Client().post("/nl/proef/")
    assert answer.status_code == 503
    assert "Alle 300 steden zijn nu in gebruik" in answer.content.decode()


def test_beginning_asks_for_no_name_and_editors_are_not_among_who_one_can_be(site: Site) -> None:
    client = Client()
    page = client.get("/nl/proef/").content.decode()
    assert page.count("<input") == page.count('name="csrfmiddlewaretoken"') == 1
    client.post("/nl/proef/")
    people = client.get("/nl/proef/wie/").content.decode()
    assert "Mirte Dambroek" in people
    assert "Redactie" not in people
    with inside(client):
        editor = User.objects.get(email=EDITOR).pk
    assert client.post(f"/nl/proef/wie/{editor}/").headers["Location"] == "/nl/proef/wie/"
    assert "aanmelden" in client.get("/nl/werk/").headers["Location"], "nobody is logged in"


def test_whoever_has_no_town_of_their_own_is_served_as_ever(site: Site) -> None:
    client = Client()
    assert client.get("/nl/proef/wie/").headers["Location"] == "/nl/proef/"
    assert client.post("/nl/proef/wie/1/").headers["Location"] == "/nl/proef/"
    assert "eigen stad, om te proberen" not in client.get("/nl/toegankelijkheid/").content.decode()


def test_a_town_of_a_day_ago_is_gone_its_number_free_and_nobody_lands_in_that_of_others(site: Site) -> None:
    site.settings.OWN_DEMO_MOST = 1
    client = begun()
    full = Client().post("/nl/proef/")
    assert full.status_code == 503
    assert "Probeer het later opnieuw" in full.content.decode()
    later = clock.now() + places.STAYS + timedelta(seconds=1)
    with mock.patch("nabij.kernel.clock.now", return_value=later):
        assert Client().post("/nl/proef/").status_code == 302
        sent = client.get("/nl/werk/")
        assert sent.headers["Location"] == "/nl/proef/?weg=1"
        assert sent.cookies[COOKIE].value == ""


def test_an_older_cookie_does_not_open_the_town_of_the_next_guest_of_a_number(site: Site) -> None:
    site.settings.OWN_DEMO_MOST = 1
    client, later = begun(), Client()
    older = client.cookies[COOKIE].value
    assert client.post("/nl/proef/weg/").headers["Location"] == "/nl/proef/"
    assert later.post("/nl/proef/").status_code == 302
    client.cookies[COOKIE] = older
    assert client.get("/nl/werk/").headers["Location"] == "/nl/proef/?weg=1"


@pytest.mark.parametrize("cookie", ["1:2", "../template:x", "0001:x:forged"])
def test_a_cookie_that_was_made_up_opens_nothing(site: Site, cookie: str) -> None:
    client = Client()
    client.post("/nl/proef/")
    client.cookies[COOKIE] = cookie
    assert client.get("/nl/werk/").headers["Location"] == "/nl/proef/?weg=1"


def test_files_erasures_and_work_beside_belong_to_the_own_town_too(site: Site) -> None:
    client, server = Client(), folder()
    client.post("/nl/proef/")
    with inside(client) as place:
        assert folder() == place.folder / "files" / "documents"
        assert (folder() / "letter").read_bytes() == b"of the template"
        assert erased_file() == place.folder / "erased-subjects"
        assert environment_here()["NABIJ_DATABASE_URL"] == f"sqlite:///{place.database}"
        assert refresh() is False, "what is published is shared by the whole process"
    assert folder() == server
    assert str(place.folder) not in str(environment_here())


def test_the_connection_of_the_server_stands_untouched_after_a_mistake(site: Site) -> None:
    before = connections["default"]

    def goes_wrong() -> None:
        with served_from(OwnPlace(site.settings.OWN_DEMO_TEMPLATE)):
            assert connections["default"] is not before
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        goes_wrong()
    assert connections["default"] is before


def test_without_a_template_the_page_says_to_wait(site: Site, tmp_path: Path) -> None:
    site.settings.OWN_DEMO_TEMPLATE = tmp_path / "not-yet"
    answer = Client().post("/nl/proef/")
    assert answer.status_code == 503
    assert "wordt nog gemaakt" in answer.content.decode()


def test_a_copy_that_breaks_off_leaves_no_number_taken(site: Site) -> None:
    with mock.patch("shutil.copyfile", side_effect=OSError("the disk is full")):
        assert Client().post("/nl/proef/").status_code == 503
    assert list(site.settings.OWN_DEMO_DIR.iterdir()) == []
