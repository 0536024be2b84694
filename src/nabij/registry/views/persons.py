"""The page of one person in a household, and what can be put right there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, require
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, policies, queries
from nabij.registry.actions.revisions import Edit
from nabij.registry.forms.persons import (
    BelongingForm,
    DeathForm,
    FosterForm,
    IdentityForm,
    LanguageForm,
    LeaveForm,
    ProtectionForm,
    SchoolForm,
)
from nabij.registry.queries import PersonView
from nabij.registry.types import LanguageLevel, NotPossible, Relation, Sight
from nabij.registry.views.households import actor_of
from nabij.staff import queries as staff


@dataclass(frozen=True)
class PersonChange:
    """One kind of change of a person: its heading, its form, what keeps it, who may, a sentence in front."""

    title: str | Promise
    form: Any
    keep: Callable[[Actor, PersonView, Any], object]
    policy: Callable[[Actor, Sight], Decision] = policies.may_change_household
    lead: str | Promise = ""


def _correct(actor: Actor, person: PersonView, form: IdentityForm) -> Edit:
    given = form.cleaned_data
    return actions.correct_identity(
        actor=actor,
        household_id=person.household_id,
        person_id=person.person_id,
        base_version=given["base_version"],
        naming=form.naming(),
        birth=form.birth(),
        is_expected=given["is_expected"],
        now=clock.now(),
    )


def _belong(actor: Actor, person: PersonView, form: BelongingForm) -> Edit:
    given = form.cleaned_data
    return actions.correct_membership(
        actor=actor,
        household_id=person.household_id,
        person_id=person.person_id,
        base_version=given["base_version"],
        relation=Relation(given["relation"]),
        share_pct=given["share_pct"],
        now=clock.now(),
    )


def _leave(actor: Actor, person: PersonView, form: LeaveForm) -> object:
    return actions.leave_household(
        actor=actor,
        household_id=person.household_id,
        person_id=person.person_id,
        until_on=form.cleaned_data["until_on"],
        now=clock.now(),
    )


def _died(actor: Actor, person: PersonView, form: DeathForm) -> object:
    return actions.record_death(
        actor=actor,
        household_id=person.household_id,
        person_id=person.person_id,
        died_on=form.cleaned_data["died_on"],
        seen=form.cleaned_data["seen"],
        now=clock.now(),
    )


def _begins_school(actor: Actor, person: PersonView, form: SchoolForm) -> object:
    return actions.record_school_entry(
        actor=actor,
        household_id=person.household_id,
        person_id=person.person_id,
        school_from=form.cleaned_data["school_from"],
        seen=form.cleaned_data["seen"],
        now=clock.now(),
    )


def _language(actor: Actor, person: PersonView, form: LanguageForm) -> object:
    level = form.cleaned_data["level"]
    return actions.set_language(
        actor=actor,
        household_id=person.household_id,
        person_id=person.person_id,
        code=form.cleaned_data["language"],
        level=LanguageLevel(level) if level else None,
        now=clock.now(),
    )


def _foster(actor: Actor, person: PersonView, form: FosterForm) -> object:
    return actions.place_foster_child(
        actor=actor,
        household_id=person.household_id,
        person_id=person.person_id,
        service=form.cleaned_data["service"],
        now=clock.now(),
    )


def _protect(actor: Actor, person: PersonView, form: ProtectionForm) -> object:
    asked = actions.protect_person if person.protection is None else actions.end_protection
    return asked(
        actor=actor,
        household_id=person.household_id,
        person_id=person.person_id,
        reason=form.cleaned_data["reason"],
        now=clock.now(),
    )


CORRECT = PersonChange(
    _("Put right who this is"), IdentityForm, _correct, lead=_("What stood there before stays on record.")
)
BELONG = PersonChange(_("As what they belong to the household"), BelongingForm, _belong)
LEAVE = PersonChange(
    _("They leave the household"),
    LeaveForm,
    _leave,
    lead=_("Do they go on as a household of their own? Then separate the household instead."),
)
DIED = PersonChange(_("They died"), DeathForm, _died)
SCHOOL = PersonChange(
    _("At school since"),
    SchoolForm,
    _begins_school,
    lead=_("From this day on this child is not on the list any more of those that do not go to school yet."),
)
LANGUAGE = PersonChange(_("A language"), LanguageForm, _language)
FOSTER = PersonChange(
    _("Placed here in foster care"),
    FosterForm,
    _foster,
    policies.may_take_contact,
    _("Only you see this. It stands on no list, and nobody finds by it that the child has another home."),
)
PROTECT = PersonChange(
    _("May not be found"),
    ProtectionForm,
    _protect,
    policies.may_protect,
    _(
        "From now on only the contact person and the team lead see where this household is. A street no "
        "longer leads to it, and other teams do not find it. Who tries to look is refused, and that is on "
        "record."
    ),
)
FINDABLE = PersonChange(
    _("May be found again"),
    ProtectionForm,
    _protect,
    policies.may_end_protection,
    _("From now on the team sees again where this household is."),
)


@guarded_by(policies.may_search_households)
@require_safe
def person(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """One person: who they are, languages, consents, safety, and what happened."""
    actor, now = actor_of(request), clock.now()
    found = queries.person(actor, household_id, person_id, purpose=Purpose.HELP, now=now)
    sees_number = settings.NATIONAL_NUMBERS and policies.may_change_household(actor, found.sight).allowed
    context = {
        "person": found,
        "may_change": policies.may_change_household(actor, found.sight).allowed,
        "may_take": policies.may_take_contact(actor, found.sight).allowed,
        "may_end_protection": policies.may_end_protection(actor, found.sight).allowed,
        "asks_school": queries.may_be_before_school(found, on=clock.today()),
        "sees_number": sees_number,
        "number": queries.masked_number(person_id) if sees_number else "",
        "same": queries.marked_same(actor, [person_id], now=now).get(person_id, []),
        "protected_by": _name(found.protection.set_by_id) if found.protection else "",
    }
    return render(request, "registry/person.html", context)


def _name(staff_id: int | None) -> str:
    return staff.names_of([staff_id]).get(staff_id, "") if staff_id is not None else ""


def _page(
    request: HttpRequest,
    household_id: int,
    person_id: int,
    wanted: PersonChange,
    read: PersonView | None = None,
) -> HttpResponse:
    """Show the form of a change, or why it is not for this worker; keep what was sent, and go back."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    found = read or queries.person(actor, household_id, person_id, purpose=Purpose.HELP, now=now)
    decision = wanted.policy(actor, found.sight)
    form = wanted.form.of(request.POST or None, found, on)
    if request.method == "POST" and (form.is_valid() or not decision.allowed):
        require(decision)
        try:
            done = wanted.keep(actor, found, form)
        except NotPossible as problem:
            form.take(problem)
        else:
            if isinstance(done, Edit) and done.conflicts:
                return redirect("registry:conflicts", household_id)
            return redirect("registry:person", household_id, person_id)
    context = {
        "form": form,
        "title": wanted.title,
        "lead": wanted.lead,
        "refusal": "" if decision.allowed else decision.reason,
        "person": found,
    }
    return render(request, "registry/person_change.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Put right a name or a date of birth; what a colleague changed meanwhile is not written over."""
    return _page(request, household_id, person_id, CORRECT)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def belong(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Put right the relation to the reference person, or the share of time."""
    return _page(request, household_id, person_id, BELONG)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Let somebody leave, from a day on."""
    return _page(request, household_id, person_id, LEAVE)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def died(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Write down that somebody died, or take a mistake back."""
    return _page(request, household_id, person_id, DIED)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def school(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Write down the first day at school of a child, or take a mistake back."""
    return _page(request, household_id, person_id, SCHOOL)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Write down how well somebody speaks a language."""
    return _page(request, household_id, person_id, LANGUAGE)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def foster(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Write down a placement in foster care, for oneself only."""
    return _page(request, household_id, person_id, FOSTER)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def protect(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Say that somebody may not be found; or, when that was said, that they may be found again."""
    actor, now = actor_of(request), clock.now()
    found = queries.person(actor, household_id, person_id, purpose=Purpose.HELP, now=now)
    wanted = PROTECT if found.protection is None else FINDABLE
    return _page(request, household_id, person_id, wanted, found)


@guarded_by(policies.may_search_households)
@require_POST
def reference(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Make somebody the one whom we write to."""
    actions.choose_reference_person(
        actor=actor_of(request), household_id=household_id, person_id=person_id, now=clock.now()
    )
    return redirect("registry:person", household_id, person_id)
