"""What casework tells campaigns: with whom there was contact in a period, and who calls already.

Numbers of households only: what a contact was about does not leave this app.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nabij.casework.models import ContactMoment, PlannedCall, Visit
from nabij.casework.types import CallKind, CallState, VisitState
from nabij.kernel.clock import BRUSSELS
from nabij.registry.types import Layer
from nabij.staff import queries as staff


def households_met(*, from_on: date, until_on: date) -> frozenset[int]:
    """The households with which there was contact in any way from a day until (not included) another.

    Days are days in Belgium: a talk on 31 December at 23:59 there falls in the old year. A contact of every
    kind counts, also one in which nobody was reached, and so does a visit. What one worker keeps hidden does
    not: being on a list would tell that it exists.
    """
    first, last = (datetime.combine(day, time(), tzinfo=BRUSSELS) for day in (from_on, until_on))
    contacts = ContactMoment.objects.filter(happened_at__gte=first, happened_at__lt=last)
    visits = Visit.objects.filter(state=VisitState.ENDED, begun_at__gte=first, begun_at__lt=last)
    calls = PlannedCall.objects.filter(state=CallState.DONE, on__gte=from_on, on__lt=until_on)
    return frozenset(
        number
        for rows in (contacts.exclude(layer=Layer.HIDDEN), visits, calls)
        for number in rows.order_by().values_list("household_id", flat=True).distinct()
    )


@dataclass(frozen=True, slots=True)
class OtherCall:
    """Another service calls or visits on a day. What about stands nowhere."""

    kind: CallKind
    on: date
    service: str


def other_calls(household_ids: Collection[int], *, on: date, days: int) -> dict[int, list[OtherCall]]:
    """What other services have planned with these households from a day on, for so many days."""
    until = on + timedelta(days=days)
    found = PlannedCall.objects.standing().filter(household__in=household_ids, on__gte=on, on__lt=until)
    rows = list(found)
    services = staff.services_named({one.team_id for one in rows if one.team_id is not None})
    calls: defaultdict[int, list[OtherCall]] = defaultdict(list)
    for one in rows:
        calls[one.household_id].append(
            OtherCall(CallKind(one.kind), one.on, services.get(one.team_id or 0, ""))
        )
    return calls
