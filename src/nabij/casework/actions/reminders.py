"""The daily message and the address of the calendar: each worker chooses; neither ever holds a name."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.actions.telling import Message, in_dutch
from nabij.casework.models import Reminding
from nabij.casework.queries import reminders as queries
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.staff import queries as staff


@transaction.atomic
def choose_digest(*, actor: Actor, wants: bool, now: datetime) -> None:
    """Take the daily message, or do without. Raises Refused."""
    require(policies.may_visit(actor))
    Reminding.objects.update_or_create(pk=worker(actor), defaults={"wants_digest": wants})
    record("casework.digest_chosen", actor=actor, at=now, detail={"wants": wants})


@transaction.atomic
def make_feed(*, actor: Actor, now: datetime) -> str:
    """Make a secret address of the own calendar; returns its secret part, which is never shown again.

    An address of before opens nothing from then on. Raises Refused.
    """
    require(policies.may_visit(actor))
    token = secrets.token_urlsafe(32)
    Reminding.objects.update_or_create(
        pk=worker(actor), defaults={"feed_digest": queries.digest_of_feed(token), "feed_made_at": now}
    )
    record("casework.feed_made", actor=actor, at=now)
    return token


@transaction.atomic
def end_feed(*, actor: Actor, now: datetime) -> None:
    """The own calendar opens for nobody any more. Raises Refused."""
    require(policies.may_visit(actor))
    ended = Reminding.objects.filter(pk=worker(actor), feed_digest__isnull=False)
    if ended.update(feed_digest=None, feed_made_at=None):
        record("casework.feed_ended", actor=actor, at=now)


def digests_to_send(*, on: date, now: datetime) -> dict[int, Message]:
    """The messages of a day that were not sent before, by worker; from now on they count as sent.

    Sent by the caller afterwards; what fails is given back with `give_back_digests`.
    """
    told = queries.whom_to_tell(on=on, now=now)
    led, addresses = staff.teams_led(on=on), staff.mail_addresses(told)
    messages = {}
    for staff_id, of in sorted(told.items()):
        teams = {team for one in of for team in led.get(one, ())}
        numbers = queries.numbers_of(of, led=teams, on=on, now=now)
        if staff_id in addresses and not numbers.is_nothing and _won(staff_id, on):
            messages[staff_id] = digest(addresses[staff_id], numbers)
    return messages


def give_back_digests(staff_ids: list[int], *, on: date) -> None:
    """These were not sent after all: the next run tries again."""
    Reminding.objects.filter(pk__in=staff_ids, digest_on=on).update(digest_on=None)


@transaction.atomic
def _won(staff_id: int, on: date) -> bool:
    """Whether this run sends the message of this worker: of two runs on a day one does."""
    Reminding.objects.get_or_create(pk=staff_id)
    unsent = Q(digest_on=None) | Q(digest_on__lt=on)
    return bool(Reminding.objects.filter(unsent, pk=staff_id).update(digest_on=on))


def digest(to: str, numbers: queries.Numbers) -> Message:
    """The message of a day: numbers, and nothing about anybody. In Dutch."""
    with in_dutch():
        lines = [
            (numbers.late, ngettext("%(number)d step is late.", "%(number)d steps are late.", numbers.late)),
            (numbers.due, ngettext("%(number)d step for today.", "%(number)d steps for today.", numbers.due)),
            (
                numbers.visits,
                ngettext("%(number)d visit today.", "%(number)d visits today.", numbers.visits),
            ),
            (
                numbers.needs,
                ngettext(
                    "%(number)d need without an answer.",
                    "%(number)d needs without an answer.",
                    numbers.needs,
                ),
            ),
            (
                numbers.long_late_in_team,
                ngettext(
                    "In your team %(number)d step is late for a week or more.",
                    "In your team %(number)d steps are late for a week or more.",
                    numbers.long_late_in_team,
                ),
            ),
        ]
        told = [words % {"number": number} for number, words in lines if number]
        text = "\n".join(
            [
                _("Good morning,"),
                "",
                *told,
                "",
                _("Open Nabij to see what and for whom. You can end this message there, under Reminders."),
            ]
        )
        return Message(to, _("Nabij: your day in numbers"), text)
