"""Warm referrals: always in somebody's hands, back the same minute, and never more seen than went along."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions.guidance import require_no_guidance
from nabij.casework.actions.referral_moves import (
    Said,
    require_no_open_referral,
    withdraw_without_consent,
)
from nabij.casework.actions.referrals import Ground, ShownOtherwise
from nabij.casework.models import Need, Referral, ReferralLine
from nabij.casework.types import (
    OPEN_REFERRALS,
    RULES,
    Basis,
    ChangedMeanwhile,
    Fact,
    LineKind,
    Move,
    ReferralOutcome,
    ReferralState,
    TakenMeanwhile,
)
from nabij.kernel.decisions import NotFoundHere
from nabij.registry import actions as registry
from nabij.registry.models import Consent
from nabij.registry.types import NotPossible, Topic
from nabij.staff.models import Team
from nabij.staff.types import Role
from tests.casework.desk import a_need, close, guided, start
from tests.casework.referral_desk import (
    AGREED,
    Network,
    asking,
    followed,
    member,
    move,
    network,
    seen,
    sent,
    shown,
    told_to_town,
)
from tests.directory import offers
from tests.registry.people import NOW, TODAY, TOWN, household

pytestmark = pytest.mark.django_db

TO_STATE = {
    ReferralState.SENT: (),
    ReferralState.RECEIVED: (Move.RECEIVE,),
    ReferralState.ACCEPTED: (Move.TAKE,),
    ReferralState.TALKED: (Move.TAKE, Move.TALK),
    ReferralState.RETURNED: (Move.DECLINE,),
    ReferralState.FINISHED: (Move.TAKE, Move.FINISH),
    ReferralState.WITHDRAWN: (Move.WITHDRAW,),
}


@pytest.fixture
def at() -> Network:
    return network()


def in_state(at: Network, state: ReferralState) -> int:
    number = sent(at.noor, followed(at.noor), at.store)
    for what in TO_STATE[state]:
        move(at.noor if what == Move.WITHDRAW else at.ada, number, what)
    return number


# ------------------------------------------------------------------------------- the moves
@pytest.mark.parametrize("state", ReferralState)
def test_every_move_is_made_from_its_states_only_and_an_open_referral_always_has_an_owner(
    at: Network, state: ReferralState
) -> None:
    number = in_state(at, state)
    for what in Move:
        with tried():
            one_move(at, number, what, state)


def one_move(at: Network, number: int, what: Move, state: ReferralState) -> None:
    by = at.ada if RULES[what].by_receiver else at.noor
    said = Said(colleague_id=at.bo.staff_id) if what == Move.GIVE else None
    # A question has to stand before it is answered; taking over from oneself is nothing.
    allowed = state in RULES[what].from_states and what not in (Move.ANSWER, Move.TAKE_OVER)
    if allowed:
        move(by, number, what, said=said)
    else:
        with pytest.raises((NotPossible, NotFoundHere)):
            move(by, number, what, said=said)
    referral = Referral.objects.get(pk=number)
    assert referral.state == (RULES[what].to_state or state if allowed else state), what
    assert referral.owner_id is not None or referral.state not in OPEN_REFERRALS


@contextmanager
def tried() -> Iterator[None]:
    """Undo what was tried, so that the next move begins from the same state."""
    with transaction.atomic():
        mark = transaction.savepoint()
        yield
        transaction.savepoint_rollback(mark)


@pytest.mark.parametrize("state", OPEN_REFERRALS)
def test_the_database_refuses_an_open_referral_without_owner(at: Network, state: ReferralState) -> None:
    number = in_state(at, state)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=number).update(owner=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=number).update(state="finished", ended_at=NOW)  # without an outcome


def test_the_sender_is_owner_until_somebody_of_the_receiver_takes_it_on(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store)
    move(at.ada, number, Move.RECEIVE)
    assert Referral.objects.get().owner_id == at.noor.staff_id
    move(at.bo, number, Move.TAKE)
    assert Referral.objects.get().owner_id == at.bo.staff_id
    assert seen(at.noor, number).owner == "Bo"


def test_what_is_declined_is_with_its_sender_the_same_minute_and_stands_under_today(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store)
    assert queries.referrals_today(at.noor, on=TODAY, now=NOW) == []
    move(at.ada, number, Move.TAKE)
    move(at.ada, number, Move.DECLINE)
    referral = Referral.objects.get()
    assert (referral.state, referral.owner_id) == ("returned", at.noor.staff_id)
    (row,) = queries.referrals_today(at.noor, on=TODAY, now=NOW)
    assert row.number == number
    line = seen(at.noor, number).lines[-1]
    assert (line.words, line.alternative) == ("We are full until March", "Ask Soep vzw")
    with pytest.raises(NotFoundHere):  # who gave it back sees it no longer
        seen(at.ada, number)


def test_declining_needs_an_alternative(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store)
    with pytest.raises(NotPossible, match="wie wel kan helpen"):
        move(at.ada, number, Move.DECLINE, said=Said("Full"))
    assert Referral.objects.get().state == "sent"


def test_the_lead_is_told_when_it_comes_back_for_the_third_time(at: Network) -> None:
    home = followed(at.noor)
    number = sent(at.noor, home, at.store)
    for turn, (by, to) in enumerate([(at.ada, at.other), (at.cas, at.store), (at.ada, at.other)], start=1):
        assert queries.referrals_for_lead(at.lead, on=TODAY, now=NOW) == []
        move(by, number, Move.DECLINE)
        if turn < 3:
            again = shown(at.noor, home, asking(to))
            actions.send_again(
                actor=at.noor,
                referral_id=number,
                new=again,
                base_version=Referral.objects.get().version,
                client_id=uuid.uuid4(),
                now=NOW,
            )
    (row,) = queries.referrals_for_lead(at.lead, on=TODAY, now=NOW)
    assert (row.number, row.bounces, row.name) == (number, 3, "")


def test_a_later_receiver_does_not_read_what_an_earlier_one_wrote(at: Network) -> None:
    home = followed(at.noor)
    number = sent(at.noor, home, at.store)
    move(at.ada, number, Move.DECLINE)
    new = shown(at.noor, home, asking(at.other))
    version = Referral.objects.get().version
    for _twice in range(2):
        actions.send_again(
            actor=at.noor,
            referral_id=number,
            new=new,
            base_version=version,
            client_id=uuid.UUID(int=5),
            now=NOW,
        )
    assert [line.kind for line in seen(at.cas, number).lines] == [LineKind.SENT]
    assert len(seen(at.noor, number).lines) == 3
    with pytest.raises(NotFoundHere):
        seen(at.ada, number)


def test_of_two_who_take_it_on_at_once_one_wins_and_the_other_reads_who(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store)
    version = Referral.objects.get().version
    given = {"referral_id": number, "move": Move.TAKE, "said": Said(), "base_version": version, "now": NOW}
    actions.move_referral(actor=at.ada, client_id=uuid.uuid4(), **given)
    with pytest.raises(TakenMeanwhile, match="Ada nam dit net op"):
        actions.move_referral(actor=at.bo, client_id=uuid.uuid4(), **given)
    assert Referral.objects.get().owner_id == at.ada.staff_id
    with pytest.raises(ChangedMeanwhile):
        actions.move_referral(actor=at.bo, client_id=uuid.uuid4(), **{**given, "move": Move.TALK})


def test_a_move_that_is_sent_twice_is_made_once(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store)
    given = {"actor": at.ada, "referral_id": number, "move": Move.DECLINE, "base_version": 1, "now": NOW}
    for _twice in range(2):
        assert (
            actions.move_referral(said=Said("Full", "Soep vzw"), client_id=uuid.UUID(int=7), **given)
            == number
        )
    assert ReferralLine.objects.filter(kind="returned").count() == 1


def test_a_question_back_waits_for_the_sender_until_it_is_answered(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store)
    move(at.ada, number, Move.ASK)
    (row,) = queries.referrals_today(at.noor, on=TODAY, now=NOW)
    assert row.waits_for_sender
    assert Move.ASK not in seen(at.ada, number).moves
    move(at.noor, number, Move.ANSWER)
    assert [line.words for line in seen(at.ada, number).lines[1:]] == ["Which size?", "Size 140"]
    assert queries.referrals_today(at.noor, on=TODAY, now=NOW) == []


def test_the_words_of_an_outcome_go_along_only_when_the_family_agrees(at: Network) -> None:
    number = in_state(at, ReferralState.ACCEPTED)
    with pytest.raises(NotPossible, match="Spreek deze woorden eerst af"):
        move(at.ada, number, Move.FINISH, said=Said("Private words", outcome=ReferralOutcome.HELPED))
    move(at.ada, number, Move.FINISH)
    found = seen(at.noor, number)
    assert (found.outcome, found.outcome_note) == (ReferralOutcome.HELPED, "A coat was given")
    assert [line.words for line in found.lines] == ["", "", ""]


def test_the_receiver_sees_what_finished_for_ninety_days(at: Network) -> None:
    number = in_state(at, ReferralState.FINISHED)
    assert seen(at.ada, number, now=NOW + timedelta(days=89)).outcome == ReferralOutcome.HELPED
    with pytest.raises(NotFoundHere):
        seen(at.ada, number, now=NOW + timedelta(days=90))
    later = NOW + timedelta(days=90)
    assert queries.referrals_for(at.ada, on=later.date(), now=later).ended == ()


# ------------------------------------------------------------------------------- what goes along
def test_the_receiver_reads_exactly_the_facts_that_were_ticked(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store, facts=(Fact.PHONE.value,))
    assert seen(at.ada, number).facts == ((Fact.PHONE, "0499 00 11 22"),)
    assert seen(at.ada, number).household_id is None


def test_facts_that_changed_since_the_look_are_not_sent(at: Network) -> None:
    home = followed(at.noor)
    new = shown(at.noor, home, asking(at.store))
    from nabij.registry.models import ContactPoint

    ContactPoint.objects.update(typed="0499 99 99 99", value="+32499999999")
    with pytest.raises(ShownOtherwise):
        actions.send_referral(actor=at.noor, household_id=home, new=new, client_id=uuid.uuid4(), now=NOW)
    assert not Referral.objects.exists()
    assert not Consent.objects.exists()


def test_consent_is_kept_with_how_it_was_given(at: Network) -> None:
    sent(at.noor, followed(at.noor), at.store)
    consent = Consent.objects.get()
    assert (consent.partner, consent.given) == ("Kledingkast vzw", "spoken")


def test_advice_without_names_holds_no_name_also_not_in_the_question(at: Network) -> None:
    home = followed(at.noor)
    ground = Ground(Basis.NO_NAMES)
    with pytest.raises(NotPossible, match="noemt iemand"):
        sent(at.noor, home, at.store, ground=ground, question="A coat for the son of Zeewind")
    codes = tuple(fact.value for fact in Fact)
    number = sent(at.noor, home, at.store, ground=ground, facts=codes)
    assert {fact for fact, _words in seen(at.ada, number).facts} <= {Fact.LANGUAGE, Fact.CONTACT_PERSON}
    assert not Consent.objects.exists()


def test_without_consent_only_danger_with_its_reason(at: Network) -> None:
    home = followed(at.noor)
    with pytest.raises(NotPossible, match="wat niet kan wachten"):
        sent(at.noor, home, at.store, ground=Ground(Basis.URGENT))
    with pytest.raises(NotPossible, match="mondeling of schriftelijk"):
        sent(at.noor, home, at.store, ground=Ground(Basis.CONSENT))
    number = sent(at.noor, home, at.store, ground=Ground(Basis.URGENT, why_urgent="No heating, a baby"))
    assert seen(at.ada, number).why_urgent == "No heating, a baby"


def test_a_consent_that_is_taken_back_closes_the_referral_to_the_receiver_at_once(at: Network) -> None:
    home = followed(at.noor)
    number = sent(at.noor, home, at.store)
    move(at.ada, number, Move.TAKE)
    later = NOW + timedelta(minutes=1)
    registry.withdraw_consent(
        actor=at.noor, household_id=home, consent_id=Consent.objects.get().pk, now=later
    )
    with pytest.raises(NotFoundHere):
        seen(at.ada, number, now=later)
    lists = queries.referrals_for(at.ada, on=TODAY, now=later)
    assert (lists.to_do, lists.arrived, lists.running) == ((), (), ())
    assert Line.objects.filter(event="registry.consent_withdrawn").exists()
    (row,) = queries.referrals_today(at.noor, on=TODAY, now=later)
    assert not row.ground_holds
    assert withdraw_without_consent(later) == 1
    referral = Referral.objects.get()
    assert (referral.state, bool(referral.ended_because)) == ("withdrawn", True)
    assert withdraw_without_consent(later) == 0


# ------------------------------------------------------------------------------- who sees what
def test_a_partner_finds_nothing_of_another_partner_by_trying_numbers(at: Network) -> None:
    """AC-J10.5. Each number around those that exist, and thousands that do not: the same answer."""
    home = followed(at.noor)
    own = sent(at.noor, home, at.other)
    for _many in range(3):
        sent(at.noor, home, at.store)
        told_to_town(at.ada)
    refused = {number for number in range(1, 400) if answer(at, number) == "not found"}
    assert set(range(1, 400)) - refused == {own}
    lists = queries.referrals_for(at.cas, on=TODAY, now=NOW)
    assert [row.number for row in lists.to_do] == [own]


def answer(at: Network, number: int) -> str:
    try:
        seen(at.cas, number)
    except NotFoundHere:
        return "not found"
    return "seen"


def test_somebody_with_the_role_partner_in_a_team_of_the_town_receives_nothing(at: Network) -> None:
    number = told_to_town(at.ada)
    dirk = member("dirk", Role.PARTNER, at.ours)
    with pytest.raises(NotFoundHere):
        seen(dirk, number)
    with pytest.raises(NotFoundHere):  # a colleague to whom it was not given
        seen(at.noor, number)


def test_every_look_of_a_partner_is_on_record_for_the_person(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store)
    before = {(line.stream, line.seq) for line in Line.objects.all()}
    queries.referrals_for(at.ada, on=TODAY, now=NOW)
    seen(at.ada, number)
    lines = [line for line in Line.objects.all() if (line.stream, line.seq) not in before]
    assert {line.event for line in lines} == {"casework.referrals_listed", "casework.referral_read"}
    assert {line.subject for line in lines if line.subject} == {Consent.objects.get().person.subject.number}


def test_a_colleague_who_does_not_see_the_topic_reads_no_words(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store, topic=Topic.MONEY)
    bridge = member("bea", Role.BRIDGE_WORKER, at.ours)
    found = seen(bridge, number)
    assert (found.question, found.facts, found.lines, found.moves) == ("", (), (), ())
    with pytest.raises(NotFoundHere):
        move(bridge, number, Move.WITHDRAW)


def test_only_whoever_guides_the_household_refers_it(at: Network) -> None:
    home = followed(at.noor)
    with pytest.raises(PermissionDenied):
        sent(member("erik", Role.COMMUNITY_WORKER, at.ours), home, at.store)
    for outside in (member("elke", Role.OCCUPATIONAL_THERAPIST, at.ours), at.cas):
        with pytest.raises(NotFoundHere):
            sent(outside, home, at.store)


# ------------------------------------------------------------------------------- by hand, needs, closing
def test_to_a_service_that_does_not_work_in_here_the_sender_writes_the_answers_down(at: Network) -> None:
    service = offers.service(town=TOWN)
    number = sent(at.noor, followed(at.noor), at.store, to=f"service-{service.pk}")
    found = seen(at.noor, number)
    assert found.by_hand
    assert Move.ASK not in found.moves
    move(at.noor, number, Move.TAKE)
    move(at.noor, number, Move.FINISH)
    assert seen(at.noor, number).outcome == ReferralOutcome.HELPED


def test_a_need_that_leads_to_a_referral_is_settled(at: Network) -> None:
    home = followed(at.noor)
    need = a_need(at.noor, home)
    sent(at.noor, home, at.store, need_id=need)
    assert Need.objects.get().referred_to == "Kledingkast vzw"


def test_guidance_does_not_close_and_a_household_does_not_end_while_a_referral_is_open(at: Network) -> None:
    home = guided(at.noor)
    number = sent(at.noor, home, at.store)
    with pytest.raises(NotPossible, match="nog open"):
        close(at.noor, home, 2)
    with pytest.raises(NotPossible, match="nog open"):
        require_no_open_referral(home)
    move(at.noor, number, Move.WITHDRAW)
    close(at.noor, home, 2)
    require_no_open_referral(home)
    require_no_guidance(home)


# ------------------------------------------------------------------------------- reminders
def test_two_working_days_without_an_answer_remind_the_sender_and_five_tell_the_lead(at: Network) -> None:
    """NOW is a Friday: a weekend does not count."""
    sent(at.noor, followed(at.noor), at.store)
    told = {}
    for days in range(9):
        on, now = TODAY + timedelta(days=days), NOW + timedelta(days=days)
        reminded = bool(queries.referrals_today(at.noor, on=on, now=now))
        told[days] = (reminded, bool(queries.referrals_for_lead(at.lead, on=on, now=now)))
    assert [days for days, (reminded, _lead) in told.items() if reminded] == [4, 5, 6, 7, 8]
    assert [days for days, (_reminded, lead) in told.items() if lead] == [7, 8]


def test_an_answer_stops_the_clock(at: Network) -> None:
    number = sent(at.noor, followed(at.noor), at.store)
    later = NOW + timedelta(days=30)
    assert seen(at.noor, number, on=later.date(), now=later).working_days_waited > 5
    move(at.ada, number, Move.TAKE)
    assert seen(at.noor, number, on=later.date(), now=later).working_days_waited == 0


# ------------------------------------------------------------------------------- a partner refers to the town
def test_what_a_partner_refers_has_the_lead_of_the_team_as_owner_at_once(at: Network) -> None:
    number = told_to_town(at.ada)
    found = seen(at.ada, number)
    assert (found.owner, found.receiver) == ("Lena", "Oude Haven")
    assert found.facts == ((Fact.NAME, "Ayşe Zeewind"), (Fact.PHONE, "0499 33 44 55"))
    (row,) = queries.referrals_for(at.lead, on=TODAY, now=NOW).to_do
    assert (row.number, row.name, row.other_side) == (number, "Ayşe Zeewind", "Kledingkast vzw")


def test_it_goes_to_the_team_of_the_neighbourhood_and_never_to_one_without_a_lead(at: Network) -> None:
    north = Team.objects.create(name="Noord", town=TOWN)
    north.neighbourhoods.create(code="N1")
    south = Team.objects.create(name="Zuid", town=TOWN)
    south.neighbourhoods.create(code="Z1")
    member("nele", Role.TEAM_LEAD, north, leads=True)
    found = {code: queries.arrives_at(TOWN, code, on=TODAY) for code in ("N1", "Z1", "")}
    assert {code: one.name for code, one in found.items() if one} == {
        "N1": "Noord",
        "Z1": "Oude Haven",
        "": "Oude Haven",
    }


def test_advice_without_names_of_a_partner_holds_no_name_and_else_somebody_can_be_reached(
    at: Network,
) -> None:
    with pytest.raises(NotPossible, match="laat dit leeg"):
        told_to_town(at.ada, ground=Ground(Basis.NO_NAMES))
    with pytest.raises(NotPossible, match="kan niemand het gezin bereiken"):
        told_to_town(at.ada, told={Fact.NAME: "Ayşe"})
    told_to_town(at.ada, ground=Ground(Basis.NO_NAMES), told={})


def join(at: Network, number: int, home: int) -> int:
    return actions.join_household(
        actor=at.lead,
        referral_id=number,
        household_id=home,
        topic=Topic.FAMILY,
        base_version=Referral.objects.get(pk=number).version,
        client_id=uuid.uuid4(),
        now=NOW,
    )


@pytest.mark.parametrize(
    ("ground", "tells"), [(AGREED, True), (Ground(Basis.URGENT, why_urgent="Danger"), False)]
)
def test_the_partner_hears_of_a_contact_person_only_with_consent(
    at: Network, ground: Ground, tells: bool
) -> None:
    home = guided(at.noor)
    number = told_to_town(at.ada, ground=ground)
    join(at, number, home)
    found = seen(at.ada, number)
    assert (LineKind.KNOWN in [line.kind for line in found.lines]) is tells
    assert found.owner == ("Noor" if tells else "Lena")
    assert found.household_id is None
    assert seen(at.noor, number).household_id == home


def test_the_outcome_comes_back_to_the_partner_and_a_question_is_answered(at: Network) -> None:
    number = told_to_town(at.ada)
    move(at.lead, number, Move.GIVE, said=Said(colleague_id=at.noor.staff_id))
    assert seen(at.ada, number).owner == "Noor"
    move(at.noor, number, Move.ASK)
    move(at.bo, number, Move.ANSWER)
    move(at.noor, number, Move.TAKE)
    move(at.noor, number, Move.TALK)
    move(at.noor, number, Move.FINISH)
    found = seen(at.ada, number)
    assert (found.outcome, found.outcome_note) == (ReferralOutcome.HELPED, "A coat was given")


def test_what_the_town_gives_back_is_with_the_partner_again(at: Network) -> None:
    number = told_to_town(at.ada)
    move(at.lead, number, Move.DECLINE)
    assert Referral.objects.get().owner_id == at.ada.staff_id
    assert [row.number for row in queries.referrals_for(at.bo, on=TODAY, now=NOW).to_do] == [number]
    move(at.bo, number, Move.CLOSE)
    assert Referral.objects.get().outcome == "nobody"


def test_a_colleague_outside_the_team_cannot_be_given_a_referral(at: Network) -> None:
    number = told_to_town(at.ada)
    with pytest.raises(NotPossible, match="in dit team werkt"):
        move(at.lead, number, Move.GIVE, said=Said(colleague_id=at.cas.staff_id))


def test_a_list_of_fifty_asks_as_many_questions_as_a_list_of_two(
    at: Network, django_assert_max_num_queries
) -> None:
    home = followed(at.noor)
    for _many in range(25):
        sent(at.noor, home, at.store)
        told_to_town(at.ada)
    for by in (at.ada, at.noor, at.lead):
        with django_assert_max_num_queries(28):
            queries.referrals_for(by, on=TODAY, now=NOW)
    with django_assert_max_num_queries(15):
        queries.referrals_for_lead(at.lead, on=TODAY, now=NOW + timedelta(days=30))


def test_guidance_begins_again_after_a_referral_ended(at: Network) -> None:
    home = household(at.noor)
    registry.become_contact_person(actor=at.noor, household_id=home, now=NOW)
    number = sent(at.noor, home, at.store, facts=(Fact.NAME.value,))
    move(at.noor, number, Move.WITHDRAW)
    start(at.noor, home)
    assert [row.state for row, _asked in rows_of(at, home)] == [ReferralState.WITHDRAWN]


def rows_of(at: Network, home: int) -> list[tuple[queries.ReferralRow, str]]:
    from nabij.kernel.purposes import Purpose

    return queries.referrals_of_household(at.noor, home, purpose=Purpose.HELP, on=TODAY, now=NOW)
