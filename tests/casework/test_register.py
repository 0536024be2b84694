"""The rights register: each right in one state, with its history, its days and what it brings."""

import itertools
import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from nabij.audit.models import Line
from nabij.casework import panels
from nabij.casework.actions.register import Due, Move, begin_renewals, due_after, renewal_begins
from nabij.casework.models import HeldRight, RightMove
from nabij.casework.queries import board_of, today_of
from nabij.casework.types import (
    HELD_STATES,
    MOVES,
    AmountPer,
    ChangedMeanwhile,
    DueBasis,
    DueKind,
    RightState,
)
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry import actions as registry
from nabij.registry.types import ClientIdReused, NotPossible
from nabij.rights.queries.decided import Term, level_of, terms_of
from nabij.rights.queries.results import key_of_right
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.casework.register_desk import LIVING_WAGE, RENT, held, moved, seen, shown, version_of
from tests.registry.people import NOW, TODAY, Desk, account, actor, desk, household

S = RightState


@pytest.fixture
def at(db: None) -> Desk:
    return desk()


# ------------------------------------------------------------------------------------------ the moves


def test_every_state_can_be_reached_and_left_and_none_leads_to_itself_or_back_to_possible() -> None:
    assert set(MOVES) == set(S)
    reached = {to for moves in MOVES.values() for to in moves}
    assert reached == set(S) - {S.POSSIBLE}
    assert all(MOVES[one] and one not in MOVES[one] for one in S)


@pytest.mark.parametrize(("before", "after"), list(itertools.product(HELD_STATES, HELD_STATES)))
def test_a_right_only_goes_where_the_table_says(at: Desk, before: str, after: str) -> None:
    number = household(at.noor)
    gained = before in ("granted", "running", "to_renew")
    HeldRight.objects.create(
        household_id=number,
        right_id=LIVING_WAGE,
        state=before,
        since_on=TODAY,
        from_on=TODAY if gained else None,
    )
    if S(after) in MOVES[S(before)]:
        moved(at.noor, number, S(after), look_on=TODAY + timedelta(days=9))
        assert held(number).state == after
        assert RightMove.objects.get().from_state == before
    else:
        with pytest.raises(NotPossible, match="gaat een recht niet naar"):
            moved(at.noor, number, S(after), look_on=TODAY + timedelta(days=9))
        assert held(number).state == before
        assert not RightMove.objects.exists()


def test_nothing_is_in_two_states_and_what_happened_never_changes(at: Desk) -> None:
    number = household(at.noor)
    moved(at.noor, number, S.APPLIED)
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldRight.objects.create(household_id=number, right_id=LIVING_WAGE, state="refused", since_on=TODAY)
    for wrong in (
        {"state": "possible"},
        {"state": "lost"},
        {"amount_cents": 100},
        {"due_on": None},
        {"from_on": TODAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HeldRight.objects.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        RightMove.objects.update(note="Something else")


def test_the_history_says_who_when_and_why(at: Desk) -> None:
    number = household(at.noor)
    moved(at.noor, number, S.DISCUSSED, note="Talked about it at the kitchen table")
    moved(at.noor, number, S.APPLIED, note="")
    moved(at.noor, number, S.REFUSED, note="Income too high")
    last, *_before, first = seen(at.noor, number).moves
    assert (first.from_state, first.to_state, first.by) == (S.POSSIBLE, S.DISCUSSED, "Noor")
    assert (last.to_state, last.note, last.happened_on) == (S.REFUSED, "Income too high", TODAY)
    assert Line.objects.filter(event="casework.right_moved").count() == 3


def test_two_workers_at_once_the_second_is_told_and_a_form_sent_twice_is_one_move(at: Desk) -> None:
    number, form = household(at.noor), uuid.uuid4()
    moved(at.noor, number, S.APPLIED, base_version=0, client_id=form)
    moved(at.noor, number, S.APPLIED, base_version=0, client_id=form)
    with pytest.raises(ChangedMeanwhile):
        moved(at.noor, number, S.DECLINED, base_version=0)
    with pytest.raises(ClientIdReused):
        moved(at.noor, number, S.DECLINED, base_version=0, client_id=form)
    assert (held(number).state, RightMove.objects.count()) == ("applied", 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to": S.REFUSED, "note": " "}, "note"),
        ({"happened_on": TODAY + timedelta(days=1)}, "happened_on"),
        ({"happened_on": date(2000, 1, 1)}, "happened_on"),
        ({"to": S.GRANTED, "last_on": TODAY - timedelta(days=1)}, "last_on"),
        ({"to": S.GRANTED, "amount_cents": 100}, "amount_per"),
        ({"right_id": RENT}, "look_on"),
        ({"right_id": RENT, "look_on": TODAY - timedelta(days=1)}, "look_on"),
        ({"right_id": RENT, "to": S.REFUSED}, "look_on"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_saved(at: Desk, wrong: dict, field: str) -> None:
    number = household(at.noor)
    with pytest.raises(NotPossible) as mistake:
        moved(at.noor, number, wrong.pop("to", S.APPLIED), **wrong)
    assert mistake.value.field == field
    assert not HeldRight.objects.exists()


# -------------------------------------------------------------------------------------------- the days


@given(st.dates(date(2020, 3, 1), date(2040, 1, 1)))
def test_a_renewal_begins_sixty_days_before_the_last_day(last: date) -> None:
    assert (last - renewal_begins(last)).days == 60


@pytest.mark.parametrize(
    ("term", "begins", "ends"),
    [
        (Term(months=3), date(2026, 11, 30), date(2027, 2, 28)),
        (Term(months=3), date(2027, 11, 30), date(2028, 2, 29)),
        (Term(months=1), date(2026, 1, 31), date(2026, 2, 28)),
        (Term(months=1), date(2026, 12, 15), date(2027, 1, 15)),
        (Term(days=30), date(2026, 1, 31), date(2026, 3, 2)),
        (Term(months=12), date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_term_in_months_ends_on_a_day_that_exists(term: Term, begins: date, ends: date) -> None:
    assert term.after(begins) == ends


def test_a_term_of_the_law_is_used_the_letter_goes_before_it_and_none_is_made_up() -> None:
    day = date(2026, 11, 30)
    assert terms_of(LIVING_WAGE).appeal_within is not None
    assert due_after(LIVING_WAGE, Move(S.REFUSED, day)) == Due(
        date(2027, 2, 28), DueKind.APPEAL, DueBasis.LAW
    )
    by_letter = Move(S.REFUSED, day, letter_term=Term(days=60))
    for right in (LIVING_WAGE, RENT):
        assert due_after(right, by_letter) == Due(date(2027, 1, 29), DueKind.APPEAL, DueBasis.LETTER)
    with pytest.raises(NotPossible, match="brief"):
        due_after(RENT, Move(S.REFUSED, day))
    look = Move(S.REFUSED, day, look_on=date(2026, 12, 5))
    assert due_after(RENT, look) == Due(date(2026, 12, 5), DueKind.LOOK, DueBasis.AGREED)
    assert due_after(LIVING_WAGE, Move(S.APPLIED, day)) == Due(
        date(2026, 12, 30), DueKind.ANSWER, DueBasis.LAW
    )
    assert due_after(LIVING_WAGE, Move(S.RUNNING, day)) is None


def test_a_grant_with_an_end_is_to_renew_sixty_days_before_once_and_by_itself(at: Desk) -> None:
    number = household(at.noor)
    last = TODAY + timedelta(days=61)
    moved(at.noor, number, S.GRANTED, last_on=last, amount_cents=87_613, amount_per=AmountPer.MONTH)
    assert held(number).due_on == TODAY + timedelta(days=1)
    assert begin_renewals(NOW) == 0
    tomorrow = NOW + timedelta(days=1)
    assert panels.nightly_renewals(tomorrow).startswith("1 ")
    assert begin_renewals(tomorrow) == 0
    right = held(number)
    assert (right.state, right.last_on, right.amount_cents) == ("to_renew", last, 87_613)
    last_move = seen(at.noor, number).moves[0]
    assert (last_move.from_state, last_move.to_state, last_move.by) == (S.GRANTED, S.TO_RENEW, "")


def test_what_is_due_is_on_the_list_of_the_contact_person_and_after_a_week_on_the_board(at: Desk) -> None:
    number = household(at.noor)
    registry.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    lead = account("lead")
    RoleGrant.objects.create(user=lead, role=Role.TEAM_LEAD)
    Membership.objects.create(user=lead, team=at.team, from_on=TODAY, is_lead=True)
    leading = actor(lead, Role.TEAM_LEAD, teams=(at.team,))
    moved(at.noor, number, S.GRANTED, last_on=TODAY + timedelta(days=60))
    begin_renewals(NOW)

    def lines(days: int) -> tuple[list[int], list[int]]:
        on, now = TODAY + timedelta(days=days), NOW + timedelta(days=days)
        mine = today_of(at.noor, on=on, now=now).rights
        board = board_of(leading, on=on, now=now).rights.lines
        return [one.days_late for one in mine], [one.days_late for one in board]

    assert lines(0) == ([0], [])
    assert lines(1) == ([1], [])
    assert lines(6) == ([6], [])
    assert lines(7) == ([7], [7])
    (line,) = today_of(at.noor, on=TODAY, now=NOW).rights
    assert "verlenging" in line.what


# -------------------------------------------------------------------------------------- what is shown


def test_a_household_sees_rights_of_the_three_levels_each_in_one_place(at: Desk) -> None:
    number = household(at.noor)
    moved(at.noor, number, S.APPLIED)
    found = shown(at.noor, number)
    everywhere = [one.right_id for one in found.held]
    everywhere += [card.right.id for card in (*found.possible, *found.not_likely)]
    assert len(everywhere) == len(set(everywhere))
    assert {level_of(one) for one in everywhere} == {"federal", "flemish", "local"}
    for level in ("federal", "flemish", "local"):
        part = shown(at.noor, number, level=level)
        assert {card.right.level for card in part.possible} == {level}
        assert len(part.held) == (level == "federal")


def test_what_the_family_does_not_want_is_shown_and_not_proposed_again(at: Desk) -> None:
    number = household(at.noor)
    assert LIVING_WAGE in {card.right.id for card in shown(at.noor, number).possible}
    moved(at.noor, number, S.DECLINED, note="Does not want to ask this")
    moved(at.noor, number, S.DISCUSSED, right_id=RENT)
    found = shown(at.noor, number)
    assert [one.right_id for one in found.held] == [RENT, LIVING_WAGE]  # declined last, never hidden
    assert LIVING_WAGE not in {card.right.id for card in found.possible}
    assert LIVING_WAGE not in {card.right.id for card in found.not_likely}


def test_amounts_add_up_per_year_and_unknown_is_no_zero(at: Desk) -> None:
    number = household(at.noor)
    moved(at.noor, number, S.GRANTED, amount_cents=87_613, amount_per=AmountPer.MONTH)
    moved(at.noor, number, S.RUNNING, right_id=RENT)
    moved(
        at.noor,
        number,
        S.GRANTED,
        right_id="schooltoeslag",
        amount_cents=12_050,
        amount_per=AmountPer.ONCE,
    )
    gain = shown(at.noor, number).gain
    assert (gain.a_year_cents, gain.once_cents, gain.in_sum, gain.unknown) == (12 * 87_613, 12_050, 2, 1)
    moved(at.noor, number, S.ENDED, note="Found work")
    assert shown(at.noor, number).gain.a_year_cents == 0


def test_one_right_says_what_is_known_what_lacks_and_what_to_bring(at: Desk) -> None:
    number = household(at.noor)
    found = seen(at.noor, number)
    assert (found.state, found.version, found.moves) == (S.POSSIBLE, 0, ())
    assert found.to == MOVES[S.POSSIBLE]
    assert found.lacking
    assert found.papers
    assert not set(found.known) & set(found.lacking)
    reads = Line.objects.filter(event="rights.household_read")
    assert len({line.subject for line in reads}) == reads.count() == 1


def test_only_who_sees_every_topic_sees_the_register_and_only_who_follows_changes_it(at: Desk) -> None:
    number = household(at.noor)
    moved(at.noor, number, S.APPLIED)
    bridge = actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))
    for somebody in (bridge, at.sam):
        with pytest.raises(NotFoundHere):
            shown(somebody, number)
        with pytest.raises((Refused, NotFoundHere)):
            moved(somebody, number, S.GRANTED)
    with pytest.raises(NotFoundHere):
        moved(at.noor, number, S.APPLIED, right_id="no_such_right")
    assert version_of(number, LIVING_WAGE) == 1


def test_what_was_typed_stays_in_the_form_with_a_sentence_at_the_field(at: Desk) -> None:
    number = household(at.noor)
    user = User.objects.get(pk=at.noor.staff_id)
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    TownGrant.objects.create(user=user, town="zonnedam")
    Membership.objects.create(user=user, team=at.team, from_on=date(2026, 1, 1))
    browser = Client()
    browser.force_login(user)
    page = f"/nl/werk/gezinnen/{number}/register/{key_of_right(LIVING_WAGE)}/refused/"
    typed = {
        "client_id": str(uuid.uuid4()),
        "base_version": "0",
        "happened_on": f"{clock.today():%d/%m/%Y}",
        "note": "",
    }
    answer = browser.post(page, {**typed, "term_number": "45", "term_in": "days"})
    assert answer.status_code == 422
    shown_again = answer.content.decode()
    assert 'value="45"' in shown_again
    assert "n-err" in shown_again
    assert not HeldRight.objects.exists()
    assert browser.post(page, {**typed, "note": "Te veel inkomen", "term_number": ""}).status_code == 302
    stale = browser.post(page, {**typed, "client_id": str(uuid.uuid4()), "note": "Nog eens"})
    assert stale.status_code == 422
    assert "Een collega veranderde dit" in stale.content.decode()
