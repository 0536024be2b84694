"""The pages of reach and programmes, as somebody fills them in; and what is kept about people in them."""

import uuid
from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from nabij.casework.actions import keeping_reach
from nabij.casework.models import (
    AgreedFeedback,
    ContactMoment,
    Guidance,
    Participation,
    Programme,
    ProgrammeSession,
    ReachedContact,
    ReachedPerson,
    Setting,
    SettingKind,
    UnnamedContact,
)
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.registry.models import Subject
from nabij.registry.types import BirthDate
from nabij.staff.models import Membership, RoleGrant, TownGrant
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework import gate
from tests.casework.test_programmes import agreed
from tests.registry.people import NOW, TOWN, account, child, household, somebody, team

pytestmark = pytest.mark.django_db
WORK = "/nl/werk"


@pytest.fixture
def desk(client: Client) -> tuple[Client, Actor]:
    """A team lead who is a bridge worker, logged in."""
    user, ours = account("lena"), team("Poort")
    TownGrant.objects.create(user=user, town=TOWN)
    for role in (Role.TEAM_LEAD, Role.BRIDGE_WORKER):
        RoleGrant.objects.create(user=user, role=role)
    Membership.objects.create(user=user, team=ours, from_on=date(2010, 1, 1), is_lead=True)
    client.force_login(user)
    return client, actor_of(user, on=clock.today())


def sent(client: Client, address: str, status: int = 302, **fields: object):
    given = {"client_id": str(uuid.uuid4()), **fields}
    answer = client.post(f"{WORK}/{address}", given)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def test_a_kind_a_setting_and_work_are_added_on_pages(desk: tuple[Client, Actor]) -> None:
    client, by = desk
    sent(client, "plekken/soort/", town=TOWN, name="Kinderopvang", counts="households")
    kind = SettingKind.objects.get()
    sent(client, "plekken/nieuw/", kind=kind.pk, name="De Wieg")
    setting = Setting.objects.get()
    refused = sent(client, "plekken/nieuw/", 422, kind=kind.pk, name="De Wieg")
    assert "De Wieg" in refused.content.decode()
    sent(client, f"plekken/{setting.pk}/wie/", staff=by.staff_id, fte="0,5", from_on="01/09/2026")
    page = client.get(f"{WORK}/plekken/{setting.pk}/").content.decode()
    assert "0,5" in page
    assert "Lena" in client.get(f"{WORK}/plekken/").content.decode()


def test_a_contact_at_the_gate_is_counted_and_its_need_signals(desk: tuple[Client, Actor]) -> None:
    client, by = desk
    brug = gate.setting(by)
    gate.works(by, brug, "0.5", date(2020, 1, 1))
    home = household(by, somebody(), child("Mo"), now=clock.now())
    address = f"gezinnen/{home}/contacten/nieuw/"
    page = client.get(f"{WORK}/{address}").content.decode()
    assert f'<option value="{brug}" selected>VBS De Brug</option>' in page
    fields = {
        "channel": "school_gate",
        "topic": "school",
        "outcome": "talked",
        "layer": "topic",
        "day": clock.today().strftime("%d/%m/%Y"),
        "need": "Hulp met de schoolrekening",
        "setting": brug,
        "persons": gate.members(home),
    }
    sent(client, f"gezinnen/{home}/contacten/bewaar/", 200, turn=1, **fields)
    assert "checked" in client.get(f"{WORK}/{address}").content.decode().split('name="persons"')[1][:200]
    sent(client, address, **fields)
    assert ReachedPerson.objects.count() == 2
    assert Guidance.objects.get().signal == "Hulp met de schoolrekening"
    sent(client, address, 422, **{**fields, "setting": 999})
    sent(client, address, **{**fields, "setting": "", "need": ""})
    assert (ContactMoment.objects.count(), ReachedContact.objects.count()) == (2, 1)


def test_the_report_on_a_page_and_as_a_file_that_no_spreadsheet_calculates(
    desk: tuple[Client, Actor],
) -> None:
    client, by = desk
    gate.setting(by, "=1+1")
    page = client.get(f"{WORK}/bereik/?from_on=01/01/2015&until_on=01/07/2016")
    assert page.status_code == 200
    assert client.get(f"{WORK}/bereik/?periode=vorig-jaar").status_code == 200
    file = client.get(f"{WORK}/bereik/csv/?from_on=2015-01-01&until_on=2016-07-01")
    assert ";'=1+1;" in file.content.decode()
    assert "2015-01-01" in file["Content-Disposition"]
    for wrong in ("from_on=1/7/2016&until_on=1/1/2015", "from_on=x&until_on=1/1/2015", "from_on=1/1/2015"):
        assert client.get(f"{WORK}/bereik/?{wrong}").status_code == 422
        assert client.get(f"{WORK}/bereik/csv/?{wrong}").status_code == 302


def test_a_contact_without_dossier_is_counted_and_taken_back_on_its_page(desk: tuple[Client, Actor]) -> None:
    client, by = desk
    assert f"{WORK}/plekken/nieuw/" in client.get(f"{WORK}/bereik/zonder-dossier/").content.decode()
    fields = {"setting": gate.setting(by), "topic": "money", "asked": ["bills"], "adults": 1, "children": 0}
    day = clock.today().strftime("%d/%m/%Y")
    refused = sent(client, "bereik/zonder-dossier/", 422, **{**fields, "adults": 0}, day=day)
    assert 'value="bills"' in refused.content.decode()
    sent(client, "bereik/zonder-dossier/", **fields, day=day)
    number = UnnamedContact.objects.get().pk
    sent(client, f"bereik/zonder-dossier/{number}/terug/")
    assert not UnnamedContact.objects.exists()


def test_a_programme_from_opening_to_who_came(desk: tuple[Client, Actor]) -> None:
    client, by = desk
    day = clock.today().strftime("%d/%m/%Y")
    fields = {"town": TOWN, "name": "Cool Down", "topic": "school", "min_age": 14, "max_age": 17}
    refused = sent(client, "programmas/nieuw/", 422, **fields, length_days=0)
    assert "Cool Down" in refused.content.decode()
    sent(client, "programmas/nieuw/", **fields, length_days=14)
    programme = Programme.objects.get()
    home = household(by, somebody(), child("Mo", birth=BirthDate(2010, 1, 1)), now=clock.now())
    intake = {"programme": programme.pk, "person": gate.members(home)[1], "registered_on": day}
    sent(client, f"gezinnen/{home}/programma/", 422, **intake)
    sent(client, f"gezinnen/{home}/programma/", **intake, consent_of="both")
    taking = Participation.objects.get()
    sent(client, f"programmas/{programme.pk}/reeks/", first_on=day, number=8)
    sessions = list(ProgrammeSession.objects.order_by("on_day"))
    page = client.get(f"{WORK}/programmas/keer/{sessions[0].pk}/").content.decode()
    assert "checked" in page
    sent(client, f"programmas/keer/{sessions[0].pk}/", **{f"seen-{taking.pk}": "", f"come-{taking.pk}": "1"})
    assert taking.attendances.get().has_come
    clash = sent(client, f"programmas/keer/{sessions[0].pk}/", 422, **{f"seen-{taking.pk}": ""})
    assert "n-problem" in clash.content.decode()
    sent(client, f"programmas/keer/{sessions[1].pk}/weg/", because="Storm")
    assert "Storm" in client.get(f"{WORK}/programmas/{programme.pk}/").content.decode()
    sent(client, f"deelnames/{taking.pk}/", first_talk_on=day, start_on=day, base_version=1)
    sent(client, f"deelnames/{taking.pk}/", 422, start_on=day, base_version=1)
    assert "Cool Down" in client.get(f"{WORK}/gezinnen/{home}/meer/").content.decode()
    assert "Cool Down" in client.get(f"{WORK}/programmas/").content.decode()


def test_a_sentence_for_a_school_stands_alone_on_its_paper(desk: tuple[Client, Actor]) -> None:
    client, by = desk
    home, school = household(by, somebody(), child("Mo"), now=clock.now()), gate.setting(by)
    day = clock.today().strftime("%d/%m/%Y")
    fields = {"person": gate.members(home)[1], "setting": school, "agreed_on": day, "agreed_with": "moeder"}
    refused = sent(client, f"gezinnen/{home}/school/nieuw/", 422, **fields)
    assert "moeder" in refused.content.decode()
    sent(client, f"gezinnen/{home}/school/nieuw/", **fields, sentence="Mo eet voortaan op school.")
    kept = AgreedFeedback.objects.get()
    paper = client.get(f"{WORK}/school/{kept.pk}/papier/").content.decode()
    assert "Mo eet voortaan op school." in paper
    assert "moeder" not in paper
    sent(client, f"school/{kept.pk}/terug/")
    assert client.get(f"{WORK}/school/{kept.pk}/papier/").status_code == 404
    assert "Mo eet" in client.get(f"{WORK}/gezinnen/{home}/school/").content.decode()


def test_what_is_kept_is_copied_erased_and_ends_after_its_term() -> None:
    by = gate.lead()
    home = household(by, somebody(), child("Mo", birth=BirthDate(2010, 1, 1)))
    mo, school = gate.members(home)[1], gate.setting(by)
    gate.met(by, home, school)
    agreed(by, home, mo, school)
    taking = gate.registered(by, home, gate.programme(by), mo)
    for who in ({"household": home}, {"person": mo}):
        number: UUID = Subject.objects.get(**who).number
        parts = {part.code: part for part in keeping_reach.own_copy(number, now=NOW)}
        assert set(parts) == {"casework.reached", "casework.feedback", "casework.programmes"}
        assert parts["casework.programmes"].records[0]["programme"] == "Cool Down"
    later = date(2040, 1, 1)
    assert [one.key for one in keeping_reach.programmes_past_term(later, limit=5)] == []
    Participation.objects.update(outcome="completed", outcome_on=gate.TODAY)
    assert [one.key for one in keeping_reach.programmes_past_term(later, limit=5)] == [str(taking)]
    (due,) = keeping_reach.feedback_past_term(later, limit=5)
    assert not list(keeping_reach.feedback_past_term(date(2029, 11, 1), limit=5))
    assert keeping_reach.remove_feedback([due.key], now=NOW) == 1
    assert keeping_reach.remove_programmes([str(taking)], now=NOW) == 1
    agreed(by, home, mo, school)
    number = Subject.objects.get(person=mo).number
    looked = list(keeping_reach.erase(number, now=NOW, only_look=True))
    assert AgreedFeedback.objects.exists()
    assert list(keeping_reach.erase(number, now=NOW, only_look=False)) == looked
    assert not AgreedFeedback.objects.exists()
    assert list(ReachedPerson.objects.values_list("person", flat=True)) == [gate.members(home)[0]]
