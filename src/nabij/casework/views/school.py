"""The page of a school, and who reads for which school."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import policies
from nabij.casework.actions.school_readers import let_school_read
from nabij.casework.forms.school_readers import ReaderForm
from nabij.casework.queries import settings as settings_queries
from nabij.casework.queries.school_sentences import reader_choices, school_sentences
from nabij.casework.views.common import actor_of
from nabij.casework.views.settings import show_or_save
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by


@guarded_by(policies.may_read_school_sentences)
@require_safe
def sentences(request: HttpRequest) -> HttpResponse:
    """What families agreed that this school may read of its pupils."""
    found = school_sentences(actor_of(request), on=clock.today(), now=clock.now())
    return render(request, "casework/school_sentences.html", {"sentences": found})


@guarded_by(policies.may_arrange_reach)
@require_http_methods(["GET", "HEAD", "POST"])
def reader(request: HttpRequest, setting_id: int) -> HttpResponse:
    """Say which school reads the sentences of a setting."""
    actor = actor_of(request)
    view = settings_queries.setting_of(actor, setting_id, on=clock.today())
    partners, standing = reader_choices(setting_id, view.kind.town)
    form = ReaderForm(request.POST or None, partners=partners, initial={"team": standing})

    def save() -> int:
        return let_school_read(
            actor=actor,
            setting_id=setting_id,
            team_id=form.cleaned_data["team"],
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )

    title = _("Who reads the sentences for %(setting)s") % {"setting": view.setting.name}
    back = reverse("casework:setting", args=[setting_id])
    return show_or_save(request, form, title=title, back=back, save=save)
