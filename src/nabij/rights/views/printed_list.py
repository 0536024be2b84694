"""The list of rights on paper, made with typst. Data travel as JSON, so nothing in them is read as code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst
from django.apps import apps
from django.utils.translation import get_language_bidi, gettext, ngettext

from nabij.rights.queries import coming, results, steps, told, wording
from nabij.rights.queries.cards import Card, Total
from nabij.rights.queries.steps import Findings
from nabij.rights.queries.worth_words import worth_text
from nabij_rights.answers import Group

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "rights"
_TEMPLATE = TEMPLATES / "list.typ"
MOST_COMING = 12
"""So many changes stand on the paper; the page shows all."""


def pdf(found: Findings) -> bytes:
    """The list as a tagged PDF. Nothing is written to disk."""
    return compiled(_TEMPLATE, contents(found))


def compiled(template: Path, content: dict[str, Any]) -> bytes:
    """A tagged PDF from one of our templates and what stands in it."""
    fonts = Path(apps.get_app_config("web").path) / "fonts"
    made = typst.compile(
        template,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"list": json.dumps(content, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave something else than one document")
    return made


def contents(found: Findings) -> dict[str, Any]:
    """What stands on the paper, in words."""
    listed = results.results(found)
    town = steps.town_of(found.check)
    headings = {
        Group.YES: gettext("Yes, probably"),
        Group.MAYBE: gettext("Maybe"),
        Group.PROBABLY_NOT: gettext("Probably not"),
    }
    return {
        "language": wording.page_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "texts_are_dutch": any(card.name.language for card in listed.cards),
        "town": town.name if town else "",
        "title": gettext("What you may have a right to"),
        "intro": gettext("This is what we know on %(day)s. It is not a decision. Ask, also when you doubt.")
        % {"day": wording.isolated(f"{found.on:%d/%m/%Y}")},
        "totals_heading": gettext("This is probably yours"),
        "totals": [_total_text(total) for total in listed.totals],
        "not_added": _not_added(listed.number_of_maybe),
        "groups": [
            {
                "heading": heading,
                "sign": group.value,
                "rights": [_right(card, group) for card in listed.of(group)],
            }
            for group, heading in headings.items()
            if listed.of(group)
        ],
        "coming_heading": gettext("What changes soon"),
        "coming": _coming(found),
        "told_heading": gettext("Your answers"),
        "told": [[str(line.label), ", ".join(map(str, line.values))] for line in told.told(found)],
        "help_heading": gettext("Here you can go"),
        "help": [[point.name, point.address, point.phone] for point in town.contact_points] if town else [],
        "help_else": gettext("The social services (Sociaal Huis or OCMW) of your town help you for free."),
    }


def _total_text(total: Total) -> str:
    euro = wording.isolated(wording.euro_text(round(total.lowest / 100) * 100))
    return f"{gettext('at least')} {euro} {total.per}" if total.is_least else f"{euro} {total.per}"


def _not_added(number: int) -> str:
    """How many rights are only maybe: they are in no sum."""
    if not number:
        return ""
    there_are = ngettext(
        "Next to that there is %(number)s right that you may have.",
        "Next to that there are %(number)s rights that you may have.",
        number,
    ) % {"number": number}
    why = gettext("We do not add those up: we do not know enough yet, and one can take the place of another.")
    return f"{there_are} {why}"


def _coming(found: Findings) -> list[list[str]]:
    """Each coming change in a line: when, and which rights change why."""
    lines = []
    for one_day in coming.coming_soon(found).days:
        for because in one_day.reasons:
            for block in because.blocks:
                rights = ", ".join(str(right.name) for right in block.rights)
                lines.append([one_day.when, f"{' '.join(because.causes)} {block.change}: {rights}"])
    return lines[:MOST_COMING]


def _right(card: Card, group: Group) -> dict[str, str]:
    if group is Group.PROBABLY_NOT:
        return {"name": str(card.name), "worth": "", "summary": "", "apply": "", "missing": "", "whom": ""}
    missing = ", ".join(
        dict.fromkeys(
            f"{chip.label} ({chip.whose})" if chip.whose else str(chip.label) for chip in card.chips
        )
    )
    return {
        "name": str(card.name),
        "whom": gettext("For %(name)s") % {"name": card.for_whom} if card.for_whom else "",
        "worth": worth_text(card.worth),
        "summary": str(card.summary),
        "apply": str(card.apply_line),
        "missing": f"{gettext('Still needed:')} {missing}" if missing else "",
    }
