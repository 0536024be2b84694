"""The sheet of a round as PDF: the doors in order, for whoever goes without a phone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst
from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.campaigns.queries import RoundSheet
from nabij.campaigns.types import GoingMode
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import written_day

_LAYOUT = Path(__file__).resolve().parents[1] / "templates" / "campaigns" / "round.typ"


def round_pdf(sheet: RoundSheet) -> bytes:
    """A tagged PDF. Data travel as JSON, so nothing in them is read as code; nothing goes to disk."""
    content = json.dumps(contents(sheet), ensure_ascii=False, sort_keys=True)
    made = typst.compile(
        _LAYOUT,
        font_paths=[Path(apps.get_app_config("web").path) / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"round": content},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave something else than one document")
    return made


def contents(sheet: RoundSheet) -> dict[str, Any]:
    """What stands on the sheet. Nothing on it says why anybody is visited."""
    begins = sheet.round.begins_at.astimezone(BRUSSELS)
    ends = sheet.round.ends_at.astimezone(BRUSSELS)
    has_bags = any(line.bag for line in sheet.lines)
    vague = _("* Only the street or the neighbourhood is known of this door: its place is not exact.")
    return {
        "language": (get_language() or "nl")[:2],
        "title": _("Round of %(name)s") % {"name": sheet.name},
        "day": written_day(sheet.round.day),
        "sender": sheet.campaign.sender_name,
        "how": _("%(mode)s, from %(begins)s to %(ends)s, %(km)s km, %(doors)d doors")
        % {
            "mode": GoingMode(sheet.round.mode).label,
            "begins": f"{begins:%H:%M}",
            "ends": f"{ends:%H:%M}",
            "km": f"{sheet.kilometers:.1f}".replace(".", ","),
            "doors": len(sheet.lines),
        },
        "begins": _("Begins: %(place)s") % {"place": sheet.begins_with} if sheet.begins_with else "",
        "ends": _("Ends: %(place)s") % {"place": sheet.ends_with} if sheet.ends_with else "",
        "bring_title": _("Take along"),
        "bring": list(sheet.bring.lines),
        "columns": [_("No."), _("Hour"), _("Address"), _("Who"), _("Language"), _("How did it go?")],
        "lines": [
            [
                str(line.stop.number) + (f"\n{line.bag.label} · {line.bag.packages}" if line.bag else ""),
                f"{line.stop.arrives_at.astimezone(BRUSSELS):%H:%M}" + (" °" if line.is_promised else ""),
                ", ".join(line.plate.place) + ("" if line.is_exact else " *"),
                " & ".join(line.plate.names),
                line.language,
            ]
            for line in sheet.lines
        ],
        "notes": [
            *([_("Under the number: the bag, and how many packages are in it.")] if has_bags else []),
            sheet.basis,
            _("° The household was told this hour, give or take 15 minutes."),
            *([vague] if sheet.has_vague else []),
        ],
        "foot": _("Bring this sheet back. Leave nothing that says why you come. In danger: call 112."),
    }
