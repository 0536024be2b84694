"""What every page knows about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from nabij.kernel import clock
from nabij.kernel.actors import VISITOR
from nabij.kernel.live import live_parts_of
from nabij.kernel.menu import menu_of
from nabij.kernel.own_place import own_place


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language, named in that language."""

    code: str
    name: str
    direction: str
    href: str
    is_current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the languages of the page and the day, for the layout."""
    return {
        "page_languages": SimpleLazyObject(lambda: language_links(request.path)),
        "is_at_work": is_at_work(request.path),
        "live_parts": SimpleLazyObject(lambda: live_parts_of(getattr(request, "actor", VISITOR))),
        "work_menu": SimpleLazyObject(lambda: work_menu(request)),
        "may_search": SimpleLazyObject(lambda: any(one.route == SEARCH for one in work_menu(request))),
        "today": SimpleLazyObject(clock.today),
        "own_place": own_place(),
    }


SEARCH = "registry:households"
"""Where the search box in the head of work pages leads."""


@dataclass(frozen=True)
class MenuLink:
    """One entry of the main menu, on the page that is open now or not."""

    label: str
    icon: str
    route: str
    is_here: bool


def work_menu(request: HttpRequest) -> list[MenuLink]:
    """The main menu of whoever works here; empty for a visitor.

    One entry at most is where somebody is: the first under which this page lies.
    """
    here = request.resolver_match.view_name if request.resolver_match else ""
    entries = menu_of(getattr(request, "actor", VISITOR))
    mine = next((one.route for one in entries if here == one.route or here.startswith(one.under or "\0")), "")
    return [
        MenuLink(str(entry.label), entry.icon, entry.route, is_here=entry.route == mine) for entry in entries
    ]


def is_at_work(path: str) -> bool:
    """Whether this page is for workers; on any other page nobody sees who is logged in."""
    return path.strip("/").split("/")[1:2] == ["werk"]


def language_links(path: str) -> list[LanguageLink]:
    """Return this page in each language. The address only changes in its first part; answers stay."""
    first, _, rest = path.lstrip("/").partition("/")
    codes = [code for code, _ in settings.LANGUAGES]
    rest = rest if first in codes else ""
    current = get_language()
    return [
        LanguageLink(
            code,
            str(name),
            "rtl" if get_language_info(code)["bidi"] else "ltr",
            f"/{code}/{rest}",
            code == current,
        )
        for code, name in settings.LANGUAGES
    ]
