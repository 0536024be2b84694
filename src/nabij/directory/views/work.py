"""Pages for workers: the directory with how to refer, its history, and what has to be checked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.directory import actions, policies, queries
from nabij.directory.actions import OrganisationContent
from nabij.directory.forms.entry import (
    EndForm,
    NewOrganisationForm,
    NewServiceForm,
    OrganisationForm,
    ServiceForm,
    initial_of,
)
from nabij.directory.types import (
    WEEKDAYS,
    ChangedMeanwhile,
    NotPossible,
    OrganisationKind,
    names_of,
    town_words,
)
from nabij.directory.views.common import actor_of, found
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by

NEWS = {
    "saved": gettext_lazy("Saved. What stood there is in the history."),
    "same": gettext_lazy("Nothing differs, so nothing was changed."),
    "checked": gettext_lazy("Thank you. Everybody now sees that it was checked today."),
    "ended": gettext_lazy("It is no longer shown. It stays in the history."),
    "open": gettext_lazy("It is shown again."),
    "sent": gettext_lazy("Thank you. An editor looks at it, and you see here what becomes of it."),
    "settled": gettext_lazy("Done. Whoever suggested it sees your answer."),
    "already": gettext_lazy("A colleague settled this meanwhile. Nothing was changed twice."),
}
GET_AND_POST = ["GET", "HEAD", "POST"]


def news_of(request: HttpRequest) -> object:
    """A sentence about what was just done."""
    return NEWS.get(request.GET.get("nieuws", ""), "")


def to_service(number: int, news: str) -> HttpResponse:
    """Go to the page of a service and tell what was done."""
    return redirect(f"{reverse('directory:service', args=[number])}?nieuws={news}")


@guarded_by(policies.may_see_directory)
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Search in the directory of the own towns."""
    actor = actor_of(request)
    context = found(request, actor.towns) | {
        "may_edit": policies.may_edit(actor).allowed,
        "number_due": queries.due_count(actor.towns, on=clock.today()),
        "number_of_suggestions": len(queries.open_suggestions(actor)),
        "public_towns": sorted(actor.towns & set(queries.towns_with_services())),
    }
    return render(request, "directory/services.html", context)


@guarded_by(policies.may_see_directory)
@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """Entries that nobody checked within a year."""
    actor = actor_of(request)
    entries = queries.due(actor, on=clock.today(), now=clock.now())
    context = {
        "entries": entries[:100],
        "number": len(entries),
        "may_check": policies.may_check(actor).allowed,
    }
    return render(request, "directory/due.html", context)


@guarded_by(policies.may_see_directory)
@require_safe
def service(request: HttpRequest, number: int) -> HttpResponse:
    """One service: what it is, how to refer, who checked it when, what changed."""
    actor = actor_of(request)
    entry = queries.entry(actor, number, now=clock.now())
    context = {
        "entry": entry,
        "weekdays": WEEKDAYS,
        "history": queries.history(actor, number),
        "suggestions": queries.open_suggestions(actor, service=number),
        "own_suggestions": queries.own_suggestions(actor, number),
        "checked_by": names_of([entry.checked_by] if entry.checked_by else []).get(entry.checked_by or 0, ""),
        "may_edit": policies.may_edit(actor).allowed,
        "may_check": policies.may_check(actor).allowed,
        "news": news_of(request),
    }
    return render(request, "directory/service.html", context)


@guarded_by(policies.may_edit)
@require_http_methods(GET_AND_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Add what an organisation offers."""
    actor = actor_of(request)
    chosen = {"organisation": request.GET.get("organisatie", "")}
    form = NewServiceForm(request.POST or None, organisations=queries.organisations(actor), initial=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.add_service(
                actor=actor,
                organisation_id=form.cleaned_data["organisation"],
                content=form.content(),
                client_id=form.cleaned_data["client_id"],
                on=clock.today(),
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return to_service(number, "saved")
    context: dict[str, Any] = {"form": form, "entry": None, "meanwhile": False}
    return render(request, "directory/service_form.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_edit)
@require_http_methods(GET_AND_POST)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a service. When a colleague saved meanwhile, both texts are shown and nothing is overwritten."""
    actor = actor_of(request)
    entry = queries.entry(actor, number, now=clock.now())
    form = ServiceForm(request.POST or None, initial=initial_of(entry.content, entry.version))
    meanwhile = False
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_service(
                actor=actor,
                number=number,
                version=form.cleaned_data["version"] or 0,
                content=form.content(entry.content),
                note=form.cleaned_data["note"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        except ChangedMeanwhile:
            form.add_error(
                None,
                _(
                    "A colleague changed this entry while you were typing. Nothing was overwritten; what "
                    "you typed stands below. Look at the history in another window, and save again to "
                    "replace what your colleague wrote."
                ),
            )
            form.data = {**request.POST.dict(), **_lists_in(request), "version": str(entry.version)}
            meanwhile = True
        else:
            return to_service(number, "saved" if changed else "same")
    context = {"form": form, "entry": entry, "meanwhile": meanwhile}
    return render(request, "directory/service_form.html", context, status=422 if form.errors else 200)


def _lists_in(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in ("needs", "languages")}


@guarded_by(policies.may_check)
@require_POST
def check(request: HttpRequest, number: int) -> HttpResponse:
    """Say that all of it is still right."""
    actions.check_service(actor=actor_of(request), number=number, on=clock.today(), now=clock.now())
    return to_service(number, "checked")


@guarded_by(policies.may_edit)
@require_http_methods(GET_AND_POST)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Say that it is no longer offered, or that it is offered again."""
    actor = actor_of(request)
    entry = queries.entry(actor, number, now=clock.now())
    form = EndForm(request.POST or None)
    if request.method == "POST" and entry.ended_on is not None:
        actions.reopen_service(actor=actor, number=number, now=clock.now())
        return to_service(number, "open")
    if request.method == "POST" and form.is_valid():
        actions.end_service(
            actor=actor,
            number=number,
            because=form.cleaned_data["because"],
            on=clock.today(),
            now=clock.now(),
        )
        return to_service(number, "ended")
    context = {"form": form, "entry": entry}
    return render(request, "directory/end.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_edit)
@require_http_methods(GET_AND_POST)
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Add an organisation in one of the own towns."""
    actor = actor_of(request)
    towns = [(town, town_words(town).name) for town in sorted(actor.towns)]
    form = NewOrganisationForm(request.POST or None, towns=towns)
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.add_organisation(
                actor=actor,
                town=form.cleaned_data["town"],
                content=_organisation_in(form),
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect(f"{reverse('directory:service-new')}?organisatie={number}")
    context: dict[str, Any] = {"form": form, "organisation": None, "may_edit": True, "news": ""}
    return render(request, "directory/organisation.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_see_directory)
@require_http_methods(GET_AND_POST)
def organisation(request: HttpRequest, number: int) -> HttpResponse:
    """An organisation with what it offers; an editor changes it here."""
    actor = actor_of(request)
    view = queries.organisation(actor, number)
    initial = {name: getattr(view, name) for name in ("name", "kind", "description", "phone", "email")}
    initial |= {"website": view.website, "version": view.version}
    form = OrganisationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_organisation(
                actor=actor,
                number=number,
                version=form.cleaned_data["version"] or 0,
                content=_organisation_in(form),
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        except ChangedMeanwhile:
            form.add_error(
                None, _("A colleague changed this meanwhile. Nothing was overwritten. Open it again.")
            )
        else:
            return redirect(f"{reverse('directory:organisation', args=[number])}?nieuws=saved")
    context = {
        "form": form,
        "organisation": view,
        "may_edit": policies.may_edit(actor).allowed,
        "news": news_of(request),
    }
    return render(request, "directory/organisation.html", context, status=422 if form.errors else 200)


def _organisation_in(form: OrganisationForm) -> OrganisationContent:
    given = form.cleaned_data
    return OrganisationContent(
        name=given["name"].strip(),
        kind=OrganisationKind(given["kind"]),
        description=given["description"].strip(),
        phone=given["phone"].strip(),
        email=given["email"].strip(),
        website=given["website"].strip(),
    )
