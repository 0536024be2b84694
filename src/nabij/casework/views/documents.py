"""Documents of a household: file a letter, the list, one file, and taking one away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework import actions, policies, queries
from nabij.casework.forms.documents import DocumentForm
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry.types import NotPossible
from nabij.rights.queries import catalogue


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, household_id: int) -> HttpResponse:
    """File a letter. The file is opened apart and made anew before anything is kept."""
    actor, now = actor_of(request), clock.now()
    topic = queries.topic_to_file_under(actor, household_id, now=now)
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        initial={"received_on": clock.today(), "topic": topic},
        rights=_rights(actor.towns),
    )
    if request.method == "POST" and form.is_valid():
        try:
            sent, letter = form.opened()
            actions.file_document(
                actor=actor,
                household_id=household_id,
                filing=form.filing(),
                sent=sent,
                letter=letter,
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:documents", household_id)
    context = {"form": form, "household_id": household_id}
    return render(request, "casework/document_new.html", context, status=422 if form.errors else 200)


def _rights(towns: frozenset[str]) -> list[tuple[str, str]]:
    """Rights for which a document can be a proof, by name; of other towns none."""
    known = (one for one in catalogue.entries() if not one.town or one.right.town in towns)
    return sorted(((one.right.id, str(one.name)) for one in known), key=lambda pair: pair[1].casefold())


@guarded_by(policies.may_write_contacts)
@require_safe
def documents(request: HttpRequest, household_id: int) -> HttpResponse:
    """All documents of a household that somebody sees."""
    found = queries.documents_of(
        actor_of(request), household_id, purpose=Purpose.HELP, on=clock.today(), now=clock.now()
    )
    return render(request, "casework/documents.html", {"documents": found, "household_id": household_id})


@guarded_by(policies.may_write_contacts)
@require_safe
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """One file, to keep on the device; a browser never shows it as a page of ours."""
    found = queries.document_to_open(
        actor_of(request), document_id, purpose=Purpose.HELP, on=clock.today(), now=clock.now()
    )
    response = HttpResponse(found.path.read_bytes(), content_type=found.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@guarded_by(policies.may_write_contacts)
@require_POST
def remove(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take away what was filed wrongly."""
    household_id = actions.remove_document(actor=actor_of(request), document_id=document_id, now=clock.now())
    return redirect("casework:documents", household_id)
