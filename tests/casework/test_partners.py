"""Partners come in with a list: shown first, all or nothing, nothing overwritten, and once is enough."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from xlsxwriter import Workbook

from nabij.audit.models import Line
from nabij.casework.actions.partners import Brought, bring_partners
from nabij.casework.queries.partner_files import read_partners
from nabij.casework.queries.partners import partner_changes
from nabij.casework.types.partners import PartnerChanges, PartnerList, PartnersMovedOn
from nabij.directory.models import Organisation
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.registry.types import NotPossible
from nabij.staff import queries as staff
from nabij.staff.models import Invitation, Membership, RoleGrant, Team, User
from nabij.staff.types import Role
from nabij_methods.tables.cells import Table, line_of
from tests.house.test_access import browser
from tests.registry.people import NOW, TODAY, TOWN, account
from tests.staff.doors import somebody
from tests.tables.hostile import workbook

pytestmark = pytest.mark.django_db
HEAD = "Organisatie;Soort;Telefoon;Website;Naam;E-mail"
ADDRESS = "/nl/werk/partners/"


@pytest.fixture
def admin() -> Actor:
    return staff.actor_of(somebody("admin", Role.ADMINISTRATOR), on=TODAY)


def listed(*rows: str, head: str = HEAD) -> PartnerList:
    return read_partners(Table(tuple(line_of(line.split(";")) for line in (head, *rows))))


def town_of_partners(number: int = 110) -> list[str]:
    return [
        f"Partner {n};Voedselhulp;09 200 {n:02} 00;partner{n}.example;Mens {n};mens{n}@partner.example"
        for n in range(number)
    ]


def changes(by: Actor, asked: PartnerList) -> PartnerChanges:
    return partner_changes(by, TOWN, asked, on=TODAY)


def bring(by: Actor, asked: PartnerList, *, again: bool = False, mark: str | None = None) -> Brought:
    mark = mark or changes(by, asked).mark
    return bring_partners(actor=by, town=TOWN, asked=asked, mark=mark, again=again, now=NOW)


def counts() -> tuple[int, ...]:
    return tuple(one.objects.count() for one in (Organisation, Team, User, Invitation, Membership))


def test_110_partners_come_in_at_once_and_the_same_list_once_more_changes_nothing(admin: Actor) -> None:
    asked = listed(*town_of_partners())
    shown = changes(admin, asked)
    assert (len(shown.organisations), len(shown.teams), len(shown.people), shown.same) == (110, 110, 110, 0)
    assert counts() == (0, 0, 1, 0, 0), "looking changes nothing"
    brought = bring(admin, asked)
    assert (brought.organisations, brought.teams, len(brought.newcomers)) == (110, 110, 110)
    assert counts() == (110, 110, 111, 110, 110)
    assert Line.objects.filter(event="casework.partners_brought").count() == 1
    once_more = changes(admin, asked)
    assert (once_more.number, once_more.same, once_more.left_out, once_more.remarks) == (0, 110, (), ())
    lines = Line.objects.count()
    assert bring(admin, asked).newcomers == ()
    assert counts() == (110, 110, 111, 110, 110)
    assert Line.objects.count() == lines


def test_somebody_who_comes_in_is_a_partner_of_that_organisation_and_nothing_more(admin: Actor) -> None:
    (newcomer,) = bring(admin, listed("Soep vzw;Voedselhulp;;;Ada Roos;ada@soep.example")).newcomers
    them = staff.actor_of(newcomer.account, on=TODAY)
    team = Team.objects.get(organisation="Soep vzw")
    assert (them.roles, them.team_ids, them.towns) == ({Role.PARTNER}, {team.pk}, {TOWN})
    assert Organisation.objects.get().kind == "food_aid"
    assert newcomer.token not in str(Invitation.objects.values())


def test_two_people_of_one_organisation_share_its_team_also_when_it_stands_already(admin: Actor) -> None:
    first = "Soep vzw;;;;Ada;ada@soep.example"
    bring(admin, listed(first, "soep  VZW;;;;Bo;bo@soep.example"))
    shown = changes(admin, listed(first, "Soep vzw;;;;Cas;cas@soep.example"))
    assert ([one.person for one in shown.people], shown.teams, shown.same) == (["Cas"], (), 1)
    bring(admin, listed("Soep vzw;;;;Cas;cas@soep.example"))
    assert Team.objects.get().memberships.count() == 3
    assert Organisation.objects.count() == 1


def test_what_stands_in_the_directory_is_told_and_never_overwritten(admin: Actor) -> None:
    bring(admin, listed("Soep vzw;;09 111 11 11;;;"))
    shown = changes(admin, listed("Soep vzw;;09 222 22 22;;;"))
    assert shown.number == 0
    assert "09 222 22 22" in shown.remarks[0].sentence
    assert "09 111 11 11" in shown.remarks[0].sentence
    bring(admin, listed("Soep vzw;;09 222 22 22;;;"))
    assert Organisation.objects.get().phone == "09 111 11 11"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (";;;;Ada;ada@soep.example", "organisatie ontbreekt"),
        ("Soep vzw;;;;Ada;", "e-mailadres van deze persoon ontbreekt"),
        ("Soep vzw;;;;;ada@soep.example", "naam van de persoon"),
        ("Soep vzw;;;;Ada;ada@soep", "is geen e-mailadres"),
        (f"{'S' * 101};;;;;", "meer dan 100 tekens"),
        ("Soep vzw;;;;Noor;NOOR@zonnedam.example", "heeft al een account"),
        ("Soep vzw;;;;Oud;oud@zonnedam.example", "is gesloten"),
        ("Oude Haven;;;;Ada;ada@soep.example", "hoort bij een andere organisatie of bij de gemeente"),
        ("Dicht vzw;;;;Ada;ada@soep.example", "team van deze organisatie is gesloten"),
    ],
)
def test_a_row_that_cannot_be_taken_in_gets_a_sentence_and_the_others_come_in(
    admin: Actor, row: str, why: str
) -> None:
    account("noor")
    User.objects.create(email="oud@zonnedam.example", name="Oud", created_at=NOW, is_active=False)
    Team.objects.create(name="Oude Haven", town=TOWN)
    Team.objects.create(name="Dicht vzw", town=TOWN, organisation="Dicht vzw", is_open=False)
    asked = listed(row, "Pan vzw;;;;Bo;bo@pan.example")
    shown = changes(admin, asked)
    assert [(one.row, why in one.sentence) for one in shown.left_out] == [(2, True)], shown.left_out
    assert [one.account.name for one in bring(admin, asked).newcomers] == ["Bo"]


def test_one_address_on_two_rows_is_told_with_the_row_where_it_stood(admin: Actor) -> None:
    shown = changes(admin, listed("A;;;;Ada;ada@a.example", "B;;;;Ada;ADA@a.example"))
    assert [(one.row, "rij 2" in one.sentence) for one in shown.left_out] == [(3, True)]


def test_columns_in_any_order_under_a_title_with_odd_cells_kept_as_remarks() -> None:
    lines = ("Onze partners 2026", "", "E-mailadres;Naam;Organisatie;Website;Soort")
    asked = read_partners(
        Table(tuple(line_of(one.split(";")) for one in (*lines, "a@b.example;Ada;B vzw;b.example;Raketbouw")))
    )
    (row,) = asked.rows
    assert (row.row, row.organisation, row.website, row.kind) == (4, "B vzw", "https://b.example", "")
    assert "Raketbouw" in asked.remarks[0].sentence


def test_a_list_without_the_column_of_organisations_or_with_too_many_rows_is_refused() -> None:
    with pytest.raises(NotPossible, match="organisatie"):
        listed("x;y", head="Naam;E-mail")
    with pytest.raises(NotPossible, match="1001"):
        listed(*["A;;;;;"] * 1001)


def test_nothing_comes_in_when_something_changed_since_it_was_shown(admin: Actor) -> None:
    asked = listed(*town_of_partners(3))
    mark = changes(admin, asked).mark
    bring(admin, listed(town_of_partners(1)[0]))
    before = counts()
    with pytest.raises(PartnersMovedOn):
        bring(admin, asked, mark=mark)
    assert counts() == before


def test_whoever_never_came_in_gets_a_new_link_only_when_asked(admin: Actor) -> None:
    asked = listed("Soep vzw;;;;Ada;ada@soep.example")
    (first,) = bring(admin, asked).newcomers
    assert bring(admin, asked).newcomers == ()
    (second,) = bring(admin, asked, again=True).newcomers
    assert second.account == first.account
    assert second.token != first.token
    first.account.set_password("a long phrase for a test")
    first.account.save()
    assert bring(admin, asked, again=True).newcomers == ()


def test_only_an_administrator_and_only_for_the_own_town(admin: Actor) -> None:
    asked = listed("Soep vzw;;;;;")
    elsewhere = replace(admin, towns=frozenset({"kortrijk"}))
    others = [replace(admin, roles=frozenset({role})) for role in Role if role != Role.ADMINISTRATOR]
    for by in [elsewhere, *others]:
        with pytest.raises(Refused):
            changes(by, asked)
        with pytest.raises(Refused):
            bring(by, asked, mark="x")


def test_looking_asks_as_much_of_one_partner_as_of_110(
    admin: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bring(admin, listed(*town_of_partners(40)))
    with django_assert_num_queries(4):
        changes(admin, listed(*town_of_partners(110)))


def sent(client: Client, content: bytes, name: str = "partners.csv") -> HttpResponse:
    file = io.BytesIO(content)
    file.name = name
    given = {"file": file, "town": TOWN, "client_id": "7b0b3b0e-6d5b-4f0c-9a0e-0d5a8f6f2a11"}
    return client.post(ADDRESS, given)


def in_excel(*rows: str) -> bytes:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("partners")
        for number, row in enumerate((HEAD, *rows)):
            sheet.write_row(number, 0, row.split(";"))

    return workbook(fill)


def test_the_pages_show_first_then_take_in_with_mail_and_never_twice(
    admin: Actor, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client = browser(User.objects.get(pk=admin.staff_id))
    shown = sent(client, in_excel("Soep vzw;Voedselhulp;;;Ada Roos;ada@soep.example"), "partners.xlsx")
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Ada Roos" in page
    assert counts()[0] == 0
    sealed: Any = shown.context["form"]["sealed"].value()
    done = client.post(ADDRESS, {"sealed": sealed})
    assert "Ada Roos" in done.content.decode()
    (message,) = mail.outbox
    assert message.to == ["ada@soep.example"]
    assert "/uitnodiging/" in message.body
    assert RoleGrant.objects.filter(role=Role.PARTNER).count() == 1
    twice = client.post(ADDRESS, {"sealed": sealed})
    assert twice.status_code == 409
    assert len(mail.outbox) == 1
    assert counts()[2] == 2


@pytest.mark.parametrize("sealed", ["", "x", "eyJieSI6MX0:1vN:zzz"])
def test_what_was_not_shown_is_not_taken_in(admin: Actor, sealed: str) -> None:
    answer = browser(User.objects.get(pk=admin.staff_id)).post(ADDRESS, {"sealed": sealed})
    assert answer.status_code == 422
    assert counts()[0] == 0


def test_what_was_shown_to_a_colleague_is_not_taken_in_by_somebody_else(admin: Actor) -> None:
    colleague = browser(somebody("ann", Role.ADMINISTRATOR))
    shown = sent(browser(User.objects.get(pk=admin.staff_id)), f"{HEAD}\nSoep vzw;;;;;".encode())
    answer = colleague.post(ADDRESS, {"sealed": shown.context["form"]["sealed"].value()})
    assert answer.status_code == 422
    assert counts()[0] == 0


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04 broken", b"een;twee\n1;2"])
def test_a_file_that_is_no_list_gets_a_sentence(admin: Actor, content: bytes) -> None:
    answer = sent(browser(User.objects.get(pk=admin.staff_id)), content)
    assert answer.status_code == 422
    assert counts()[0] == 0
    assert answer.context["form"].errors["file"]
