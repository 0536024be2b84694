"""Five partners bring a list each, in five layouts; their coordinator puts them together in a browser, as in
the field: 950 families, 2,159 children.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from nabij.demo.partner_lists import PartnerLists, family_lists
from nabij.demo.partner_lists.files import write_files
from nabij.registry.actions import list_pairs
from nabij.registry.models import ChildPair, ListedChild, ListRow, PairDecision, Verdict
from nabij.registry.queries.list_result import result_of
from nabij_methods.tables.fields import Field
from tests.journeys.screens import fits_a_small_phone
from tests.journeys.test_partner_lists import log_in
from tests.registry.lists.made import Scene

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SEED = 20261122
TAKEN_BACK = 5
PATIENCE = 120_000  # milliseconds: comparing 1,400 rows is one request


def bring(page: Page, server: LiveServer, number: int, file: Path) -> None:
    """Send a file, name the column of the partner's own numbers, agree with the rest, and take it in."""
    page.goto(f"{server.url}/nl/werk/mijn-lijst/{number}/")
    page.set_input_files("#id_file", file)
    page.locator("form[enctype] button[type=submit]").click()
    page.select_option("#id_column_0", Field.REFERENCE.value)
    page.locator("form[action$='/lees/'] button[type=submit]").click()
    page.locator("button[value=import]").click()
    fits_a_small_phone(page)


def truth_of(lists: PartnerLists) -> dict[int, str]:
    """Which child each child of the lists is in truth: by the reference of its row, and its place there."""
    families = {family.row_id: family for family in lists.families}
    return {
        child.pk: families[child.row.said["reference"]].children[child.position - 1].child_id
        for child in ListedChild.objects.select_related("row")
    }


def measured(action: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """The same action, with the seconds of CPU of its own thread noted."""

    def carried_out(**given: Any) -> Any:
        began = time.thread_time()
        try:
            return action(**given)
        finally:
            spent.append(time.thread_time() - began)

    return carried_out


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def answer_all(page: Page, truth: dict[int, str]) -> int:
    """Answer as somebody who knows the truth, one key a pair; the first ones are taken back and given again.
    Returns how many pairs were asked.
    """
    answered = 0
    while (shown := page.locator("input[name=pair]")).count():
        pair = ChildPair.objects.get(pk=int(shown.input_value()))
        key = "1" if truth[pair.left_id] == truth[pair.right_id] else "2"
        press(page, key)
        answered += 1
        if answered <= TAKEN_BACK:
            take_back_and_answer_again(page, pair, key)
    return answered


def take_back_and_answer_again(page: Page, pair: ChildPair, key: str) -> None:
    press(page, "z")
    assert page.locator("input[name=pair]").input_value() == str(pair.pk)
    press(page, key)
    first, undone, again = PairDecision.objects.filter(pair=pair)
    assert undone.result_after == first.result_before, "taken back is not as it was"
    assert again.result_after == first.result_after


def test_five_files_come_to_exactly_the_families_and_children_there_are(
    page: Page, live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[float] = []
    monkeypatch.setattr(list_pairs, "decide_pair", measured(list_pairs.decide_pair, spent))
    lists, scene = family_lists(SEED), Scene()
    page.set_default_timeout(PATIENCE)
    for file in write_files(lists, tmp_path):
        name = file.stem.replace("_", "-")
        scene.ask(name, is_foster=name == "pleegzorg")
        log_in(page, live_server, scene.owners[name])
        bring(page, live_server, scene.asked[name].pk, file)
    assert ListRow.objects.filter(state="live").count() == 1400
    log_in(page, live_server, scene.lead)
    address = f"{live_server.url}/nl/werk/lijsten/{scene.collection.pk}/"
    page.goto(address)
    page.locator("form[action$='/vergelijk/'] button").click()
    fits_a_small_phone(page)
    truth = truth_of(lists)
    wrong = [
        pair
        for pair in ChildPair.objects.filter(verdict=Verdict.SAME, by_machine=True)
        if truth[pair.left_id] != truth[pair.right_id]
    ]
    assert wrong == [], "the machine merged two children"
    page.goto(f"{address}paren/")
    assert answer_all(page, truth) <= 120
    assert sum(spent) / len(spent) < 0.3, "one answer works out far more than what it can change"
    page.goto(address)
    page.locator("form[action$='/bevries/'] button").click()
    page.goto(f"{address}resultaat/")
    assert "950 gezinnen, 2159 kinderen." in page.locator(".n-lead").inner_text()
    scene.collection.refresh_from_db()
    assert scene.collection.is_frozen
    assert scene.collection.result_hash == result_of(scene.collection.pk).content_hash
