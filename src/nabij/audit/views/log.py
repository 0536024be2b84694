"""The log for the privacy officer and the security auditor, and the overview for the person it is about."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nabij.audit import policies, queries
from nabij.audit.forms import LogForm
from nabij.audit.types.plain_words import LANGUAGES
from nabij.audit.views import printed
from nabij.audit.views.actor import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by, recently_proven
from nabij.kernel.purposes import Purpose


@guarded_by(policies.may_read_log)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Search the log by person, account and period; a name first leads to people to choose from.

    Nothing is shown before something is asked.
    """
    actor = actor_of(request)
    shows_subjects = policies.may_see_subjects(actor).allowed
    form = LogForm(request.GET or None, shows_subjects=shows_subjects)
    context: dict[str, object] = {"form": form, "page": None, "next_address": "", "searched": False}
    if form.is_bound and form.is_valid() and form.cleaned_data.get("name", "").strip():
        name = form.cleaned_data["name"].strip()
        kept = {key: request.GET[key] for key in ("from_on", "last_on", "reads") if request.GET.get(key)}
        found = queries.persons_called(actor, name, now=clock.now())
        context["persons"] = [(one, "?" + urlencode({**kept, "subject": str(one.subject)})) for one in found]
        context["searched"] = True
    elif form.is_bound and form.is_valid():
        asked = form.cleaned_data
        last_on = asked["last_on"]
        search = queries.LogSearch(
            subject=asked.get("subject"),
            actor_id=asked["actor"],
            from_on=asked["from_on"],
            until_on=queries.day_after(last_on) if last_on else None,
            only_reads=asked["reads"],
            after=queries.cursor_from(request.GET.get("after", "")),
        )
        page = queries.log_lines(actor, search, purpose=Purpose.OVERSIGHT, now=clock.now())
        names = queries.staff_names({line.actor_id for line in page.lines if line.actor_id})
        context |= {
            "page": page,
            "next_address": _next(request, page),
            "subject": search.subject,
            "names": names,
        }
    return render(request, "audit/log.html", context, status=422 if form.errors else 200)


def _next(request: HttpRequest, page: queries.LogPage) -> str:
    kept = {name: request.GET[name] for name in request.GET if name != "after"}
    return "?" + urlencode({**kept, "after": str(page.next)}) if page.next else ""


@guarded_by(policies.may_see_subjects)
@require_safe
def looks(request: HttpRequest, subject: UUID) -> HttpResponse:
    """Who looked at this person, in the plain words that the person gets."""
    found = queries.who_looked(
        actor_of(request), subject, language="nl", purpose=Purpose.OWN_REQUEST, now=clock.now()
    )
    context = {"subject": subject, "looks": found, "languages": LANGUAGES}
    return render(request, "audit/looks.html", context)


@guarded_by(policies.may_see_subjects)
@recently_proven
@require_safe
def looks_pdf(request: HttpRequest, subject: UUID) -> HttpResponse:
    """The overview on paper, in Dutch, French or English."""
    language, now = printed.language_from(request), clock.now()
    found = queries.who_looked(
        actor_of(request), subject, language=language, purpose=Purpose.OWN_REQUEST, now=now
    )
    return printed.as_file(printed.looks_pdf(subject, found, language=language, now=now), "wie-keek.pdf")
