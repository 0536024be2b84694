"""Pages of who puts lists together: collections, one collection, its partners, comparing and freezing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry import policies
from nabij.registry.actions import list_comparing, list_pairs
from nabij.registry.actions import lists as actions
from nabij.registry.forms.lists import CollectionForm, EmailForm, PartnerForm
from nabij.registry.queries import lists as queries
from nabij.registry.queries import own_lists
from nabij.registry.queries.list_people import account_for
from nabij.registry.types.lists import ListProblem
from nabij.registry.views.common import actor_of


@never_cache
@guarded_by(policies.may_bring_lists)
@require_GET
def list_collections(request: HttpRequest) -> HttpResponse:
    """The collections that I lead, and the lists that I was asked for."""
    actor = actor_of(request)
    may_lead = policies.may_lead_lists(actor).allowed
    context = {
        "may_lead": may_lead,
        "collections": queries.collections(actor) if may_lead else (),
        "invitations": own_lists.own_invitations(actor),
    }
    return render(request, "registry/list_collections.html", context)


@never_cache
@guarded_by(policies.may_lead_lists)
@require_http_methods(["GET", "HEAD", "POST"])
def list_new(request: HttpRequest) -> HttpResponse:
    """Begin a collection."""
    actor = actor_of(request)
    form = CollectionForm(request.POST or None, towns=actor.towns, initial={"from_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.begin_collection(actor=actor, new=form.new(), now=clock.now())
        except ListProblem as error:
            form.add_error("until_on", str(error))
        else:
            return redirect("registry:list-collection", found.pk)
    status = 422 if form.is_bound else 200
    return render(request, "registry/list_new.html", {"form": form}, status=status)


def _page(request: HttpRequest, number: int, status: int = 200, **more: Any) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "collection": queries.collection(actor, number),
        "progress": queries.progress(actor, number),
        "partner_form": PartnerForm(),
        "viewer_form": EmailForm(prefix="viewer"),
        "said": "",
        "problem": "",
        **more,
    }
    return render(request, "registry/list_collection.html", context, status=status)


@never_cache
@guarded_by(policies.may_lead_lists)
@require_GET
def list_collection(request: HttpRequest, number: int) -> HttpResponse:
    """How far a collection is, and what to do now."""
    return _page(request, number)


def _no_account() -> str:
    return _(
        "We know no open account with this address in this town. Nobody was added. "
        "Check the address, or ask the administrator to invite this person."
    )


@guarded_by(policies.may_lead_lists)
@require_POST
def list_partner(request: HttpRequest, number: int) -> HttpResponse:
    """Ask a partner for its list."""
    actor, form = actor_of(request), PartnerForm(request.POST)
    found = queries.collection(actor, number)
    if not form.is_valid():
        return _page(request, number, 422, partner_form=form)
    email = form.cleaned_data["email"]
    user_id = account_for(email, town=found.town) if email else None
    if email and user_id is None:
        form.add_error("email", _no_account())
        return _page(request, number, 422, partner_form=form)
    try:
        asked = actions.add_partner(
            actor=actor,
            collection=number,
            name=form.cleaned_data["name"],
            is_foster=form.cleaned_data["is_foster"],
            now=clock.now(),
        )
        if user_id is not None:
            actions.name_member(actor=actor, invitation=asked.pk, user_id=user_id, now=clock.now())
    except ListProblem as error:
        form.add_error("name", str(error))
        return _page(request, number, 422, partner_form=form)
    return redirect("registry:list-collection", number)


@guarded_by(policies.may_lead_lists)
@require_POST
def list_member(request: HttpRequest, number: int, invitation: int) -> HttpResponse:
    """Let an account bring lists for a partner."""
    actor, form = actor_of(request), EmailForm(request.POST)
    found = queries.collection(actor, number)
    user_id = account_for(form.cleaned_data["email"], town=found.town) if form.is_valid() else None
    if user_id is None:
        return _page(request, number, 422, problem=_no_account())
    return _tried(
        request,
        number,
        lambda: actions.name_member(actor=actor, invitation=invitation, user_id=user_id, now=clock.now()),
    )


@guarded_by(policies.may_lead_lists)
@require_POST
def list_viewer(request: HttpRequest, number: int) -> HttpResponse:
    """Let a colleague see the collection."""
    actor, form = actor_of(request), EmailForm(request.POST, prefix="viewer")
    found = queries.collection(actor, number)
    if not form.is_valid():
        return _page(request, number, 422, viewer_form=form)
    user_id = account_for(form.cleaned_data["email"], town=found.town)
    if user_id is None:
        form.add_error("email", _no_account())
        return _page(request, number, 422, viewer_form=form)
    return _tried(
        request,
        number,
        lambda: actions.name_viewer(actor=actor, collection=number, user_id=user_id, now=clock.now()),
    )


def _tried(request: HttpRequest, number: int, change: Any) -> HttpResponse:
    try:
        change()
    except ListProblem as error:
        return _page(request, number, 409, problem=str(error))
    return redirect("registry:list-collection", number)


@guarded_by(policies.may_lead_lists)
@require_POST
def list_compare(request: HttpRequest, number: int) -> HttpResponse:
    """Find who stands on several lists."""
    return _tried(
        request,
        number,
        lambda: list_comparing.compare_lists(actor=actor_of(request), collection=number, now=clock.now()),
    )


@guarded_by(policies.may_lead_lists)
@require_POST
def list_freeze(request: HttpRequest, number: int) -> HttpResponse:
    """Freeze the list."""
    apart = request.POST.get("apart") == "yes"
    return _tried(
        request,
        number,
        lambda: list_pairs.freeze_list(
            actor=actor_of(request), collection=number, keep_doubts_apart=apart, now=clock.now()
        ),
    )
