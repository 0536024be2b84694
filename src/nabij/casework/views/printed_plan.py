"""The plan on two sheets at most, and the sheet with rights and who looked, as PDF."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from nabij.audit.types.plain_words import text as told_of_looks
from nabij.casework.queries.at_the_table import ForThePlan, TableView
from nabij.casework.queries.letter_files import compiled, pages_of
from nabij.casework.queries.letters import in_figures
from nabij.casework.queries.plans import GoalView, StepView
from nabij.casework.types import LANGUAGES, PAPER_WORDS
from nabij.rights.queries.cards import Card
from nabij.rights.queries.worth_words import worth_text

SIZES = (14, 13, 12, 11, 10, 9)
"""Sizes of the letters on the plan, in points: the largest with which it stays on two sheets is taken."""
MOST_PAGES = 2
FEWEST_LINES = 8

_MORE_WORDS: dict[str, tuple[str, str, str]] = {
    "phone": ("Telefoon", "Téléphone", "Telephone"),
    "signature": ("Handtekening", "Signature", "Signature"),
    "sign_family": ("van jullie", "de la famille", "of the family"),
    "sign_worker": ("van de contactpersoon", "de la personne de contact", "of the contact person"),
    "more": (
        "Nog stappen die hier niet op staan: vraag ze aan je contactpersoon.",
        "D’autres étapes ne sont pas indiquées ici : demandez-les à votre personne de contact.",
        "More steps do not stand here: ask your contact person for them.",
    ),
    "sheet": ("Voor thuis", "Pour la maison", "To take home"),
    "not_sure": (
        "Dit is geen beslissing. De dienst die het geeft, beslist. Je contactpersoon helpt je.",
        "Ceci n’est pas une décision. Le service qui donne décide. Votre personne de contact vous aide.",
        "This is not a decision. The service that grants it decides. Your contact person helps you.",
    ),
    "looked_intro": (
        "Dit zijn de laatste keren dat iemand van ons jullie dossier opende. Wil je de hele lijst, "
        "of een kopie van wat we bewaren? Vraag het ons. Dat kost niets.",
        "Voici les dernières fois où l’un de nous a ouvert votre dossier. Vous voulez toute la liste, "
        "ou une copie de ce que nous gardons ? Demandez-le-nous. C’est gratuit.",
        "These are the last times that one of us opened your file. Do you want the whole list, "
        "or a copy of what we keep? Ask us. It costs nothing.",
    ),
}


def words_of(language: str) -> dict[str, str]:
    """What these papers say, in one of our languages."""
    place = LANGUAGES.index(language)
    return {name: texts[place] for name, texts in {**PAPER_WORDS, **_MORE_WORDS}.items()}


def plan_pdf(sheet: ForThePlan, *, language: str, on: date) -> bytes:
    """The plan on at most two sheets, in the largest letters that fit.

    What does not fit in the smallest is left out, the last steps first, and the paper says how many.
    """
    return compiled("plan.typ", "plan", fitting(sheet, language=language, on=on))


def fitting(sheet: ForThePlan, *, language: str, on: date) -> dict[str, Any]:
    """The content of the plan as it stays on two sheets."""
    content = plan_contents(sheet, language=language, on=on)
    for size in SIZES:
        content["size"] = size
        if pages_of("plan.typ", "plan", content) <= MOST_PAGES:
            return content
    return _with_fewer(content)


def _with_fewer(content: dict[str, Any]) -> dict[str, Any]:
    """The same with as many goals and steps as fit, found by halving."""
    fits, too_many = FEWEST_LINES, _lines(content)
    best = _cut(content, fits)
    while too_many - fits > 1:
        tried = (fits + too_many) // 2
        made = _cut(content, tried)
        if pages_of("plan.typ", "plan", made) <= MOST_PAGES:
            fits, best = tried, made
        else:
            too_many = tried
    return best


def _lines(content: dict[str, Any]) -> int:
    return len(content["waiting"]) + sum(1 + len(goal["steps"]) for goal in content["goals"])


def _cut(content: dict[str, Any], most: int) -> dict[str, Any]:
    kept, left = [], most
    for goal in content["goals"]:
        if left <= 0:
            break
        steps = goal["steps"][: left - 1]
        kept.append({**goal, "steps": steps})
        left -= 1 + len(steps)
    made = {**content, "goals": kept, "waiting": content["waiting"][: max(left, 0)]}
    return {**made, "left_out": _lines(content) - _lines(made)}


def plan_contents(sheet: ForThePlan, *, language: str, on: date) -> dict[str, Any]:
    """What stands on the plan: goals that are not reached first, and no step that was dropped."""
    words = words_of(language)
    goals = sorted(sheet.plan.goals, key=lambda goal: goal.reached_on is not None)
    return {
        "language": language,
        "size": SIZES[0],
        "words": words,
        "made": in_figures(on),
        "contact": sheet.contact_person,
        "phone": sheet.phone,
        "service": sheet.service,
        "goals": [_goal(goal, words) for goal in goals],
        "waiting": [need.what for need in sheet.plan.open_needs],
        "review": in_figures(sheet.plan.review_on) if sheet.plan.review_on else "",
        "left_out": 0,
    }


def _goal(goal: GoalView, words: dict[str, str]) -> dict[str, Any]:
    steps = [step for step in goal.steps if not step.dropped_because]
    return {
        "words": goal.words,
        "reached": goal.reached_on is not None,
        "steps": [_step(step, words) for step in steps],
    }


def _step(step: StepView, words: dict[str, str]) -> dict[str, str]:
    before = words["done"] if step.done_on else in_figures(step.due_on)
    return {"what": step.what, "who": step.who or words["family"], "before": before}


def table_pdf(table: TableView, *, language: str, on: date) -> bytes:
    """What the family takes along beside the plan: whom to call, rights, who looked."""
    return compiled("table.typ", "sheet", table_contents(table, language=language, on=on))


def table_contents(table: TableView, *, language: str, on: date) -> dict[str, Any]:
    """What stands on that sheet."""
    words = words_of(language)
    for mine, theirs in (("looked", "title"), ("when", "when"), ("by", "who"), ("why", "why")):
        words[mine] = told_of_looks(theirs, language)
    with translation.override(language):
        headings = {"yes": gettext("Yes, probably"), "maybe": gettext("Maybe")}
        groups = [
            {
                "heading": heading,
                "rights": [_right(card) for card in table.rights or () if card.group == group],
            }
            for group, heading in headings.items()
        ]
    return {
        "language": language,
        "words": {**words, "title": words["sheet"]},
        "made": in_figures(on),
        "contact": table.sheet.contact_person,
        "phone": table.sheet.phone,
        "service": table.sheet.service,
        "groups": [group for group in groups if group["rights"]],
        "looks": [[in_figures(look.on), look.who, look.why] for look in table.looks],
    }


def _right(card: Card) -> dict[str, str]:
    return {"name": str(card.name), "worth": worth_text(card.worth), "apply": str(card.apply_line)}


def in_language(sheet: ForThePlan, asked: str) -> str:
    """The language that was asked for, else that of the family."""
    return asked if asked in LANGUAGES else sheet.language.value
