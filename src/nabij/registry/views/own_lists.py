"""Pages of who brings a list: the own list, a file and its columns, what it would change, one row,
questions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry import policies
from nabij.registry.actions import list_files as actions
from nabij.registry.actions import list_pairs
from nabij.registry.actions import lists as list_actions
from nabij.registry.forms.lists import AnswerForm, FileForm, GoneForm, LayoutForm, RowForm
from nabij.registry.models import QuestionAnswer, UploadState
from nabij.registry.queries import own_lists as queries
from nabij.registry.queries.list_words import refusal_in_words
from nabij.registry.types.lists import ListProblem, RowsChangedMeanwhile
from nabij.registry.views.common import PAGE_SIZE, actor_of, page_asked, pages
from nabij_methods.tables.aside import read_file
from nabij_methods.tables.limits import BYTES
from nabij_methods.tables.refusals import NotReadable, Refusal


def _list_page(request: HttpRequest, number: int, status: int = 200, **more: Any) -> HttpResponse:
    actor, page = actor_of(request), page_asked(request)
    asked = queries.own_invitation(actor, number)
    only_problems = request.GET.get("toon") == "problemen"
    rows, count = queries.own_rows(
        actor, number, now=clock.now(), page=page, size=PAGE_SIZE, only_problems=only_problems
    )
    context = {
        "asked": asked,
        "rows": rows,
        "count": count,
        "only_problems": only_problems,
        "pages": pages(page, count),
        "waiting": queries.open_upload_of(asked),
        "questions": queries.own_questions(actor, number, now=clock.now()),
        "answers": [(value, label) for value, label in QuestionAnswer.choices if value],
        "form": FileForm(),
        "problem": "",
        "said": request.GET.get("said", ""),
        **more,
    }
    return render(request, "registry/own_list.html", context, status=status)


@never_cache
@guarded_by(policies.may_bring_lists)
@require_GET
def own_list(request: HttpRequest, number: int) -> HttpResponse:
    """The own list: what stands on it, and how to add to it."""
    return _list_page(request, number)


@guarded_by(policies.may_bring_lists)
@require_POST
def own_list_send(request: HttpRequest, number: int) -> HttpResponse:
    """Send a file; nothing on the list changes yet."""
    actor, form = actor_of(request), FileForm(request.POST, request.FILES)
    queries.own_invitation(actor, number)
    if not form.is_valid():
        return _list_page(request, number, 422, form=form)
    try:
        if (form.sent.size or 0) > BYTES:
            raise NotReadable(Refusal.TOO_LARGE)
        content, name = form.sent.read(), form.sent.name or ""
        table = read_file(content, name)
        upload = actions.receive_file(
            actor=actor,
            invitation=number,
            client_id=form.cleaned_data["client_id"],
            name=name,
            content=content,
            table=table,
            now=clock.now(),
        )
    except NotReadable as error:
        form.add_error("file", f"{refusal_in_words(error)} {_('Nothing changed on your list.')}")
        return _list_page(request, number, 422, form=form)
    except ListProblem as error:
        return _list_page(request, number, 409, problem=str(error))
    return redirect("registry:own-file", upload.pk)


@never_cache
@guarded_by(policies.may_bring_lists)
@require_GET
def own_file(request: HttpRequest, number: int) -> HttpResponse:
    """A file that waits: its columns, or what taking it in would change."""
    upload = queries.own_upload(actor_of(request), number)
    if not upload.is_open:
        return redirect("registry:own-list", upload.invitation_id)
    if upload.state == UploadState.STAGED and request.GET.get("kolommen") is None:
        return _preview_page(request, number)
    return _columns_page(request, number)


def _columns_page(request: HttpRequest, number: int, form: LayoutForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    columns = queries.columns_of(actor, number, now=clock.now())
    context = {
        "upload": queries.own_upload(actor, number),
        "columns": columns,
        "form": form or LayoutForm(columns=columns),
    }
    return render(request, "registry/own_file.html", context, status=422 if form else 200)


@guarded_by(policies.may_bring_lists)
@require_POST
def own_file_read(request: HttpRequest, number: int) -> HttpResponse:
    """Say what the columns hold, and have every row read. Sending it again goes on where it stopped."""
    actor = actor_of(request)
    upload = queries.own_upload(actor, number)
    if not upload.is_open:
        return redirect("registry:own-list", upload.invitation_id)
    form = LayoutForm(request.POST, columns=queries.columns_of(actor, number, now=clock.now()))
    if not form.is_valid():
        return _columns_page(request, number, form)
    try:
        actions.lay_out(
            actor=actor,
            upload=number,
            header_row=form.cleaned_data["header_row"],
            fields=form.layout(),
            order=form.order(),
            now=clock.now(),
        )
        actions.stage_file(actor=actor, upload=number, now=clock.now())
    except ListProblem as error:
        form.add_error(None, str(error))
        return _columns_page(request, number, form)
    return redirect("registry:own-file", number)


def _preview_page(request: HttpRequest, number: int, form: GoneForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "upload": queries.own_upload(actor, number),
        "preview": queries.preview_of(actor, number, now=clock.now()),
        "form": form or GoneForm(),
    }
    return render(request, "registry/own_preview.html", context, status=422 if form else 200)


@guarded_by(policies.may_bring_lists)
@require_POST
def own_file_import(request: HttpRequest, number: int) -> HttpResponse:
    """Take the file in, all of it; or set it aside."""
    actor = actor_of(request)
    upload = queries.own_upload(actor, number)
    try:
        if request.POST.get("do") == "aside":
            actions.set_file_aside(actor=actor, upload=number, now=clock.now())
            return redirect("registry:own-list", upload.invitation_id)
        form = GoneForm(request.POST)
        if upload.gone and upload.is_open and not form.is_valid():
            return _preview_page(request, number, form)
        take_off = bool(upload.gone) and form.is_valid() and form.cleaned_data["gone"] == "off"
        actions.import_file(actor=actor, upload=number, take_gone_off=take_off, now=clock.now())
    except RowsChangedMeanwhile:
        actions.stage_file(actor=actor, upload=number, now=clock.now())
        return redirect("registry:own-file", number)
    except ListProblem as error:
        return _list_page(request, upload.invitation_id, 409, problem=str(error))
    response = redirect("registry:own-list", upload.invitation_id)
    response["Location"] += "?said=imported"
    return response


@never_cache
@guarded_by(policies.may_bring_lists)
@require_http_methods(["GET", "HEAD", "POST"])
def own_row(request: HttpRequest, number: int, identity: UUID | None = None) -> HttpResponse:
    """Type a family, or correct one."""
    actor, now = actor_of(request), clock.now()
    asked = queries.own_invitation(actor, number)
    own = queries.own_row(actor, number, identity, now=now) if identity else None
    initial = RowForm.initial_of(own) if own else None
    form = RowForm(request.POST or None, initial=initial, on=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.type_row(
                actor=actor,
                invitation=number,
                client_id=form.cleaned_data["client_id"],
                row=form.row(own),
                corrects=identity,
                now=now,
            )
        except ListProblem as error:
            form.add_error(None, str(error))
        else:
            return redirect("registry:own-list", number)
    context = {"asked": asked, "own": own, "form": form}
    return render(request, "registry/own_row.html", context, status=422 if form.is_bound else 200)


@guarded_by(policies.may_bring_lists)
@require_POST
def own_row_withdraw(request: HttpRequest, number: int, identity: UUID) -> HttpResponse:
    """Take a family off the own list."""
    try:
        actions.withdraw_row(actor=actor_of(request), invitation=number, identity=identity, now=clock.now())
    except ListProblem as error:
        return _list_page(request, number, 409, problem=str(error))
    return redirect("registry:own-list", number)


@guarded_by(policies.may_bring_lists)
@require_POST
def own_list_done(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the list is complete, or take that back."""
    is_done = request.POST.get("done") == "yes"
    try:
        list_actions.say_done(actor=actor_of(request), invitation=number, is_done=is_done, now=clock.now())
    except ListProblem as error:
        return _list_page(request, number, 409, problem=str(error))
    return redirect("registry:own-list", number)


@guarded_by(policies.may_bring_lists)
@require_POST
def own_list_answer(request: HttpRequest, number: int, question: int) -> HttpResponse:
    """Answer a question about an own row."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _list_page(request, number, 422, problem=_("Choose one of the answers. Nothing was sent."))
    try:
        list_pairs.answer_question(
            actor=actor_of(request),
            invitation=number,
            question=question,
            answer=QuestionAnswer(form.cleaned_data["answer"]),
            now=clock.now(),
        )
    except ListProblem as error:
        return _list_page(request, number, 409, problem=str(error))
    return redirect("registry:own-list", number)
