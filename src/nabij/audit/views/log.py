"""The log for the privacy officer and the security auditor, and the overview for the person it is about."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nabij.audit import policies, queries
from nabij.audit.forms import LogForm, NameForm
from nabij.audit.types.plain_words import LANGUAGES
from nabij.audit.views import printed
from nabij.audit.views.actor import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by, recently_proven
from nabij.kernel.purposes import Purpose


@guarded_by(policies.may_read_log)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Search the log by person, account and period. Nothing is shown before something is asked."""
    actor = actor_of(request)
    shows_subjects = policies.may_see_subjects(actor).allowed
    form = LogForm(request.GET or None, shows_subjects=shows_subjects)
    context: dict[str, object] = {"form": form, "page": None, "next_address": "", "searched": False}
    if shows_subjects:
        context["name_form"] = NameForm()
    if form.is_bound and form.is_valid():
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


@guarded_by(policies.may_search_persons_for_log)
@require_POST
def log_by_name(request: HttpRequest) -> HttpResponse:
    """People who are called so, to choose whose lines to read. The name is sent: no address holds it."""
    name_form = NameForm(request.POST)
    name = name_form.cleaned_data["name"].strip() if name_form.is_valid() else ""
    if not name:
        return redirect("audit:log")
    found = queries.persons_called(actor_of(request), name, now=clock.now())
    context = {
        "form": LogForm(shows_subjects=True),
        "name_form": name_form,
        "page": None,
        "searched": True,
        "persons": found,
    }
    return render(request, "audit/log.html", context)


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
