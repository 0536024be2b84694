"""The pages of households and persons as workers use them: what is sent, what is read, what stands after."""

from __future__ import annotations

import time
import uuid
from datetime import date
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from nabij.audit.models import Line
from nabij.kernel import clock
from nabij.registry import queries
from nabij.registry.models import (
    Conflict,
    Consent,
    ContactAssignment,
    ContactWish,
    Identity,
    Membership,
    NationalNumber,
    PersonPair,
    SpokenLanguage,
    Stay,
    TaskAccess,
)
from nabij.registry.queries import sight_into
from nabij.registry.types import BirthDate, Relation
from nabij.staff.models import Membership as TeamMembership
from nabij.staff.models import TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.registry.people import KAAI, NOW, TOWN, child, household, somebody, team

pytestmark = pytest.mark.django_db

NUMBER = "80000000031"
"""Right by the official check (97 - 800000000 mod 97 = 31), and nobody's: serial numbers begin with 001."""


class Worker:
    """Somebody at work with a browser."""

    def __init__(self, name: str, *roles: Role, teams: tuple[Any, ...] = ()) -> None:
        self.user = User.objects.create(email=f"{name}@zonnedam.example", name=name.title(), created_at=NOW)
        TownGrant.objects.create(user=self.user, town=TOWN)
        for role in roles:
            self.user.role_grants.create(role=role)
        for one in teams:
            TeamMembership.objects.create(user=self.user, team=one, from_on=date(2020, 1, 1))
        self.actor = actor_of(self.user, on=clock.today())
        self.client = Client()
        self.client.force_login(self.user)
        session = self.client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
        session["account_authentication_methods_user"] = str(self.user.pk)
        session.save()

    def opens(self, address: str) -> HttpResponse:
        return self.client.get(f"/nl/werk/gezinnen/{address}")

    def searches(self, typed: str, address: str = "", **asked: object) -> HttpResponse:
        """Type something in a search box, and follow to the page of what was found."""
        sent = self.client.post(f"/nl/werk/gezinnen/{address}", {"zoek": typed})
        assert typed not in sent["Location"]
        return self.client.get(sent["Location"], {"gezocht": 1, **asked})

    def sends(self, address: str, **fields: object) -> HttpResponse:
        fields.setdefault("client_id", uuid.uuid4())
        return self.client.post(f"/nl/werk/gezinnen/{address}", fields)


@pytest.fixture
def noor() -> Worker:
    return Worker("noor", Role.SOCIAL_WORKER, teams=(team(),))


@pytest.fixture
def vera(noor: Worker) -> Worker:
    """A colleague in the same team."""
    ours = TeamMembership.objects.get(user=noor.user).team
    return Worker("vera", Role.SOCIAL_WORKER, teams=(ours,))


@pytest.fixture
def sam() -> Worker:
    """Somebody of another team."""
    return Worker("sam", Role.SOCIAL_WORKER, teams=(team("Molenwijk"),))


def opened(by: Worker, *persons: Any, **more: Any) -> int:
    return household(by.actor, *persons, **more)


def person_in(household_id: int, given: str = "Ayşe") -> int:
    return Membership.objects.get(
        household=household_id, person__identity__given=given, until_on=None
    ).person_id


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_household_separates_and_the_child_in_both_homes_counts_once(noor: Worker) -> None:
    partner = somebody("Jo", "Duin", relation=Relation.PARTNER, birth=BirthDate(1990, 1, 1))
    first = opened(noor, somebody(), partner, child("Mo"))
    ayse, jo, mo = (person_in(first, name) for name in ("Ayşe", "Jo", "Mo"))
    fields = {f"{part}_{one}": value for one in (ayse, jo, mo) for part, value in (("share", "50"),)}
    fields |= {f"where_{ayse}": "stays", f"where_{jo}": "stays", f"where_{mo}": "stays"}
    fields |= {f"relation_{ayse}": "reference", f"relation_{jo}": "reference", f"relation_{mo}": "child"}
    nobody = noor.sends(f"{first}/gaat-uiteen/", from_on="1/11/2026", spot="", **fields)
    assert nobody.status_code == 422
    assert "Kies wie naar het nieuwe gezin gaat. Er is nog niets bewaard." in text(nobody)
    fields |= {f"where_{jo}": "goes", f"where_{mo}": "both"}
    done = noor.sends(f"{first}/gaat-uiteen/", from_on="1/11/2026", street="Stiltelaan", number="3", **fields)
    assert done.status_code == 302
    new = int(done["Location"].rstrip("/").rpartition("/")[2])
    day = date(2026, 11, 2)
    assert {one.person_id for one in Membership.objects.on(day).filter(household=new)} == {jo, mo}
    assert {one.person_id for one in Membership.objects.on(day).filter(household=first)} == {ayse, mo}
    assert Membership.objects.counted_once(day).count() == 3
    assert "Woont ook in een ander gezin" in text(noor.opens(f"{first}/"))
    assert Stay.objects.get(household=new).address.first_line == "Stiltelaan 3"


def test_a_household_loses_its_home_and_can_be_met_somewhere(noor: Worker) -> None:
    number = opened(noor)
    empty = noor.sends(f"{number}/verhuist/", kind="meeting_spot", from_on="1/10/2026")
    assert empty.status_code == 422
    assert "Geef de straat, of een plek waar je hen kunt treffen." in text(empty)
    given = {"kind": "meeting_spot", "spot": "Bank aan het station", "leaves_home": "on"}
    assert noor.sends(f"{number}/verhuist/", from_on="1/10/2026", **given).status_code == 302
    assert [one.spot for one in Stay.objects.on(date(2026, 10, 1))] == ["Bank aan het station"]
    page = text(noor.opens(f"{number}/plaatsen/"))
    assert "Kaai 4" in page
    assert "01/10/2026" in page
    spot = Stay.objects.get(until_on=None)
    early = noor.sends(f"{number}/plaatsen/", stay=spot.pk, until_on="1/1/2026")
    assert "Ze kwamen daar op 01/10/2026. Geef een latere dag." in text(early)
    assert noor.sends(f"{number}/plaatsen/", stay=spot.pk, until_on="1/11/2026").status_code == 302
    assert not Stay.objects.filter(until_on=None).exists()


def test_two_who_put_a_date_right_at_once_are_shown_side_by_side_and_chosen_whole(
    noor: Worker, vera: Worker
) -> None:
    number = opened(noor)
    ayse = person_in(number)
    address = f"{number}/personen/{ayse}/wie/"
    seen = {"given": "Ayşe", "family": "Zeewind", "birth_year": "1988", "base_version": 1}
    assert noor.sends(address, **seen, birth_month="4", birth_day="3").status_code == 302
    second = vera.sends(address, **{**seen, "birth_year": "1989"}, birth_month="5", birth_day="6")
    assert second["Location"].endswith(f"/gezinnen/{number}/botsingen/")
    page = text(vera.opens(f"{number}/botsingen/"))
    assert "3/4/1988" in page
    assert "6/5/1989" in page
    assert page.count("<section") == 1
    assert "Noor" in page
    assert "Vera" in page
    assert "Twee mensen schreven iets anders" in text(noor.opens(f"{number}/"))
    conflict = Conflict.objects.earliest("pk")
    noor.sends(f"{number}/botsingen/{conflict.pk}/", take="other")
    assert Identity.objects.get(pk=ayse).birth == BirthDate(1989, 5, 6)
    assert not Conflict.objects.filter(settled_at=None).exists()
    assert "Er is hier niets te kiezen." in text(noor.opens(f"{number}/botsingen/"))
    late = vera.sends(f"{number}/botsingen/{conflict.pk}/", take="stands")
    assert late.status_code == 409
    assert "1988 → 1989" in text(noor.opens(f"{number}/geschiedenis/"))


def test_a_death_is_not_written_over_and_can_be_taken_back(noor: Worker, vera: Worker) -> None:
    number = opened(noor, somebody(), child("Mo"))
    address = f"{number}/personen/{person_in(number, 'Mo')}/overleden/"
    assert noor.sends(address, died_on="1/11/2026", seen="").status_code == 302
    clash = vera.sends(address, died_on="2/11/2026", seen="")
    assert clash.status_code == 422
    assert "Een collega noteerde intussen een andere dag: 01/11/2026." in text(clash)
    page = text(vera.opens(f"{number}/"))
    assert "overleden 01/11/2026" in page
    assert vera.sends(address, died_on="", seen="2026-11-01").status_code == 302
    assert "overleden 01/11/2026" not in text(vera.opens(f"{number}/"))
    assert "2026-11-01 → niet ingevuld" in text(vera.opens(f"{number}/geschiedenis/"))


def test_a_member_leaves_and_another_becomes_the_reference_person(noor: Worker) -> None:
    partner = somebody("Jo", "Duin", relation=Relation.PARTNER, birth=BirthDate(1990, 1, 1))
    number = opened(noor, somebody(), partner)
    ayse, jo = person_in(number), person_in(number, "Jo")
    stays = noor.sends(f"{number}/personen/{ayse}/vertrekt/", until_on="1/11/2026")
    assert "Dit is de referentiepersoon." in text(stays)
    noor.sends(f"{number}/personen/{jo}/aanspreekpunt/")
    assert noor.sends(f"{number}/personen/{ayse}/vertrekt/", until_on="1/11/2026").status_code == 302
    assert Membership.objects.get(household=number, until_on=None).person_id == jo
    wrong = noor.sends(f"{number}/personen/{jo}/hoort-bij/", relation="child", share_pct=50, base_version=9)
    assert wrong.status_code == 422  # who is the reference person is not changed here


def test_languages_wishes_and_consents_keep_their_history_on_the_page(noor: Worker) -> None:
    number = opened(noor)
    ayse = person_in(number)
    for level in ("interpreter", "simple"):
        noor.sends(f"{number}/personen/{ayse}/taal/", language="ti", level=level)
    assert SpokenLanguage.objects.filter(person=ayse).count() == 2
    page = text(noor.opens(f"{number}/personen/{ayse}/"))
    assert page.count("Tigrinya") == 2
    noor.sends(f"{number}/wens/", person="", kind="do_not_contact", detail="")
    wish = ContactWish.objects.get()
    noor.sends(f"{number}/wens/{wish.pk}/weg/")
    given = {"purpose": "share_with_partner", "partner": "Basisschool", "given": "spoken", "until_on": ""}
    noor.sends(f"{number}/toestemming/", person=ayse, from_on="1/11/2026", **given)
    assert "Basisschool" in text(noor.opens(f"{number}/"))
    noor.sends(f"{number}/toestemming/{Consent.objects.get().pk}/weg/")
    history = text(noor.opens(f"{number}/geschiedenis/"))
    for words in ("Wens beëindigd", "Toestemming ingetrokken", "Toestemming, mondeling", "Taal rechtgezet"):
        assert words in history or words.lower() in history.lower(), words


def test_a_household_is_handed_over_with_a_note_and_stopped_with_another(noor: Worker, vera: Worker) -> None:
    number = opened(noor)
    assert "Nog niemand is contactpersoon" in text(noor.opens(f"{number}/volgt/"))
    refused = text(vera.opens(f"{number}/volgt/overdracht/"))
    assert "Alleen de contactpersoon of de teamverantwoordelijke" in refused
    assert 'name="staff"' not in refused
    noor.sends(f"{number}/contactpersoon/")
    given = {"staff": vera.user.pk, "note": "Belt liefst na vier uur."}
    assert noor.sends(f"{number}/volgt/overdracht/", **given).status_code == 302
    assert ContactAssignment.objects.get(until_at=None).staff == vera.user
    assert "Belt liefst na vier uur." in text(vera.opens(f"{number}/volgt/"))
    assert noor.sends(f"{number}/volgt/vervanging/", staff=noor.user.pk).status_code == 403
    assert vera.sends(f"{number}/volgt/vervanging/", staff=noor.user.pk).status_code == 302
    assert vera.sends(f"{number}/volgt/stopt/", note="").status_code == 422
    assert vera.sends(f"{number}/volgt/stopt/", note="Gaat in januari verhuizen.").status_code == 302
    assert not ContactAssignment.objects.filter(until_at=None).exists()
    assert "Gaat in januari verhuizen." in text(noor.opens(f"{number}/volgt/"))


def test_a_task_opens_one_household_for_a_colleague_until_it_is_done(noor: Worker, sam: Worker) -> None:
    number = opened(noor)
    noor.sends(f"{number}/contactpersoon/")
    assert sam.opens(f"{number}/").status_code == 404
    given = {"staff": sam.user.pk, "topic": "school", "reason": "Meegaan naar school", "until_on": ""}
    assert noor.sends(f"{number}/volgt/taak/", **given).status_code == 302
    page = text(sam.opens(f"{number}/"))
    assert "Meegaan naar school" in page
    task = TaskAccess.objects.get()
    other = opened(noor, somebody("Els", "Duin"))
    assert noor.sends(f"{other}/volgt/taak/{task.pk}/klaar/").status_code == 404
    done = sam.sends(f"{number}/volgt/taak/{task.pk}/klaar/")
    assert done["Location"].endswith("/gezinnen/")
    assert sam.opens(f"{number}/").status_code == 404


def test_who_may_not_be_found_is_found_by_nobody_but_contact_person_and_lead(
    noor: Worker, vera: Worker, sam: Worker
) -> None:
    ours = TeamMembership.objects.get(user=noor.user).team
    lead = Worker("lies", Role.TEAM_LEAD, teams=(ours,))
    number = opened(noor)
    ayse = person_in(number)
    noor.sends(f"{number}/contactpersoon/")
    assert "Kaai 4" in text(vera.opens(f"{number}/"))
    address = f"{number}/personen/{ayse}/veiligheid/"
    assert vera.sends(address, reason="kort").status_code == 422
    assert vera.sends(address, reason="Wordt bedreigd door haar ex").status_code == 302
    for who, sees in ((noor, True), (lead, True), (vera, False)):
        for page in (f"{number}/", f"{number}/geschiedenis/", "?wie=team"):
            assert ("Kaai 4" in text(who.opens(page))) <= sees, page
        assert ("Kaai 4" in text(who.searches("Zeewind"))) <= sees
        assert ("Kaai 4" in text(who.opens(f"{number}/"))) is sees
        assert ("bedreigd" in text(who.opens(f"{number}/personen/{ayse}/"))) is sees
        assert "Zeewind" not in text(who.searches("Kaai"))
    refused = vera.opens(f"{number}/plaatsen/")
    assert refused.status_code == 403
    assert "Dat je het probeerde, is genoteerd." in text(refused)
    looks = Line.objects.filter(event="registry.look_refused")
    assert looks.filter(actor_id=vera.user.pk).exists()
    assert "Kaai 4" in text(noor.opens(f"{number}/plaatsen/"))
    assert f"/gezinnen/{number}/open/" not in text(sam.searches("Zeewind 1988", verder=1))
    once = sam.sends(f"{number}/open/", category="danger", reason="Ik wil weten waar ze wonen, nu meteen")
    assert once.status_code == 404
    assert looks.filter(actor_id=sam.user.pk).exists()
    assert vera.sends(address, reason="Is niet meer nodig, zegt ze").status_code == 403
    assert noor.sends(address, reason="Is niet meer nodig, zegt ze").status_code == 302
    assert "Kaai 4" in text(vera.opens(f"{number}/"))


def test_a_protected_home_stays_shut_in_the_copy_of_somebody_else(noor: Worker) -> None:
    from nabij.registry.queries.own_copy import gather

    number = opened(noor, somebody(), child("Mo"))
    ayse, mo = person_in(number), person_in(number, "Mo")
    subject = queries.number_of_person(mo)
    places = {part.code for part in gather(subject, now=NOW)}
    noor.sends(f"{number}/personen/{ayse}/veiligheid/", reason="Wordt bedreigd door haar ex")
    assert places - {part.code for part in gather(subject, now=NOW)} == {"registry.stays"}


def test_persons_who_look_the_same_are_marked_and_never_merged(noor: Worker, sam: Worker) -> None:
    first = opened(noor)
    second = opened(noor, somebody(unlike_because="Andere moeder"), place=None)
    one, two = person_in(first), person_in(second)
    assert f"/gezinnen/dubbel/{one}/{two}/" in text(noor.opens("dubbel/"))
    page = text(noor.opens(f"dubbel/{one}/{two}/"))
    assert "Kaai 4" in page
    assert "Er wordt niets samengevoegd" in page
    assert sam.opens(f"dubbel/{one}/{two}/").status_code == 404
    assert noor.sends(f"dubbel/{one}/{two}/", verdict="same", note="").status_code == 422
    noor.sends(f"dubbel/{two}/{one}/", verdict="same", note="Haar pas toont hetzelfde")
    assert PersonPair.objects.get().verdict == "same"
    assert "Staat hier twee keer" in text(noor.opens(f"{first}/"))
    assert Membership.objects.filter(person=two, household=second).exists()
    assert f"/gezinnen/dubbel/{one}/" not in text(noor.opens("dubbel/"))
    other = noor.sends(f"dubbel/{one}/{two}/", verdict="different", note="Toch niet")
    assert "Een collega zei iets anders over deze twee" in text(other)
    noor.sends(f"dubbel/{one}/{two}/terug/")
    assert PersonPair.objects.get().ended_at is not None
    assert f"/gezinnen/dubbel/{one}/{two}/" in text(noor.opens("dubbel/"))


def test_somebody_who_is_known_belongs_to_a_second_household(noor: Worker) -> None:
    first = opened(noor, somebody(), child("Mo"))
    second = opened(noor, somebody("Jo", "Duin", birth=BirthDate(1990, 1, 1)), place=KAAI)
    mo = person_in(first, "Mo")
    assert "Mo Zeewind" in text(noor.searches("Mo Zeewind", f"{second}/bekend/"))
    given = {"who": f"{first}-{mo}", "relation": "child", "share_pct": 50, "from_on": "1/11/2026"}
    assert noor.sends(f"{second}/bekend/?gezocht=1", **given).status_code == 302
    assert Membership.objects.filter(person=mo, until_on=None).count() == 2
    assert Membership.objects.counted_once(date(2026, 11, 2)).filter(person=mo).count() == 1


def test_a_national_number_is_nowhere_until_a_town_switches_it_on(noor: Worker, settings: Settings) -> None:
    number = opened(noor)
    address = f"{number}/personen/{person_in(number)}/"
    assert noor.opens(f"{address}rijksregisternummer/").status_code == 404
    assert "ijksregisternummer" not in text(noor.opens(address))
    settings.NATIONAL_NUMBERS, settings.SEALING_KEYS = True, [Fernet.generate_key().decode()]
    assert "Rijksregisternummer" in text(noor.opens(address))


def test_a_national_number_is_checked_masked_and_shown_for_a_reason_on_record(
    noor: Worker, vera: Worker, settings: Settings
) -> None:
    settings.NATIONAL_NUMBERS, settings.SEALING_KEYS = True, [Fernet.generate_key().decode()]
    number = opened(noor)
    ayse = person_in(number)
    noor.sends(f"{number}/contactpersoon/")
    address = f"{number}/personen/{ayse}/rijksregisternummer/"
    wrong = noor.sends(address, national_number="80000000032", in_spite="")
    assert "elf cijfers" in text(wrong)
    odd = noor.sends(address, national_number=NUMBER, in_spite="")
    assert odd.status_code == 422
    assert "De geboortedatum in dit nummer" in text(odd)
    assert not NationalNumber.objects.exists()
    assert noor.sends(address, national_number=NUMBER, in_spite="on").status_code == 302
    page = text(noor.opens(address))
    assert "•••.31" in page
    assert "000-000" not in page
    assert noor.sends(f"{address}toon/", reason="kort").status_code == 422
    shown = noor.sends(f"{address}toon/", reason="Aanvraag van een sociale toelage")
    assert "80.00.00-000.31" in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert Line.objects.filter(event="registry.national_number_revealed").count() == 1
    assert vera.sends(f"{address}toon/", reason="Aanvraag van een sociale toelage").status_code == 403


def test_somebody_who_only_looks_along_reads_why_nothing_can_be_changed(noor: Worker, sam: Worker) -> None:
    number = opened(noor)
    sam.sends(f"{number}/open/", category="danger", reason="Het kind staat alleen aan de deur")
    assert sight_into(sam.actor, _household(number), at=clock.now()).relations == {"exception"}
    for page in ("verhuist/", "stopt/", "gaat-uiteen/", "bekend/", f"personen/{person_in(number)}/wie/"):
        shown = text(sam.opens(f"{number}/{page}"))
        assert "Je opende dit gezin voor één keer, om te lezen." in shown, page
        assert "btn-lg" not in shown, page


def _household(number: int) -> Any:
    return Membership.objects.filter(household=number).select_related("household")[0].household
