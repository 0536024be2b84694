"""Who lives at home, who they are for you, and how old everybody is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from nabij.rights.forms.home import (
    ADULT_BANDS,
    AgesForm,
    HomeForm,
    PeopleForm,
    PersonRow,
    reply_in,
    with_roles,
)
from nabij.rights.forms.typed import Mistake
from nabij.rights.queries import told, wording
from nabij.rights.queries.steps import Findings, screens_of
from nabij.rights.types import MOST_CHILDREN, MOST_OTHERS, PARTNERS, RELATIVES, Reply, Screen
from nabij.rights.views import flow
from nabij_rights.facts.vocabulary import vocabulary


@flow.with_check
def home(request: HttpRequest, found: Findings) -> HttpResponse:
    """Ask who lives with you."""
    asking = (Screen.HOME, None)
    form = HomeForm.of(found.check)
    if request.method == "POST":
        if (reply := reply_in(request.POST)) is not None:
            return flow.go_on(request, found.check.replied(asking, reply))
        form = HomeForm.read(request.POST)
        if not form.mistakes:
            check = with_roles(form.told(found.check))
            return flow.go_on(request, check.replied(asking, Reply.GIVEN))
    context = {"form": form, "most_children": MOST_CHILDREN, "most_others": MOST_OTHERS}
    return _page(request, "rights/home.html", found, Screen.HOME, context, form.mistakes)


@flow.with_check
def people(request: HttpRequest, found: Findings) -> HttpResponse:
    """Ask what the partner and the others are for you."""
    asking = (Screen.PEOPLE, None)
    form = PeopleForm.of(found.check)
    if request.method == "POST":
        if (reply := reply_in(request.POST)) is not None:
            return flow.go_on(request, found.check.replied(asking, reply))
        form = PeopleForm.read(request.POST, found.check)
        if not form.mistakes:
            return flow.go_on(request, form.told(found.check).replied(asking, Reply.GIVEN))
    context = {"form": form, "partners": _options(PARTNERS), "relatives": _options(RELATIVES)}
    _name(form.rows, found)
    return _page(request, "rights/people.html", found, Screen.PEOPLE, context, form.mistakes)


@flow.with_check
def ages(request: HttpRequest, found: Findings) -> HttpResponse:
    """Ask how old everybody is."""
    asking = (Screen.AGES, None)
    form = AgesForm.of(found.check)
    if request.method == "POST":
        if (reply := reply_in(request.POST)) is not None:
            return flow.go_on(request, found.check.replied(asking, reply))
        form = AgesForm.read(request.POST, found.check, on=found.on)
        if not form.mistakes:
            return flow.go_on(request, form.told(found.check, on=found.on).replied(asking, Reply.GIVEN))
    _name(form.rows, found)
    context = {"form": form, "bands": list(ADULT_BANDS), "example_year": found.on.year - 34}
    return _page(request, "rights/ages.html", found, Screen.AGES, context, form.mistakes)


def _name(rows: Iterable[PersonRow], found: Findings) -> None:
    names = wording.names_at_home(found.check, found.on)
    for row in rows:
        row.name = names[row.number]


def _options(values: tuple[str, ...]) -> list[tuple[str, wording.Wording]]:
    known = vocabulary()["relation_to_reference"].values
    return [(value, wording.value_text("relation_to_reference", value)) for value in values if value in known]


def _page(
    request: HttpRequest,
    template: str,
    found: Findings,
    screen: Screen,
    context: dict[str, Any],
    mistakes: list[Mistake],
) -> HttpResponse:
    shown = {
        **flow.common(found),
        **context,
        "back": flow.previous_address(found.check, (screen, None)),
        "number": screens_of(found.check).index(screen) + 2 if screen in screens_of(found.check) else 2,
        "reply": told.reply_text(found.check.reply_to((screen, None)) or Reply.GIVEN),
    }
    return flow.show(request, template, shown, mistakes)
