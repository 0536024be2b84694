"""The page of one household, readable in a minute: who, where, whom to call, and what other apps add."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import policies, queries
from nabij.registry.types import panels


@guarded_by(policies.may_search_households)
@require_safe
def household(request: HttpRequest, household_id: int) -> HttpResponse:
    """One household, with a block of each app that has something about it for this worker."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    with queries.one_page():
        context = _read(actor, household_id, clock.now())
    return render(request, "registry/household.html", context)


def _read(actor: Actor, household_id: int, now: datetime) -> dict[str, Any]:
    """All that the page shows."""
    on = day_of(now)
    found = queries.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    blocks: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    for panel in panels():
        filled = panel.fill(actor, household_id, found.sight, on, now)
        if filled is not None:
            blocks[panel.is_beside].append({"template": panel.template, "panel": filled})
    return {
        "household": found,
        "reaching": queries.reaching(actor, household_id, purpose=Purpose.HELP, now=now),
        "may_change": policies.may_change_household(actor, found.sight).allowed,
        "may_take": found.contact_person_id is None and policies.may_take_contact(actor, found.sight).allowed,
        "is_exception": found.sight.relations == {"exception"},
        "summary": queries.summary_of(found, on=on),
        "disputes": queries.count_disputes(household_id),
        "tasks": queries.own_tasks(actor, household_id, found.sight, now=now),
        "same": queries.marked_same(actor, [one.person_id for one in found.members], now=now),
        "whose": {one.person_id: one.naming.shown for one in found.members},
        "blocks": blocks[False],
        "blocks_beside": blocks[True],
    }
