"""Tasks of somebody who does not see the household: the task and the address, own notes, a need passed on."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions import keeping_given_tasks as keeping
from nabij.casework.models import Guidance, Need, TaskNote, TaskReport
from nabij.casework.queries.given_tasks import own_given_tasks, task_page
from nabij.casework.types import GuidanceState
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry import actions as registry
from nabij.registry import queries as registry_queries
from nabij.registry.models import TaskAccess
from nabij.registry.types import ClientIdReused, Layer, NotPossible, Topic
from nabij.staff.models import User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.desk import guided, note, told
from tests.casework.given import a_task
from tests.house.test_access import browser
from tests.registry.people import NOW, TODAY, Desk, actor, child, desk, household, somebody
from tests.registry.test_access import colleague

pytestmark = pytest.mark.django_db
WORDS = "Debt of 3,000 euro"


@pytest.fixture
def at() -> Desk:
    return desk()


@pytest.fixture
def erik(at: Desk) -> Actor:
    """An occupational therapist, in the team of Noor."""
    return actor(
        colleague("erik", Role.OCCUPATIONAL_THERAPIST), Role.OCCUPATIONAL_THERAPIST, teams=(at.team,)
    )


@pytest.fixture
def home(at: Desk) -> int:
    """A household that Noor guides, with something in its dossier."""
    number = guided(at.noor, number=household(at.noor, somebody(), child("Mo")))
    note(at.noor, number, told(WORDS, topic=Topic.MONEY))
    note(at.noor, number, told("Was in hospital", topic=Topic.CARE))
    note(at.noor, number, told("Came by with her sister", layer=Layer.SUMMARY))
    return number


def passed(by: Actor, task: int, what: str = "A heater for the bedroom", **more: object) -> int:
    given = {"topic": Topic.HOUSING, "client_id": uuid.uuid4(), "now": NOW, **more}
    return actions.pass_need_on(actor=by, task_id=task, what=what, **given)  # type: ignore[arg-type]


def ended(by: Actor, task: int, **more: object) -> int:
    given = {"is_done": True, "words": "", "client_id": uuid.uuid4(), "now": NOW, **more}
    return actions.end_given_task(actor=by, task_id=task, **given)  # type: ignore[arg-type]


def test_a_task_shows_what_to_do_where_and_whom_to_call_and_no_household(
    at: Desk, erik: Actor, home: int
) -> None:
    a_task(at.noor, home, erik.staff_id or 0)
    (task,) = own_given_tasks(erik, now=NOW)
    assert (task.what, task.contact_person) == ("Look at the stairs", "Noor")
    assert task.places == ("Kaai 4, 9901 Zonnedam",)
    read = Line.objects.filter(event="registry.given_tasks_read")
    assert [line.subject for line in read] == [registry_queries.number_of_household(home)]
    with pytest.raises(NotFoundHere):
        registry_queries.household_in_sight(erik, home, at=NOW)


def test_an_occupational_therapist_sees_no_household_not_of_the_own_team_either(
    at: Desk, erik: Actor, home: int
) -> None:
    assert list(registry_queries.visible_households(erik, at=NOW)) == []
    a_task(at.noor, home, erik.staff_id or 0)
    assert list(registry_queries.visible_households(erik, at=NOW)) == []


def test_on_no_page_of_hers_stands_a_word_of_the_dossier_or_a_name(at: Desk, erik: Actor, home: int) -> None:
    task = a_task(at.noor, home, erik.staff_id or 0)
    client = browser(User.objects.get(pk=erik.staff_id))
    for page in (reverse("casework:given-tasks"), reverse("casework:given-task", args=[task])):
        text = client.get(page).content.decode()
        assert "Kaai 4" in text
        for word in (WORDS, "hospital", "sister", "Zeewind", "Ayşe", "Mo ", "gas bill"):
            assert word not in text, word
    for route in ("household", "history", "followers", "places"):
        assert client.get(reverse(f"registry:{route}", args=[home])).status_code == 403
    for route in ("timeline", "plan", "guidance", "documents", "letters", "register"):
        assert client.get(reverse(f"casework:{route}", args=[home])).status_code == 403


def test_a_secret_place_and_that_of_somebody_who_may_not_be_found_are_left_out(
    at: Desk, erik: Actor, home: int
) -> None:
    a_task(at.noor, home, erik.staff_id or 0)
    person = registry_queries.household_in_sight(at.noor, home, at=NOW)[0].memberships.first().person_id
    registry.protect_person(
        actor=at.noor, household_id=home, person_id=person, reason="fled from home", now=NOW
    )
    (task,) = own_given_tasks(erik, now=NOW)
    assert task.places == ()
    page = browser(User.objects.get(pk=erik.staff_id)).get(reverse("casework:given-tasks"))
    assert "Kaai" not in page.content.decode()


def test_a_need_that_is_passed_on_stands_on_today_of_the_contact_person(
    at: Desk, erik: Actor, home: int
) -> None:
    task = a_task(at.noor, home, erik.staff_id or 0)
    number = uuid.uuid4()
    assert passed(erik, task, client_id=number) == passed(erik, task, client_id=number)
    with pytest.raises(ClientIdReused):
        passed(erik, task, "Something else", client_id=number)
    needs = [one.what for one in queries.today_of(at.noor, on=TODAY, now=NOW).needs]
    assert needs == ["A heater for the bedroom"]
    assert [one.what for one in task_page(erik, task, now=NOW).passed] == needs
    assert Need.objects.get().layer == Layer.TOPIC


def test_a_need_of_a_household_that_nobody_follows_any_more_is_signalled_to_its_team(
    at: Desk, erik: Actor
) -> None:
    number = household(at.noor)
    registry.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    task = a_task(at.noor, number, erik.staff_id or 0)
    registry.stop_as_contact(actor=at.noor, household_id=number, note="Moved to a colleague", now=NOW)
    passed(erik, task)
    passed(erik, task, "A second one")
    guidance = Guidance.objects.get()
    assert (guidance.state, guidance.signal) == (GuidanceState.SIGNALLED, "A heater for the bedroom")
    assert Need.objects.count() == 2


def test_own_notes_are_read_by_nobody_else(at: Desk, erik: Actor, home: int) -> None:
    task = a_task(at.noor, home, erik.staff_id or 0)
    actions.note_for_task(
        actor=erik, task_id=task, words="Third step is loose", client_id=uuid.uuid4(), now=NOW
    )
    assert [one.words for one in task_page(erik, task, now=NOW).notes] == ["Third step is loose"]
    client = browser(User.objects.get(pk=at.noor.staff_id))
    with pytest.raises(Refused):
        task_page(at.noor, task, now=NOW)
    assert client.get(reverse("casework:given-task", args=[task])).status_code == 403


def test_a_task_of_a_colleague_does_not_exist_for_another_therapist(at: Desk, erik: Actor, home: int) -> None:
    task = a_task(at.noor, home, erik.staff_id or 0)
    other = actor(
        colleague("olga", Role.OCCUPATIONAL_THERAPIST), Role.OCCUPATIONAL_THERAPIST, teams=(at.team,)
    )
    assert own_given_tasks(other, now=NOW) == ()
    for attempt in (
        lambda: task_page(other, task, now=NOW),
        lambda: passed(other, task),
        lambda: ended(other, task),
        lambda: actions.note_for_task(actor=other, task_id=task, words="x", client_id=uuid.uuid4(), now=NOW),
    ):
        with pytest.raises(NotFoundHere):
            attempt()
    assert not Need.objects.exists()


def test_a_task_that_ended_shows_nothing_more_and_its_end_stands_on_today_of_the_contact_person(
    at: Desk, erik: Actor, home: int
) -> None:
    task = a_task(at.noor, home, erik.staff_id or 0)
    number = uuid.uuid4()
    with pytest.raises(NotPossible) as problem:
        ended(erik, task, is_done=False)
    assert problem.value.field == "told"
    for _twice in range(2):
        ended(erik, task, is_done=False, words="Nobody opened", client_id=number)
    assert own_given_tasks(erik, now=NOW + timedelta(seconds=1)) == ()
    with pytest.raises(NotFoundHere):
        passed(erik, task)
    (line,) = queries.today_of(at.noor, on=TODAY, now=NOW).tasks
    assert (line.is_done, line.by, line.task, line.line.what) == (
        False,
        "Erik",
        "Look at the stairs",
        "Nobody opened",
    )
    assert queries.today_of(at.noor, on=TODAY, now=NOW + timedelta(days=8)).tasks == ()


def test_the_end_of_a_task_past_its_day_comes_by_itself(at: Desk, erik: Actor, home: int) -> None:
    a_task(at.noor, home, erik.staff_id or 0, until_at=NOW + timedelta(days=1))
    assert len(own_given_tasks(erik, now=NOW)) == 1
    assert own_given_tasks(erik, now=NOW + timedelta(days=1)) == ()


def test_the_database_keeps_one_report_of_a_task_and_no_silent_failure(
    at: Desk, erik: Actor, home: int
) -> None:
    task = a_task(at.noor, home, erik.staff_id or 0)
    common = {"task_id": task, "told_at": NOW, "told_by_id": erik.staff_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskReport.objects.create(**common, is_done=False)
    TaskReport.objects.create(**common, is_done=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskReport.objects.create(**common, is_done=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskNote.objects.create(task_id=task, words="", written_at=NOW, written_by_id=erik.staff_id or 0)


def test_a_form_that_lacks_something_keeps_what_was_typed(at: Desk, erik: Actor, home: int) -> None:
    task = a_task(at.noor, home, erik.staff_id or 0)
    client = browser(User.objects.get(pk=erik.staff_id))
    sent = {"end-client_id": str(uuid.uuid4()), "end-end": "not_done", "end-told": ""}
    answer = client.post(reverse("casework:given-task-end", args=[task]), sent)
    assert answer.status_code == 422
    assert "Waarom is het niet gelukt?" in answer.content.decode()
    long = "x" * 201
    sent = {"need-client_id": str(uuid.uuid4()), "need-what": long, "need-topic": "housing"}
    answer = client.post(reverse("casework:given-task-need", args=[task]), sent)
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert not Need.objects.exists()
    assert TaskAccess.objects.get(pk=task).until_at is None


def test_a_list_of_fifty_tasks_asks_no_more_than_one_of_a_few(at: Desk, erik: Actor) -> None:
    client = browser(User.objects.get(pk=erik.staff_id))

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("casework:given-tasks")).status_code == 200
        return len(found)

    def more(number: int) -> None:
        for _turn in range(number):
            home = household(at.noor, somebody(unlike_because="somebody else with this name"))
            registry.become_contact_person(actor=at.noor, household_id=home, now=NOW)
            a_task(at.noor, home, erik.staff_id or 0)

    more(2)
    few = asked()
    more(10)
    assert asked() <= few + 1
    assert few <= 30


def test_own_copy_erasing_and_terms(at: Desk, erik: Actor, home: int) -> None:
    task = a_task(at.noor, home, erik.staff_id or 0)
    actions.note_for_task(actor=erik, task_id=task, words="Loose step", client_id=uuid.uuid4(), now=NOW)
    ended(erik, task, words="Asked for a rail")
    subject = registry_queries.number_of_household(home)
    parts = {one.code: one.records for one in keeping.own_copy(subject, now=NOW)}
    assert parts["casework.task_notes"][0]["note"] == "Loose step"
    assert parts["casework.task_reports"][0]["note"] == "Asked for a rail"
    late = TODAY.replace(year=TODAY.year + 2) + timedelta(days=1)
    for due, remove in (
        (keeping.notes_past_term, keeping.remove_notes),
        (keeping.reports_past_term, keeping.remove_reports),
    ):
        assert list(due(TODAY, limit=5)) == []
        (one,) = due(late, limit=5)
        assert one.subjects == (subject,)
        assert remove([], now=NOW) == 0
    looked = [one.erased for one in keeping.erase(subject, now=NOW, only_look=True)]
    assert looked == [1, 1] == [one.erased for one in keeping.erase(subject, now=NOW, only_look=False)]
    assert not TaskNote.objects.exists()


def test_a_community_worker_has_the_same_list(at: Desk, home: int) -> None:
    cas = actor_of(colleague("cas", Role.COMMUNITY_WORKER), on=TODAY)
    a_task(at.noor, home, cas.staff_id or 0)
    assert [one.what for one in own_given_tasks(cas, now=NOW)] == ["Look at the stairs"]
