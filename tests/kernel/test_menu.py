"""The main menu of people who work here."""

import pytest

from nabij.kernel import menu
from nabij.kernel.actors import VISITOR, Actor
from nabij.kernel.decisions import Decision, allow, refuse


def for_team_leads(actor: Actor) -> Decision:
    return allow() if "team_lead" in actor.roles else refuse("no")


@pytest.fixture(autouse=True)
def empty_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_entries", {})


def entry(route: str, order: int) -> menu.MenuEntry:
    return menu.MenuEntry(route, "home", route, for_team_leads, order)


def test_nobody_sees_an_entry_that_is_not_for_them() -> None:
    menu.add_to_menu(entry("a:one", 1))
    assert menu.menu_of(VISITOR) == []
    assert [one.route for one in menu.menu_of(Actor(1, frozenset({"team_lead"})))] == ["a:one"]


def test_entries_stand_in_their_order_and_once() -> None:
    for route, order in (("a:two", 2), ("a:one", 1), ("a:two", 2)):
        menu.add_to_menu(entry(route, order))
    found = menu.menu_of(Actor(1, frozenset({"team_lead"})))
    assert [one.route for one in found] == ["a:one", "a:two"]
