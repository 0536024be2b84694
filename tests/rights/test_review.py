"""The amounts that wait for a look: which, since when, where to change them, and who may see the page."""

import csv
import io
import tomllib
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from nabij.kernel.actors import VISITOR, Actor
from nabij.kernel.decisions import Refused
from nabij.rights.queries.review import Chosen, review_page, review_rows
from nabij.staff.actions import open_account
from nabij.staff.types import Role
from nabij_rights.engine.expression import Op, in_order
from nabij_rights.lint.figures import books
from nabij_rights.parameters.book import Confidence, Status, amounts, parse_book, places
from nabij_rights.review import Place, Reason, tasks, to_review, users_of_amounts
from nabij_rights.rights import Level
from nabij_rights.shelf import documents, put_on_shelf

ON = date(2026, 11, 21)
EDITOR = Actor(staff_id=1, roles=frozenset({Role.EDITOR}))
BOOK = """
[source.law]
title = "A decision"
url = "https://example.org"
[test.price]
unit = "EUR"
label = { nl = "Prijs", fr = "Prix", en = "Price" }
values = [
  { from = 2024-01-01, value = "10.00", source = "law", confidence = "verified" },
  { from = 2025-01-01, source = "law", confidence = "missing" },
  { from = 2025-07-01, source = "law", confidence = "missing" },
  { from = 2026-01-01, value = "11.00", source = "law", confidence = "verified" },
]
"""


def test_what_nobody_found_is_not_known_since_the_first_day_of_the_gap() -> None:
    price = parse_book("test", tomllib.loads(BOOK))["test.price"]
    assert price.not_known_since(date(2024, 6, 1)) is None
    assert price.not_known_since(date(2025, 3, 1)) == date(2025, 1, 1)
    assert price.not_known_since(date(2025, 8, 1)) == date(2025, 1, 1)
    assert price.not_known_since(date(2026, 1, 1)) is None
    assert price.not_known_since(date(2020, 1, 1)) is None


def test_every_amount_has_a_file_that_holds_it() -> None:
    texts = dict(books())
    for amount_id, place in places().items():
        key = amount_id.rpartition(".")[2]
        if place in texts:
            assert f".{key}]" in texts[place] or f"{key} " in texts[place], amount_id
    assert places().keys() == amounts().keys()


def test_the_list_holds_what_is_missing_old_or_not_official_and_nothing_else() -> None:
    found = {item.amount.id: item for item in to_review(ON)}
    for amount_id in users_of_amounts(ON):
        figure, row = amounts()[amount_id].on(ON), amounts()[amount_id].row_on(ON)
        is_sound = (
            row is not None
            and figure.status is Status.CURRENT
            and row.confidence in (Confidence.VERIFIED, Confidence.DERIVED)
            and (row.review_by is None or row.review_by > ON or amounts()[amount_id].is_fixed)
        )
        assert (amount_id in found) is not is_sound, amount_id
    assert all(item.rights and item.since <= ON and item.file for item in found.values())


def test_a_figure_of_a_rule_that_has_ended_is_no_work() -> None:
    in_force = {
        node.meta
        for rights in users_of_amounts(ON).values()
        for right in rights
        for node in in_order(right.version_on(ON).roots())  # type: ignore[union-attr]
        if node.op is Op.AMOUNT
    }
    assert {key for key in users_of_amounts(ON) if not key.startswith("index.")} == in_force


def test_missing_comes_first_and_then_what_waits_longest() -> None:
    keys = [(list(Reason).index(item.reason), item.since) for item in to_review(ON)]
    assert keys == sorted(keys)


def test_what_follows_an_index_is_one_task_in_the_file_of_that_index() -> None:
    indexed = [item for item in to_review(ON) if item.row.follows]
    assert indexed
    for item in indexed:
        assert (item.place, item.file) == (Place.INDEX, places()[item.row.follows])
    together = [task for task in tasks(to_review(ON)) if task.first.place is Place.INDEX]
    assert len({(task.first.file, task.first.reason, task.first.since) for task in together}) == len(together)


def test_tasks_hold_every_amount_once() -> None:
    items = [item.amount.id for task in tasks(to_review(ON)) for item in task.items]
    assert sorted(items) == sorted(item.amount.id for item in to_review(ON))


def test_an_amount_that_an_editor_published_is_changed_in_the_editor() -> None:
    right_id, document = next(iter(documents().items()))
    day = date(2024, 1, 1)
    held = {
        "unit": "EUR",
        "label": {"nl": "Grens", "fr": "Limite", "en": "Limit"},
        "values": [{"from": day, "value": "1.00", "source": "here", "confidence": "verified"}],
    }
    source = {"here": {"title": "Besluit", "url": "https://example.org"}}
    put_on_shelf([{**document, "amounts": {"grens": held}, "source": source}])
    try:
        assert places()[f"{right_id}.grens"] == f"towns/{document['town']}/rights/{right_id}.toml"
    finally:
        put_on_shelf([])


def test_only_an_editor_sees_the_list() -> None:
    for actor in (VISITOR, Actor(staff_id=2, roles=frozenset())):
        with pytest.raises(Refused):
            review_page(actor, Chosen(), on=ON)
        with pytest.raises(Refused):
            review_rows(actor, Chosen(), on=ON)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("reason", list(Reason))
def test_a_choice_shows_exactly_what_was_chosen(level: Level, reason: Reason) -> None:
    page = review_page(EDITOR, Chosen(reason=reason, level=level), on=ON)
    shown = [line.item for group in page.groups for look in group.looks for line in look.lines]
    assert len(shown) == page.amounts
    assert all(reason in item.reasons and level in item.levels for item in shown)
    assert len(shown) == len(review_rows(EDITOR, Chosen(reason=reason, level=level), on=ON))


def test_a_choice_of_a_town_shows_only_rights_of_that_town() -> None:
    page = review_page(EDITOR, Chosen(town="kortrijk"), on=ON)
    assert all("kortrijk" in line.item.towns for g in page.groups for look in g.looks for line in look.lines)


@pytest.mark.django_db
def test_the_page_and_the_file_of_an_editor(client: Client) -> None:
    user = open_account(
        email="noor@zonnedam.example",
        name="Noor",
        password="a long phrase for a test",
        roles=[Role.EDITOR],
        now=datetime(2026, 11, 21, 10, 0, tzinfo=UTC),
    )
    client.force_login(user)
    page = client.get("/nl/werk/bedragen/", {"level": "federal", "town": "nowhere", "reason": "\x00"})
    assert page.status_code == 200
    assert page.context["page"].chosen == Chosen(level="federal")
    for group in page.context["page"].groups:
        for look in group.looks:
            assert look.task.first.file in page.content.decode()
    file = client.get("/nl/werk/bedragen/nabij.csv", {"level": "federal"})
    assert file.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == page.context["page"].amounts + 1
    assert {len(row) for row in rows} == {16}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert client.get("/nl/werk/").content.decode().count("/nl/werk/bedragen/") == 1
