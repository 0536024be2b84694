"""Invitations, roles, closing, lost second steps, teams and who stands in: who may, and what changes."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from nabij.audit.models import Line
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.staff import actions, queries
from nabij.staff.actions import invitations
from nabij.staff.models import Absence, Invitation, LostFactor, Membership, StandIn, Team, User
from nabij.staff.types import AlreadyOpen, LinkNotOpen, Role, StandInReason
from tests.staff.doors import PASSWORD, come_in, is_in, somebody, with_app

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def actor(user: User) -> Actor:
    return queries.actor_of(user, on=TODAY)


def a_lead(team: Team) -> User:
    lead = somebody("lead", Role.TEAM_LEAD)
    Membership.objects.create(user=lead, team=team, from_on=TODAY, is_lead=True)
    return lead


@pytest.fixture
def admin() -> User:
    return somebody("admin", Role.ADMINISTRATOR)


@pytest.fixture
def team() -> Team:
    return Team.objects.create(name="Noord", town="zonnedam")


def invite(by: User, *roles: Role, teams: tuple[Team, ...] = (), email: str = "new@zonnedam.example") -> str:
    who = {"email": email, "name": "New", "towns": [] if teams else ["zonnedam"]}
    return actions.invite(actor=actor(by), roles=roles, teams=teams, now=NOW, **who)[1]  # type: ignore[arg-type]


def events() -> list[str]:
    """In the order of their names: lines of one moment have no other."""
    return sorted(Line.objects.values_list("event", flat=True))


def test_an_invitation_opens_once_and_only_its_digest_is_kept(admin: User) -> None:
    token = invite(admin, Role.CALLER)
    kept = Invitation.objects.get()
    assert token not in kept.digest
    account = actions.accept(token, password=PASSWORD, now=NOW)
    assert account.check_password(PASSWORD)
    with pytest.raises(LinkNotOpen):
        actions.accept(token, password=PASSWORD, now=NOW)
    assert events() == ["staff.account_invited", "staff.link_made", "staff.link_used"]


@pytest.mark.parametrize(("hours", "opens"), [(71, True), (73, False)])
def test_an_invitation_lasts_72_hours(admin: User, hours: int, opens: bool) -> None:
    token = invite(admin)
    with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
        assert Client().get(f"/nl/werk/uitnodiging/{token}/").status_code == (200 if opens else 404)


def test_a_new_link_stops_the_old_one_and_a_withdrawn_link_is_shut(admin: User) -> None:
    old = invite(admin)
    account = User.objects.get(email="new@zonnedam.example")
    new = invitations.invite_again(actor=actor(admin), account=account, now=NOW)
    with pytest.raises(LinkNotOpen):
        actions.accept(old, password=PASSWORD, now=NOW)
    actions.withdraw(actor=actor(admin), account=account, now=NOW)
    with pytest.raises(LinkNotOpen):
        actions.accept(new, password=PASSWORD, now=NOW)


def test_a_team_lead_invites_for_the_own_team_with_roles_of_a_team_only(team: Team) -> None:
    lead = a_lead(team)
    other = Team.objects.create(name="Zuid", town="zonnedam")
    invite(lead, Role.SOCIAL_WORKER, teams=(team,))
    for roles, teams in [((Role.ADMINISTRATOR,), (team,)), ((Role.CALLER,), (other,)), ((Role.CALLER,), ())]:
        with pytest.raises(Refused):
            invite(lead, *roles, teams=teams, email="other@zonnedam.example")
    assert not User.objects.filter(email="other@zonnedam.example").exists()


def test_an_administrator_does_not_invite_for_another_town(admin: User) -> None:
    away = Team.objects.create(name="Elders", town="kortrijk")
    with pytest.raises(Refused):
        invite(admin, Role.CALLER, teams=(away,))


def test_an_address_is_invited_once(admin: User) -> None:
    invite(admin)
    with pytest.raises(AlreadyOpen):
        invite(admin, email="NEW@zonnedam.example")


def test_somebody_comes_in_with_a_link_from_the_first_page_to_the_start(admin: User, client: Client) -> None:
    come_in(client, admin, with_app(admin))
    page = client.post(
        "/nl/werk/mensen/uitnodigen/",
        {"name": "Selin", "email": "selin@zonnedam.example", "roles": ["caller"]},
    )
    link = re.search(r"/nl/werk/uitnodiging/[^/]+/", page.content.decode())
    assert link is not None
    assert link.group() in mail.outbox[0].body
    guest = Client()
    weak = guest.post(link.group(), {"password": "password", "again": "password"})
    assert "n-err" in weak.content.decode()
    answer = guest.post(link.group(), {"password": PASSWORD, "again": PASSWORD})
    assert answer.headers["Location"] == "/nl/werk/aanmelden/tweede-stap/"
    assert not is_in(guest)
    secret = guest.get(answer.headers["Location"]).context["secret"].replace(" ", "")
    guest.post(answer.headers["Location"], {"code": actions.code_at(secret, clock.now())})
    guest.post(answer.headers["Location"], {"kept": "1"})
    assert is_in(guest)
    assert Client().get(link.group()).status_code == 404


def test_without_a_mail_server_the_link_is_shown_and_nothing_is_sent(
    admin: User, client: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    come_in(client, admin, with_app(admin))
    page = client.post(
        "/nl/werk/mensen/uitnodigen/", {"name": "Selin", "email": "selin@zonnedam.example", "roles": []}
    )
    assert "Van hieruit werd geen mail verstuurd" in page.content.decode()
    assert mail.outbox == []


def test_extra_fields_of_a_form_give_nothing(team: Team, client: Client) -> None:
    lead = a_lead(team)
    come_in(client, lead, with_app(lead))
    typed = {"name": "S", "email": "s@zonnedam.example", "roles": ["administrator"], "teams": [team.pk]}
    answer = client.post("/nl/werk/mensen/uitnodigen/", {**typed, "is_active": "1", "towns": ["kortrijk"]})
    assert answer.status_code == 422
    assert not User.objects.filter(email="s@zonnedam.example").exists()


def test_roles_change_at_once_and_stand_on_record_as_codes(admin: User) -> None:
    noor = somebody("noor", Role.CALLER)
    actions.change_roles(actor=actor(admin), account=noor, roles=[Role.CASE_MANAGER], now=NOW)
    assert actor(noor).roles == {Role.CASE_MANAGER}
    line = Line.objects.get(event="staff.roles_changed")
    assert json.loads(line.detail) == {"account": noor.pk, "given": "case_manager", "taken": "caller"}


def test_nobody_changes_the_own_roles_and_one_administrator_always_stays(admin: User) -> None:
    noor = somebody("noor", Role.ADMINISTRATOR)
    with pytest.raises(Refused):
        actions.change_roles(actor=actor(noor), account=noor, roles=Role, now=NOW)
    actions.change_roles(actor=actor(noor), account=admin, roles=[], now=NOW)
    with pytest.raises(Refused):
        actions.close_account(actor=actor(admin), account=noor, now=NOW)
    assert actor(noor).roles == {Role.ADMINISTRATOR}


def test_an_administrator_of_one_town_does_not_touch_an_account_of_more_towns(admin: User) -> None:
    noor = somebody("noor", towns=("zonnedam", "kortrijk"))
    with pytest.raises(Refused):
        actions.change_roles(actor=actor(admin), account=noor, roles=[Role.CALLER], now=NOW)
    with pytest.raises(Refused):
        actions.close_account(actor=actor(admin), account=noor, now=NOW)


def test_a_closed_account_loses_all_ways_in(admin: User, team: Team) -> None:
    noor = somebody()
    with_app(noor)
    Membership.objects.create(user=noor, team=team, from_on=TODAY - timedelta(days=3))
    actions.close_account(actor=actor(admin), account=noor, now=NOW)
    noor.refresh_from_db()
    assert not noor.is_active
    assert not noor.has_usable_password()
    assert not queries.has_second_step(noor)
    assert actor(noor).team_ids == frozenset()


def test_a_lost_second_step_takes_two_people(admin: User, team: Team) -> None:
    lead, noor = a_lead(team), somebody()
    with_app(noor)
    Membership.objects.create(user=noor, team=team, from_on=TODAY)
    with pytest.raises(Refused):
        actions.ask_new_start(actor=actor(noor), account=noor, seen_how="it is me", now=NOW)
    asked = actions.ask_new_start(actor=actor(lead), account=noor, seen_how="at my desk", now=NOW)
    with pytest.raises(Refused):
        actions.confirm_new_start(actor=actor(lead), asked=asked, now=NOW)
    assert queries.has_second_step(noor)
    token = actions.confirm_new_start(actor=actor(admin), asked=asked, now=NOW)
    noor.refresh_from_db()
    assert not noor.has_usable_password()
    assert not queries.has_second_step(noor)
    assert actions.accept(token, password=PASSWORD, now=NOW) == noor


def test_an_administrator_does_not_confirm_the_own_question(admin: User) -> None:
    noor = somebody()
    asked = actions.ask_new_start(actor=actor(admin), account=noor, seen_how="at my desk", now=NOW)
    with pytest.raises(Refused):
        actions.confirm_new_start(actor=actor(admin), asked=asked, now=NOW)
    actions.refuse_new_start(actor=actor(admin), asked=asked, now=NOW)
    assert LostFactor.objects.get().closed_at == NOW
    assert noor.check_password(PASSWORD)


def test_the_first_administrator_comes_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("invite_administrator", "eerste@zonnedam.example", "Eerste", "zonnedam")
    path = capsys.readouterr().out.strip()
    assert Client().get(path).status_code == 200
    with pytest.raises(CommandError, match="has an account already"):
        call_command("invite_administrator", "eerste@zonnedam.example", "Eerste", "zonnedam")


def test_a_lead_adds_ordinary_members_and_makes_no_lead(team: Team) -> None:
    lead, noor = a_lead(team), somebody()
    what = {"account": noor, "team": team, "from_on": TODAY, "now": NOW}
    with pytest.raises(Refused):
        actions.join_team(actor=actor(lead), is_lead=True, **what)  # type: ignore[arg-type]
    made = actions.join_team(actor=actor(lead), is_lead=False, **what)  # type: ignore[arg-type]
    assert actor(noor).team_ids == {team.pk}
    actions.end_membership(actor=actor(lead), membership=made, now=NOW)
    assert actor(noor).team_ids == frozenset()


def test_standing_in_is_arranged_by_a_lead_within_one_town(team: Team) -> None:
    lead, noor, jef = a_lead(team), somebody(), somebody("jef")
    away = somebody("far", towns=("kortrijk",))
    Membership.objects.create(user=noor, team=team, from_on=TODAY)
    days = {
        "from_on": TODAY,
        "until_on": TODAY + timedelta(days=5),
        "reason": StandInReason.PLANNED,
        "now": NOW,
    }
    with pytest.raises(Refused):
        actions.begin_stand_in(actor=actor(lead), absent=noor, stand_in=away, **days)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        actions.begin_stand_in(actor=actor(jef), absent=noor, stand_in=jef, **days)  # type: ignore[arg-type]
    made = actions.begin_stand_in(actor=actor(lead), absent=noor, stand_in=jef, **days)  # type: ignore[arg-type]
    assert actor(jef).team_ids == {team.pk}
    actions.end_stand_in(actor=actor(lead), stand_in=made, now=NOW)
    assert actor(jef).team_ids == frozenset()
    assert events() == ["staff.stand_in_begun", "staff.stand_in_ended"]


def test_everybody_writes_down_the_own_absence_and_a_stranger_does_not(team: Team) -> None:
    noor, jef = somebody(), somebody("jef")
    actions.begin_absence(actor=actor(noor), account=noor, from_on=TODAY, until_on=None, now=NOW)
    with pytest.raises(Refused):
        actions.begin_absence(actor=actor(jef), account=noor, from_on=TODAY, until_on=None, now=NOW)
    with pytest.raises(AlreadyOpen):
        actions.begin_absence(actor=actor(noor), account=noor, from_on=TODAY, until_on=None, now=NOW)
    assert Absence.objects.count() == 1


def test_the_page_of_a_colleague_does_everything_by_forms(admin: User, team: Team, client: Client) -> None:
    noor, jef = somebody(), somebody("jef")
    come_in(client, admin, with_app(admin))
    page = f"/nl/werk/mensen/{noor.pk}/"
    today = clock.today()
    client.post(f"{page}team/", {"team": team.pk, "from_on": today})
    client.post(f"{page}weg/", {"from_on": today, "back_on": today + timedelta(days=3)})
    sent = {"stand_in": jef.pk, "from_on": today, "until_on": today, "reason": "planned"}
    client.post(f"{page}vervanging/", sent)
    client.post(f"{page}rollen/", {"roles": ["caller", "volunteer"]})
    text = client.get(page).content.decode()
    for said in ("Noord", "Jef vervangt", "Beller", "Vrijwilliger", "Afwezig"):
        assert said in text
    client.post(f"{page}einde/", {"stand_in": StandIn.objects.get().pk})
    client.post(f"{page}team/{Membership.objects.get(user=noor).pk}/weg/")
    assert not StandIn.objects.exists()
    assert not Membership.objects.filter(user=noor).exists()
    wrong = client.post(f"{page}weg/", {"from_on": today, "back_on": today})
    assert wrong.status_code == 422
    assert "ligt niet na de eerste dag" in wrong.content.decode()


def test_an_administrator_begins_changes_and_closes_a_team(admin: User, client: Client) -> None:
    come_in(client, admin, with_app(admin))
    sent = {"name": "Oude Haven", "town": "zonnedam", "location": "Kaai 3", "codes": "haven, noord"}
    client.post("/nl/werk/teams/nieuw/", sent)
    team = Team.objects.get()
    assert [one.code for one in team.neighbourhoods.all()] == ["haven", "noord"]
    again = client.post("/nl/werk/teams/nieuw/", sent)
    assert "Er is al een team met deze naam" in again.content.decode()
    client.post(f"/nl/werk/teams/{team.pk}/", {"name": "Haven", "codes": "haven"})
    team.refresh_from_db()
    assert (team.name, team.is_open, team.neighbourhoods.count()) == ("Haven", False, 1)


def test_each_role_is_explained(client: Client) -> None:
    noor = somebody()
    come_in(client, noor, with_app(noor))
    text = client.get("/nl/werk/rollen/").content.decode()
    assert text.count("<dt>") == len(Role)
