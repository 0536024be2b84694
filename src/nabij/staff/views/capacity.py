"""How much a colleague works, and in which languages they help."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.kernel.guards import guarded_by
from nabij.staff import actions, policies
from nabij.staff.forms.capacity import LanguagesForm, WorkTimeForm
from nabij.staff.queries import languages_of, work_time_history, work_times_on
from nabij.staff.queries import people as queries


@guarded_by(policies.may_see_people)
def capacity(request: HttpRequest, number: int) -> HttpResponse:
    """Show and change the working time and the languages of one colleague."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    account, on, now = queries.account_numbered(actor, number, on=clock.today()), clock.today(), clock.now()
    is_languages = "about_languages" in request.POST
    sent = request.POST if request.method == "POST" else None
    time_form = WorkTimeForm(None if is_languages else sent, initial={"from_on": on})
    spoken = {"languages": languages_of([number]).get(number, ())}
    languages_form = LanguagesForm(sent if is_languages else None, initial=spoken)
    form = languages_form if is_languages else time_form
    reason = ""
    if sent is not None and form.is_valid():
        try:
            if is_languages:
                codes = languages_form.cleaned_data["languages"]
                actions.note_languages(actor=actor, account=account, codes=codes, now=now)
            else:
                actions.note_work_time(
                    actor=actor,
                    account=account,
                    fte_hundredths=time_form.hundredths(),
                    from_on=time_form.cleaned_data["from_on"],
                    now=now,
                )
        except Refused as refused:
            reason = refused.decision.reason
        else:
            return redirect("staff:person-capacity", number)
    context = {
        "account": account,
        "time_form": time_form,
        "languages_form": languages_form,
        "history": [(one.from_on, one.fte_hundredths / 100) for one in work_time_history(account)],
        "fte": work_times_on([number], on=on).get(number),
        "reason": reason,
    }
    status = 422 if reason or form.errors else 200
    return render(request, "staff/person_capacity.html", context, status=status)
