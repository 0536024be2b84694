"""The list of papers as a PDF, made with typst. Data travel as JSON, so nothing in them is read as code."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language_bidi, gettext

from nabij.rights.queries import steps, wording
from nabij.rights.queries.papers import PaperLine, Papers, StopRight
from nabij.rights.queries.steps import Findings
from nabij.rights.views import printed_list

_TEMPLATE = printed_list.TEMPLATES / "papers.typ"


def pdf(papers: Papers, found: Findings) -> bytes:
    """The list as a tagged PDF. Nothing is written to disk."""
    return printed_list.compiled(_TEMPLATE, contents(papers, found))


def contents(papers: Papers, found: Findings) -> dict[str, Any]:
    """What stands on the paper, in words."""
    town = steps.town_of(found.check)
    return {
        "language": wording.page_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "texts_are_dutch": any(card.name.language for card in papers.cards),
        "town": town.name if town else "",
        "title": gettext("Your papers in one list"),
        "intro": gettext("Made on %(day)s. Can’t find something? Come all the same. We look for it together.")
        % {"day": wording.isolated(f"{found.on:%d/%m/%Y}")},
        "papers_heading": gettext("Bring this along"),
        "for": gettext("For:"),
        "papers": [
            {"name": str(paper.name), "rights": _rights_of(paper), "more": _more(paper)}
            for paper in papers.papers
        ],
        "stops_heading": gettext("Here is where to go"),
        "stops": [
            {"place": str(stop.place), "rights": [_right(one) for one in stop.rights]}
            for stop in papers.stops
        ],
        "letter": papers.letter,
        "help_heading": gettext("Here you can go"),
        "help": [[point.name, point.address, point.phone] for point in town.contact_points] if town else [],
        "help_else": gettext("The social services (Sociaal Huis or OCMW) of your town help you for free."),
    }


def _rights_of(paper: PaperLine) -> str:
    return ", ".join(map(str, paper.first_rights))


def _more(paper: PaperLine) -> str:
    """How many other rights want this paper: on paper nothing folds out, and each stands with its place."""
    number = len(paper.more_rights)
    return gettext("and %(number)s more") % {"number": number} if number else ""


def _right(one: StopRight) -> dict[str, str]:
    name = str(one.card.name)
    return {
        "name": f"{name} ({one.card.for_whom})" if one.card.for_whom else name,
        "starts": str(one.starts),
        "decided": one.procedure.decided if one.is_written else "",
        "appeal": one.procedure.appeal if one.is_written else "",
    }
