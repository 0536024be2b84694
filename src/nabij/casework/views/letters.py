"""Letters: the list of a household, choosing one, its text, and the file as it was sent."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import policies, queries
from nabij.casework.actions.letters import Written, checked_paper, keep_letter
from nabij.casework.forms.letters import Choices, LetterForm
from nabij.casework.queries.letter_files import kept_pdf, letter_pdf
from nabij.casework.queries.letter_kinds import KINDS
from nabij.casework.queries.letters import Prepared, letter, letters_of, prepare_letter
from nabij.casework.types import LetterCode
from nabij.casework.views.common import actor_of
from nabij.casework.views.papers import as_pdf
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import NotPossible, Topic

pages = guarded_by(policies.may_write_contacts)


@pages
@require_safe
def letters(request: HttpRequest, household_id: int) -> HttpResponse:
    """The letters of a household, newest first."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    found = letters_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    return render(request, "casework/letters.html", {"letters": found, "household_id": household_id})


@pages
@require_safe
def choose(request: HttpRequest, household_id: int) -> HttpResponse:
    """Which letter it will be."""
    queries.require_in_sight(actor_of(request), household_id, now=clock.now())
    return render(
        request, "casework/letter_choose.html", {"kinds": KINDS.values(), "household_id": household_id}
    )


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, household_id: int, code: str) -> HttpResponse:
    """One letter, filled in from the dossier. It is looked at, changed, and kept as it goes out."""
    if code not in LetterCode.values:
        raise NotFoundHere
    actor, on, now = actor_of(request), clock.today(), clock.now()
    kind = KINDS[LetterCode(code)]
    chosen = Choices(request.POST, asks=kind.asks)
    with registry.one_page():
        prepared = prepare_letter(
            actor,
            household_id,
            kind.code,
            language=chosen.language,
            person_id=chosen.person_id,
            topic=chosen.topic,
            given=chosen.given,
            on=on,
            now=now,
        )
    form = _form(request, prepared, chosen)
    if request.method == "POST" and "fill" not in request.POST and form.is_valid():
        try:
            kept = _keep(request, household_id, prepared, form)
        except NotPossible as problem:
            form.take(problem)
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
        else:
            return redirect("casework:letter", kept)
    context = {
        "form": form,
        "prepared": prepared,
        "kind": kind,
        "household_id": household_id,
        "was_filled": "fill" in request.POST,
    }
    return render(request, "casework/letter_new.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, prepared: Prepared, chosen: Choices) -> LetterForm:
    """The form as it was sent; filled in anew when that was asked, and the first time."""
    if request.method == "POST" and "fill" not in request.POST:
        return LetterForm(request.POST, prepared=prepared)
    first: dict[str, Any] = LetterForm.first_values(prepared)
    if request.method == "POST":
        first |= {"topic": chosen.topic or prepared.kind.topic}
        if client_id := request.POST.get("client_id", "")[:40]:
            first["client_id"] = client_id
    return LetterForm(prepared=prepared, initial=first)


def _keep(request: HttpRequest, household_id: int, prepared: Prepared, form: LetterForm) -> int:
    """Make the file first, outside any transaction, and keep the letter with its hash."""
    given = form.cleaned_data
    paper = checked_paper(
        replace(
            prepared.paper,
            title=given["title"],
            text=given["text"],
            recipient=given.get("recipient", prepared.paper.recipient),
            contact_phone=given["phone"],
        )
    )
    written = Written(
        code=prepared.kind.code,
        topic=Topic(given["topic"]),
        paper=paper,
        contact_id=prepared.contact_id,
        template_version=prepared.source.version,
        right=given.get("right", ""),
    )
    return keep_letter(
        actor=actor_of(request),
        household_id=household_id,
        written=written,
        file_sha256=sha256(letter_pdf(paper)).hexdigest(),
        client_id=given["client_id"],
        now=clock.now(),
    )


@pages
@require_safe
def one(request: HttpRequest, letter_id: int) -> HttpResponse:
    """A letter as it was sent."""
    found = letter(actor_of(request), letter_id, on=clock.today(), now=clock.now())
    return render(request, "casework/letter.html", {"letter": found})


@pages
@require_safe
def file(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The file of a letter, made again from what was kept."""
    found = letter(actor_of(request), letter_id, on=clock.today(), now=clock.now())
    return as_pdf(kept_pdf(found), "brief.pdf")
