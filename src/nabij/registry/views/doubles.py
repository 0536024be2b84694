"""Persons who look the same, side by side. A worker says whether they are one; nothing is merged."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry import actions, policies, queries
from nabij.registry.forms.persons import VerdictForm
from nabij.registry.queries.doubles import Side
from nabij.registry.types import NotPossible, PairVerdict
from nabij.registry.views.common import number_asked
from nabij.registry.views.households import actor_of
from nabij.staff import queries as staff


@guarded_by(policies.may_list_households)
@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """Pairs of persons in the households that one sees, of whom nobody said anything yet."""
    page = queries.likely_pairs(actor_of(request), now=clock.now(), after=number_asked(request, "na"))
    return render(request, "registry/doubles.html", {"page": page})


@guarded_by(policies.may_list_households)
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """Two persons side by side, and the question whether they are one."""
    actor, now = actor_of(request), clock.now()
    found = queries.pair_of_persons(actor, first_id, second_id, on=clock.today(), now=now)
    decision = policies.may_decide_on_pair(actor, found.sights)
    form = VerdictForm(request.POST or None)
    verdict = request.POST.get("verdict", "")
    if request.method == "POST" and form.is_valid():
        if verdict not in PairVerdict.values:
            return redirect("registry:pair", first_id, second_id)
        try:
            actions.decide_on_pair(
                actor=actor,
                first_id=first_id,
                second_id=second_id,
                verdict=PairVerdict(verdict),
                note=form.cleaned_data["note"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("registry:pair", first_id, second_id)
    staff_ids = {one.contact_person_id for one in found.sides} | {one.decided_by_id for one in found.history}
    context = {
        "found": found,
        "left": found.sides[0],
        "right": found.sides[1],
        "names": staff.names_of({one for one in staff_ids if one is not None}),
        "form": form,
        "compared": _compared(*found.sides),
        "refusal": "" if decision.allowed else decision.reason,
    }
    return render(request, "registry/double.html", context, status=422 if form.errors else 200)


def _compared(left: Side, right: Side) -> dict[str, str]:
    """What is the same and what differs, in words; what one of them does not tell is said too."""
    known = left.birth.is_known and right.birth.is_known
    if not known:
        birth = _("Not known of both")
    elif left.birth == right.birth:
        birth = _("The same")
    else:
        birth = _("May be the same") if left.birth.may_be(right.birth) else _("Different")
    return {
        "name": _("The same") if left.naming.folded == right.naming.folded else _("Different"),
        "birth": birth,
        "place": _alike(left.places, right.places),
        "phone": _alike(left.phones, right.phones),
    }


def _alike(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    if not left or not right:
        return _("Not known of both")
    return _("The same") if set(left) & set(right) else _("Different")


@guarded_by(policies.may_list_households)
@require_POST
def take_back(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """Take back what was said of two persons."""
    actions.take_back_verdict(
        actor=actor_of(request), first_id=first_id, second_id=second_id, now=clock.now()
    )
    return redirect("registry:pair", first_id, second_id)
