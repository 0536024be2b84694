"""Refusals of a household against which it can still appeal, as the rights register has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import HeldRight
from nabij.casework.types import DueKind, RightState
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.queries import HouseholdView
from nabij.registry.types import Sight
from nabij.rights.queries.decided import name_of


@dataclass(frozen=True, slots=True)
class Refusal:
    """A right that was refused. `last_on` is the last day to appeal, None when nobody knows it."""

    right_name: str
    refused_on: date
    last_on: date | None

    def is_over(self, on: date) -> bool:
        """Whether the term has passed. A term that nobody knows is never over."""
        return self.last_on is not None and self.last_on < on


@transaction.atomic
def refusals_of(
    actor: Actor, household: HouseholdView, *, on: date, now: datetime
) -> tuple[tuple[Refusal, ...], Decision]:
    """The refusals that can still be appealed against, with whether there is any, and why not.

    Whoever does not see the register gets none, and a sentence that tells nothing about it.
    """
    if not policies.may_see_register(actor, household.sight).allowed:
        return (), _needs_register()
    seen, _sight = registry.household_in_sight(actor, household.id, at=now)
    about = registry.concerned(seen, on=on)
    record_read("casework.register_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    found = _refused(household.id)
    still_open = tuple(one for one in found if not one.is_over(on))
    return still_open, allow() if still_open else _why_none(found)


def appeal_may_be_written(
    actor: Actor, sight: Sight, household_id: int, right_name: str, *, now: datetime
) -> Decision:
    """Whether this right of the household was refused according to its register, and the term is not over.

    The letter names its right by the name that the register shows. Whoever asks has the household in sight.
    """
    if not policies.may_see_register(actor, sight).allowed:
        return _needs_register()
    found = _refused(household_id)
    if not (still_open := [one for one in found if not one.is_over(day_of(now))]):
        return _why_none(found)
    if any(one.right_name == right_name for one in still_open):
        return allow()
    if over := [one for one in found if one.right_name == right_name]:
        return _why_none(over)
    return refuse(
        _("Choose which refusal this appeal is against. Only refusals in the rights register stand there.")
    )


def _refused(household_id: int) -> list[Refusal]:
    rows = HeldRight.objects.filter(household=household_id, state=RightState.REFUSED)
    return [
        Refusal(
            right_name=name_of(row.right_id),
            refused_on=row.since_on,
            last_on=row.due_on if row.due_kind == DueKind.APPEAL else None,
        )
        for row in rows
    ]


def _why_none(found: Iterable[Refusal]) -> Decision:
    """Why there is nothing to appeal against: nothing was refused, or the last day has passed."""
    if last := max((one.last_on for one in found if one.last_on), default=None):
        return refuse(
            _(
                "The last day to appeal was %(day)s. Ask for this right again, or ask the service whether an "
                "appeal is still possible."
            )
            % {"day": f"{last:%d/%m/%Y}"}
        )
    return refuse(
        _(
            "No refusal stands in the rights register of this household, so there is nothing to appeal "
            "against. First record what was refused."
        )
    )


def _needs_register() -> Decision:
    return refuse(
        _(
            "An appeal is against a refusal in the rights register, and you do not see the register of this "
            "household. Ask its contact person to write this letter."
        )
    )
