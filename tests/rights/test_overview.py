"""What we know and how sure, and what opens what: counted, listed and drawn from the catalogue itself."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from nabij.rights.queries.catalogue import page_of
from nabij.rights.queries.edges import (
    BETWEEN_COLUMNS,
    HIGH,
    WIDE,
    columns_of,
    drawing_of,
    edges_page,
)
from nabij.rights.queries.how_sure import bar_of, sure_page
from nabij_rights.answers import answer
from nabij_rights.blocks import dutch_names
from nabij_rights.catalogue import catalogue
from nabij_rights.catalogue_json import amounts_of
from nabij_rights.edges import Edge, EdgeKind, circle_in, edges
from nabij_rights.engine.program import Situation
from nabij_rights.how_sure import how_sure
from nabij_rights.parameters.book import Confidence, Status
from nabij_rights.rights import Level

pytestmark = [pytest.mark.django_db, pytest.mark.visitor]
ON = date(2026, 11, 21)
LANGUAGES = ["nl", "fr", "en", "uk", "tr", "ar"]


# ----------------------------------------------------------------------------------------- how sure


def test_every_figure_is_counted_once_in_each_way() -> None:
    found = how_sure(ON)
    for tally in (found.all, *found.levels.values(), *(one.tally for one in found.rights)):
        assert sum(tally.confidence.values()) == sum(tally.status.values()) == tally.total
        assert tally.confidence[Confidence.MISSING] == tally.status[Status.MISSING]
        assert tally.sound + tally.doubtful + tally.status[Status.MISSING] == tally.total
        assert min(tally.sound, tally.doubtful) >= 0
    assert max(one.tally.total for one in found.rights) <= found.all.total


def test_every_right_is_counted_under_its_level_and_kind() -> None:
    found = how_sure(ON)
    assert [one.right.id for one in found.rights] == list(catalogue())
    assert sum(found.rights_of(level) for level in Level) == len(catalogue())
    assert found.cases == sum(one.cases for one in found.rights)


def test_a_bar_never_hides_a_part_and_never_runs_over() -> None:
    page = sure_page(ON)
    tallies = [
        (page.found.all, page.bar),
        *((line.tally, line.bar) for lv in page.levels for line in lv.lines),
    ]
    for tally, bar in tallies:
        assert bar == bar_of(tally)
        assert 0 <= bar.sound + bar.doubtful <= 100
        assert (bar.sound > 0) is (tally.sound > 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_sure_links_to_every_right(client: Client, language: str) -> None:
    text = client.get(f"/{language}/rechten/hoe-zeker/").content.decode()
    for right_id in catalogue():
        assert f'href="/{language}/rechten/{right_id}/"' in text


# --------------------------------------------------------------------------------------------- edges


@pytest.mark.parametrize("kinds", [{EdgeKind.OPENS}, {EdgeKind.GOES_BEFORE, EdgeKind.REPLACED_BY}])
def test_no_edges_of_a_kind_go_round_in_a_circle(kinds: set[EdgeKind]) -> None:
    assert circle_in(edge for edge in edges() if edge.kind in kinds) == ()


def test_a_circle_is_noticed() -> None:
    a, b = Edge(EdgeKind.OPENS, "a", "b"), Edge(EdgeKind.OPENS, "b", "a")
    assert circle_in([a]) == ()
    assert set(circle_in([a, b])) == {"a", "b"}


def test_every_edge_leads_to_a_right_that_is_known_by_name() -> None:
    known = catalogue().keys() | dutch_names().keys()
    assert [edge for edge in edges() if edge.start not in known or edge.end not in known] == []


def test_every_edge_of_a_right_is_there() -> None:
    found = set(edges())
    for right in catalogue().values():
        assert {edge.end for edge in found if edge.kind is EdgeKind.OPENS and edge.start == right.id} == {
            *right.opens
        }
        assert {e.start for e in found if e.kind is EdgeKind.GOES_BEFORE and e.end == right.id} >= {
            *right.goes_after
        }
        assert {e.end for e in found if e.kind is EdgeKind.REPLACED_BY and e.start == right.id} == {
            *right.replaced_by
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_right_with_an_edge_is_drawn_and_listed(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/rechten/wat-opent-wat/")
    page = answer.context["page"]
    expected = {end for edge in edges() for end in (edge.start, edge.end)} & catalogue().keys()
    assert {box.right.id for box in page.drawing.boxes} == expected
    assert {row.right.id for _level, rows in page.levels for row in rows} == expected
    known = [edge for edge in edges() if edge.start in catalogue() and edge.end in catalogue()]
    assert sum(len(box.leaving) for box in page.drawing.boxes) == len(known)
    text = answer.content.decode()
    drawn = re.search(r'<svg class="n-graph".*?</svg>', text, re.DOTALL)
    assert drawn is not None
    for right_id in expected:
        link = f'href="/{language}/rechten/{right_id}/"'
        assert link in drawn.group()
        assert link in text.replace(drawn.group(), "")


def test_boxes_do_not_overlap_and_stay_in_the_drawing() -> None:
    drawing = edges_page().drawing
    places = [(box.x, box.y) for box in drawing.boxes]
    for number, (x, y) in enumerate(places):
        assert 0 <= x <= drawing.wide - WIDE
        assert 0 <= y <= drawing.high - HIGH
        assert all(x != other_x or abs(y - other_y) >= HIGH for other_x, other_y in places[:number])


def test_lines_run_from_left_to_right_in_columns_of_their_own() -> None:
    drawn = [edge for edge in edges() if edge.start in catalogue() and edge.end in catalogue()]
    columns = columns_of(drawn, {end for edge in drawn for end in (edge.start, edge.end)})
    assert min(columns.values()) == 0
    assert all(columns[edge.start] < columns[edge.end] for edge in drawn)
    widths = {box.x for box in edges_page().drawing.boxes}
    assert all((x - min(widths)) % (WIDE + BETWEEN_COLUMNS) == 0 for x in widths)


def test_a_circle_is_drawn_all_the_same() -> None:
    first, second = sorted(catalogue())[:2]
    drawn = [Edge(EdgeKind.OPENS, first, second), Edge(EdgeKind.OPENS, second, first)]
    boxes = drawing_of(drawn, {first, second}).boxes
    assert sorted(box.right.id for box in boxes) == [first, second]
    assert sum(len(box.leaving) for box in boxes) == 2


def test_one_right_shows_what_leads_to_it_and_what_it_leads_to(client: Client) -> None:
    page = edges_page("leefloon")
    shown = {row.right.id for _level, rows in page.levels for row in rows}
    right = catalogue()["leefloon"]
    assert {"leefloon", *right.opens, *right.goes_after} & catalogue().keys() <= shown
    assert shown < {choice.id for choice in page.choices}
    for nonsense in ("niets", "\x00", "<script>"):
        answer = client.get("/nl/rechten/wat-opent-wat/", {"recht": nonsense})
        assert answer.status_code == 200
        assert answer.context["page"].chosen == ""


# -------------------------------------------------------------------------------------------- missing


def test_a_missing_amount_says_since_when_on_the_page_of_its_right(client: Client) -> None:
    gone = [
        (right, amount, row.from_on)
        for right in catalogue().values()
        for amount in amounts_of(right)
        for row in amount.rows
        if row.low is None
    ]
    assert gone
    for right, amount, day in gone[:5]:
        series = {one.amount.id: one for one in page_of(right.id, on=day).series}
        assert series[amount.id].not_known_since is not None
        with time_machine.travel(f"{day}T10:00:00Z", tick=False):
            text = client.get(f"/en/rechten/{right.id}/").content.decode()
        assert "Amount not known since" in text


def test_a_result_says_since_when_a_price_that_goes_with_it_is_not_known() -> None:
    right = catalogue()["sociaal_tarief_energie"]
    day = next(row.from_on for amount in amounts_of(right) for row in amount.rows if row.low is None)
    outcome = answer(Situation({}, [{}], {}), on=day, right_ids=(right.id,)).of(right.id)
    assert outcome.steps_not_known
    for key, since in outcome.steps_not_known:
        assert key in right.version_on(day).named  # type: ignore[union-attr]
        assert since is not None
        assert since <= day


def test_the_list_of_rights_leads_to_all_three(client: Client) -> None:
    text = client.get("/nl/rechten/").content.decode()
    for path in ("rechten/hoe-zeker/", "rechten/wat-opent-wat/", "open/"):
        assert f'href="/nl/{path}"' in text
