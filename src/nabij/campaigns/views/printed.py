"""The list on paper as PDF: whom to call, what to say, and a code to write down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst
from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.campaigns.queries import Paper
from nabij.campaigns.types import CODES, Outcome
from nabij.kernel.days import day_of, written_day

_LAYOUT = Path(__file__).resolve().parents[1] / "templates" / "campaigns" / "paper.typ"


def paper_pdf(paper: Paper) -> bytes:
    """A tagged PDF. Data travel as JSON, so nothing in them is read as code; nothing goes to disk."""
    content = json.dumps(contents(paper), ensure_ascii=False, sort_keys=True)
    made = typst.compile(
        _LAYOUT,
        font_paths=[Path(apps.get_app_config("web").path) / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"paper": content},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave something else than one document")
    return made


def contents(paper: Paper) -> dict[str, Any]:
    """What stands on the sheet. Nothing on it says why these people are called."""
    codes = {**CODES, "3": Outcome.CALL_BACK}
    return {
        "language": (get_language() or "nl")[:2],
        "title": _("Call list %(number)d") % {"number": paper.number},
        "sender": paper.campaign.sender_name,
        "caller": paper.caller,
        "made": written_day(day_of(paper.made_at)),
        "script": list(paper.script),
        "script_title": _("What you say"),
        "codes_title": _("Write one code for each line"),
        "codes": [[code, str(codes[code].label)] for code in sorted(codes)],
        "needs_title": _("What do they ask? Write the letter"),
        "needs": [[chr(ord("A") + turn), str(one.label)] for turn, one in enumerate(paper.needs)],
        "columns": [_("Who"), _("Telephone"), _("When"), _("Code"), _("Letters and words")],
        "lines": [
            [
                f"{one.turn}. {one.called}",
                ", ".join(number.shown for number in one.people.numbers),
                ", ".join(one.people.times),
            ]
            for one in paper.lines
        ],
        "foot": _("Bring this list back, also when it is empty. Hide your own number. In danger: call 112."),
    }
