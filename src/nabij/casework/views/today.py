"""The list of the day of one worker, and the board of a team lead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nabij.casework import policies, queries
from nabij.casework.queries.closings import closings_of
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry import queries as registry
from nabij.staff import queries as staff


@guarded_by(policies.may_open_today)
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What is late, what is for today and this week, what came in, and who is quiet."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    with registry.one_page():
        context = {
            "on": on,
            "today": queries.today_of(actor, on=on, now=now),
            "referrals": queries.referrals_today(actor, on=on, now=now),
            "calls": queries.calling(actor, now=now),
            "held": queries.count_held(actor, now=now),
        }
    return render(request, "casework/today.html", context)


@guarded_by(policies.may_open_board)
@require_safe
def closings(request: HttpRequest) -> HttpResponse:
    """What closed lately in the own teams, to look through together."""
    with registry.one_page():
        found = closings_of(actor_of(request), on=clock.today(), now=clock.now())
    return render(request, "casework/closings.html", {"closings": found})


@guarded_by(policies.may_open_board)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """How the teams stand that somebody leads: for the talk on Monday."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    with registry.one_page():
        teams = staff.led_teams_named(actor, on=on)
        context = {
            "on": on,
            "teams": teams,
            "board": queries.board_of(actor, on=on, now=now),
            "triage": queries.triage_in_short(actor, on=on),
            "referrals": queries.referrals_for_lead(actor, on=on, now=now),
        }
    return render(request, "casework/board.html", context)
