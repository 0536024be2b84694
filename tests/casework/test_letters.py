"""Letters filled in from the dossier, kept as they went out, under a topic, and made again byte for byte."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from unittest import mock

import pytest
from django.db import Error, transaction
from django.test import Client

from nabij.audit.models import Line
from nabij.casework.actions.letters import checked_paper
from nabij.casework.models import Letter
from nabij.casework.queries.letter_files import contents, kept_pdf, letter_pdf
from nabij.casework.queries.letter_kinds import BLANK, KINDS, From, text_of
from nabij.casework.queries.letters import letter, letters_of
from nabij.casework.types import LetterCode, LetterLanguage
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry.types import (
    ClientIdReused,
    Door,
    LanguageLevel,
    NotPossible,
    Place,
    StayKind,
    Topic,
    WishKind,
)
from nabij.rights.queries import town_folders
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.types import Role
from nabij_rights.lint.readability import read
from tests.casework.desk import a_goal, guided, stands
from tests.casework.paper import keep, prepare
from tests.registry.people import NOW, TODAY, Desk, account, actor, child, desk, household, somebody

pytestmark = pytest.mark.django_db
ASKED = {
    "right": "Verhoogde tegemoetkoming",
    "organisation": "Ziekenfonds",
    "amount": "€ 240",
    "monthly": "€ 20",
    "document": "Je kaart",
    "reason": "Mijn inkomen is lager",
    "reference": "2026-118",
    "hour": "10 uur",
    "day": "01/12/2026",
    "recipient": "Ziekenfonds Zonnedam\nSluisplein 9",
}


@pytest.fixture
def at() -> Desk:
    return desk()


def said(paper: Any) -> str:
    return json.dumps(contents(paper), ensure_ascii=False).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LetterLanguage)
@pytest.mark.parametrize("code", LetterCode)
def test_each_letter_in_each_language_is_a_paper_with_whom_to_call(
    at: Desk, code: LetterCode, language: LetterLanguage
) -> None:
    number = guided(at.noor)
    a_goal(at.noor, number, words="Rust in de rekeningen", topic=Topic.FAMILY)
    ready = prepare(at.noor, number, code, language=language, given=ASKED)
    assert letter_pdf(ready.paper).startswith(b"%PDF")
    on_paper = said(ready.paper)
    assert "Noor" in ready.paper.text
    assert "09 000 10 10" in ready.paper.text
    assert ("Ayşe Zeewind" in on_paper) is (ready.kind.way != From.NEUTRAL)
    assert "{" not in ready.paper.title + ready.paper.text
    if code != LetterCode.NEW_CONTACT_PERSON:  # there was nobody before her
        assert BLANK not in ready.paper.title + ready.paper.text
    titles = {text_of(code, one, town="zonnedam").title for one in LetterLanguage}
    assert len(titles) == len(LetterLanguage)


@pytest.mark.parametrize("code", LetterCode)
def test_texts_are_easy_to_read(code: LetterCode) -> None:
    """The same measure as for the leaflets of rights: short sentences in every language."""
    for language in LetterLanguage:
        body = text_of(code, language, town="nowhere").filled({})[1].replace(BLANK, "iets")
        assert read(body, language.value).mean <= 12, (code, language)


def test_a_letter_behind_the_door_names_no_service_and_nobody_who_lives_there(at: Desk) -> None:
    ready = prepare(at.noor, guided(at.noor), LetterCode.NOT_AT_HOME)
    on_paper = said(ready.paper).lower()
    for word in ("zeewind", "sociaal", "ocmw", "kaai", "zonnedam"):
        assert word not in on_paper
    assert (ready.paper.sender, ready.paper.recipient) == ("", "")


def test_what_the_dossier_knows_is_filled_in(at: Desk) -> None:
    number = guided(at.noor)
    proof = prepare(at.noor, number, LetterCode.PROOF_OF_GUIDANCE).paper
    assert "Sociaal Huis Zonnedam begeleidt Ayşe Zeewind sinds 20/11/2026" in proof.text
    visit = prepare(at.noor, number, LetterCode.APPOINTMENT).paper
    assert "op 23/11/2026 om" in visit.text
    assert visit.recipient == "Ayşe Zeewind\nKaai 4\n9901 Zonnedam"
    request = prepare(at.noor, number, LetterCode.REQUEST_RIGHT)
    assert request.rights, "the rights that may be theirs stand ready to choose from"
    assert request.paper.sender.startswith("Ayşe Zeewind\nKaai 4")


def test_the_family_is_told_who_is_contact_person_now_and_who_was_before(at: Desk) -> None:
    number, colleague = guided(at.noor), account("kim")
    TownGrant.objects.create(user=colleague, town="zonnedam")
    RoleGrant.objects.create(user=colleague, role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=colleague, team=at.team, from_on=TODAY)
    kim = actor(colleague, Role.SOCIAL_WORKER, teams=(at.team,))
    registry.hand_over_contact(
        actor=at.noor,
        household_id=number,
        to_staff_id=colleague.pk,
        hidden_too=False,
        now=NOW + timedelta(hours=1),
    )
    other = prepare(kim, number, LetterCode.NEW_CONTACT_PERSON, now=NOW + timedelta(hours=2)).paper
    assert "is Kim je contactpersoon. Tot dan was dat Noor." in other.text


def test_the_language_is_that_of_the_family_when_it_is_one_of_ours(at: Desk) -> None:
    number = guided(at.noor)
    person = prepare(at.noor, number, LetterCode.MANDATE).person_id
    speaks = {"actor": at.noor, "household_id": number, "person_id": person, "now": NOW}
    registry.set_language(**speaks, code="ti", level=LanguageLevel.WELL)
    assert prepare(at.noor, number, LetterCode.MANDATE).paper.language == LetterLanguage.NL
    registry.set_language(**speaks, code="fr", level=LanguageLevel.SIMPLE)
    assert prepare(at.noor, number, LetterCode.MANDATE).paper.title == "Procuration"


def test_what_was_agreed_holds_only_steps_under_the_topic_of_the_letter(at: Desk) -> None:
    number = guided(at.noor)
    a_goal(at.noor, number, words="Fewer bills", topic=Topic.MONEY)
    a_goal(at.noor, number, words="Talk with the teacher", topic=Topic.FAMILY)
    family = prepare(at.noor, number, LetterCode.AGREED).paper.text
    money = prepare(at.noor, number, LetterCode.AGREED, topic=Topic.MONEY).paper.text
    assert ("Talk with the teacher" in family, "Fewer bills" in family) == (True, False)
    assert ("Talk with the teacher" in money, "Fewer bills" in money) == (False, True)


def test_a_letter_is_kept_as_it_went_out_and_made_again_byte_for_byte(at: Desk) -> None:
    number = guided(at.noor)
    ready = prepare(at.noor, number, LetterCode.CONSENT_TO_SHARE, given=ASKED)
    first = letter_pdf(checked_paper(ready.paper))
    kept = keep(at.noor, number, ready)
    found = letter(at.noor, kept, on=TODAY, now=NOW)
    assert kept_pdf(found) == first
    assert found.file_sha256 == sha256(first).hexdigest()
    with mock.patch("nabij.casework.queries.letter_files.sha256") as other:
        other.return_value.hexdigest.return_value = "another layout"
        assert kept_pdf(found) != first  # the paper says that it was made again


def test_nobody_changes_a_letter_and_erasing_stays_possible(at: Desk) -> None:
    number = guided(at.noor)
    kept = keep(at.noor, number, prepare(at.noor, number, LetterCode.APPOINTMENT))
    with pytest.raises(Error), transaction.atomic():
        Letter.objects.filter(pk=kept).update(text="Something else")
    row = Letter.objects.get(pk=kept)
    row.title = "Something else"
    with pytest.raises(Error), transaction.atomic():
        row.save()
    assert Letter.objects.get(pk=kept).title == "Wij spreken graag met je af"
    assert Letter.objects.filter(pk=kept).delete()[0] == 1


HALF = [{"text": ""}, {"title": ""}, {"topic": "x"}, {"code": "x"}, {"language": "de"}, {"file_sha256": ""}]


@pytest.mark.parametrize("broken", HALF)
def test_the_database_refuses_half_a_letter(at: Desk, broken: dict[str, str]) -> None:
    number = guided(at.noor)
    kept = keep(at.noor, number, prepare(at.noor, number, LetterCode.APPOINTMENT))
    row = Letter.objects.get(pk=kept)
    row.pk, row.client_id = None, uuid.uuid4()
    for name, value in broken.items():
        setattr(row, name, value)
    with pytest.raises(Error), transaction.atomic():
        row.save(force_insert=True)


def test_sending_a_letter_twice_keeps_one_and_other_words_under_the_same_number_are_refused(at: Desk) -> None:
    number, form = guided(at.noor), uuid.uuid4()
    ready = prepare(at.noor, number, LetterCode.APPOINTMENT)
    assert keep(at.noor, number, ready, client_id=form) == keep(at.noor, number, ready, client_id=form)
    assert Letter.objects.count() == 1
    changed = prepare(at.noor, number, LetterCode.APPOINTMENT, given={"hour": "9 uur"})
    with pytest.raises(ClientIdReused):
        keep(at.noor, number, changed, client_id=form)


def test_a_letter_lies_under_its_topic_and_the_other_team_sees_none(at: Desk) -> None:
    number = guided(at.noor)
    bridge = actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))
    money = keep(at.noor, number, prepare(at.noor, number, LetterCode.PAYMENT_PLAN, given=ASKED))
    family = keep(at.noor, number, prepare(at.noor, number, LetterCode.APPOINTMENT))
    own = keep(bridge, number, prepare(bridge, number, LetterCode.COMPLAINT, given=ASKED))

    def seen(by: Actor) -> set[int]:
        return {one.number for one in letters_of(by, number, purpose=Purpose.HELP, on=TODAY, now=NOW)}

    assert seen(at.noor) == {money, family, own}
    assert seen(bridge) == {family, own}
    for by, hidden in ((bridge, money), (at.sam, family), (at.sam, 999_999)):
        with pytest.raises(NotFoundHere):
            letter(by, hidden, on=TODAY, now=NOW)
    with pytest.raises(NotFoundHere):
        prepare(at.sam, number, LetterCode.APPOINTMENT)
    assert prepare(bridge, number, LetterCode.REQUEST_RIGHT).rights == ()


def test_somebody_with_a_task_keeps_a_letter_only_under_the_topic_of_the_task(at: Desk) -> None:
    number = guided(at.noor)
    user = account("dirk")
    TownGrant.objects.create(user=user, town="zonnedam")
    RoleGrant.objects.create(user=user, role=Role.PROVISION_DESK)
    desk_worker = actor(user, Role.PROVISION_DESK)
    registry.give_task(
        actor=at.noor,
        household_id=number,
        staff_id=desk_worker.staff_id or 0,
        topic=Topic.MONEY,
        reason="The bill",
        until_at=None,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    ready = prepare(desk_worker, number, LetterCode.PAYMENT_PLAN, given=ASKED)
    assert keep(desk_worker, number, ready)
    with pytest.raises(Refused):
        keep(desk_worker, number, ready, topic=Topic.CARE)


def test_where_somebody_may_not_be_found_no_address_stands_in_a_letter_and_few_read_it(at: Desk) -> None:
    number = guided(at.noor)
    before = keep(at.noor, number, prepare(at.noor, number, LetterCode.APPOINTMENT))
    person = prepare(at.noor, number, LetterCode.MANDATE).person_id
    registry.protect_person(
        actor=at.noor, household_id=number, person_id=person or 0, reason="A threat by somebody", now=NOW
    )
    ready = prepare(at.noor, number, LetterCode.APPOINTMENT)
    assert ready.is_protected
    assert "Kaai" not in said(ready.paper).replace("Plaats", "")
    colleague = actor(account("kim"), Role.SOCIAL_WORKER, teams=(at.team,))
    assert letters_of(colleague, number, purpose=Purpose.HELP, on=TODAY, now=NOW) == ()
    with pytest.raises(NotFoundHere):
        letter(colleague, before, on=TODAY, now=NOW)
    assert letter(at.noor, before, on=TODAY, now=NOW).line.number == before


def test_a_secret_address_never_comes_into_a_letter_by_itself(at: Desk) -> None:
    number = household(at.noor, place=None)
    registry.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    secret = Place(kind=StayKind.TEMPORARY, door=Door("Geheime Weg", "9", postcode="9901"), is_hidden=True)
    registry.move_household(
        actor=at.noor, household_id=number, place=secret, from_on=TODAY, client_id=uuid.uuid4(), now=NOW
    )
    assert prepare(at.noor, number, LetterCode.APPOINTMENT).paper.recipient == "Ayşe Zeewind"


def test_a_wish_against_letters_is_told_before_one_is_made(at: Desk) -> None:
    number = guided(at.noor)
    assert not prepare(at.noor, number, LetterCode.AGREED).wants_no_letters
    registry.set_wish(
        actor=at.noor,
        household_id=number,
        person_id=None,
        kind=WishKind.NO_LETTERS,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    assert prepare(at.noor, number, LetterCode.AGREED).wants_no_letters


def test_an_empty_or_endless_letter_is_refused_with_a_sentence(at: Desk) -> None:
    paper = prepare(at.noor, guided(at.noor), LetterCode.AGREED).paper
    endless = "a\n" * 4001
    for change, field in (({"text": " \n "}, "text"), ({"title": ""}, "title"), ({"text": endless}, "text")):
        with pytest.raises(NotPossible) as problem:
            checked_paper(replace(paper, **change))
        assert problem.value.field == field


def test_the_number_of_the_contact_person_is_that_of_the_last_letter(at: Desk) -> None:
    number = guided(at.noor)
    assert prepare(at.noor, number, LetterCode.AGREED).paper.contact_phone == "09 000 10 10"
    keep(at.noor, number, prepare(at.noor, number, LetterCode.AGREED, given={"phone": "09 000 10 77"}))
    assert prepare(at.noor, number, LetterCode.MANDATE).paper.contact_phone == "09 000 10 77"


def test_a_town_may_have_its_own_text(at: Desk, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "letters" / "nl"
    own.mkdir(parents=True)
    (own / "agreed.md").write_text("# Afgesproken in {town}\n\nDag {name}, {nonsense}\n", encoding="utf-8")
    monkeypatch.setattr(town_folders, "town_folders", lambda: {"zonnedam": tmp_path})
    number = guided(at.noor)
    ready = prepare(at.noor, number, LetterCode.AGREED)
    assert ready.source.is_of_town
    assert (ready.paper.title, ready.paper.text) == ("Afgesproken in Zonnedam", f"Dag Ayşe Zeewind, {BLANK}")
    assert not prepare(at.noor, number, LetterCode.MANDATE).source.is_of_town


def test_signs_of_the_layout_language_in_a_text_are_only_words(at: Desk) -> None:
    ready = prepare(at.noor, guided(at.noor), LetterCode.AGREED)
    odd = replace(ready.paper, title="#panic() $x$", text='#read("/etc/passwd")\n\n- *a*\n- <b>\n\n= c')
    assert letter_pdf(odd).startswith(b"%PDF")


def test_every_reading_is_in_the_log_with_each_person_once(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Mo"))
    guided(at.noor, number=number)
    kept = keep(at.noor, number, prepare(at.noor, number, LetterCode.AGREED))
    letter(at.noor, kept, on=TODAY, now=NOW)
    letters_of(at.noor, number, purpose=Purpose.HELP, on=TODAY, now=NOW)
    for event in ("casework.letter_read", "casework.letters_read"):
        about = list(Line.objects.filter(event=event).values_list("subject", flat=True))
        assert len(about) == len(set(about)) == 3  # the household and two people


def test_every_letter_is_described_and_asks_only_what_its_text_says() -> None:
    assert set(KINDS) == set(LetterCode)
    for code, kind in KINDS.items():
        for language in LetterLanguage:
            source = text_of(code, language, town="nowhere")
            for name in kind.asks:
                assert f"{{{name}}}" in source.title + source.body, (code, language, name)


@pytest.fixture
def noor(client: Client) -> tuple[Client, Actor]:
    at = desk()
    user = User.objects.get(pk=at.noor.staff_id)
    TownGrant.objects.create(user=user, town="zonnedam")
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=user, team=at.team, from_on=TODAY)
    client.force_login(user)
    return client, at.noor


def test_on_the_screen_a_letter_is_filled_in_changed_kept_and_printed(noor: tuple[Client, Actor]) -> None:
    client, by = noor
    address = f"/nl/werk/gezinnen/{guided(by)}/brieven/nieuw/payment_plan/"
    page = client.get(address)
    assert page.status_code == 200
    form = page.context["form"]
    sent = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    filled = client.post(address, {**sent, "language": "fr", "amount": "240 euro", "fill": "1"})
    assert "240 euro" in filled.context["form"].initial["text"]
    assert "Demande" in filled.context["form"].initial["title"]
    assert Letter.objects.count() == 0
    wrong = client.post(address, {**sent, "text": "", "title": "Mine", "keep": "1"})
    assert (wrong.status_code, wrong.context["form"]["title"].value()) == (422, "Mine")
    kept = client.post(address, {**sent, "text": "My own words", "keep": "1"}, follow=True)
    assert "My own words" in kept.content.decode()
    row = Letter.objects.get()
    made = client.get(f"/nl/werk/brieven/{row.pk}/brief.pdf")
    assert sha256(made.content).hexdigest() == row.file_sha256
    assert client.get(address.replace("payment_plan", "nonsense")).status_code == 404


def test_the_step_of_guidance_is_not_told_in_a_letter(at: Desk) -> None:
    """Its words are for workers; of guidance a letter holds only days."""
    number = guided(at.noor)
    step = stands(at.noor, number).step
    for code in LetterCode:
        assert step not in said(prepare(at.noor, number, code, given=ASKED).paper)
