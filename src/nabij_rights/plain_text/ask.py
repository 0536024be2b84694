"""The next question, as plain text and as JSON."""

from __future__ import annotations

from datetime import date

from nabij_rights.blocks import right_name
from nabij_rights.output import Json
from nabij_rights.plain_text.layout import paragraph
from nabij_rights.plain_text.words import screen
from nabij_rights.questions import Asked


def ask_text(asked: Asked | None, *, language: str) -> str:
    """The question, what its answer gives, and which rights wait for it."""
    if asked is None:
        return screen("nothing_to_ask", language) + "\n"
    rights = ", ".join(right_name(right_id, language) for right_id in asked.waiting_rights)
    lines = paragraph(asked.title(language, _name(asked, language)))
    why = asked.question.text("why", language, on=asked.on)
    lines += ["", *(paragraph(why) if why else [])]
    lines += paragraph(f"{screen('gives', language)}: {', '.join(asked.facts)}", hang=2)
    lines += paragraph(f"{screen('waiting', language)}: {rights}", hang=2)
    lines += paragraph(screen("remaining", language, number=asked.remaining))
    return "\n".join(lines) + "\n"


def ask_json(asked: Asked | None, *, on: date, language: str) -> Json:
    """The same for programs; ``question`` is null when nothing is left to ask."""
    if asked is None:
        return {"on": on.isoformat(), "question": None}
    question = {
        "id": asked.question_id,
        "kind": asked.question.kind,
        "person": asked.person,
        "title": asked.title(language, _name(asked, language)),
        "facts": list(asked.facts),
        "settles": round(asked.settles, 4),
        "waiting_rights": list(asked.waiting_rights),
        "remaining": asked.remaining,
    }
    return {"on": on.isoformat(), "question": question}


def _name(asked: Asked, language: str) -> str | None:
    return screen("person", language, number=asked.person + 1) if asked.person else None
