"""Labels for letters to enterprises: name and address, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import typst
from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.campaigns.models import Enterprise

_LAYOUT = Path(__file__).resolve().parents[1] / "templates" / "campaigns" / "enterprise_labels.typ"


def labels_pdf(enterprises: list[Enterprise]) -> bytes:
    """A tagged PDF of labels, for whoever has an address. Data travel as JSON; nothing goes to disk."""
    sheet = {
        "language": (get_language() or "nl")[:2],
        "title": _("Labels"),
        "labels": [
            [one.name, one.street, f"{one.postcode} {one.municipality}".strip()]
            for one in enterprises
            if one.street
        ],
    }
    made = typst.compile(
        _LAYOUT,
        font_paths=[Path(apps.get_app_config("web").path) / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False, sort_keys=True)},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave something else than one document")
    return made
