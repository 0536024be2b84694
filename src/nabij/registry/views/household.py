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
from nabij.registry.queries.households import HouseholdView
from nabij.registry.types import Panel, panels


@guarded_by(policies.may_search_households)
@require_safe
def household(request: HttpRequest, household_id: int) -> HttpResponse:
    """One household, with a block of each app that has something about it for this worker."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    with queries.one_page():
        context = _read(actor, household_id, clock.now())
    return render(request, "registry/household.html", context)


@guarded_by(policies.may_search_households)
@require_safe
def more(request: HttpRequest, household_id: int) -> HttpResponse:
    """The blocks that come after the page of a household: a part of it, or without script its own page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    with queries.one_page():
        now = clock.now()
        found = queries.household(actor, household_id, purpose=Purpose.HELP, on=day_of(now), now=now)
        blocks = _blocks(actor, found, now, are_later=True)
    context = {"household_id": household_id, "blocks": [block for block, _panel in blocks]}
    whole, part = "registry/household_more.html", "registry/household_more_part.html"
    return render(request, part if "X-Nabij-Part" in request.headers else whole, context)


def _blocks(
    actor: Actor, found: HouseholdView, now: datetime, *, are_later: bool
) -> list[tuple[dict[str, Any], Panel]]:
    """What each app shows of this household to this worker, with its panel."""
    filled = []
    for panel in panels():
        if panel.is_later == are_later:
            shown = panel.fill(actor, found.id, found.sight, day_of(now), now)
            if shown is not None:
                filled.append(({"template": panel.template, "panel": shown}, panel))
    return filled


def _read(actor: Actor, household_id: int, now: datetime) -> dict[str, Any]:
    """All that the page shows."""
    on = day_of(now)
    found = queries.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    blocks = _blocks(actor, found, now, are_later=False)
    return {
        "household": found,
        "reaching": queries.reaching(actor, household_id, purpose=Purpose.HELP, now=now),
        "may_change": policies.may_change_household(actor, found.sight).allowed,
        "may_take": found.contact_person_id is None and policies.may_take_contact(actor, found.sight).allowed,
        "is_exception": found.sight.relations == {"exception"},
        "summary": queries.summary_of(found, on=on),
        "disputes": queries.count_disputes(household_id),
        "area": queries.area_beside(actor, household_id, now=now),
        "tasks": queries.own_tasks(actor, household_id, found.sight, now=now),
        "same": queries.marked_same(actor, [one.person_id for one in found.members], now=now),
        "whose": {one.person_id: one.naming.shown for one in found.members},
        "blocks": [block for block, panel in blocks if not panel.is_beside],
        "blocks_beside": [block for block, panel in blocks if panel.is_beside],
        "has_more": any(panel.is_later for panel in panels()),
    }
