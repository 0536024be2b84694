"""At the table: who looked, a copy that is asked for in one click, and the number of the contact person."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from nabij.audit.actions import record_read
from nabij.audit.models import Line, SubjectRequest
from nabij.audit.types.oversight import RequestKind
from nabij.casework.actions.own_copies import ask_for_own_copy
from nabij.casework.queries.at_the_table import at_the_table
from nabij.casework.queries.table_looks import table_looks
from nabij.casework.types import LetterCode
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.queries.own_copy import gather
from nabij.registry.types import NotPossible
from nabij.staff.actions.accounts import set_work_phone
from nabij.staff.models import User, WorkPhone
from nabij.staff.queries import work_phones_of
from nabij.staff.types import Role
from tests.casework.desk import guided
from tests.casework.paper import keep, prepare
from tests.casework.test_team import works
from tests.registry.people import NOW, TODAY, Desk, account, actor, child, desk, household, somebody

pytestmark = pytest.mark.django_db
OWN = "+3290001055"


@pytest.fixture
def at() -> Desk:
    return desk()


@pytest.fixture
def noor(at: Desk, client: Client) -> Client:
    user = User.objects.get(pk=at.noor.staff_id)
    works(user, Role.SOCIAL_WORKER, team=at.team)
    client.force_login(user)
    return client


def family(at: Desk) -> int:
    return guided(at.noor, number=household(at.noor, somebody(), child("Mo")))


def members(by: Actor, number: int) -> list[registry.Member]:
    return list(registry.household(by, number, purpose=Purpose.HELP, on=TODAY, now=NOW).members)


def ask(by: Actor, number: int, person: int, client_id: uuid.UUID | None = None) -> None:
    sent = client_id or uuid.uuid4()
    ask_for_own_copy(actor=by, household_id=number, person_id=person, client_id=sent, now=NOW)


# -------------------------------------------------------------------------------------- the own copy


def test_a_copy_that_is_asked_for_waits_for_the_privacy_officer_within_a_month(at: Desk) -> None:
    number = family(at)
    mother, son = members(at.noor, number)
    sent = uuid.uuid4()
    for _twice in range(2):
        ask(at.noor, number, mother.person_id, sent)
    ask(at.noor, number, son.person_id, sent)
    found = {one.subject: one for one in SubjectRequest.objects.all()}
    assert set(found) == {mother.subject, son.subject}, "sending it twice is one request"
    request = found[mother.subject]
    assert (request.kind, request.received_on, request.due_on) == (
        RequestKind.ACCESS,
        TODAY,
        TODAY.replace(month=12),
    )
    assert request.registered_by == at.noor.staff_id
    assert Line.objects.filter(event="audit.request_registered", subject=mother.subject).exists()


def test_nobody_asks_for_somebody_of_another_household(at: Desk) -> None:
    number, other = family(at), household(at.sam, somebody("Ria", "Duinen"))
    stranger = members(at.sam, other)[0].person_id
    with pytest.raises(NotPossible):
        ask(at.noor, number, stranger)
    with pytest.raises(NotFoundHere):
        ask(at.noor, other, stranger)
    assert not SubjectRequest.objects.exists()


def test_the_whole_list_of_who_looked_names_nobody_and_is_for_who_sees_every_topic(at: Desk) -> None:
    number = family(at)
    about = [registry.number_of_household(number)]
    for days in range(20):
        moment = NOW - timedelta(days=days)
        record_read("casework.guidance_read", actor=at.noor, about=about, purpose=Purpose.HELP, at=moment)
    found = table_looks(at.noor, number, language="nl", now=NOW)
    assert len(found) == 20, "all of them, where the screen at the table shows ten"
    assert len(at_the_table(at.noor, number, language="nl", on=TODAY, now=NOW).looks) == 10
    assert not any("Noor" in one.who for one in found)
    for by in (at.sam, actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))):
        with pytest.raises(NotFoundHere):
            table_looks(by, number, language="nl", now=NOW)


def test_on_the_screen_at_the_table_one_click_asks_for_the_copy(at: Desk, noor: Client) -> None:
    number = family(at)
    page = noor.get(f"/nl/werk/gezinnen/{number}/aan-tafel/")
    assert f"/nl/werk/gezinnen/{number}/aan-tafel/wie-keek/" in page.content.decode()
    form = page.context["copy"]
    first = form.fields["person"].choices[0][0]
    address = f"/nl/werk/gezinnen/{number}/aan-tafel/kopie/"
    wrong = noor.post(address, {"client_id": uuid.uuid4(), "person": 999_999})
    assert (wrong.status_code, SubjectRequest.objects.count()) == (422, 0)
    done = noor.post(address, {"client_id": form["client_id"].value(), "person": first}, follow=True)
    assert "Binnen een maand" in done.content.decode()
    assert SubjectRequest.objects.count() == 1
    assert noor.get(f"/nl/werk/gezinnen/{number}/aan-tafel/wie-keek/").status_code == 200


# ------------------------------------------------------------------------------ the telephone of work


def test_families_get_the_number_that_the_worker_set(at: Desk) -> None:
    number = family(at)
    keep(at.noor, number, prepare(at.noor, number, LetterCode.AGREED, given={"phone": "09 000 10 77"}))
    set_work_phone(actor=at.noor, number=OWN, now=NOW)
    shown = work_phones_of([at.noor.staff_id or 0])[at.noor.staff_id or 0]
    assert shown.replace(" ", "") == "090001055"
    assert prepare(at.noor, number, LetterCode.MANDATE).paper.contact_phone == shown
    assert at_the_table(at.noor, number, language="nl", on=TODAY, now=NOW).sheet.phone == shown
    view = registry.household(at.noor, number, purpose=Purpose.HELP, on=TODAY, now=NOW)
    assert registry.summary_of(view, on=TODAY).contact_phone == shown
    for subject in (view.number, view.members[0].subject):
        notes = {part.code: part.note for part in gather(subject, now=NOW)}
        assert shown in notes["registry.contact_persons"]
        assert "Noor" not in notes["registry.contact_persons"]
    set_work_phone(actor=at.noor, number="", now=NOW)
    assert prepare(at.noor, number, LetterCode.MANDATE).paper.contact_phone == "09 000 10 77"


def test_the_worker_sets_the_number_in_the_own_account_and_a_mistake_changes_nothing(
    at: Desk, noor: Client
) -> None:
    address = "/nl/werk/mijn-account/telefoon/"
    assert noor.post(address, {"number": "09 000 10 55"}).status_code == 302
    assert WorkPhone.objects.get().number == OWN
    for typed in ("call me", "12", "09 000 10 55 toestel 4"):
        wrong = noor.post(address, {"number": typed})
        assert (wrong.status_code, typed in wrong.content.decode()) == (422, True)
    assert WorkPhone.objects.get().number == OWN
    assert "090001055" in noor.get("/nl/werk/mijn-account/").content.decode().replace(" ", "")
    noor.post(address, {"number": ""})
    assert not WorkPhone.objects.exists()


def test_the_database_keeps_one_number_for_each_in_the_international_form(at: Desk) -> None:
    set_work_phone(actor=at.noor, number=OWN, now=NOW)
    for broken in ("090001055", "+", "+32 9000", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkPhone.objects.update(number=broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkPhone.objects.create(user_id=at.noor.staff_id, number=OWN, set_at=NOW)


def test_whose_account_closed_answers_on_no_number(at: Desk) -> None:
    set_work_phone(actor=at.noor, number=OWN, now=NOW)
    User.objects.filter(pk=at.noor.staff_id).update(is_active=False)
    assert work_phones_of([at.noor.staff_id or 0]) == {}
