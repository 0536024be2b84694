"""The page on which an editor tries a change on the made-up town."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from nabij.kernel import clock
from nabij.kernel.actors import VISITOR, Actor
from nabij.kernel.decisions import Refused
from nabij.rights.forms.what_if import WhatIfForm
from nabij.rights.queries import what_if as queries
from nabij.rights.queries.what_if_chart import what_if_drawings
from nabij.staff.actions import open_account
from nabij.staff.types import Role
from nabij_rights.what_if.change import Change, NewAmount
from nabij_rights.what_if.compare import Euros
from nabij_rights.what_if.households import read_json_lines
from tests.what_if.town import ON, PREMIUM, line, town

EDITOR = Actor(staff_id=1, roles=frozenset({Role.EDITOR}))
HIGHER = {"right": PREMIUM, "amount": f"{PREMIUM}.premium_2", "percent": "10", "compare": "1"}


@pytest.fixture(autouse=True)
def _small_town(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A hundred households that are worked out by hand stand in for a thousand that are made up."""
    monkeypatch.setattr(clock, "today", lambda: ON)
    found = town()
    monkeypatch.setattr(queries, "town_households", lambda _on: found)
    with translation.override("nl"):
        yield


@pytest.fixture
def editor(client: Client) -> Client:
    user = open_account(
        email="noor@zonnedam.example",
        name="Noor",
        password="a long phrase for a test",
        roles=[Role.EDITOR],
        now=datetime(2026, 11, 21, 10, 0, tzinfo=UTC),
    )
    client.force_login(user)
    return client


def read(**given: str) -> WhatIfForm:
    page = queries.what_if_page(EDITOR, given.get("right", ""), on=ON)
    return WhatIfForm.read({"compare": "1", **given}, page)


def test_only_an_editor_may_ask() -> None:
    for actor in (VISITOR, Actor(staff_id=2, roles=frozenset())):
        with pytest.raises(Refused):
            queries.what_if_page(actor, "", on=ON)
        with pytest.raises(Refused):
            queries.what_if_result(actor, Change(), None, on=ON)


def test_the_rights_of_other_towns_cannot_be_chosen() -> None:
    rights = dict(queries.what_if_page(EDITOR, "", on=ON).rights)
    assert PREMIUM in rights
    assert not [right_id for right_id in rights if right_id.startswith(("kortrijk_", "leuven_"))]


def test_the_amounts_of_a_right_stand_there_with_their_value() -> None:
    found = queries.what_if_page(EDITOR, PREMIUM, on=ON).amounts
    assert {one.amount.id.partition(".")[2]: one.now for one in found}["premium_1"] == "€ 240,00 per jaar"
    assert queries.what_if_page(EDITOR, "nothing", on=ON).amounts == ()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"value": "250"}, NewAmount(f"{PREMIUM}.premium_1", value="250.00")),
        ({"value": "€ 250,5"}, NewAmount(f"{PREMIUM}.premium_1", value="250.50")),
        ({"percent": "+5 %"}, NewAmount.written(f"{PREMIUM}.premium_1", "x 1.05")),
        ({"percent": "-10"}, NewAmount.written(f"{PREMIUM}.premium_1", "x 0.9")),
        ({"percent": "\u22122,5%"}, NewAmount.written(f"{PREMIUM}.premium_1", "x 0.975")),
    ],
)
def test_what_people_type_becomes_an_amount(given: dict[str, str], expected: NewAmount) -> None:
    form = read(right=PREMIUM, amount=f"{PREMIUM}.premium_1", **given)
    assert form.mistakes == ()
    assert form.change is not None
    assert form.change.amounts == (expected,)
    assert form.about == PREMIUM


@pytest.mark.parametrize("typed", ["1/2/2027", "01-02-2027", "2027-02-01"])
def test_what_people_type_becomes_a_day(typed: str) -> None:
    assert read(day=typed).change == Change(on=date(2027, 2, 1))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "right"),
        ({"right": PREMIUM}, "amount"),
        ({"right": "nothing"}, "right"),
        ({"right": PREMIUM, "value": "3"}, "amount"),
        ({"right": PREMIUM, "amount": "leefloon.family", "value": "3"}, "amount"),
        ({"right": PREMIUM, "amount": f"{PREMIUM}.premium_1"}, "value"),
        ({"right": PREMIUM, "amount": f"{PREMIUM}.premium_1", "value": "3", "percent": "3"}, "value"),
        ({"right": PREMIUM, "amount": f"{PREMIUM}.premium_1", "value": "abc"}, "value"),
        ({"right": PREMIUM, "amount": f"{PREMIUM}.premium_1", "value": "99999999"}, "value"),
        ({"right": PREMIUM, "amount": f"{PREMIUM}.premium_1", "percent": "a"}, "percent"),
        ({"right": PREMIUM, "amount": f"{PREMIUM}.premium_1", "percent": "-100"}, "percent"),
        ({"day": "31/2/2026"}, "day"),
        ({"day": "1/1/1990"}, "day"),
        ({"day": "\x00"}, "right"),
    ],
)
def test_every_mistake_has_its_field_and_nothing_is_compared(given: dict[str, str], field: str) -> None:
    form = read(**given)
    assert [mistake.field for mistake in form.mistakes] == [field]
    assert form.change is None


@pytest.mark.django_db
def test_the_page_shows_what_changes(editor: Client) -> None:
    page = editor.get("/nl/werk/wat-als/", HIGHER)
    text = page.content.decode()
    assert page.status_code == 200
    result = page.context["result"]
    assert result.total.rows[0].group.counts.gain == 20
    assert result.total.rows[0].euros == "€\u00a0320"  # 20 x 16 euro
    assert "Verzonnen stad." in text
    assert "€ 160,00 per jaar → € 176,00 per jaar" in text
    assert text.count("<svg aria-hidden") == 4  # by kind and by neighbourhood, for a phone and for a desk
    for limit in result.limits:
        assert limit in text
    assert editor.get("/nl/werk/").content.decode().count("/nl/werk/wat-als/") == 1


@pytest.mark.django_db
def test_a_mistake_is_told_beside_its_field_and_what_was_typed_stays(editor: Client) -> None:
    page = editor.get("/nl/werk/wat-als/", {**HIGHER, "percent": "veel"})
    text = page.content.decode()
    assert page.status_code == 422
    assert 'href="#percent"' in text
    assert 'id="percent-error"' in text
    assert 'value="veel"' in text
    assert "Wat verandert er" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_it_reads_in_every_language(editor: Client, language: str) -> None:
    for given in ({}, HIGHER, {"day": "1/2/2027", "compare": "1"}):
        assert editor.get(f"/{language}/werk/wat-als/", given).status_code == 200


@pytest.mark.django_db
def test_the_tables_can_be_saved_for_a_spreadsheet(editor: Client) -> None:
    file = editor.get("/nl/werk/wat-als/nabij.csv", HIGHER)
    assert file.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][1:] == ["alle gezinnen", "102", "20", "0", "0", "82", "320,00", "320,00"]
    assert {len(row) for row in rows} == {9, 1}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    nothing_asked = editor.get("/nl/werk/wat-als/nabij.csv")
    assert nothing_asked.status_code == 302


@pytest.mark.django_db
def test_who_is_no_editor_does_not_get_in(client: Client) -> None:
    for address in ("/nl/werk/wat-als/", "/nl/werk/wat-als/nabij.csv"):
        assert client.get(address).status_code in (302, 403)


@pytest.mark.django_db
def test_few_who_notice_are_not_told(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    few = read_json_lines([line(1800)] * 4 + [line(3000)] * 40, "town", on=ON)
    monkeypatch.setattr(queries, "town_households", lambda _on: few)
    page = editor.get("/nl/werk/wat-als/", HIGHER)
    assert "Minder dan 10 gezinnen merken dit." in page.content.decode()
    assert "<svg aria-hidden" not in page.content.decode()
    assert page.context["result"].rights == ()


@pytest.mark.parametrize(
    ("euros", "words"),
    [
        (Euros(0, 0), "€\u00a00"),
        (Euros(150, 150), "€\u00a01 tot €\u00a02"),
        (Euros(-123456, 99), "\u2212€\u00a01.235 tot €\u00a01"),
        (Euros(100, None), "minstens €\u00a01"),
        (Euros(None, -100), "hoogstens \u2212€\u00a01"),
        (Euros(None, None), "niet bekend"),
    ],
)
def test_euros_are_rounded_away_from_each_other(euros: Euros, words: str) -> None:
    assert queries.euros_in_words(euros) == words


def test_nothing_to_draw_is_no_drawing() -> None:
    result = queries.what_if_result(EDITOR, Change(), None, on=ON)
    assert what_if_drawings(result.by_composition.rows) == ()


def test_the_town_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    made: list[Any] = []
    monkeypatch.setattr(queries, "MADE_UP_HOUSEHOLDS", 12)
    monkeypatch.setattr(queries, "made_up", lambda number, **more: made.append(more) or town())
    queries._made_up.cache_clear()
    assert queries.town_households(ON) is queries.town_households(ON)
    assert len(made) == 1
    queries._made_up.cache_clear()
