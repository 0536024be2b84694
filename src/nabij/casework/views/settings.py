"""Settings: the list with who works where, and short pages to add a kind, a setting or work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import actions, policies
from nabij.casework.forms.common import SentOnce
from nabij.casework.forms.reach import KindForm, SettingForm, WorkForm
from nabij.casework.queries import settings as queries
from nabij.casework.types import Counts
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_open_reach)
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """All settings by kind, with who works there today and for how much."""
    actor = actor_of(request)
    context = {
        "settings": queries.settings_of(actor, on=clock.today()),
        "kinds": queries.kinds_of(actor),
        "may_arrange": policies.may_arrange_reach(actor).allowed,
    }
    return render(request, "casework/reach_settings.html", context)


@guarded_by(policies.may_open_reach)
@require_safe
def setting(request: HttpRequest, setting_id: int) -> HttpResponse:
    """One setting: who works there, from when and for how much, also before."""
    actor = actor_of(request)
    context = {
        "view": queries.setting_of(actor, setting_id, on=clock.today()),
        "may_arrange": policies.may_arrange_reach(actor).allowed,
    }
    return render(request, "casework/reach_setting.html", context)


def show_or_save(
    request: HttpRequest, form: SentOnce, *, title: Any, back: str, save: Callable[[], Any]
) -> HttpResponse:
    """Show a form, or keep what it says and go back; what was typed stays on a refusal."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect(back)
    context = {"form": form, "title": title, "back": back}
    return render(request, "casework/reach_form.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_arrange_reach)
@require_http_methods(["GET", "HEAD", "POST"])
def kind_new(request: HttpRequest) -> HttpResponse:
    """Add a kind of setting."""
    actor = actor_of(request)
    form = KindForm(request.POST or None, towns=sorted(actor.towns))

    def save() -> int:
        given = form.cleaned_data
        return actions.add_kind(
            actor=actor,
            town=given["town"],
            name=given["name"],
            counts=Counts(given["counts"]),
            client_id=given["client_id"],
            now=clock.now(),
        )

    return show_or_save(
        request, form, title=_("A new kind of setting"), back=reverse("casework:settings"), save=save
    )


@guarded_by(policies.may_arrange_reach)
@require_http_methods(["GET", "HEAD", "POST"])
def setting_new(request: HttpRequest) -> HttpResponse:
    """Add a setting."""
    actor = actor_of(request)
    kinds = [(one.pk, one.name) for one in queries.kinds_of(actor)]
    form = SettingForm(request.POST or None, kinds=kinds)

    def save() -> int:
        given = form.cleaned_data
        return actions.add_setting(
            actor=actor,
            kind_id=int(given["kind"]),
            name=given["name"],
            client_id=given["client_id"],
            now=clock.now(),
        )

    return show_or_save(request, form, title=_("A new setting"), back=reverse("casework:settings"), save=save)


@guarded_by(policies.may_arrange_reach)
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, setting_id: int) -> HttpResponse:
    """Say who works in a setting from a day on, and for which share of full time."""
    actor, on = actor_of(request), clock.today()
    view = queries.setting_of(actor, setting_id, on=on)
    colleagues = dict(queries.colleagues_of(actor, on=on))
    colleagues |= {one.staff_id: one.name for one in view.today}
    form = WorkForm(request.POST or None, colleagues=list(colleagues.items()), initial={"from_on": on})

    def save() -> int:
        given = form.cleaned_data
        return actions.set_work(
            actor=actor,
            setting_id=setting_id,
            staff_id=int(given["staff"]),
            capacity_fte=given["fte"],
            from_on=given["from_on"],
            client_id=given["client_id"],
            now=clock.now(),
        )

    title = _("Who works in %(setting)s") % {"setting": view.setting.name}
    back = reverse("casework:setting", args=[setting_id])
    return show_or_save(request, form, title=title, back=back, save=save)
