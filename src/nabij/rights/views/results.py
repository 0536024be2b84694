"""The list of all rights, one right explained, and the list to take along."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from nabij.kernel import clock
from nabij.rights.forms.answer import AnswerForm
from nabij.rights.queries import coming, one_right, remarks, results, sections, steps, wording
from nabij.rights.queries.steps import Findings
from nabij.rights.types import Role
from nabij.rights.views import agenda, flow, printed_list
from nabij.rights.views.question import choices_in_words
from nabij_rights.questions import Asked


@flow.with_check
def overview(request: HttpRequest, found: Findings) -> HttpResponse:
    """Show every right in four groups, with the next question among them."""
    asked = steps.next_asked(found)
    listed = results.results(found)
    context = {
        **flow.common(found),
        "results": listed,
        "sections": sections.sections(listed),
        "answered": found.check.number_of_answers,
        "back": flow.previous_address(found.check, None),
        "open_screen": steps.open_screen(found.check),
        "next": _next(found, asked),
        "remarks": remarks.remarks(found),
        "knows_the_home": found.check.knows_the_home,
        "has_children": any(member.role is Role.CHILD for member in found.check.members),
    }
    return flow.show(request, "rights/results.html", context, [])


def _next(found: Findings, asked: Asked | None) -> dict[str, Any] | None:
    """The next question as a small form, when a few buttons can answer it; else a link to it."""
    if asked is None:
        return None
    form = AnswerForm(asked.question)
    return {
        "title": wording.question_title(asked.question, asked.person, found.check, found.on),
        "address": flow.address_of((asked.question.id, asked.person)),
        "shape": form.shape,
        "choices": choices_in_words(form),
        "waiting": len(asked.waiting_rights),
        "left": asked.remaining,
    }


@flow.with_check
def right(request: HttpRequest, found: Findings, key: str) -> HttpResponse:
    """Show one right with somebody's own answer: how much, why, what to do, and the law."""
    card = results.card_at(key, found)
    if card is None:
        raise Http404
    page = one_right.explained(card, found)
    return flow.show(request, "rights/right.html", {**flow.common(found), "card": card, "page": page}, [])


@flow.with_check
def soon(request: HttpRequest, found: Findings) -> HttpResponse:
    """Show what begins and ends in the coming months."""
    context = {**flow.common(found), "soon": coming.coming_soon(found)}
    return flow.show(request, "rights/coming.html", context, [])


@flow.with_check
def soon_as_ics(request: HttpRequest, found: Findings) -> HttpResponse:
    """What begins and ends, for an agenda: made now, for this visitor, and kept nowhere."""
    changes = coming.coming_soon(found)
    if not (changes.days or changes.to_mind):
        return redirect("rights:coming")  # a calendar file without a day is not valid
    made = agenda.ics(changes, on=found.on, now=clock.now())
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="nabij.ics"'
    return response


@flow.with_check
def as_pdf(request: HttpRequest, found: Findings) -> HttpResponse:
    """The list on paper: made now, for this visitor, and kept nowhere."""
    made = printed_list.pdf(found)
    response = HttpResponse(made, content_type="application/pdf")
    # A name that says nothing to who picks up the phone.
    response.headers["Content-Disposition"] = 'attachment; filename="nabij.pdf"'
    return response
