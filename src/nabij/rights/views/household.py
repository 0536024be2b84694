"""The rights and the facts of a household, for whoever follows it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import policies as registry
from nabij.registry.types import NotPossible
from nabij.rights import policies
from nabij.rights.actions.facts import Told, choose_fact, record_facts
from nabij.rights.forms.answer import AnswerForm
from nabij.rights.forms.telling import TellingForm
from nabij.rights.forms.typed import Mistake
from nabij.rights.queries import criteria, results
from nabij.rights.queries.household import household_rights
from nabij.rights.queries.household_facts import HouseholdFacts, next_question, question_title
from nabij.rights.types import Reply
from nabij.rights.views.question import choices_in_words
from nabij_rights.deprivation import CRITERIA
from nabij_rights.engine.days import Day
from nabij_rights.facts.questions import Question

MOST_PASSED = 60
"""So many questions of one round are remembered in the address; then the first may be asked again."""


def _facts(
    request: HttpRequest, household_id: int, *, purpose: Purpose = Purpose.RIGHTS_CHECK
) -> HouseholdFacts:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = household_rights(actor, household_id, purpose=purpose, on=clock.today(), now=clock.now())
    return HouseholdFacts(found)


@guarded_by(registry.may_search_households)
@require_safe
def rights(request: HttpRequest, household_id: int) -> HttpResponse:
    """Every right of a household in its four groups, with what is still needed."""
    facts = _facts(request, household_id)
    if not policies.may_see_rights(request.actor, facts.rights.sight).allowed:  # type: ignore[attr-defined]
        raise NotFoundHere
    listed = results.results(facts.rights.found)
    return render(request, "rights/household_rights.html", {"facts": facts, "results": listed})


@guarded_by(registry.may_search_households)
@require_safe
def first_question(request: HttpRequest, household_id: int) -> HttpResponse:
    """The question that is expected to settle most: as part of the page of the household, or as its own page.

    Choosing it takes longer than all the rest of that page, so the page does not wait for it.
    """
    facts = _facts(request, household_id, purpose=Purpose.HELP)
    if not policies.may_see_rights(request.actor, facts.rights.sight).allowed:  # type: ignore[attr-defined]
        raise NotFoundHere
    passed = _passed(request)
    asked = next_question(facts, passed=passed)
    key = "" if asked is None else facts.key_of_question(asked[0], asked[1])
    if "X-Nabij-Part" not in request.headers:
        if asked is None:
            return redirect("rights:household-facts", household_id)
        return redirect(_with_passed(reverse("rights:household-ask", args=[household_id, key]), passed))
    ask = None
    if asked is not None:
        question, person, waiting = asked
        ask = {"title": question_title(facts, question, person), "key": key, "waiting": waiting}
    context = {"ask": ask, "household_id": household_id}
    return render(request, "rights/household_first_question.html", context)


@guarded_by(registry.may_search_households)
@require_safe
def all_facts(request: HttpRequest, household_id: int) -> HttpResponse:
    """Every fact that the rules read: what is known, from whom, and what is not; in any order."""
    return render(request, "rights/household_facts.html", {"facts": _facts(request, household_id)})


@guarded_by(registry.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, household_id: int, key: str) -> HttpResponse:
    """One question about the household or somebody in it, with how we know the answer."""
    facts = _facts(request, household_id)
    if (asked := facts.question_at(key)) is None:
        raise NotFoundHere
    question, person = asked
    form = AnswerForm.of(question, facts.rights.found.check.known_about(person), None)
    telling = TellingForm()
    if request.method == "POST":
        form = AnswerForm.read(question, request.POST)
        telling = TellingForm.read(request.POST, on=clock.today())
        if form.reply is not None and telling.telling is not None:
            saved = _save(request, facts, form, asked, telling)
            if saved is not None:
                return saved
    context = {
        "facts": facts,
        "key": key,
        "form": form,
        "telling": telling,
        "title": question_title(facts, question, person),
        "help": question.text("help", request.LANGUAGE_CODE, on=facts.rights.found.on),
        "choices": choices_in_words(form),
        "mistakes": [*form.mistakes, *telling.mistakes],
        "is_known": any(one in facts.rights.found.check.known_about(person) for one in question.facts),
    }
    return render(request, "rights/household_question.html", context)


def _save(
    request: HttpRequest,
    facts: HouseholdFacts,
    form: AnswerForm,
    asked: tuple[Question, int | None],
    telling: TellingForm,
) -> HttpResponse | None:
    """Record the answer and go on; None with a mistake on the form when it cannot be kept."""
    if not _record(request, facts, _told(facts, form, asked[1]), telling):
        return None
    if request.POST.get("then") == "next":
        passed = [*_passed(request), facts.key_of_question(*asked)]
        return redirect(
            _with_passed(reverse("rights:household-first", args=[facts.rights.household_id]), passed)
        )
    return _onward(request, facts)


def _passed(request: HttpRequest) -> list[str]:
    """The keys of the questions that were asked in this round: signs that name nobody, the last ones."""
    return [key for key in request.GET.get("na", "").split(".") if key.isalnum()][-MOST_PASSED:]


def _with_passed(address: str, passed: list[str]) -> str:
    return f"{address}?na={'.'.join(passed[-MOST_PASSED:])}" if passed else address


def _record(request: HttpRequest, facts: HouseholdFacts, told: list[Told], telling: TellingForm) -> bool:
    """Whether this is kept now; nothing to keep is kept too. A refusal stands on the form."""
    if not told or telling.telling is None:
        return True
    try:
        record_facts(
            actor=request.actor,  # type: ignore[attr-defined]
            household_id=facts.rights.household_id,
            told=told,
            telling=telling.telling,
            client_id=telling.client_id,
            now=clock.now(),
        )
    except NotPossible as problem:
        telling.mistakes.append(Mistake("source-1", str(problem)))
        return False
    return True


def _told(facts: HouseholdFacts, form: AnswerForm, person: int | None) -> list[Told]:
    """What an answer says. "I don't know" takes back what was known; "skip" and "not all" say nothing."""
    if form.reply in (Reply.SKIPPED, Reply.NOT_ALL):
        return []
    if form.is_about_all:
        return [
            Told(key, value, person_id)
            for person_id in facts.persons_meant(form.question)
            for key, value in form.told_of_all.items()
        ]
    known = facts.rights.found.check.known_about(person)
    person_id = None if person is None else facts.rights.persons[person].person_id
    return [
        _one(key, value, person_id, facts.rights.found.on)
        for key, value in form.facts.items()
        if value is not None or key in known
    ]


def _one(key: str, value: Any, person_id: int | None, on: date) -> Told:
    """A fact on a snapshot day is the plain fact, on that day."""
    plain, _, snapshot = key.partition("@")
    return Told(plain, value, person_id, Day.parse(snapshot).date_on(on) if snapshot else None)


def _onward(request: HttpRequest, facts: HouseholdFacts) -> HttpResponse:
    """Back to where the question was opened from."""
    page = "rights:household-facts" if request.POST.get("from") == "facts" else "registry:household"
    return redirect(page, facts.rights.household_id)


@guarded_by(registry.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def six_criteria(request: HttpRequest, household_id: int) -> HttpResponse:
    """The six criteria of Kind & Gezin in one entry, recorded as six facts."""
    facts = _facts(request, household_id)
    known = facts.rights.found.check.household
    filled_in = criteria.filled_in({key: str(value) for key, value in known.items()})
    telling = TellingForm()
    if request.method == "POST":
        filled_in = criteria.filled_in({key: str(value) for key, value in request.POST.items()})
        telling = TellingForm.read(request.POST, on=clock.today())
        told = [Told(key, value) for key, value in filled_in.items() if known.get(key) != value]
        told += [Told(key, None) for key in CRITERIA if key in known and key not in filled_in]
        if telling.telling is not None and _record(request, facts, told, telling):
            return redirect("rights:household-facts", household_id)
    context = {
        "household_id": household_id,
        "criteria": criteria.criteria(request.actor),  # type: ignore[attr-defined]
        "filled_in": filled_in,
        "telling": telling,
        "mistakes": telling.mistakes,
    }
    return render(request, "rights/household_criteria.html", context)


@guarded_by(registry.may_search_households)
@require_POST
def choose(request: HttpRequest, household_id: int) -> HttpResponse:
    """Choose one of two answers."""
    fact_id, form_id = request.POST.get("fact", ""), request.POST.get("client_id", "")
    try:
        choose_fact(
            actor=request.actor,  # type: ignore[attr-defined]
            household_id=household_id,
            fact_id=int(fact_id),
            client_id=UUID(form_id),
            now=clock.now(),
        )
    except ValueError as problem:
        if isinstance(problem, NotPossible):
            raise
        raise NotFoundHere from problem
    return redirect("rights:household-facts", household_id)
