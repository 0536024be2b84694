"""AC-J10.3: eight weeks of referrals, with partners who look seldom; reminders bring every one to an end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median

import pytest

from nabij.casework import queries
from nabij.casework.actions.referral_moves import Said
from nabij.casework.models import Referral, ReferralLine
from nabij.casework.types import REMIND_AFTER, Fact, LineKind, Move, ReferralOutcome, ReferralState
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.registry import actions as registry
from nabij.registry.types.workdays import holidays, working_days_after
from tests.casework.referral_desk import Network, move, network, sent
from tests.registry.people import NOW, TODAY, household, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FAMILIES = ("Zeewind", "Duinhof", "Karadam", "Vloedlijn", "Golfslag", "Meerkoet")
WEEKS = 8
WEEKS_TO_END = 6
ANSWERS = (LineKind.ACCEPTED, LineKind.RETURNED, LineKind.ASKED)
OUTCOMES = (ReferralOutcome.HELPED, ReferralOutcome.PARTLY, ReferralOutcome.NOT_REACHED)


@dataclass
class Season:
    """A town and two partners, day after day. Chance decides who looks when; all that is done is an action.

    ``is_reminded``: whoever sent a referral calls about what stands under Today as unanswered, and the lead
    about what stands before them. Without it people wait.
    """

    at: Network
    is_reminded: bool
    chance: random.Random = field(default_factory=lambda: random.Random(20261120))
    called_about: set[int] = field(default_factory=set)

    def live(self) -> None:
        """New referrals for eight weeks, then only what still has to come to its end."""
        homes = [followed_home(self.at.noor, family) for family in FAMILIES]
        last = TODAY + timedelta(weeks=WEEKS)
        for day in working_days(TODAY, last + timedelta(weeks=WEEKS_TO_END)):
            if day < last:
                team = self.chance.choice((self.at.store, self.at.other))
                home = self.chance.choice(homes)
                sent(self.at.noor, home, team, now=at_hour(day, 9), facts=(Fact.NAME.value,))
            self.partners(day)
            self.town(day)

    def partners(self, day: date) -> None:
        """De Kast looks on three days of four, Soep vzw on one of five; whoever was called looks at once."""
        now = at_hour(day, 11)
        for by, looks in ((self.at.ada, 0.75), (self.at.cas, 0.2)):
            has_looked = self.chance.random() < looks
            for one in Referral.objects.open().filter(receiver_team__in=by.team_ids).order_by("pk"):
                if has_looked or one.pk in self.called_about:
                    self.partner_moves(by, one, now)

    def partner_moves(self, by: Actor, one: Referral, now: datetime) -> None:
        self.called_about.discard(one.pk)
        if one.waits_for_sender or one.state == ReferralState.RETURNED:
            return
        luck = self.chance.random()
        if one.state in (ReferralState.SENT, ReferralState.RECEIVED):
            what = Move.DECLINE if luck < 0.15 else Move.ASK if luck < 0.25 else Move.TAKE
            move(by, one.pk, what, now=now)
        elif luck < 0.5:
            outcome = self.chance.choice(OUTCOMES)
            move(by, one.pk, Move.FINISH, now=now, said=Said(outcome=outcome))
        elif luck < 0.8 and one.state == ReferralState.ACCEPTED:
            move(by, one.pk, Move.TALK, now=now)

    def town(self, day: date) -> None:
        """The sender answers, ends what came back, and calls about what is reminded of; so does the lead."""
        now, noor = at_hour(day, 15), self.at.noor
        for one in Referral.objects.filter(state=ReferralState.RETURNED):
            move(noor, one.pk, Move.CLOSE, now=now)
        for one in Referral.objects.open().filter(waits_for_sender=True):
            move(noor, one.pk, Move.ANSWER, now=now)
        if self.is_reminded:
            late = queries.referrals_today(noor, on=day, now=now)
            told = queries.referrals_for_lead(self.at.lead, on=day, now=now)
            self.called_about |= {row.number for row in (*late, *told)}


def followed_home(by: Actor, family: str) -> int:
    number = household(by, somebody("Ana", family))
    registry.become_contact_person(actor=by, household_id=number, now=NOW)
    return number


def at_hour(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BRUSSELS)


def working_days(first: date, until: date) -> Iterator[date]:
    day = first
    while day < until:
        if day.weekday() < 5 and day not in holidays(day.year):
            yield day
        day += timedelta(days=1)


def days_to_first_answer(referral: Referral) -> int | None:
    """Working days from the sending to the first answer; None while there is none."""
    lines = ReferralLine.objects.filter(referral=referral, kind__in=ANSWERS).order_by("at")
    first = lines.first()
    if first is None:
        return None
    days = 0
    while working_days_after(day_of(referral.sent_at), days) < day_of(first.at):
        days += 1
    return days


def test_with_reminders_every_referral_has_an_outcome_and_the_first_answer_takes_two_working_days() -> None:
    season = Season(network(), is_reminded=True)
    season.live()
    referrals = list(Referral.objects.all())
    waited = [days_to_first_answer(one) for one in referrals]
    assert len(referrals) > 35
    assert [one.pk for one in referrals if not one.outcome] == []
    assert None not in waited
    assert median(days for days in waited if days is not None) <= 2
    assert max(days for days in waited if days is not None) <= REMIND_AFTER + 1
    came_back = sum(ReferralLine.objects.filter(referral=one, kind="returned").exists() for one in referrals)
    assert came_back > 3


def test_without_anybody_who_acts_on_reminders_people_wait_longer() -> None:
    """The same season: what brings the answers is the reminder, not the luck of the dice."""
    season = Season(network(), is_reminded=False)
    season.live()
    waited = [days_to_first_answer(one) for one in Referral.objects.all()]
    assert sum(days is None or days > REMIND_AFTER + 1 for days in waited) > 5
