"""The pages on which an editor lists, starts, imports, hands over and publishes rights of the town."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.kernel.guards import guarded_by
from nabij.rights import policies
from nabij.rights.actions import town_rights as actions
from nabij.rights.forms.town_file import document_in
from nabij.rights.forms.town_right import FileForm, NewRightForm, NextVersionForm
from nabij.rights.queries import town_rights as queries
from nabij.rights.queries.town_words import problems_in_words
from nabij.rights.types import ChangedMeanwhile, NoSuchTownRight, NotReady
from nabij_rights.town_rights.problems import BadTownRight


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _list_page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "overview": (overview := queries.overview(actor_of(request))),
        "new_form": NewRightForm(own_towns=overview.towns),
        "file_form": FileForm(),
        "said": request.GET.get("said", ""),
        "notice": "",
        **more,
    }
    return render(request, "rights/town_rights.html", context, status=status)


@never_cache
@guarded_by(policies.may_edit_rights)
@require_GET
def town_rights(request: HttpRequest) -> HttpResponse:
    """Drafts, what was published here, and what came in the folder of a town."""
    return _list_page(request)


@guarded_by(policies.may_edit_rights)
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Begin a right with its town, its name and its first day."""
    form = NewRightForm(request.POST, own_towns=queries.own_towns(actor_of(request)))
    if not form.is_valid():
        return _list_page(request, 422, new_form=form)
    try:
        draft = actions.start_draft(
            actor=actor_of(request),
            right_id=form.right_id,
            town=form.cleaned_data["town"],
            name=form.cleaned_data["name"],
            from_on=form.cleaned_data["from_on"].isoformat(),
            now=clock.now(),
        )
    except NotReady as error:
        form.add_error("name", " ".join(error.reasons))
        return _list_page(request, 422, new_form=form)
    return redirect("rights:draft", draft.pk)


@guarded_by(policies.may_edit_rights)
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a right from a file."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            document = document_in(file.read(), file.name)
            draft = actions.import_draft(actor=actor_of(request), document=document, now=clock.now())
        except NotReady as error:
            for reason in error.reasons:
                form.add_error("file", reason)
        except Refused as error:
            form.add_error("file", error.decision.reason)
        else:
            return redirect("rights:draft", draft.pk)
    return _list_page(request, 422, file_form=form)


@never_cache
@guarded_by(policies.may_edit_rights)
@require_GET
def editions(request: HttpRequest, right_id: str) -> HttpResponse:
    """Every edition of one right, and the way to its next version."""
    return _editions_page(request, right_id, NextVersionForm())


def _editions_page(
    request: HttpRequest, right_id: str, form: NextVersionForm, status: int = 200, notice: str = ""
) -> HttpResponse:
    found = queries.editions_of(actor_of(request), right_id)
    if not found:
        raise Http404
    context = {"right_id": right_id, "editions": found, "form": form, "notice": notice}
    return render(request, "rights/town_editions.html", context, status=status)


@guarded_by(policies.may_edit_rights)
@require_POST
def next_version(request: HttpRequest, right_id: str) -> HttpResponse:
    """Begin the version that follows what was published."""
    form = NextVersionForm(request.POST)
    if form.is_valid():
        try:
            draft = actions.start_next_version(
                actor=actor_of(request),
                right_id=right_id,
                from_on=form.cleaned_data["from_on"].isoformat(),
                now=clock.now(),
            )
        except NoSuchTownRight:
            raise Http404 from None
        except NotReady as error:
            form.add_error(None, " ".join(error.reasons))
        else:
            return redirect("rights:draft", draft.pk)
    return _editions_page(request, right_id, form, 422)


@guarded_by(policies.may_edit_rights)
@require_GET
def export(request: HttpRequest, right_id: str) -> HttpResponse:
    """A right as a file: to keep, to give to another town, or to put in the folder of a town."""
    try:
        document = queries.document_of(actor_of(request), right_id)
    except NoSuchTownRight:
        raise Http404 from None
    return _file(right_id, queries.as_file(document))


@guarded_by(policies.may_edit_rights)
@require_GET
def export_draft(request: HttpRequest, number: int) -> HttpResponse:
    """A draft as a file."""
    draft = _found(queries.draft_numbered, actor_of(request), number)
    return _file(f"{draft.right_id}-draft", queries.as_file(draft.document))


def _file(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response


# -------------------------------------------------------------------------------------------- one draft


def _found(query: Callable[[Actor, int], Any], actor: Actor, number: int) -> Any:
    try:
        return query(actor, number)
    except NoSuchTownRight:
        raise Http404 from None


def draft_page(
    request: HttpRequest, number: int, *, problems: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    """One draft: the rule in words, its examples, and what is still to do."""
    try:
        bench = queries.workbench(actor_of(request), number, today=clock.today())
    except NoSuchTownRight:
        raise Http404 from None
    context = {"bench": bench, "draft": bench.draft, "problems": problems, "on": clock.today()}
    return render(request, "rights/town_draft.html", context, status=status)


@never_cache
@guarded_by(policies.may_edit_rights)
@require_GET
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Look at one draft."""
    return draft_page(request, number)


@never_cache
@guarded_by(policies.may_edit_rights)
@require_GET
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Who gains, who loses and what it costs, on made-up households."""
    actor = actor_of(request)
    found = _found(queries.draft_numbered, actor, number)
    try:
        page = queries.preview_of(actor, number, today=clock.today())
    except BadTownRight as error:
        said = problems_in_words(error.problems, found.document)
        return draft_page(request, number, problems=tuple(said), status=422)
    return render(request, "rights/town_preview.html", {"draft": found, "preview": page})


def turn_of(request: HttpRequest) -> int:
    """The state of the draft that the editor saw."""
    text = request.POST.get("turn", "")
    return int(text) if text.isdecimal() else -1


@guarded_by(policies.may_edit_rights)
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Hand a draft over, publish it, or throw it away."""
    actor, turn = actor_of(request), turn_of(request)
    try:
        if "submit" in request.POST:
            actions.submit_draft(actor=actor, number=number, turn=turn, now=clock.now())
            return redirect("rights:draft", number)
        if "publish" in request.POST:
            edition = actions.publish_draft(actor=actor, number=number, turn=turn, now=clock.now())
            return redirect("rights:town-editions", edition.right_id)
        if "discard" not in request.POST:  # nothing is thrown away unless somebody says so
            return redirect("rights:draft", number)
        actions.discard_draft(actor=actor, number=number, turn=turn)
    except NoSuchTownRight:
        return _gone(request)
    except NotReady as error:
        return draft_page(request, number, problems=error.reasons, status=422)
    except ChangedMeanwhile:
        return draft_page(request, number, problems=(changed_meanwhile(),), status=409)
    return redirect(f"{reverse('rights:town-rights')}?said=discarded")


def _gone(request: HttpRequest) -> HttpResponse:
    """A draft that was published or thrown away since this page was opened, perhaps in another tab."""
    right_id, number = request.POST.get("right_id", ""), request.POST.get("edition", "")
    edition = None
    if number.isdecimal() and len(number) < 6:
        edition = queries.edition_numbered(actor_of(request), right_id, int(number))
    if edition is None:
        gone = _(
            "This draft is not there any more: somebody threw it away or published it. Nothing changed now."
        )
        return _list_page(request, 409, notice=gone)
    sentence = _("This draft was published already, by %(name)s on %(day)s. Nothing changed now.")
    day = date_format(timezone.localdate(edition.published_at), "j F Y")
    notice = sentence % {"name": edition.published_by.name, "day": day}
    return _editions_page(request, right_id, NextVersionForm(), 409, notice=notice)


def changed_meanwhile() -> str:
    """What to say when a colleague saved the same draft first."""
    return _("A colleague saved this draft while you worked. Nothing of either is lost. Look, and try again.")
