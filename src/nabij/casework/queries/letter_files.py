"""The files of letters and plans, made with typst from what is given. Data travel as JSON, so nothing in them
is read as code; nothing is written to disk.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import typst
from django.apps import apps

from nabij.casework.queries.letter_kinds import words_in
from nabij.casework.queries.letters import LetterView, Paper, in_figures

_TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "casework"


def compiled(template: str, name: str, content: dict[str, Any]) -> bytes:
    """A tagged PDF from one of our layouts. Nothing goes to disk, and no font of the machine is used."""
    made = typst.compile(
        _TEMPLATES / template,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={name: json.dumps(content, ensure_ascii=False, sort_keys=True)},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave something else than one document")
    return made


def pages_of(template: str, name: str, content: dict[str, Any]) -> int:
    """How many pages that would be."""
    made = typst.compile(
        _TEMPLATES / template,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={name: json.dumps(content, ensure_ascii=False, sort_keys=True)},
        format="svg",
    )
    return len(made) if isinstance(made, list) else 1


def _fonts() -> list[Path]:
    return [Path(apps.get_app_config("web").path) / "fonts"]


def letter_pdf(paper: Paper, *, again: str = "") -> bytes:
    """The file of a letter: the same paper gives the same bytes."""
    return compiled("letter.typ", "letter", contents(paper, again=again))


def kept_pdf(found: LetterView) -> bytes:
    """The file of a letter that was kept, made again from what was kept.

    When the layout or the program that makes the paper changed since, the paper says so.
    """
    made = letter_pdf(found.paper)
    if sha256(made).hexdigest() == found.file_sha256:
        return made
    return letter_pdf(found.paper, again=words_in(found.paper.language)["again"])


def contents(paper: Paper, *, again: str = "") -> dict[str, Any]:
    """What stands on the paper."""
    words = words_in(paper.language)
    text = paper.text.replace(paper.contact_phone, _unbroken(paper.contact_phone))
    contact = " · ".join(one for one in (paper.contact_name, paper.contact_phone) if one)
    return {
        "language": paper.language.value,
        "title": paper.title,
        "sender": paper.sender,
        "recipient": paper.recipient,
        "day": in_figures(paper.dated_on),
        "paragraphs": [_paragraph(one) for one in text.split("\n\n") if one.strip()],
        "signers": paper.signers,
        "foot": f"{words['contact']}: {contact}" if contact and not paper.is_neutral else "",
        "is_neutral": paper.is_neutral,
        "again": again,
        "words": words,
    }


def _unbroken(number: str) -> str:
    """A telephone number that stays on one line."""
    return number.replace(" ", "\u00a0")


def _paragraph(text: str) -> dict[str, Any]:
    """Lines that begin with a dash are a list, with what stands before it as its head."""
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    if not any(line.startswith("- ") for line in lines):
        return {"kind": "text", "head": "", "lines": lines}
    head = [line for line in lines if not line.startswith("- ")]
    items = [line[2:] for line in lines if line.startswith("- ")]
    return {"kind": "list", "head": " ".join(head), "lines": items}
