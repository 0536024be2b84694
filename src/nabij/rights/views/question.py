"""One question of the rules a page: the next best one, or one that somebody wants to change."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from nabij.rights.forms.answer import AnswerForm
from nabij.rights.queries import remarks, results, steps, told, wording
from nabij.rights.queries.steps import ANSWERS_BEFORE_RESULTS, ENOUGH_ANSWERS, FEW_QUESTIONS, Findings
from nabij.rights.types import Reply
from nabij.rights.views import flow
from nabij_rights.answers import Group
from nabij_rights.facts.questions import Question, persons_meant


@flow.with_check
def next_one(request: HttpRequest, found: Findings) -> HttpResponse:
    """Lead to the question to ask now."""
    return redirect(flow.next_address(found.check))


@flow.with_check
def question(request: HttpRequest, found: Findings, key: str) -> HttpResponse:
    """Ask one question and take in its answer."""
    asking = steps.asking_at(key, found)
    if asking is None:  # the home changed, or this address is of long ago
        return redirect("rights:next")
    asked, person = asking
    reply = found.check.reply_to((asked.id, person))
    form = AnswerForm.of(asked, found.check.known_about(person), reply)
    if request.method == "POST":
        form = AnswerForm.read(asked, request.POST)
        if form.reply is not None:
            return _taken_in(request, found, form, person)
    return flow.show(request, "rights/question.html", _context(found, form, person), form.mistakes)


def _taken_in(request: HttpRequest, found: Findings, form: AnswerForm, person: int | None) -> HttpResponse:
    asking, reply = (form.question.id, person), form.reply or Reply.SKIPPED
    if form.is_about_all:
        meant = persons_meant(form.question, found.situation)
        check = found.check.told_of_all(meant, form.told_of_all, holds=reply is Reply.GIVEN)
    else:
        check = found.check.told(asking, form.facts)
    check = check.replied(asking, reply)
    steps.situation_of(check, on=found.on)  # what the rules cannot read is never kept
    is_enough = check.number_of_answers == ENOUGH_ANSWERS > found.check.number_of_answers
    is_from_results = request.POST.get("then") == "results"
    to = reverse("rights:results") if is_enough or is_from_results else None
    return flow.go_on(request, check, to=to)


def _context(found: Findings, form: AnswerForm, person: int | None) -> dict[str, Any]:
    check, question_ = found.check, form.question
    counted = results.counts(found)
    answered = check.number_of_answers
    is_new = check.reply_to((question_.id, person)) is None
    number = answered + 1 if is_new else 2 + list(check.replies).index((question_.id, person))
    left = max(steps.number_of_open_questions(found) - is_new, 0)
    until_results = ENOUGH_ANSWERS - number
    return {
        **flow.common(found),
        "form": form,
        "title": wording.question_title(question_, person, check, found.on),
        "help": wording.question_text(question_, "help", person, check, found.on),
        "why": wording.question_text(question_, "why", person, check, found.on),
        "waiting": waiting_rights(found, question_, person),
        "choices": choices_in_words(form),
        "back": flow.previous_address(check, (question_.id, person)),
        "number": number,
        "left": left,
        "is_few": left <= min(FEW_QUESTIONS, max(until_results, 1)),
        "is_extra": until_results < 0,
        "enough": ENOUGH_ANSWERS,
        "steps_done": min(number, ENOUGH_ANSWERS),
        "steps_left": min(left, max(until_results, 0)),
        "told": told.told(found),
        "remarks": remarks.remarks(found),
        "answered": answered,
        "shows_results": answered >= ANSWERS_BEFORE_RESULTS,
        "found_yes": counted[Group.YES],
        "found_maybe": counted[Group.MAYBE],
    }


def choices_in_words(form: AnswerForm) -> list[dict[str, Any]]:
    """The cards of a question with their words, for the template."""
    shown = []
    for choice in form.choices:
        text = wording.Wording("")
        if choice.fact_key:
            text = wording.option_text(form.question, choice.fact_key)
        elif choice.named_value:
            text = wording.value_text(form.question.facts[0], choice.named_value)
        shown.append({"card": choice, "text": text})
    return shown


def waiting_rights(found: Findings, asked: Question, person: int | None) -> int:
    """How many rights wait for this answer."""
    keys = set(asked.facts)
    return sum(
        any(missing.fact in keys and person in (None, missing.person) for missing in outcome.missing)
        for outcome in found.answers.outcomes
        if outcome.group is not Group.ELSEWHERE
    )
