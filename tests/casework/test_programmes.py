"""Programmes: who may take part on which day, the series, who came, and what it came to in totals."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from nabij.casework import actions
from nabij.casework.actions.feedback import Agreement
from nabij.casework.models import AgreedFeedback, Attendance, Participation, Programme, ProgrammeSession
from nabij.casework.queries.feedback import feedback_of, sentence_on_paper
from nabij.casework.queries.programmes import (
    participation_of,
    session_of,
    taking_part_of,
    totals_of,
)
from nabij.casework.types import ChangedMeanwhile, ProgrammeOutcome
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry.types import BirthDate, NotPossible, Topic
from nabij.staff.types import Role
from tests.casework import gate
from tests.registry.people import NOW, TODAY, account, actor, child, household, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena() -> Actor:
    return gate.lead()


def pupil(by: Actor, birth: BirthDate, name: str = "Mo") -> tuple[int, int]:
    """A household with a pupil, by their numbers."""
    parent = somebody(f"Parent of {name}", f"Van {name}")
    home = household(by, parent, child(name, f"Van {name}", birth=birth))
    return home, gate.members(home)[1]


@pytest.mark.parametrize(
    ("born", "fits"),
    [
        (date(2012, 11, 21), False),  # 13 years and 364 days
        (date(2012, 11, 20), True),  # 14 today
        (date(2009, 5, 1), True),  # 17
        (date(2008, 11, 21), True),  # the last day before 18
        (date(2008, 11, 20), False),  # 18 today
    ],
)
def test_ages_hold_on_the_day_of_the_intake(lena: Actor, born: date, fits: bool) -> None:
    """M-35: 14 up to and including 17 years."""
    home, mo = pupil(lena, BirthDate.of(born))
    cool_down = gate.programme(lena)
    if fits:
        assert gate.registered(lena, home, cool_down, mo)
        return
    with pytest.raises(NotPossible) as refused:
        gate.registered(lena, home, cool_down, mo)
    assert refused.value.field == "person"
    assert "Cool Down" in str(refused.value)
    assert not Participation.objects.exists()


def test_a_birth_date_that_is_not_whole_is_asked_for_and_not_guessed(lena: Actor) -> None:
    home, mo = pupil(lena, BirthDate(2012))
    with pytest.raises(NotPossible, match=r"geboortedatum|date of birth"):
        gate.registered(lena, home, gate.programme(lena), mo)
    certain, ela = pupil(lena, BirthDate(2010), "Ela")
    assert gate.registered(lena, certain, Programme.objects.get().pk, ela)


def test_only_pupils_of_schools_that_take_part(lena: Actor) -> None:
    inside = gate.setting(lena, "Atheneum")
    outside = gate.setting(lena, "College", gate.kind(lena, "Hogere scholen"))
    cool_down = gate.programme(lena, school_ids=frozenset({inside}))
    home, mo = pupil(lena, BirthDate(2010, 1, 1))
    for wrong in (outside, None):
        with pytest.raises(NotPossible, match="Atheneum") as refused:
            gate.registered(lena, home, cool_down, mo, school_id=wrong)
        assert refused.value.field == "school"
    assert gate.registered(lena, home, cool_down, mo, school_id=inside)


def test_without_consent_nobody_is_registered_and_nobody_twice(lena: Actor) -> None:
    home, mo = pupil(lena, BirthDate(2010, 1, 1))
    cool_down, form = gate.programme(lena), uuid.uuid4()
    with pytest.raises(NotPossible) as refused:
        gate.registered(lena, home, cool_down, mo, consent_of=None)
    assert refused.value.field == "consent_of"
    first = gate.registered(lena, home, cool_down, mo, client_id=form)
    assert gate.registered(lena, home, cool_down, mo, client_id=form) == first
    with pytest.raises(NotPossible):
        gate.registered(lena, home, cool_down, mo)
    twin = Participation.objects.get()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_it_ends_fourteen_days_after_the_start(lena: Actor) -> None:
    home, mo = pupil(lena, BirthDate(2010, 1, 1))
    number = gate.registered(lena, home, gate.programme(lena), mo)
    start = date(2026, 12, 24)
    gate.progress(lena, number, first_talk_on=TODAY, start_on=start)
    taking = Participation.objects.get()
    assert taking.end_on == date(2027, 1, 7) == start + timedelta(days=14)
    gate.progress(lena, number, 1, first_talk_on=TODAY, start_on=start)  # sent twice: nothing new
    assert Participation.objects.get().version == taking.version
    with pytest.raises(ChangedMeanwhile):
        gate.progress(lena, number, 1, first_talk_on=TODAY)
    assert Participation.objects.get().start_on == start


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"first_talk_on": TODAY - timedelta(days=1)}, "first_talk_on"),
        ({"first_talk_on": TODAY + timedelta(days=1)}, "first_talk_on"),
        ({"start_on": TODAY - timedelta(days=1)}, "start_on"),
        ({"outcome": ProgrammeOutcome.STOPPED}, "outcome_on"),
        ({"is_back_at_school": True}, "outcome"),
        (
            {"outcome": ProgrammeOutcome.STOPPED, "outcome_on": TODAY, "paused_on": TODAY},
            "paused_on",
        ),
        ({"young_says": 6}, "young_says"),
    ],
)
def test_progress_that_cannot_be_is_refused_with_a_reason(lena: Actor, wrong: dict, field: str) -> None:
    home, mo = pupil(lena, BirthDate(2010, 1, 1))
    number = gate.registered(lena, home, gate.programme(lena), mo)
    with pytest.raises(NotPossible) as refused:
        gate.progress(lena, number, **wrong)
    assert refused.value.field == field


def test_a_weekly_series_of_eight_with_one_cancelled_is_seven_held(lena: Actor) -> None:
    """M-32, visible to the contact person on the page of the household."""
    home, mo = pupil(lena, BirthDate(2010, 1, 1))
    walk = gate.programme(lena, name="Op stap", min_age=None, max_age=None, topic=Topic.FAMILY)
    gate.registered(lena, home, walk, mo)
    first, form = TODAY - timedelta(days=56), uuid.uuid4()
    for _turn in range(2):
        actions.plan_sessions(
            actor=lena, programme_id=walk, first_on=first, number=8, client_id=form, now=NOW
        )
    sessions = list(ProgrammeSession.objects.order_by("on_day").values_list("pk", flat=True))
    assert len(sessions) == 8
    with pytest.raises(NotPossible):
        actions.cancel_session(actor=lena, session_id=sessions[2], because=" ", now=NOW)
    actions.cancel_session(actor=lena, session_id=sessions[2], because="Storm", now=NOW)
    for number in sessions:
        view = session_of(lena, number, now=NOW)
        come = [one.number for one in view.people]
        given = {"actor": lena, "session_id": number, "come": come, "seen": dict.fromkeys(come), "now": NOW}
        if number == sessions[2]:
            with pytest.raises(NotPossible):
                actions.take_attendance(**given)
        else:
            actions.take_attendance(**given)
    with pytest.raises(NotPossible):
        actions.cancel_session(actor=lena, session_id=sessions[0], because="Storm", now=NOW)
    totals = totals_of(lena, Programme.objects.get())
    assert (totals.sessions_held, totals.sessions_cancelled, totals.sessions_planned) == (7, 1, 0)
    (seen,) = taking_part_of(lena, home, purpose=Purpose.HELP, on=TODAY, now=NOW)
    assert (seen.came, seen.held, seen.cancelled, seen.planned) == (7, 7, 1, 8)


def test_two_who_note_attendance_write_nothing_over(lena: Actor) -> None:
    home, mo = pupil(lena, BirthDate(2010, 1, 1))
    cool_down = gate.programme(lena)
    taking = gate.registered(lena, home, cool_down, mo)
    actions.plan_sessions(
        actor=lena, programme_id=cool_down, first_on=TODAY, number=2, client_id=uuid.uuid4(), now=NOW
    )
    today, later = ProgrammeSession.objects.order_by("on_day").values_list("pk", flat=True)
    given = {"actor": lena, "session_id": today, "seen": {taking: None}, "now": NOW}
    actions.take_attendance(**given, come=[taking])
    actions.take_attendance(**given, come=[taking])
    with pytest.raises(NotPossible):
        actions.take_attendance(**given, come=[])
    assert Attendance.objects.get().has_come
    actions.take_attendance(**{**given, "seen": {taking: True}}, come=[])
    assert not Attendance.objects.get().has_come
    with pytest.raises(NotPossible):
        actions.take_attendance(**{**given, "session_id": later}, come=[taking])


def test_fifty_registrations_their_first_talks_and_satisfaction_from_ten_answers_on(lena: Actor) -> None:
    """M-34."""
    stoep = Programme.objects.get(pk=gate.programme(lena, name="Babbel op de stoep"))
    homes = gate.homes(lena, [1] * 50, born=date(2010, 1, 1))
    for turn, (home, children, _parent) in enumerate(homes):
        registered_on = date(2026, 10, 1)
        talked = {0: 7, 1: 8, 2: None}.get(turn % 3)
        Participation.objects.create(
            programme=stoep,
            household_id=home,
            person_id=children[0],
            registered_on=registered_on,
            registered_by_id=lena.staff_id,
            consent_of="both",
            first_talk_on=registered_on + timedelta(days=talked) if talked else None,
            outcome="completed" if turn < 20 else "",
            outcome_on=TODAY if turn < 20 else None,
            is_back_at_school=turn < 12 if turn < 20 else None,
            young_says=4 if turn < 9 else None,
            parents_say=5 if turn < 10 else None,
        )
    totals = totals_of(lena, stoep)
    assert (totals.registered, totals.talked_in_time, totals.talked) == (50, 17, 34)
    assert (totals.back_at_school, totals.completed, totals.taking_part) == (12, 20, 30)
    assert (totals.young_answers, totals.young_says) == (9, None)
    assert totals.parents_say == 5
    last = Participation.objects.filter(young_says=None).earliest("pk")
    last.young_says = 4
    last.save()
    assert totals_of(lena, stoep).young_says == 4


def test_a_reader_of_totals_sees_no_small_number_of_a_programme(lena: Actor) -> None:
    home, mo = pupil(lena, BirthDate(2010, 1, 1))
    cool_down = gate.programme(lena)
    gate.registered(lena, home, cool_down, mo)
    totals = totals_of(actor(account("rein"), Role.POLICY_READER), Programme.objects.get())
    assert (totals.registered, totals.completed) == (None, 0)


def test_who_does_not_see_the_topic_does_not_see_who_takes_part(lena: Actor) -> None:
    home, mo = pupil(lena, BirthDate(2010, 1, 1))
    cool_down = gate.programme(lena)
    number = gate.registered(lena, home, cool_down, mo)
    street = replace(lena, staff_id=account("sid").pk, roles=frozenset({Role.STREET_WORKER}))
    coach = replace(lena, staff_id=account("cor").pk, roles=frozenset({Role.FAMILY_COACH}))
    sam = replace(coach, staff_id=account("sam").pk, team_ids=frozenset())
    assert taking_part_of(street, home, purpose=Purpose.HELP, on=TODAY, now=NOW) == []
    assert len(taking_part_of(coach, home, purpose=Purpose.HELP, on=TODAY, now=NOW)) == 1
    actions.plan_sessions(
        actor=lena, programme_id=cool_down, first_on=TODAY, number=1, client_id=uuid.uuid4(), now=NOW
    )
    session = ProgrammeSession.objects.get().pk
    assert [len(session_of(who, session, now=NOW).people) for who in (lena, coach, street, sam)] == [
        1,
        1,
        0,
        0,
    ]
    assert session_of(street, session, now=NOW).others == 1
    for nobody in (street, sam):
        with pytest.raises(NotFoundHere):
            participation_of(nobody, number, on=TODAY, now=NOW)
        with pytest.raises(NotFoundHere):
            gate.progress(nobody, number, first_talk_on=TODAY)
        actions.take_attendance(actor=nobody, session_id=session, come=[number], seen={number: None}, now=NOW)
    assert not Attendance.objects.exists()
    with pytest.raises(Refused):
        gate.registered(street, home, cool_down, mo)


def agreed(by: Actor, home: int, person: int, school: int, **more) -> int:
    given = {"sentence": "Mo eats at school from now on", "agreed_with": "mother", "agreed_on": TODAY, **more}
    agreement = Agreement(person_id=person, setting_id=school, **given)
    return actions.agree_feedback(
        actor=by, household_id=home, agreement=agreement, client_id=uuid.uuid4(), now=NOW
    )


def test_a_school_reads_the_agreed_sentence_only_while_the_family_agrees(lena: Actor) -> None:
    """AC-J3.4."""
    home, mo = pupil(lena, BirthDate(2016, 1, 1))
    school = gate.setting(lena)
    first = agreed(lena, home, mo, school)
    paper = sentence_on_paper(lena, first, on=TODAY, now=NOW)
    assert (paper.sentence, paper.agreed_with, paper.by) == (
        "Mo eats at school from now on",
        "mother",
        "Lena",
    )
    second = agreed(lena, home, mo, school, sentence="Mo gets help with homework")
    with pytest.raises(NotFoundHere):
        sentence_on_paper(lena, first, on=TODAY, now=NOW)
    stand = feedback_of(lena, home, purpose=Purpose.HELP, on=TODAY, now=NOW).sentences
    assert [(one.number, one.is_withdrawn) for one in stand] == [(second, False), (first, True)]
    for _turn in range(2):
        assert actions.withdraw_feedback(actor=lena, feedback_id=second, now=NOW) == home
    with pytest.raises(NotFoundHere):
        sentence_on_paper(lena, second, on=TODAY, now=NOW)
    partner = replace(lena, roles=frozenset({Role.PARTNER}))
    with pytest.raises(NotFoundHere):
        feedback_of(partner, home, purpose=Purpose.HELP, on=TODAY, now=NOW)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sentence": " "}, "sentence"),
        ({"agreed_with": ""}, "agreed_with"),
        ({"agreed_on": TODAY + timedelta(days=1)}, "agreed_on"),
    ],
)
def test_nothing_goes_to_a_school_without_words_and_who_agreed(lena: Actor, wrong: dict, field: str) -> None:
    home, mo = pupil(lena, BirthDate(2016, 1, 1))
    with pytest.raises(NotPossible) as refused:
        agreed(lena, home, mo, gate.setting(lena), **wrong)
    assert refused.value.field == field
    assert not AgreedFeedback.objects.exists()
