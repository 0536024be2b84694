"""The letters of a batch as one PDF: a page for each household, in its language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst
from django.apps import apps

from nabij.campaigns.queries.letters import Batch, LetterLine

_LAYOUT = Path(__file__).resolve().parents[1] / "templates" / "campaigns" / "letters.typ"


def letters_pdf(batch: Batch) -> bytes:
    """A tagged PDF. Data travel as JSON, so nothing in them is read as code; nothing goes to disk."""
    content = json.dumps(contents(batch), ensure_ascii=False, sort_keys=True)
    made = typst.compile(
        _LAYOUT,
        font_paths=[Path(apps.get_app_config("web").path) / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"batch": content},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave something else than one document")
    return made


def contents(batch: Batch) -> dict[str, Any]:
    """What stands in the letters. Nothing in them says for which reason somebody is written to."""
    return {
        "language": "nl",
        "title": batch.words["nl"].title,
        "sender": batch.campaign.sender_name,
        "reach": batch.reach,
        "letters": [_letter(batch, one) for one in batch.to_print],
    }


def _letter(batch: Batch, line: LetterLine) -> dict[str, Any]:
    words = batch.words.get(line.language, batch.words["nl"])
    return {
        "language": words.language,
        "recipient": [line.called, *line.plate.place],
        "title": words.title,
        "greeting": words.greeting.replace("{names}", line.called) + ",",
        "paragraphs": list(words.paragraphs),
        "close": words.close,
    }
