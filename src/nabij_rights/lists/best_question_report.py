"""The best questions for a list as plain text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nabij_rights.lists.best_question import QuestionForList
from nabij_rights.lists.coming_report import FEWEST_SHOWN, HIDDEN
from nabij_rights.output import Json


def questions_text(questions: Sequence[QuestionForList], *, households: int, language: str, on: date) -> str:
    """Each question with whom to ask it and what it is expected to settle."""
    lines = [f"{households} households. Numbers below {FEWEST_SHOWN} are hidden."]
    if not questions:
        lines += ["", "No single answer settles anything more."]
    for place, one in enumerate(questions, start=1):
        lines += [
            "",
            f"{place}. {one.question.title(language, on=on)} ({one.question.id})",
            f"   ask in {_number(one.households)} households ({_number(one.askings)} answers); "
            f"per answer {one.rights:.2f} rights settled and {one.euros_year:,.0f} euro a year less unsure",
            f"   {one.label}{_expected(one)}",
        ]
    return "\n".join(lines) + "\n"


def _number(count: int) -> str:
    return f"{count:,}" if count >= FEWEST_SHOWN else HIDDEN


def _expected(one: QuestionForList) -> str:
    if one.expected_yes is None or one.expected_yes < FEWEST_SHOWN:
        return ""
    return f": some {one.expected_yes:,.0f} are expected to say yes"


def questions_json(questions: Sequence[QuestionForList], *, households: int, language: str, on: date) -> Json:
    """The same for programs; null is a number that is hidden."""
    return {
        "households": households,
        "hidden_below": FEWEST_SHOWN,
        "questions": [
            {
                "question": one.question.id,
                "title": one.question.title(language, on=on),
                "facts": list(one.question.facts),
                "households": _shown(one.households),
                "answers": _shown(one.askings),
                "rights_per_answer": round(one.rights, 3),
                "euros_year_per_answer": round(one.euros_year, 2),
                "shares": one.label,
                "expected_yes": None if one.expected_yes is None else _shown(round(one.expected_yes)),
            }
            for one in questions
        ],
    }


def _shown(count: int) -> int | None:
    return count if count >= FEWEST_SHOWN else None
