"""Papers for the person: who looked, and the own copy. Data travel as JSON; none of it is read as code."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import typst
from django.apps import apps
from django.http import HttpRequest, HttpResponse

from nabij.audit.types import Part
from nabij.audit.types.extension import Value
from nabij.audit.types.oversight import Look, OwnCopy
from nabij.audit.types.plain_words import LANGUAGES, day_in_figures, text
from nabij.kernel.clock import BRUSSELS

_TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "audit" / "own_copy.typ"


def language_from(request: HttpRequest) -> str:
    """Return the language that was chosen for the paper; Dutch when none of ours was."""
    chosen = request.GET.get("taal", "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def as_file(content: bytes, name: str, kind: str = "application/pdf") -> HttpResponse:
    """Return a file that the browser saves and does not keep."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def looks_pdf(subject: UUID, looks: tuple[Look, ...], *, language: str, now: datetime) -> bytes:
    """Return the overview of who looked, as a tagged PDF."""
    return _compiled(_paper("", "", subject, (), looks, language, now))


def own_copy_pdf(copy: OwnCopy, *, language: str) -> bytes:
    """Return somebody's own copy, with who looked, as a tagged PDF."""
    title, intro = text("copy_title", language), text("copy_intro", language)
    return _compiled(_paper(title, intro, copy.subject, copy.parts, copy.looks, language, copy.made_at))


def own_copy_json(copy: OwnCopy) -> bytes:
    """Return somebody's own copy for machines: every field under its name in code."""
    content = {
        "format": 1,
        "subject": str(copy.subject),
        "made_at": copy.made_at.isoformat(),
        "parts": [
            {"code": part.code, "title": part.title, "note": part.note, "records": list(part.records)}
            for part in copy.parts
        ],
        "looks": [{"at": look.at.isoformat(), "who": look.who, "why": look.why} for look in copy.looks],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _paper(
    title: str,
    intro: str,
    subject: UUID,
    parts: tuple[Part, ...],
    looks: tuple[Look, ...],
    language: str,
    now: datetime,
) -> dict[str, Any]:
    made = day_in_figures(now.astimezone(BRUSSELS).date())
    return {
        "language": language,
        "title": title or text("title", language),
        "intro": intro or text("intro", language),
        "facts": [[text("number", language), str(subject)], [text("made", language), made]],
        "parts": [_part(part, language) for part in parts],
        "nothing": text("nothing", language),
        "looks_title": text("title", language) if title else "",
        "looks_intro": text("intro", language) if title else "",
        "heads": [text(name, language) for name in ("when", "who", "why")],
        "looks": [[f"{look.at:%d/%m/%Y %H:%M}", look.who, look.why] for look in looks],
        "nobody": text("nobody", language),
    }


def _part(part: Part, language: str) -> dict[str, Any]:
    records = [
        [[label, _shown(record.get(name), language)] for name, label in part.labels.items()]
        for record in part.records
    ]
    return {"title": part.title, "note": part.note, "records": records}


def _shown(value: Value, language: str) -> str:
    if value is None or value == "":
        return text("unknown", language)
    if isinstance(value, bool):
        return text("yes" if value else "no", language)
    return str(value)


def _compiled(content: dict[str, Any]) -> bytes:
    made = typst.compile(
        _TEMPLATE,
        font_paths=[Path(apps.get_app_config("web").path) / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave something else than one document")
    return made
