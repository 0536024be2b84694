"""Entries: who may write them, two people at once, history, freshness, suggestions, constraints."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from nabij.audit.models import Line
from nabij.directory import actions, policies, queries
from nabij.directory.actions import OrganisationContent
from nabij.directory.models import Change, OpeningHour, Service, Suggestion
from nabij.directory.panels import count_due
from nabij.directory.types import (
    AlreadySettled,
    ChangedMeanwhile,
    Freshness,
    NotPossible,
    OrganisationKind,
    content_from_json,
)
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.staff.types import Role
from tests.directory.offers import (
    CALLER,
    EDITOR,
    ELSEWHERE,
    FRIDAY_MORNING,
    KAAI,
    NOW,
    TODAY,
    TOWN,
    WORKER,
    content,
    organisation,
    service,
)

pytestmark = pytest.mark.django_db


def test_the_roles_of_the_policies_are_roles_of_staff() -> None:
    assert set(Role.values) >= policies.CHECKERS >= policies.EDITORS


def test_sending_a_form_twice_adds_one_entry_with_one_line_in_the_log() -> None:
    sent = {
        "actor": EDITOR,
        "organisation_id": organisation().pk,
        "content": content(door=KAAI, hours=FRIDAY_MORNING),
        "client_id": uuid4(),
        "on": TODAY,
        "now": NOW,
    }
    assert actions.add_service(**sent) == actions.add_service(**sent)
    assert Service.objects.count() == 1
    line = Line.objects.get(event="directory.service_added")
    assert (line.actor_id, line.subject) == (EDITOR.staff_id, None)
    kept = queries.entry(CALLER, Service.objects.get().pk, now=NOW)
    assert kept.content == content(door=KAAI, hours=FRIDAY_MORNING)
    assert content_from_json(kept.content.as_json()) == kept.content


def test_only_an_editor_or_team_lead_of_the_town_writes() -> None:
    there = service()
    change = {"number": there.pk, "version": 1, "content": content("Anders"), "now": NOW}
    for actor, refusal in ((WORKER, Refused), (CALLER, Refused), (ELSEWHERE, NotFoundHere)):
        with pytest.raises(refusal):
            actions.change_service(actor=actor, **change)
    with pytest.raises(NotFoundHere):
        queries.entry(ELSEWHERE, there.pk, now=NOW)
    lead = Actor(staff_id=5, roles=frozenset({"team_lead"}), towns=frozenset({TOWN}))
    assert actions.change_service(actor=lead, **change)


def test_of_two_people_at_once_the_second_overwrites_nothing() -> None:
    number = service().pk
    first = {"actor": EDITOR, "number": number, "version": 1, "now": NOW}
    assert actions.change_service(**first, content=content("Van de eerste"))
    with pytest.raises(ChangedMeanwhile):
        actions.change_service(**first, content=content("Van de tweede"))
    assert Service.objects.get().name == "Van de eerste"


def test_the_history_tells_what_stood_there_and_cannot_be_rewritten() -> None:
    number = service(phone="09 000 00 01").pk
    changed = content("Energieadvies", phone="09 000 00 02", needs=("energy", "debts"))
    assert actions.change_service(
        actor=EDITOR, number=number, version=1, content=changed, note="gebeld", now=NOW
    )
    assert not actions.change_service(actor=EDITOR, number=number, version=2, content=changed, now=NOW)
    newest = queries.history(CALLER, number)[0]
    told = {field.label: (field.before, field.after) for field in newest.fields}
    assert told["Telefoon"] == ("09 000 00 01", "09 000 00 02")
    assert newest.note == "gebeld"
    with pytest.raises(DatabaseError), transaction.atomic():
        Change.objects.update(note="anders")


def test_a_check_is_remembered_and_an_old_one_asks_to_be_repeated() -> None:
    there = service()
    with pytest.raises(Refused):
        actions.check_service(actor=CALLER, number=there.pk, on=TODAY, now=NOW)
    later = TODAY + timedelta(days=366)
    assert queries.due_count(frozenset({TOWN}), on=later) == 1
    assert "1 " in count_due(NOW + timedelta(days=366))
    actions.check_service(actor=WORKER, number=there.pk, on=later, now=NOW)
    assert queries.due_count(frozenset({TOWN}), on=later) == 0
    assert Service.objects.get().checked_by == WORKER.staff_id


@pytest.mark.parametrize(
    ("days", "words", "is_due"),
    [
        (0, "Vandaag nagekeken.", False),
        (1, "1 dag geleden nagekeken.", False),
        (20, "2 weken geleden nagekeken.", False),
        (365, "12 maanden geleden nagekeken.", False),
        (366, "12 maanden geleden nagekeken. Bel voor je gaat.", True),
    ],
)
def test_freshness_is_told_in_words(days: int, words: str, is_due: bool) -> None:
    fresh = Freshness(TODAY - timedelta(days=days), TODAY)
    assert (str(fresh), fresh.is_due) == (words, is_due)
    assert Freshness(None, TODAY).is_due


def test_what_ends_is_found_no_more_and_comes_back_with_its_history() -> None:
    number = service().pk
    with pytest.raises(NotPossible):
        actions.end_service(actor=EDITOR, number=number, because=" ", on=TODAY, now=NOW)
    actions.end_service(actor=EDITOR, number=number, because="Gestopt", on=TODAY, now=NOW)
    assert queries.entries([TOWN], now=NOW) == []
    with pytest.raises(NotFoundHere):
        queries.public_entry(TOWN, number, now=NOW)
    actions.reopen_service(actor=EDITOR, number=number, now=NOW)
    assert queries.public_entry(TOWN, number, now=NOW).name == "Energieadvies"
    assert len(queries.history(EDITOR, number)) == 3


def test_anybody_at_work_says_that_something_is_wrong_and_hears_what_became_of_it() -> None:
    number, client_id = service().pk, uuid4()
    told = {"actor": CALLER, "number": number, "text": "Ze zijn verhuisd", "client_id": client_id, "now": NOW}
    first = actions.suggest_change(**told)
    assert actions.suggest_change(**told) == first
    with pytest.raises(NotFoundHere):
        actions.suggest_change(**{**told, "actor": ELSEWHERE, "client_id": uuid4()})
    with pytest.raises(Refused):
        actions.settle_suggestion(actor=WORKER, number=first, taken_over=True, now=NOW)
    with pytest.raises(NotPossible):
        actions.settle_suggestion(actor=EDITOR, number=first, taken_over=False, now=NOW)
    actions.settle_suggestion(actor=EDITOR, number=first, taken_over=False, answer="Klopt nog", now=NOW)
    with pytest.raises(AlreadySettled):
        actions.settle_suggestion(actor=EDITOR, number=first, taken_over=True, now=NOW)
    assert [one.answer for one in queries.own_suggestions(CALLER, number)] == ["Klopt nog"]
    assert queries.open_suggestions(EDITOR) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("email", "geen adres"), ("website", "javascript:alert(1)"), ("phone", "9" * 41)],
)
def test_what_cannot_work_is_refused_with_the_field_where_it_stands(field: str, value: str) -> None:
    with pytest.raises(NotPossible) as refused:
        service(**{"name": "Iets", field: value})
    assert refused.value.field == field
    assert Service.objects.count() == 0


def test_an_organisation_stands_once_in_a_town() -> None:
    given = OrganisationContent("Crèche Zoë", OrganisationKind.FAMILY_HOUSE)
    number = actions.add_organisation(actor=EDITOR, town=TOWN, content=given, now=NOW)
    with pytest.raises(NotPossible):
        actions.add_organisation(
            actor=EDITOR, town=TOWN, content=OrganisationContent("creche  ZOE", given.kind), now=NOW
        )
    with pytest.raises(Refused):
        actions.add_organisation(actor=EDITOR, town="kortrijk", content=given, now=NOW)
    changed = OrganisationContent("Crèche De Ster", given.kind)
    actions.change_organisation(actor=EDITOR, number=number, version=1, content=changed, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.change_organisation(actor=EDITOR, number=number, version=1, content=given, now=NOW)
    assert queries.organisation(EDITOR, number).name == "Crèche De Ster"


def test_the_database_itself_refuses_what_must_never_be() -> None:
    there = service()
    wrong = [
        lambda: Service.objects.filter(pk=there.pk).update(name=""),
        lambda: Service.objects.filter(pk=there.pk).update(cost="misschien"),
        lambda: Service.objects.filter(pk=there.pk).update(ended_on=date(2026, 1, 1)),
        lambda: OpeningHour.objects.create(service=there, weekday=7, opens="09:00", closes="10:00"),
        lambda: OpeningHour.objects.create(service=there, weekday=1, opens="11:00", closes="10:00"),
        lambda: Suggestion.objects.create(service=there, text="", at=NOW, client_id=uuid4()),
    ]
    for write in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
