"""What a school may read: agreeing a sentence, taking it back, and the paper for the teacher."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework import actions, policies
from nabij.casework.forms.reach import FeedbackForm
from nabij.casework.queries import feedback as queries
from nabij.casework.queries import settings as settings_queries
from nabij.casework.views.common import actor_of
from nabij.casework.views.settings import show_or_save
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry


@guarded_by(policies.may_write_contacts)
@require_safe
def feedback(request: HttpRequest, household_id: int) -> HttpResponse:
    """All sentences of a household, those that hold now first."""
    found = queries.feedback_of(
        actor_of(request), household_id, purpose=Purpose.HELP, on=clock.today(), now=clock.now()
    )
    context = {"feedback": found, "household_id": household_id}
    return render(request, "casework/feedback.html", context)


@guarded_by(policies.may_meet_people)
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Agree one sentence with a family for one school."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    seen = registry.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    members = [(one.person_id, one.naming.shown) for one in seen.members]
    settings = settings_queries.settings_to_choose(actor, on=on)
    form = FeedbackForm(request.POST or None, members=members, settings=settings, on=on)

    def save() -> int:
        return actions.agree_feedback(
            actor=actor,
            household_id=household_id,
            agreement=form.agreement(),
            client_id=form.cleaned_data["client_id"],
            now=now,
        )

    back = reverse("casework:feedback", args=[household_id])
    return show_or_save(request, form, title=_("A sentence for the school"), back=back, save=save)


@guarded_by(policies.may_meet_people)
@require_POST
def withdraw(request: HttpRequest, feedback_id: int) -> HttpResponse:
    """The family no longer wants it read."""
    household_id = actions.withdraw_feedback(
        actor=actor_of(request), feedback_id=feedback_id, now=clock.now()
    )
    return redirect("casework:feedback", household_id)


@guarded_by(policies.may_meet_people)
@require_safe
def paper(request: HttpRequest, feedback_id: int) -> HttpResponse:
    """The sentence alone on a page, to print for the teacher."""
    found = queries.sentence_on_paper(actor_of(request), feedback_id, on=clock.today(), now=clock.now())
    return render(request, "casework/feedback_paper.html", {"sentence": found})
