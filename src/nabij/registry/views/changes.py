"""Changes of a household, each a short page of its own: it works without script, and says what was kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, NotFoundHere, require
from nabij.kernel.guards import guarded_by, recently_proven
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, policies, queries
from nabij.registry.actions import access, contact_person, contacts
from nabij.registry.forms.changes import EndForm, MoveForm
from nabij.registry.forms.households import (
    AboutForm,
    ChangeForm,
    ConsentForm,
    ContactForm,
    ExceptionForm,
    MemberForm,
    ReviewForm,
    WishForm,
)
from nabij.registry.queries import HouseholdView
from nabij.registry.types import (
    ConsentGiven,
    ConsentPurpose,
    ContactKind,
    ExceptionCategory,
    NotPossible,
    Relation,
    ReviewOutcome,
    Sight,
    WishKind,
)
from nabij.registry.views.households import actor_of

Asks = Callable[[Actor, Sight], Decision]


@dataclass(frozen=True)
class Change:
    """One kind of change: its heading, its form, what keeps it, who may, and a sentence in front.

    ``to`` is the page that one came from and goes back to. ``again`` is the button that keeps this one and
    opens the form for the next; ``goes_on`` what stands in that form, from the household as it is then.
    """

    title: str | Promise
    form: type[ChangeForm]
    keep: Callable[[HttpRequest, int, Any], object]
    policy: Asks = policies.may_change_household
    lead: str | Promise = ""
    to: str = "registry:household"
    again: str | Promise = ""
    goes_on: Callable[[HouseholdView], dict[str, Any]] = lambda _household: {}


def _add_person(request: HttpRequest, household_id: int, form: MemberForm) -> object:
    return actions.add_person(
        actor=actor_of(request),
        household_id=household_id,
        person=form.person(),
        from_on=form.cleaned_data["from_on"],
        client_id=form.cleaned_data["client_id"],
        now=clock.now(),
    )


def _as_the_child_before(household: HouseholdView) -> dict[str, Any]:
    """After a child mostly comes a brother or sister: the same relation, and the same surname to look at."""
    last = max(household.members, key=lambda one: one.membership_id, default=None)
    if last is None or last.relation not in (Relation.CHILD, Relation.PARTNERS_CHILD, Relation.GRANDCHILD):
        return {}
    return {"relation": last.relation, "family": last.naming.family}


def _add_contact(request: HttpRequest, household_id: int, form: ContactForm) -> object:
    given = form.cleaned_data
    return contacts.add_contact_point(
        actor=actor_of(request),
        household_id=household_id,
        person_id=given["person"],
        kind=ContactKind(given["kind"]),
        typed=given["typed"],
        label=given["label"],
        is_shared=given["is_shared"],
        client_id=given["client_id"],
        now=clock.now(),
    )


def _set_wish(request: HttpRequest, household_id: int, form: WishForm) -> object:
    given = form.cleaned_data
    return contacts.set_wish(
        actor=actor_of(request),
        household_id=household_id,
        person_id=given["person"],
        kind=WishKind(given["kind"]),
        detail=given["detail"],
        until_on=given["until_on"],
        client_id=given["client_id"],
        now=clock.now(),
    )


def _give_consent(request: HttpRequest, household_id: int, form: ConsentForm) -> object:
    given = form.cleaned_data
    return contacts.give_consent(
        actor=actor_of(request),
        household_id=household_id,
        person_id=given["person"],
        purpose=ConsentPurpose(given["purpose"]),
        partner=given["partner"],
        given=ConsentGiven(given["given"]),
        from_on=given["from_on"],
        until_on=given["until_on"],
        client_id=given["client_id"],
        now=clock.now(),
    )


def _move(request: HttpRequest, household_id: int, form: MoveForm) -> object:
    return actions.move_household(
        actor=actor_of(request),
        household_id=household_id,
        place=form.place(),
        from_on=form.cleaned_data["from_on"],
        leaves_home=form.cleaned_data["leaves_home"],
        client_id=form.cleaned_data["client_id"],
        now=clock.now(),
    )


def _end_household(request: HttpRequest, household_id: int, form: EndForm) -> object:
    return actions.end_household(
        actor=actor_of(request),
        household_id=household_id,
        ended_on=form.cleaned_data["ended_on"],
        now=clock.now(),
    )


CHANGES = {
    "persoon": Change(
        _("Somebody joins the household"),
        MemberForm,
        _add_person,
        again=_("Save, and add somebody else"),
        goes_on=_as_the_child_before,
    ),
    "bereik": Change(_("Telephone or e-mail"), ContactForm, _add_contact),
    "wens": Change(_("A wish about contact"), WishForm, _set_wish),
    "toestemming": Change(_("A consent"), ConsentForm, _give_consent),
}
"""Those that share one address; each of the others has its own, for other people may do it."""

MOVE = Change(
    _("They move, or are met somewhere else"),
    MoveForm,
    _move,
    lead=_("The place of before stays in the history, until this day."),
)
END = Change(_("No household any more"), EndForm, _end_household)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, household_id: int, kind: str) -> HttpResponse:
    """One change of a household."""
    return change_page(request, household_id, CHANGES[kind])


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, household_id: int) -> HttpResponse:
    """Another address, or a place where they can be met."""
    return change_page(request, household_id, MOVE)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def end_household(request: HttpRequest, household_id: int) -> HttpResponse:
    """The household ends, with who belongs to it and where they are."""
    return change_page(request, household_id, END)


def change_page(request: HttpRequest, household_id: int, wanted: Change, **choices: Any) -> HttpResponse:
    """Show the form of a change, or why it is not for this worker; keep what was sent, and go back."""
    actor, on = actor_of(request), clock.today()
    found = queries.household(actor, household_id, purpose=Purpose.HELP, on=on, now=clock.now())
    decision = wanted.policy(actor, found.sight)
    about = {"household": found, "on": on} if issubclass(wanted.form, AboutForm) else {}
    initial = {"from_on": on, "ended_on": on, **(wanted.goes_on(found) if "nog" in request.GET else {})}
    form = wanted.form(request.POST or None, **about, **choices, initial=initial)
    if request.method == "POST" and (form.is_valid() or not decision.allowed):
        require(decision)
        try:
            wanted.keep(request, household_id, form)
        except NotPossible as problem:
            form.take(problem)
        else:
            if wanted.again and request.POST.get("then") == "again":
                return redirect(f"{request.path}?nog=1")
            return onwards(actor, household_id, wanted.to)
    context = {
        "form": form,
        "title": wanted.title,
        "lead": wanted.lead,
        "again": wanted.again,
        "refusal": "" if decision.allowed else decision.reason,
        "back": reverse(wanted.to, args=[household_id]),
    }
    return render(request, "registry/household_change.html", context, status=422 if form.errors else 200)


def onwards(actor: Actor, household_id: int, to: str) -> HttpResponse:
    """Go back to a page of the household; to the list for whoever no longer sees it after the change."""
    try:
        queries.household_in_sight(actor, household_id, at=clock.now())
    except NotFoundHere:
        return redirect("registry:households")
    return redirect(to, household_id)


@guarded_by(policies.may_search_households)
@require_POST
def take_contact(request: HttpRequest, household_id: int) -> HttpResponse:
    """Become contact person of a household that has none."""
    contact_person.become_contact_person(actor=actor_of(request), household_id=household_id, now=clock.now())
    return redirect("registry:household", household_id)


@guarded_by(policies.may_search_households)
@require_POST
def end(request: HttpRequest, household_id: int, kind: str, number: int) -> HttpResponse:
    """Take back a telephone number, a wish or a consent. What stood stays in the history."""
    actor, now = actor_of(request), clock.now()
    if kind == "bereik":
        contacts.withdraw_contact_point(actor=actor, household_id=household_id, point_id=number, now=now)
    elif kind == "wens":
        contacts.end_wish(actor=actor, household_id=household_id, wish_id=number, now=now)
    else:
        contacts.withdraw_consent(actor=actor, household_id=household_id, consent_id=number, now=now)
    return redirect("registry:household", household_id)


@guarded_by(policies.may_open_exceptionally)
@recently_proven
@require_http_methods(["GET", "HEAD", "POST"])
def open_for_once(request: HttpRequest, household_id: int) -> HttpResponse:
    """Open a household of another team for two hours, with a reason that others read."""
    form = ExceptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            access.open_exceptionally(
                actor=actor_of(request),
                household_id=household_id,
                category=ExceptionCategory(form.cleaned_data["category"]),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("registry:household", household_id)
    return render(
        request, "registry/household_exception.html", {"form": form}, status=422 if form.errors else 200
    )


@guarded_by(policies.may_review_exceptions)
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Exceptional accesses that still have to be looked back at, with the one that is due first in front."""
    found = queries.exceptions_to_review(actor_of(request), now=clock.now())
    context = {"reviews": [(one, ReviewForm(prefix=str(one.pk))) for one in found]}
    return render(request, "registry/reviews.html", context)


@guarded_by(policies.may_review_exceptions)
@require_POST
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Say what the review of one access came to."""
    form = ReviewForm(request.POST, prefix=str(number))
    if form.is_valid():
        access.review_exception(
            actor=actor_of(request),
            access_id=number,
            outcome=ReviewOutcome(form.cleaned_data["outcome"]),
            note=form.cleaned_data["note"],
            now=clock.now(),
        )
    return redirect("registry:reviews")
