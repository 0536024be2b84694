"""The forms of one part of a draft: frame, validity, conditions, amounts, what it gives, texts, examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.rights import policies
from nabij.rights.actions import town_rights as actions
from nabij.rights.forms import town_condition, town_gain
from nabij.rights.forms.town_example import ExampleForm
from nabij.rights.forms.town_right import AmountForm, FrameForm, TextsForm, ValidityForm, key_from
from nabij.rights.models import Draft
from nabij.rights.queries import town_rights as queries
from nabij.rights.queries.town_words import misread_in_words, problems_in_words, speaker_of
from nabij.rights.types import ChangedMeanwhile, NoSuchTownRight
from nabij.rights.views.town_rights import actor_of, changed_meanwhile, draft_page, turn_of
from nabij_rights.facts.reading import UnreadableCase
from nabij_rights.town_rights import editing, gains, trying
from nabij_rights.town_rights.document import read, with_days
from nabij_rights.town_rights.editing import NoSuchPlace, newest
from nabij_rights.town_rights.problems import BadTownRight

Document = Mapping[str, Any]
LANGUAGES = {"nl": "Nederlands", "fr": "Français", "en": "English"}


_PLAIN: Mapping[str, Any] = {"method": "post", "lead": "", "text_language": "", "problems": (), "tried": None}
"""What a form page says unless its view says otherwise."""


def _draft(request: HttpRequest, number: int) -> Draft:
    try:
        return queries.draft_numbered(actor_of(request), number)
    except NoSuchTownRight:
        raise Http404 from None


def _form_page(
    request: HttpRequest, draft: Draft, form: forms.Form, title: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {**_PLAIN, "submit": _("Save"), "draft": draft, "form": form, "title": title, **more}
    template = more.get("template", "rights/town_part.html")
    return render(request, template, context, status=status)


def _saved(
    request: HttpRequest,
    draft: Draft,
    form: forms.Form,
    title: str,
    change: Callable[[], Document],
    **more: Any,
) -> HttpResponse:
    """Save what a form changes; else show the form again with what was typed."""
    if form.is_valid():
        try:
            actions.change_draft(
                actor=actor_of(request),
                number=draft.pk,
                turn=turn_of(request),
                document=change(),
                now=clock.now(),
            )
        except ChangedMeanwhile:
            form.add_error(None, changed_meanwhile())
            draft = _draft(request, draft.pk)
        except NoSuchPlace:
            form.add_error(None, _("This part is not there any more. Your text is still here."))
        else:
            return redirect("rights:draft", draft.pk)
    return _form_page(request, draft, form, title, status=422, **more)


def _part(make: Callable[..., HttpResponse]) -> Any:
    return never_cache(
        guarded_by(policies.may_edit_rights)(require_http_methods(["GET", "HEAD", "POST"])(make))
    )


@_part
def frame(request: HttpRequest, number: int) -> HttpResponse:
    """What the right is, who grants it, and how somebody gets it."""
    draft, title = _draft(request, number), _("What it is and how somebody gets it")
    if request.method == "POST":
        form = FrameForm(request.POST)
        return _saved(request, draft, form, title, lambda: form.changed(draft.document))
    return _form_page(request, draft, FrameForm(initial=FrameForm.initial_from(draft.document)), title)


@_part
def validity(request: HttpRequest, number: int) -> HttpResponse:
    """From when, until when, and who decided it."""
    draft, title = _draft(request, number), _("From when, and who decided it")
    version = newest(draft.document)
    if request.method == "POST":
        form = ValidityForm(request.POST)

        def change() -> Document:
            found = editing.changed(draft.document)
            found["versions"][-1] = form.changed(version)
            return found

        return _saved(request, draft, form, title, change)
    initial = {"from_on": version["from"], "until_on": version.get("until")}
    initial |= {"decision": version.get("decision", ""), "note": version.get("note", "")}
    return _form_page(request, draft, ValidityForm(initial=initial), title)


# ---------------------------------------------------------------------------------------- conditions


def _amount_choices(draft: Draft) -> list[tuple[str, str]]:
    """The amounts of the draft by their key and Dutch name."""
    rows = draft.document.get("amounts", {})
    return [(key, row["label"]["nl"]) for key, row in rows.items()]


@_part
def add_condition(request: HttpRequest, number: int, path: str) -> HttpResponse:
    """Choose what a new condition looks at, then say the rest."""
    draft, title = _draft(request, number), _("A new condition")
    chosen = town_condition.ChooseForm(request.GET or None)
    if not request.GET or not chosen.is_valid():
        form = chosen if request.GET else town_condition.ChooseForm()
        return _form_page(request, draft, form, title, method="get", submit=_("Go on"))
    kind, fact_id = chosen.cleaned_data["kind"], chosen.cleaned_data["fact"]
    return _condition(request, draft, title, path, kind, fact_id if kind == "fact" else "", None)


@_part
def change_condition(request: HttpRequest, number: int, path: str) -> HttpResponse:
    """Change one condition."""
    draft = _draft(request, number)
    try:
        row = editing.condition_at(draft.document, editing.path_of(path))
    except NoSuchPlace:
        raise Http404 from None
    kind = town_condition.kind_of(row)
    return _condition(request, draft, _("A condition"), path, kind, row.get("fact", ""), row)


def _condition(
    request: HttpRequest,
    draft: Draft,
    title: str,
    path: str,
    kind: str,
    fact_id: str,
    row: Mapping[str, Any] | None,
) -> HttpResponse:
    said: dict[str, Any] = {"kind": kind, "fact_id": fact_id, "amounts": _amount_choices(draft)}
    terms = draft.document.get("texts", {}).get("nl", {}).get("terms", {})
    if request.method != "POST":
        initial = {} if row is None else town_condition.ConditionForm.initial_from(row)
        initial["sentence"] = terms.get(row["key"], "") if row else ""
        return _form_page(request, draft, town_condition.ConditionForm(initial=initial, **said), title)
    form = town_condition.ConditionForm(request.POST, **said)

    def change() -> Document:
        key = row["key"] if row else editing.free_key(draft.document, form.wanted_key)
        # A new one comes last, also when its address is of before somebody added another.
        place = editing.path_of(path) if row else editing.end_of(draft.document, editing.path_of(path))
        found = editing.with_condition(draft.document, place, form.row(key))
        texts = found.setdefault("texts", {}).setdefault("nl", {}).setdefault("terms", {})
        texts[key] = form.cleaned_data["sentence"] or texts.get(key, "") or _suggested(found, place)
        return found

    return _saved(request, draft, form, title, change)


def _suggested(document: Document, place: editing.Path) -> str:
    """A Dutch sentence for the resident as long as nobody wrote a better one. It names an amount without its
    figure: the sentence is published, and the figure is another one in the next version.
    """
    row = editing.condition_at(document, place)
    speaker = speaker_of(document, clock.today(), with_figures=False)
    return replace(speaker, language="nl").line(row).text


@guarded_by(policies.may_edit_rights)
@require_POST
def arrange(request: HttpRequest, number: int) -> HttpResponse:
    """Move or remove a condition, an amount, an example, or the amount that the right gives."""
    draft = _draft(request, number)
    try:
        document = _arranged(draft.document, request.POST.get("do", ""), request.POST.get("place", ""))
        actions.change_draft(
            actor=actor_of(request), number=number, turn=turn_of(request), document=document, now=clock.now()
        )
    except (NoSuchPlace, ChangedMeanwhile):
        return draft_page(request, number, problems=(changed_meanwhile(),), status=409)
    return redirect("rights:draft", number)


def _arranged(document: Document, what: str, place: str) -> Document:
    if what == "remove-condition":
        return editing.without_condition(document, editing.path_of(place))
    if what == "move-condition":
        return editing.moved_up(document, editing.path_of(place))
    if what == "remove-amount":
        return editing.without_amount(document, place)
    if what == "remove-example":
        found = editing.changed(document)
        (nth,) = editing.path_of(place) or (-1,)
        if not 0 <= nth < len(found.get("cases", ())):
            raise NoSuchPlace(place)
        del found["cases"][nth]
        return found
    raise NoSuchPlace(what)


# ------------------------------------------------------------------------------------------- amounts


@_part
def amount(request: HttpRequest, number: int, key: str = "") -> HttpResponse:
    """A new amount, or a value from a new day for one that is there."""
    draft, title = _draft(request, number), _("An amount with its date and source")
    rows = draft.document.get("amounts", {})
    if key and key not in rows:
        raise Http404
    if request.method == "POST":
        form = AmountForm(request.POST)

        def change() -> Document:
            name = key or key_from(form.cleaned_data["label_nl"])
            found = editing.with_amount(draft.document, name, form.head())
            return editing.with_value(found, name, form.value_row(), form.source_row())

        return _saved(request, draft, form, title, change)
    source = (draft.document.get("sources") or [{}])[0]
    initial: dict[str, Any] = {"from_on": newest(draft.document)["from"], "read_on": clock.today()}
    initial |= {"source_title": source.get("title", ""), "source_url": source.get("url", ""), "fixed": True}
    if key:
        initial |= AmountForm.initial_from(rows[key], draft.document.get("source", {}))
    return _form_page(request, draft, AmountForm(initial=initial), title)


@_part
def gain(request: HttpRequest, number: int) -> HttpResponse:
    """What the right gives: first the kind of amount, then what goes with it."""
    draft, title = _draft(request, number), _("What it gives")
    now = newest(draft.document).get("amount") or {}
    kind = request.GET.get("kind", "")
    if kind not in (town_gain.NOTHING, *gains.KINDS):
        form = town_gain.GainKindForm(initial={"kind": now.get("kind", town_gain.NOTHING)})
        return _form_page(request, draft, form, title, method="get", submit=_("Go on"))
    if kind == town_gain.NOTHING:
        if request.method == "POST":
            return _saved(request, draft, forms.Form({}), title, lambda: _with_gain(draft.document, None))
        return _form_page(request, draft, forms.Form(), title, lead=_("No amount goes with this right."))
    choices = _amount_choices(draft)
    if request.method == "POST":
        filled = town_gain.GainForm(request.POST, kind=kind, amounts=choices)
        return _saved(request, draft, filled, title, lambda: _with_gain(draft.document, filled.row()))
    initial = town_gain.GainForm.initial_from(now) if now.get("kind") == kind else {}
    form_now = town_gain.GainForm(kind=kind, amounts=choices, initial=initial)
    lead = "" if choices else _("First add an amount to this right; then come back here.")
    return _form_page(request, draft, form_now, title, lead=lead)


def _with_gain(document: Document, row: Mapping[str, Any] | None) -> Document:
    found = editing.changed(document)
    found["versions"][-1].pop("amount", None)
    if row is not None:
        found["versions"][-1]["amount"] = dict(row)
    return found


# ---------------------------------------------------------------------------------- texts, examples


@_part
def texts(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """The leaflet in one language."""
    if language not in LANGUAGES:
        raise Http404
    draft = _draft(request, number)
    title = _("Texts in %(language)s") % {"language": LANGUAGES[language]}
    speaker = speaker_of(draft.document, clock.today(), with_figures=False)
    rows = [
        row
        for version in draft.document["versions"]
        for _path, row in editing.conditions_in(version.get("conditions", ()))
    ]
    keys = {row["key"]: speaker.line(row).text for row in rows}
    if request.method == "POST":
        form = TextsForm(request.POST, keys=keys)

        def change() -> Document:
            found = editing.changed(draft.document)
            found.setdefault("texts", {})[language] = form.table()
            return found

        return _saved(request, draft, form, title, change, text_language=language)
    now = draft.document.get("texts", {}).get(language, {})
    initial = {**now, **{f"term_{key}": text for key, text in now.get("terms", {}).items()}}
    return _form_page(request, draft, TextsForm(keys=keys, initial=initial), title, text_language=language)


@_part
def example(request: HttpRequest, number: int, nth: int | None = None) -> HttpResponse:
    """Try a household, and keep it as an example with the answer that the decision gives it."""
    draft, title = _draft(request, number), _("Try it on a household")
    cases = draft.document.get("cases", [])
    if nth is not None and nth >= len(cases):
        raise Http404
    facts = queries.facts_used(draft.document)
    more: dict[str, Any] = {"template": "rights/town_example.html"}
    if request.method != "POST":
        day = max(clock.today(), date.fromisoformat(str(newest(draft.document)["from"])))
        initial = {"on": day.isoformat()} if nth is None else ExampleForm.initial_from(cases[nth], draft.town)
        return _form_page(request, draft, ExampleForm(facts=facts, initial=initial), title, **more)
    form = ExampleForm(request.POST, facts=facts)
    if "keep" not in request.POST:
        if form.is_valid():
            more["tried"], more["problems"] = _tried(draft, form)
        return _form_page(request, draft, form, title, status=422 if form.errors else 200, **more)

    def change() -> Document:
        found = editing.changed(draft.document)
        place = len(cases) if nth is None else nth
        found.setdefault("cases", [])[place : place + 1] = [form.case(draft.town)]
        return found

    return _saved(request, draft, form, title, change, **more)


def _tried(draft: Draft, form: ExampleForm) -> tuple[Any, tuple[str, ...]]:
    """What the draft says of the household in the form."""
    document = {**draft.document, "cases": []}
    try:
        found = read(with_days(document))
        tried = trying.try_household(found, form.given(draft.town), form.cleaned_data["on"])
    except BadTownRight as error:
        return None, tuple(problems_in_words(error.problems, draft.document))
    except UnreadableCase as error:
        return None, misread_in_words(error.problems)
    return queries.try_in_words(draft.document, tried), ()
